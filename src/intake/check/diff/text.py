"""A comparison of two flows, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intake.check.diff.compared import Comparison
from intake.check.diff.records import Affected, Records
from intake.check.diff.shifts import Example, Shift
from intake.check.diff.written import Difference
from intake.check.phrases.phrase import Phrase, Run, joined, read, said, spaced
from intake.check.phrases.phrases import Phrases
from intake.engine.triage import Triage
from intake.flow.answers import Answer
from intake.flow.conditions import ALWAYS, Condition
from intake.flow.model import Flow

__all__ = ["text_lines"]

_MOST_RECORDS = 50


def text_lines(found: Comparison, old: Phrases, new: Phrases) -> Iterator[str]:
    """All of it, line by line."""
    teller = _Teller(old, new)
    yield f"{_flow(found.old)} → {_flow(found.new)}, on {found.date}"
    if found.written:
        yield ""
        yield "Written differently"
        for difference in found.written:
            yield from teller.written(difference)
    yield ""
    yield from teller.shifts(found)
    if found.records is not None:
        yield ""
        yield from teller.records(found.records)


def _flow(flow: Flow) -> str:
    return f"{flow.id} {flow.version}"


class _Teller:
    def __init__(self, old: Phrases, new: Phrases) -> None:
        self._old, self._new = old, new

    # what is written

    def written(self, one: Difference) -> Iterator[str]:
        """What differs; a condition in words, as it was and as it is."""
        yield f"  {self._what(one)}: {one.how}"
        if one.old is not None and one.how != "added" and one.old != ALWAYS:
            yield f"    was  {self._condition(self._old, one.old)}"
        if one.new is not None and one.how != "removed" and one.new != ALWAYS:
            yield f"    is   {self._condition(self._new, one.new)}"

    def _what(self, one: Difference) -> str:
        phrases = self._old if one.how == "removed" else self._new
        match one.kind:
            case "question" | "answer" | "way" if one.name in {question.id for question in phrases.flow.questions}:
                name = read((phrases.question(one.name),))
            case "fact":
                name = read((phrases.fact(one.name),))
            case "recommendation" | "urgency" | "deadline" | "words":
                name = f"“{phrases.text(phrases.flow.recommendations[one.name].title)}”"
            case _:
                name = spaced(one.name)
        return f"{_KINDS[one.kind]} {name}{self._part(one, phrases)}"

    def _part(self, one: Difference, phrases: Phrases) -> str:
        match one.kind:
            case "answer":
                return f": {read((Run(phrases.names.answer(one.name, one.part), 'answer'),))}"
            case "way" if one.part in {question.id for question in phrases.flow.questions}:
                return f" to {read((phrases.question(one.part),))}"
            case _:
                return f", {spaced(one.part)}" if one.part else ""

    def _condition(self, phrases: Phrases, condition: Condition) -> str:
        return read(phrases.condition(condition))

    # who gains and who loses

    def shifts(self, found: Comparison) -> Iterator[str]:
        """For each outcome that changes the smallest person; or that nothing changes for anybody."""
        shifts = found.shifts
        if shifts.nobody:
            yield f"The outcomes cannot be compared: {shifts.nobody}."
            return
        if not shifts.found:
            yield f"Nothing changes for anybody (proved for {found.date}: {shifts.proved} outcomes, gained or lost)."
            return
        yield "The outcome changes"
        for shift in _headlines(shifts.found):
            yield from self._shift(shift)
        yield f"  All else is the same for everybody (proved: {shifts.proved} outcomes, gained or lost)."

    def _shift(self, shift: Shift) -> Iterator[str]:
        if shift.example is None:
            yield f"  {self._outcome(shift)}: not decided: {shift.reason}"
            return
        yield f"  {self._outcome(shift)}"
        yield f"    for example if {read(self._told(shift, shift.example))}"
        yield f"    {self._levels(shift.example)}"

    def _outcome(self, shift: Shift) -> str:
        outcome, phrases = shift.outcome, self._new if shift.way == "gained" else self._old
        sign, verb = ("+", "gained") if shift.way == "gained" else ("-", "lost")
        match outcome.kind:
            case "advised":
                return f"{sign} “{self._title(phrases, outcome.name)}” is {verb}"
            case "ground":
                return f"{sign} the ground “{phrases.text(phrases.flow.grounds[outcome.name].title)}” is {verb}"
            case "urgency":
                level = self._level(phrases, outcome.level)
                return f"{sign} {level} or more urgent: {'newly so' if shift.way == 'gained' else 'no longer so'}"
            case "as_urgent":
                title, level = self._title(phrases, outcome.name), self._level(phrases, outcome.level)
                return f"{sign} “{title}” is {'newly' if shift.way == 'gained' else 'no longer'} {level} or more urgent"

    def _told(self, shift: Shift, example: Example) -> Phrase:
        """The answers that carry the outcome on the side where it comes out."""
        phrases, triage = (self._new, example.new) if shift.way == "gained" else (self._old, example.old)
        because = _because(shift, triage)
        answers = because or {name: example.answers[name] for name in example.answers if name in _named(phrases.flow)}
        return joined([_is(phrases, name, answer) for name, answer in answers.items()], " and ")

    def _levels(self, example: Example) -> str:
        before, after = self._urgency(self._old, example.old), self._urgency(self._new, example.new)
        return f"the whole: {before} → {after}" if before != after else f"the whole stays {after}"

    def _urgency(self, phrases: Phrases, triage: Triage) -> str:
        return "nothing certain" if triage.urgency is None else self._level(phrases, triage.urgency)

    def _title(self, phrases: Phrases, recommendation: str) -> str:
        return phrases.text(phrases.flow.recommendations[recommendation].title)

    def _level(self, phrases: Phrases, level: str) -> str:
        return phrases.text(phrases.flow.level(level).label)

    # records

    def records(self, records: Records) -> Iterator[str]:
        """How many are affected, and how."""
        yield f"Records: {len(records.affected):,} of {records.count:,} come to something else"
        for one in records.affected[:_MOST_RECORDS]:
            yield f"  {one.id}: {self._record(one)}"
        if len(records.affected) > _MOST_RECORDS:
            yield f"  … and {len(records.affected) - _MOST_RECORDS:,} more: --format json lists all"

    def _record(self, one: Affected) -> str:
        parts = [self._moved(one)]
        parts += [f"gains {', '.join(one.gained)}"] if one.gained else []
        parts += [f"loses {', '.join(one.lost)}"] if one.lost else []
        return "; ".join(parts)

    def _moved(self, one: Affected) -> str:
        before, after = one.old["urgency"] or "nothing certain", one.new["urgency"] or "nothing certain"
        status = f", {one.old['status']} → {one.new['status']}" if one.old["status"] != one.new["status"] else ""
        return (f"{before} → {after}" if before != after else f"{after} as before") + status


_KINDS = {
    "question": "question",
    "answer": "answer to",
    "step": "step",
    "way": "way from",
    "fact": "fact",
    "value": "value",
    "recommendation": "recommendation",
    "urgency": "urgency of",
    "ladder": "ladder",
    "ground": "ground",
    "level": "level",
    "limit": "time limit",
    "deadline": "deadline of",
    "table": "table",
    "words": "words of",
}


def _headlines(shifts: Sequence[Shift]) -> Iterator[Shift]:
    """Each, but of one person's levels of one advice only the highest that is crossed."""
    seen: set[tuple[str, str, str, int]] = set()
    for shift in shifts:
        outcome = shift.outcome
        key = outcome.kind, outcome.name, shift.way, id(shift.example)
        if shift.example is None or key not in seen:
            seen.add(key)
            yield shift


def _because(shift: Shift, triage: Triage) -> dict[str, Answer]:
    """What carries the outcome: of a recommendation its because, of the urgency that of the first that has it."""
    wanted = shift.outcome.name
    for advice in triage.certain:
        if advice.recommendation == wanted or (shift.outcome.kind == "urgency" and advice.urgency == triage.urgency):
            return dict(advice.because)
    return {}


def _named(flow: Flow) -> set[str]:
    return {question.id for question in flow.questions}


def _is(phrases: Phrases, question: str, answer: Answer) -> Phrase:
    return said(phrases.question(question), " is ", phrases.answers(question, answer))
