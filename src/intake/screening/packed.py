"""What a statement says of a record in a few numbers, and what they are read as.

A number a recommendation (excluded, or certain or possible with its urgency so far and at most), a bit a ground, a bit a step
that is reached, the number of the question where the walk stops, *may* and *must* at the end of all routes, and the days of
the deadlines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar, cast

from sqlglot import exp

from intake.engine.compiled import Judged
from intake.engine.places import EndPlace, Stop
from intake.engine.rules import Standing
from intake.engine.triage import Deadline
from intake.flow.model import Question
from intake.flow.values import Named, Reference
from intake.screening.answers import WORD
from intake.screening.reading import RECORD, Reading
from intake.screening.tree import TRUE, Sql, chosen, column, literal, perhaps, surely
from intake.screening.tree import cast as typed

__all__ = ["Packed", "Read"]

Found = TypeVar("Found")

_KEPT = 65_536


class Read(NamedTuple):
    """One row as it is read: where the answers stand, and the grounds.

    `states`: a number for each recommendation, for `judged`; 0: excluded. `days`: for each deadline its start and its date.
    """

    standing: Standing
    states: Sequence[int]
    grounds: tuple[str, ...]
    days: Sequence[date | None]


class Packed:
    """The outputs of a reading, packed, and how they are read.

    `deadlines`: by the number of the recommendation, the number of its days.
    """

    def __init__(self, reading: Reading) -> None:
        self._flow, self._asked = reading.flow, reading.asked
        self._levels = len(self._flow.levels)
        self._route = list(reading.reached().items())
        place = [*reading.may(), *reading.must()]
        route = list(_words([flag for _, flag in self._route if flag != TRUE]))
        grounds = list(_words([reading.ground(name) for name in self._flow.grounds]))
        self._counted: list[tuple[Reference, str | None]] = []
        self.deadlines: dict[int, int] = {}
        for number, advice in enumerate(reading.advice):
            if advice.deadline is not None:
                counted = advice.deadline.start, advice.deadline.limit
                if counted not in self._counted:
                    self._counted.append(counted)
                self.deadlines[number] = self._counted.index(counted)
        parts: dict[str, list[Sql]] = {
            "place": place,
            "route": route,
            "grounds": grounds,
            "state": [self._state(reading, number) for number in range(len(reading.advice))],
            "day": [
                typed(day, "DATE")
                for start, limit in self._counted
                for day in (reading.known_day(start), reading.deadline(start, limit))
            ],
        }
        self.outputs: dict[str, Sql] = {RECORD: column(RECORD), "stop": reading.next_number()}
        self._slices: dict[str, slice] = {}
        for name, made in parts.items():
            self._slices[name] = slice(len(self.outputs), len(self.outputs) + len(made))
            self.outputs |= {f"{name} {number}": one for number, one in enumerate(made)}
        self._stops: dict[Sequence[object], Stop] = {}
        self._raised: dict[Sequence[object], tuple[str, ...]] = {}

    def read(self, row: Sequence[object]) -> Read:
        """A row of these outputs."""
        numbers = cast(Sequence[int], row)
        words = self._slices["place"]
        half = (words.stop - words.start) // 2
        may, must = (
            sum(word << at * WORD for at, word in enumerate(numbers[first : first + half]))
            for first in (words.start, words.start + half)
        )
        days = cast("Sequence[date | None]", row[self._slices["day"]])
        stop, grounds = self._stop(numbers), self._grounds(numbers[self._slices["grounds"]])
        return Read(Standing(stop, EndPlace(may, must)), numbers[self._slices["state"]], grounds, days)

    def judged(self, state: int) -> Judged:
        """What the number of a recommendation says; 0 says that it is excluded, and nothing more."""
        rest, high = divmod(state - 1, self._levels)
        certain, low = divmod(rest, self._levels)
        return Judged(bool(certain), low, high)

    def deadline(self, number: int, days: Sequence[date | None]) -> Deadline | None:
        """The deadline of the recommendation of that number, if it has one."""
        at = self.deadlines.get(number)
        if at is None:
            return None
        counted, limit = self._counted[at]
        name = counted.name if isinstance(counted, Named) else counted.question
        return Deadline(days[2 * at], days[2 * at + 1], name, limit)

    def _state(self, reading: Reading, number: int) -> Sql:
        advice = reading.advice[number]
        truth = reading.truth(advice)
        low, high = reading.between(advice)
        levels, first = literal(self._levels), literal(self._levels * self._levels + 1)
        urgency = exp.Add(this=exp.Mul(this=exp.Paren(this=low.copy()), expression=levels), expression=high.copy())
        certain = chosen([(surely(truth), first)], literal(1))
        return chosen([(perhaps(truth), exp.Add(this=exp.Paren(this=urgency), expression=certain))], literal(0))

    def _stop(self, row: Sequence[int]) -> Stop:
        """The path is what is reached up to where the walk stops: until there no more than one route is open."""
        words = row[self._slices["route"]]
        key = (row[1], *words)
        found = self._stops.get(key)
        if found is None:
            found = _kept(self._stops, key, self._walked(row[1], _Bits(words)))
        return found

    def _walked(self, stop: int, reached: _Bits) -> Stop:
        path: list[str] = []
        passed = 0
        for name, flag in self._route:
            if flag == TRUE or reached.next():
                path.append(name)
                step = self._flow.steps[name]
                if isinstance(step, Question):
                    if stop >= 0 and self._asked[stop] == name:
                        return Stop(tuple(path), passed, step)
                    passed |= 1 << step.index
        return Stop(tuple(path), passed, None)

    def _grounds(self, words: Sequence[int]) -> tuple[str, ...]:
        key = tuple(words)
        found = self._raised.get(key)
        if found is None:
            raised = _Bits(words)
            found = _kept(self._raised, key, tuple(name for name in self._flow.grounds if raised.next()))
        return found


class _Bits:
    """Bits of words, taken one after the other."""

    def __init__(self, words: Sequence[int]) -> None:
        self._words, self._at = words, -1

    def next(self) -> int:
        self._at += 1
        return self._words[self._at // WORD] >> self._at % WORD & 1


def _words(flags: Sequence[Sql]) -> Iterable[Sql]:
    """The flags as bits of words."""
    for first in range(0, len(flags), WORD):
        total: Sql = literal(0)
        for bit, flag in enumerate(flags[first : first + WORD]):
            part = chosen([(flag, literal(1 << bit))], literal(0))
            total = part if not bit else exp.BitwiseOr(this=total, expression=part)
        yield typed(total, "BIGINT")


def _kept(kept: dict[Sequence[object], Found], key: Sequence[object], found: Found) -> Found:
    if len(kept) >= _KEPT:
        kept.clear()
    kept[key] = found
    return found
