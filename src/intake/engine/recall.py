"""The triage of many records: what one record has shown is recalled for all that the conditions cannot tell apart from it.

The same triage as `Rules.triage_of`, to the last word: only the work is spared.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from intake.engine.because import Explanation
from intake.engine.classes import Classes
from intake.engine.compiled import CompiledAdvice, Judged
from intake.engine.kleene import FALSE, TRUE, Truth
from intake.engine.places import EndPlace
from intake.engine.routing import Routing
from intake.engine.rules import Listed, Rules, Standing
from intake.engine.triage import Advice, Triage
from intake.engine.urgency import CompiledLadder
from intake.engine.view import Given, View
from intake.flow.conditions import Condition
from intake.flow.model import Flow
from intake.flow.named import questions_of

__all__ = ["Recall"]

Seen = TypeVar("Seen")

_KEPT = 16_384
"""How many findings of one kind are kept; then it starts afresh. It bounds the memory of a run without end."""


class _Memory(dict[int, Seen]):
    """What was found, by the marks of the answers that it depends on."""

    def __init__(self, mask: int) -> None:
        super().__init__()
        self.mask = mask

    def keep(self, key: int, seen: Seen) -> Seen:
        if len(self) >= _KEPT:
            self.clear()
        self[key] = seen
        return seen


class _PartMemory(_Memory[Seen]):
    """What was found with a part of the answers alone."""

    def __init__(self, mask: int, classes: Classes) -> None:
        super().__init__(mask)
        self._classes = classes
        self._masks: _Memory[int] = _Memory(0)

    def key(self, signature: int, questions: int) -> int:
        """The marks of these questions (as bits)."""
        mask = self._masks.get(questions)
        if mask is None:
            mask = self._masks.keep(questions, self._classes.marks_of(questions) & self.mask)
        return signature & mask


class _Seen:
    """What conditions look at, and what decides whether their questions are passed, as marks."""

    def __init__(self, flow: Flow, classes: Classes) -> None:
        self._flow, self._classes, self._routing = flow, classes, Routing(flow)

    def by(self, conditions: Sequence[Condition]) -> int:
        """The marks that decide what these come to at the end of all routes."""
        ways = self._routing.ways(questions_of(self._flow, *conditions))
        return self._classes.mask([*conditions, *ways])


class _Ladder:
    """What is recalled of one ladder: where it stands with all answers, and with a part of them."""

    def __init__(self, ladder: CompiledLadder, seen: _Seen, classes: Classes) -> None:
        self.mask = seen.by(ladder.conditions)
        self.climbs: _Memory[tuple[int, int]] = _Memory(self.mask)
        self.ranks: _PartMemory[int] = _PartMemory(self.mask, classes)


class _Advised:
    """What is recalled of one recommendation: whether it holds, why, and the advice itself where no record differs."""

    def __init__(self, rules: Rules, compiled: CompiledAdvice, seen: _Seen, ladder: _Ladder, classes: Classes) -> None:
        self._rules, self.compiled, self.ladder = rules, compiled, ladder
        mask = seen.by([compiled.recommendation.when])
        self.whens: _Memory[Truth] = _Memory(mask)
        self.parts: _PartMemory[Truth] = _PartMemory(mask, classes)
        self.whys: _Memory[int] = _Memory(mask | ladder.mask)
        self._alike: dict[tuple[Truth, tuple[int, int]], tuple[Judged, Advice | None]] = {}

    def judged(self, truth: Truth, between: tuple[int, int], view: View) -> tuple[Judged, Advice | None]:
        """How it is judged, and the advice if it is the same in every record that has no because for it."""
        known = self._alike.get((truth, between))
        if known is None:
            judged = self.compiled.judged(truth, between)
            same = self._rules.advise(self.compiled, judged, view, 0) if self.compiled.start is None else None
            known = self._alike[truth, between] = judged, same
        return known


class Recall:
    """The triage of one record after another. One for each run: unlike the rules it keeps what it has seen."""

    def __init__(self, rules: Rules, *, because: bool = True) -> None:
        flow = rules.flow
        self.rules, self._because = rules, because
        self.classes = classes = Classes(flow, rules.test)
        ways = classes.mask(way.when for step in flow.steps.values() for way in step.ways if way.when is not None)
        self._routes: _Memory[Standing] = _Memory(ways | classes.answered_at_all)
        self.ends: _PartMemory[EndPlace] = _PartMemory(ways, classes)
        grounds = classes.mask(ground.when for ground in flow.grounds.values())
        self._grounds: _Memory[tuple[str, ...]] = _Memory(ways | grounds)
        seen = _Seen(flow, classes)
        self.ladders = {
            ladder: _Ladder(ladder, seen, classes)
            for ladder in dict.fromkeys(compiled.ladder for compiled in rules.advice)
        }
        self.advised = {
            compiled: _Advised(rules, compiled, seen, self.ladders[compiled.ladder], classes)
            for compiled in rules.advice
        }

    def triage(self, given: Given, signature: int) -> Triage:
        """What the answers come to; `signature` is made of their marks."""
        rules, routes = self.rules, self._routes
        standing = routes.get(key := signature & routes.mask)
        if standing is None:
            standing = routes.keep(key, rules.standing(given))
        view = given.seen_with(standing.place.may, standing.place.must)
        because = self.because(given, standing.place, signature) if self._because else None
        climbed: dict[_Ladder, tuple[int, int]] = {}
        listed: list[Listed] = []
        for compiled, advised in self.advised.items():
            whens = advised.whens
            truth = whens.get(key := signature & whens.mask)
            if truth is None:
                truth = whens.keep(key, compiled.when(*view))
            if truth == FALSE:
                continue
            between = climbed.get(advised.ladder)
            if between is None:
                between = climbed[advised.ladder] = self._climb(compiled.ladder, signature, view)
            judged, advice = advised.judged(truth, between, view)
            why = because(compiled, judged.low) if because is not None and truth == TRUE else 0
            if why or advice is None:
                advice = rules.advise(compiled, judged, view, why)
            listed.append((judged, advice))
        return rules.summary(given, standing, listed, self._raised(signature, view))

    def because(self, given: Given, place: EndPlace, signature: int) -> Callable[[CompiledAdvice, int], int]:
        """For a recommendation that is certain, and its urgency: the questions (as bits) with whose answers alone it is."""
        reasons = _Explanation(self, given, place, signature)

        def why(compiled: CompiledAdvice, urgency: int) -> int:
            whys = self.advised[compiled].whys
            found = whys.get(key := signature & whys.mask)
            return whys.keep(key, reasons.why(compiled, urgency)) if found is None else found

        return why

    def _climb(self, ladder: CompiledLadder, signature: int, view: View) -> tuple[int, int]:
        climbs = self.ladders[ladder].climbs
        between = climbs.get(key := signature & climbs.mask)
        return climbs.keep(key, ladder.between(*view)) if between is None else between

    def _raised(self, signature: int, view: View) -> tuple[str, ...]:
        grounds = self._grounds.get(key := signature & self._grounds.mask)
        if grounds is None:
            grounds = self._grounds.keep(key, self.rules.raised(view))
        return grounds


class _Explanation(Explanation):
    """The reasons within one record; what a part of its answers comes to is recalled from other records."""

    def __init__(self, recall: Recall, given: Given, place: EndPlace, signature: int) -> None:
        super().__init__(recall.rules.places, given, place)
        self._recall, self._signature = recall, signature

    def rank(self, ladder: CompiledLadder, bits: int) -> int:
        ranks = self._recall.ladders[ladder].ranks
        found = ranks.get(key := ranks.key(self._signature, bits))
        return ranks.keep(key, ladder.between(*self.view(bits))[0]) if found is None else found

    def truth(self, compiled: CompiledAdvice, bits: int) -> Truth:
        parts = self._recall.advised[compiled].parts
        found = parts.get(key := parts.key(self._signature, bits))
        return parts.keep(key, compiled.when(*self.view(bits))) if found is None else found

    def end(self, bits: int) -> EndPlace:
        ends = self._recall.ends
        found = ends.get(key := ends.key(self._signature, bits))
        return ends.keep(key, super().end(bits)) if found is None else found
