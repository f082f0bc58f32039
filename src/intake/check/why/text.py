"""What would change the advice, for a person to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intake.check.phrases.phrase import Phrase, joined, listed, read, said
from intake.check.phrases.phrases import Phrases
from intake.check.why.deciding import Decided
from intake.check.why.nearest import Change, Nearest
from intake.check.why.settling import Settling
from intake.check.why.whys import Whys

__all__ = ["text_lines"]


def text_lines(whys: Whys, phrases: Phrases) -> Iterator[str]:
    """All of it, line by line."""
    teller = _Teller(phrases)
    triage = whys.triage
    yield f"{triage.flow} {triage.version} on {triage.date}"
    yield ""
    yield from teller.urgency(whys)
    if whys.possible:
        yield ""
        yield "Possible: what decides it"
        for decided in whys.possible:
            yield from teller.possible(decided)
    if whys.not_advised:
        yield ""
        yield "Not advised: the nearest answers that would advise it"
        for nearest in whys.not_advised:
            yield from teller.not_advised(nearest)


class _Teller:
    def __init__(self, phrases: Phrases) -> None:
        self._phrases, self._flow = phrases, phrases.flow

    def urgency(self, whys: Whys) -> Iterator[str]:
        """Whether it is settled, and else which questions settle it."""
        triage = whys.triage
        if whys.settling is None:
            yield f"Urgency: {self._level(triage.urgency)}. No answer still to come can change that."
            return
        yield f"Urgency: {self._level(triage.urgency)} so far, at most {self._level(triage.urgency_at_most)}."
        yield f"  {self._settled(whys.settling, 'It is settled by')}."
        if whys.settled_if:
            yield f"  It is settled sooner, for example, if {read(self._are(whys.settled_if, 'is'))}."

    def possible(self, decided: Decided) -> Iterator[str]:
        """The questions that decide it, and an example."""
        yield f"  {self._title(decided.recommendation)}"
        yield f"    {self._settled(decided.settling, 'decided by')}"
        if decided.advised:
            yield f"    advised, for example, if {read(self._are(decided.advised, 'is'))}"

    def not_advised(self, nearest: Nearest) -> Iterator[str]:
        """The fewest changes, or why there are none."""
        yield f"  {self._title(nearest.recommendation)}"
        match nearest.outcome:
            case "found":
                too = said(", and then ", self._are(nearest.answers_too, "were")) if nearest.answers_too else ()
                yield f"    if {read(said(self._are(nearest.changes, 'were'), too))}"
            case "nobody":
                yield "    no answers would: nobody gets it on this date (proved)"
            case "not_valid":
                yield "    no answers would: it is not valid on this date"
            case "not_decided":
                yield f"    not decided: {nearest.reason}"

    def _settled(self, settling: Settling, lead: str) -> str:
        if not settling.decided:
            return f"not decided which questions settle it: {settling.reason}"
        names = read(listed([(self._phrases.question(name),) for name in settling.questions], "and"))
        proof = " to it" if len(settling.questions) == 1 else " (proved: no fewer do)"
        return f"{lead} {names}, whatever is answered{proof}"

    def _are(self, changes: Sequence[Change], verb: str) -> Phrase:
        return joined([self._is(change, verb) for change in changes], " and ")

    def _is(self, change: Change, verb: str) -> Phrase:
        answer = self._phrases.answers(change.question, change.after)
        before = self._phrases.answers(change.question, change.before) if change.before is not None else ()
        instead = said(" instead of ", before) if before else ()
        return said(self._phrases.question(change.question), f" {verb} ", answer, instead)

    def _title(self, recommendation: str) -> str:
        return self._phrases.text(self._flow.recommendations[recommendation].title)

    def _level(self, level: str | None) -> str:
        return "nothing is certain" if level is None else self._phrases.text(self._flow.level(level).label)
