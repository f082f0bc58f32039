"""Questions that change nothing: for nobody (useless), or not for those who have answered so far as they have (in vain)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import takewhile
from typing import Any

from intake.check.proofs.flaw import Flaw
from intake.check.proofs.search import DisagreementError, Search, in_words, not_decided
from intake.check.proofs.shown import Shown, told
from intake.check.solver import Formula, NotDecided
from intake.check.solver.smallest import solved
from intake.flow.answers import Answer
from intake.flow.model import Question

__all__ = ["idle_question"]

_SITUATIONS = 150
"""So many situations are looked at for one question before it is left open whether there is one in which it is in vain."""


def idle_question(search: Search, shown: Shown, question: Question) -> Iterator[Flaw]:
    """P708 if no answer to the question ever changes what anybody is told, P709 if there are answers after which none does."""
    if question.id == search.flow.voice:
        return  # all texts speak to it
    path = ("steps", question.id)
    asked = _Asked(search, shown, question)
    if not search.is_possible(search.everybody.passes(question.id)):
        return  # told of already: nobody comes to it
    changes = asked.somebody_changes()
    if isinstance(changes, NotDecided):
        yield not_decided(f"'{question.id}' changes anything for anybody", changes, path)
        return
    search.proved += 1
    if not changes:
        hint = "take it out, or let a condition name it"
        yield Flaw("P708", f"'{question.id}' changes nothing for anybody", hint, path, key=True)
        return
    vain = asked.in_vain()
    if isinstance(vain, NotDecided):
        yield not_decided(f"'{question.id}' is ever asked in vain", vain, path)
        return
    search.proved += 1
    if vain is not None:
        after = f"after {in_words(vain)}" if vain else "of everybody who comes to it"
        hint = "ask it only of those for whom it changes something, or say why it is asked"
        yield Flaw("P709", f"'{question.id}' is asked in vain {after}", hint, path, key=True)


def _nearer(number: int) -> Iterator[int]:
    """Numbers between 0 and that one, from 0 on: few of them, and round ones.

    >>> list(_nearer(-300))
    [0, -1, -3, -10, -30, -100]
    """
    size = 1
    yield from (0,) if number else ()
    while size < abs(number):
        for step in (size, 3 * size):
            if step < abs(number):
                yield step if number > 0 else -step
        size *= 10


class _Asked:
    """One question, with what any other answer to it would change."""

    def __init__(self, search: Search, shown: Shown, question: Question) -> None:
        self._search, self._question = search, question
        everybody = self._everybody = search.everybody
        self._formulas = everybody.formulas
        self._other = everybody.otherwise(question.id)
        self._differs = shown.differs(question.id, self._other)
        before = everybody.before(question.id)
        questions = search.flow.questions
        self._mine = everybody.people.of(question)
        self._earlier = {q.id: everybody.people.of(q) for q in questions if q.id in before}
        self._later = [everybody.people.of(q) for q in questions if q.id not in before and q.id != question.id]

    def somebody_changes(self) -> bool | NotDecided:
        """Whether another answer changes what somebody is told; whom the solver finds is looked at by the engine."""
        everybody, flow = self._everybody, self._search.flow
        demands = [everybody.complete, everybody.passes(self._question.id), self._differs]
        demands.append(self._other.formula(everybody.complete))
        model = self._solved(demands)
        if model is None or isinstance(model, NotDecided):
            return model if isinstance(model, NotDecided) else False
        everyone = {q.id: everybody.people.of(q).answer_in(model) for q in flow.questions}
        one = self._on_path(everyone)
        other = self._on_path(everyone | {self._question.id: self._other.variables.answer_in(model)})
        if told(self._search.met(one)) == told(self._search.met(other)):
            raise DisagreementError(flow, one, f"'{self._question.id}: {other[self._question.id]}' changes something")
        return True

    def in_vain(self) -> Mapping[str, Answer] | NotDecided | None:
        """The fewest answers before the question after which it changes nothing, whatever is answered to it and later."""
        formulas, everybody = self._formulas, self._everybody
        nothing_yet: list[Formula] = []
        for _ in range(_SITUATIONS):
            situation = self._solved([everybody.passes(self._question.id), *nothing_yet])
            if situation is None or isinstance(situation, NotDecided):
                return situation
            before = {name: variables.answer_in(situation) for name, variables in self._earlier.items()}
            said = [self._earlier[name].says(answer) for name, answer in before.items()]
            changed = self._solved([self._differs, *said])
            if isinstance(changed, NotDecided):
                return changed
            if changed is None:
                return self._fewest(self._on_path(before))
            others = [*self._later, self._mine, self._other.variables]
            same = everybody.people.fixed([self._differs], others, changed)
            nothing_yet += map(formulas.negated, same)
        return NotDecided(f"{_SITUATIONS} situations were looked at, and more are left")

    def _fewest(self, before: Mapping[str, Answer]) -> Mapping[str, Answer]:
        """Of these answers some that suffice, and of which none can be spared."""
        kept = dict(before)
        for name in reversed(list(before)):
            fewer = {other: answer for other, answer in kept.items() if other != name}
            if self._is_vain(fewer):
                kept = fewer
        for name in kept:
            plainest = (other for other in self._plainer(name, kept[name]) if self._is_vain(kept | {name: other}))
            kept[name] = next(plainest, kept[name])
        return kept

    def _is_vain(self, before: Mapping[str, Answer]) -> bool:
        """Whether somebody comes to the question with these answers, and it changes nothing for whoever does."""
        says = [self._everybody.passes(self._question.id)]
        says += [self._earlier[name].says(answer) for name, answer in before.items()]
        somebody = self._solved(says)
        if somebody is None or isinstance(somebody, NotDecided):
            return False
        return self._solved([self._differs, *says]) is None

    def _plainer(self, name: str, answer: Answer) -> Iterator[Answer]:
        """Answers that are plainer to read, plainest first: earlier in the list, nearer to the date of the triage, or to 0."""
        question = self._search.flow.question(name)
        if isinstance(answer, str):
            yield from takewhile(lambda value: value != answer, question.options)
        elif isinstance(answer, date):
            away = (answer - self._search.day).days
            yield from (self._search.day + timedelta(days) for days in _nearer(away))
        elif isinstance(answer, int):
            yield from _nearer(answer)

    def _on_path(self, answers: Mapping[str, Answer]) -> dict[str, Answer]:
        """Those that the path needs."""
        path = self._search.rules.walk(answers).path
        return {name: answer for name, answer in answers.items() if name in path}

    def _solved(self, formulas: list[Formula]) -> Any:
        return solved(self._everybody.people, formulas, self._search.seconds())
