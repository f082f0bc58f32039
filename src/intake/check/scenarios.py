"""Scenarios: whether the flow says for each person what somebody expected it to say."""

from __future__ import annotations

from intake.check.said import has_words, said_by
from intake.check.tried import Tried
from intake.flow.documents import Path_
from intake.flow.findings import nearest
from intake.flow.model import Flow
from intake.flow.parse import Find

__all__ = ["scenario_findings"]


def scenario_findings(flow: Flow, one: Tried, find: Find) -> None:
    """E601: the flow says otherwise. E603: an answer is not taken; what is expected is then not looked at."""
    if not _answers_taken(flow, one, find):
        return
    _Expected(one, find).check()


def _answers_taken(flow: Flow, one: Tried, find: Find) -> bool:
    path: Path_ = ("scenarios", one.scenario.name, "answers")
    taken = True
    for name in one.unknown:
        near = nearest(name, [question.id for question in flow.questions])
        hint = f"did you mean '{near}'?" if near else "answer a question of this flow"
        find("E603", f"'{name}' is no question", hint, (*path, name), key=True)
        taken = False
    if one.scenario.expect.status != "invalid":
        for problem in one.refused:
            sentence, _, mend = problem.message.partition("; ")
            hint = mend or "or expect `status: invalid`, if that is what the scenario is about"
            find("E603", f"the answer to '{problem.field}' is not taken: {sentence}", hint, (*path, problem.field))
            taken = False
    return taken


class _Expected:
    """Compares what one scenario expects with what it came to."""

    def __init__(self, one: Tried, find: Find) -> None:
        self.one, self._find = one, find
        self.path: Path_ = ("scenarios", one.scenario.name, "expect")

    def check(self) -> None:
        """Every expectation, in the order in which flows write them."""
        expect, triage = self.one.scenario.expect, self.one.triage
        self._level("urgency", expect.urgency, triage.urgency)
        self._level("urgency_at_most", expect.urgency_at_most, triage.urgency_at_most)
        for state in ("certain", "possible", "excluded"):
            for at, name in enumerate(getattr(expect, state)):
                self._state(state, name, (state, at))
        if expect.only_certain is not None:
            self._only(expect.only_certain)
        if expect.grounds is not None and expect.grounds != triage.grounds:
            self._differs("grounds", _listed(expect.grounds), _listed(triage.grounds), "the order is the flow's")
        self._plain("next_question", expect.next_question, triage.next_question or "none")
        self._plain("status", expect.status, self.one.status)
        for name, day in (expect.deadline or {}).items():
            self._deadline(name, day)
        self._path(expect.passes, expect.skips)
        for name, level in (expect.urgency_of or {}).items():
            self._urgency_of(name, level)
        for name, words in (expect.says or {}).items():
            self._says(name, words)

    def _tell(self, message: str, hint: str, *path: str | int) -> None:
        self._find("E601", f"“{self.one.scenario.name}”: {message}", hint, (*self.path, *path))

    def _differs(self, key: str, expected: str, got: str, hint: str) -> None:
        self._tell(f"{key}: expected {expected}, got {got}", hint, key)

    def _plain(self, key: str, expected: str | None, got: str) -> None:
        if expected is not None and expected != got:
            open_now = self.one.triage.next_question
            hint = f"the next question is '{open_now}'" if open_now else "nothing is left to ask"
            self._differs(key, f"'{expected}'", f"'{got}'", hint)

    def _level(self, key: str, expected: str | None, got: str | None) -> None:
        if expected is not None and expected != (got or "none"):
            reason = self.one.reason_of_level(got, at_most=key == "urgency_at_most")
            self._differs(key, f"'{expected}'", f"'{got or 'none'}'", reason)

    def _state(self, wanted: str, name: str, path: Path_) -> None:
        got = self.one.state(name)
        if got != wanted:
            self._tell(f"'{name}' is {got}, not {wanted}", self.one.reason(name), *path)

    def _only(self, expected: tuple[str, ...]) -> None:
        certain = [advice.recommendation for advice in self.one.triage.certain]
        for at, name in enumerate(expected):
            if name not in certain:
                self._state("certain", name, ("only_certain", at))
        for name in certain:
            if name not in expected:
                self._tell(f"'{name}' is certain too", self.one.reason(name), "only_certain")

    def _deadline(self, name: str, expected: str) -> None:
        found = next((advice.deadline for advice in self.one.triage.advice if advice.recommendation == name), None)
        got = found.date.isoformat() if found and found.date else "none"
        if got != expected:
            counted = f"it counts from '{found.counted_from}'" if found else f"'{name}' has no deadline here"
            self._tell(f"deadline of '{name}': expected {expected}, got {got}", counted, "deadline", name)

    def _path(self, passes: tuple[str, ...], skips: tuple[str, ...]) -> None:
        path = self.one.triage.path
        for at, name in enumerate(passes):
            if name not in path:
                self._tell(f"the path does not pass '{name}'", f"it is {_listed(path)}", "passes", at)
        for at, name in enumerate(skips):
            if name in path:
                self._tell(f"the path passes '{name}'", f"it is {_listed(path)}", "skips", at)

    def _urgency_of(self, name: str, expected: str) -> None:
        found = next((advice for advice in self.one.triage.certain if advice.recommendation == name), None)
        if found is None:
            self._state("certain", name, ("urgency_of", name))
        elif found.urgency != expected:
            reason = self.one.reason(name)
            self._tell(f"urgency of '{name}': expected '{expected}', got '{found.urgency}'", reason, "urgency_of", name)

    def _says(self, name: str, expected: tuple[str, ...]) -> None:
        if self.one.state(name) != "certain":
            self._state("certain", name, ("says", name))
            return
        lines = said_by(self.one, name)
        for at, words in enumerate(expected):
            if not any(has_words(line, words) for line in lines):
                self._tell(f"'{name}' has no line with “{words}”", _shown(lines), "says", name, at)
        for line in lines:
            if not any(has_words(line, words) for words in expected):
                hint = "give some of its words, or mend its condition: all lines with a condition are listed here"
                self._tell(f"'{name}' says “{line}” too", hint, "says", name)


def _shown(lines: tuple[str, ...]) -> str:
    """The beginnings of the lines that are shown."""
    begun = [f"“{line if len(line) <= 40 else f'{line[:39]}…'}”" for line in lines[:3]]
    return (
        f"it says {', '.join(begun)}{' …' if len(lines) > 3 else ''}" if begun else "no line with a condition is shown"
    )


def _listed(names: tuple[str, ...]) -> str:
    return f"[{', '.join(names)}]"
