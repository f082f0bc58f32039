"""Whoever is looked for: anybody, or the smallest, with the fewest answers and of those the plainest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from time import monotonic

from intake.check.solver.formulas import Formula, Model, NotDecided
from intake.check.solver.people import Answered, People, Person
from intake.flow.model import Flow

__all__ = ["found", "smallest_of", "solved"]

_GUESSES = 200
"""So many wrong guesses about dates are looked at before the search gives up."""


def found(
    people: People, flow: Flow, formulas: Sequence[Formula], seconds: float, answered: Answered
) -> Person | NotDecided | None:
    """Somebody for whom all of these hold, with the answers to the questions that are `answered`; `None`: there is nobody."""
    model = solved(people, formulas, seconds, read=chain.from_iterable(answered.values()))
    return model if model is None or isinstance(model, NotDecided) else people.person(flow, model, answered)


def smallest_of(people: People, flow: Flow, formulas: Sequence[Formula], seconds: float) -> Person | NotDecided | None:
    """As `found`, of all whom it could be the smallest, as far as the time lasts to look for it."""
    until = monotonic() + seconds
    model = solved(people, formulas, seconds)
    if model is None or isinstance(model, NotDecided):
        return model
    search = _Search(people, formulas, model, until)
    search.fewest([people.of(question).given for question in flow.questions])
    for question in flow.questions:
        search.plainest(flow, question.id)
    given = {question.id: (people.of(question).given,) for question in flow.questions}
    return people.person(flow, search.model, given)


class _Search:
    """Somebody who has been found, and ever narrower demands."""

    def __init__(self, people: People, formulas: Sequence[Formula], model: Model, until: float) -> None:
        self._people, self._demands, self.model, self._until = people, list(formulas), model, until

    def fewest(self, given: Sequence[Formula]) -> None:
        """Demands as few answers as can be."""
        low, formulas = 0, self._people.formulas
        high = sum(formulas.holds_in(self.model, one) for one in given)
        while low < high:
            middle = (low + high) // 2
            if self._meets(formulas.at_most_of(given, middle)):
                high = sum(formulas.holds_in(self.model, one) for one in given)
            else:
                low = middle + 1
        self._demands.append(formulas.at_most_of(given, high))

    def plainest(self, flow: Flow, question: str) -> None:
        """Demands the plainest answer to the question, if it is answered, and that nothing else is said to it."""
        variables, formulas = self._people.of(flow.question(question)), self._people.formulas
        if not formulas.holds_in(self.model, variables.given):
            self._demands.append(formulas.negated(variables.given))
            return
        self._demands.append(variables.given)
        while any(self._meets(plainer) for plainer in variables.plainer(variables.answer_in(self.model))):
            pass
        self._demands.append(variables.says(variables.answer_in(self.model)))

    def _meets(self, demand: Formula) -> bool:
        """Whether somebody meets this one too; then they are the one who was found."""
        model = solved(self._people, [*self._demands, demand], self._until - monotonic())
        if model is None or isinstance(model, NotDecided):
            return False
        self.model = model
        return True


def solved(
    people: People, formulas: Sequence[Formula], seconds: float, read: Iterable[Formula] = ()
) -> Model | NotDecided | None:
    """Values with which all hold, and no guess is wrong in these or in what will be `read`; `None`: there are none."""
    looked_at = [*formulas, *read]
    until = monotonic() + seconds
    for _ in range(_GUESSES):
        left = until - monotonic()
        if left <= 0:
            return NotDecided("no answer in the time given")
        model = people.formulas.solve(formulas, left)
        if model is None or isinstance(model, NotDecided):
            return model
        truth = people.guesses.wrong_in(model, looked_at)
        if truth is True:
            return model
        people.formulas.always(truth)
    return NotDecided("it hangs on two days that are both worked out from answers")
