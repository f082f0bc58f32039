"""The triage of many people at once: the same as the one-person engine's, to the last word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from sqlglot import exp

from intake.engine.recall import Recall
from intake.engine.rules import Listed, rules
from intake.engine.triage import Advice, Triage
from intake.engine.view import Given
from intake.flow.model import Flow
from intake.screening.answers import columns_of, split
from intake.screening.packed import Packed, Read
from intake.screening.reading import Reading
from intake.screening.tree import SqlType

__all__ = ["Engine", "Triages"]


class Engine(Protocol):
    """Whatever runs a statement over rows of answers."""

    def run(self, rows: Sequence[Sequence[object]]) -> Sequence[Sequence[object]]:
        """A row out for each row in, in their order."""


MakeEngine = Callable[[dict[str, SqlType], exp.Select], Engine]


class Triages:
    """One flow on one date, for one batch after another. It keeps what it has seen of answers alike, as `Recall` does."""

    def __init__(
        self, flow: Flow, today: date, engine: MakeEngine, *, because: bool = True, recall: Recall | None = None
    ) -> None:
        """`recall`: what the signatures are made for, if that is there already."""
        self.flow, self.today = flow, today
        self._rules, self._because = rules(flow, today), because
        self.recall = recall if recall is not None else Recall(self._rules, because=because)
        reading = Reading(flow, today)
        self._packed = Packed(reading)
        self._engine = engine(dict(columns_of(flow)), reading.statement("answers", self._packed.outputs))
        self._made: dict[tuple[int, int], Listed] = {}
        self._levels = [level.id for level in reversed(flow.levels)]

    def of(self, people: Sequence[tuple[Given, int]]) -> Iterator[Triage]:
        """The triage of each, in their order: of answers with the signature that their marks make."""
        rows = [
            tuple([cell for question in self.flow.questions for cell in split(question, given.answers[question.index])])
            for given, _ in people
        ]
        for (given, signature), row in zip(people, self._engine.run(rows), strict=True):
            yield self._triage(given, signature, self._packed.read(row))

    def _triage(self, given: Given, signature: int, read: Read) -> Triage:
        because = self.recall.because(given, read.standing.place, signature) if self._because else None
        listed: list[Listed] = []
        for number, state in enumerate(read.states):
            if state:
                known = self._made.get((number, state))
                if known is None:
                    known = self._made[number, state] = self._advice(number, state)
                judged, advice = known
                why = because(self._rules.advice[number], judged.low) if because is not None and judged.certain else 0
                deadline = self._packed.deadline(number, read.days)
                if why or deadline is not None:
                    advice = replace(advice, deadline=deadline, because=self._rules.reasons(given.answers, why))
                listed.append((judged, advice))
        return self._rules.summary(given, read.standing, listed, read.grounds)

    def _advice(self, number: int, state: int) -> Listed:
        """A recommendation as all have it whose answers come to the same, but for its deadline and its because."""
        judged, recommendation = self._packed.judged(state), self._rules.advice[number].recommendation
        return judged, Advice(
            recommendation.id,
            "certain" if judged.certain else "possible",
            self._levels[judged.low],
            self._levels[judged.high],
            None,
            (),
            recommendation.sources,
        )
