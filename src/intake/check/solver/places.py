"""Places as formulas: which questions some open routes pass before a place (*may*), and which all of them pass (*must*).

Of people who come to an end only one route is open, so that both are one formula: whether the path passes the question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

from intake.check.solver.formulas import Formula, Formulas
from intake.check.solver.routes import Routes
from intake.flow.conditions import Condition

__all__ = ["AtStep", "OpenEnd", "OpenRoutes", "Path", "Place", "Seen", "Truth"]


_DEEP = 8
"""So many steps on, what is nested in each other so far is shared: the solver then sees it as one part."""


class Truth(NamedTuple):
    """Whether a condition is true, and whether it is false; where neither holds it is undetermined."""

    true: Formula
    false: Formula


TruthAt = Callable[[str, Condition], Truth]
"""What a condition is at a step."""


class Seen(NamedTuple):
    """How a question is seen from a place: on some open route (`may`), on all of them (`must`), and answered at all."""

    may: Formula
    must: Formula
    given: Formula


class Place(Protocol):
    """From where a condition looks at the questions."""

    @property
    def exact(self) -> bool:
        """Whether nothing is ever open here: then there are two truth values."""

    def seen(self, question: str) -> Seen:
        """How the question is seen from here."""


class Path:
    """The path of people who come to an end. From its end, and from any step of it, a question is on it or not."""

    exact = True

    def __init__(self, formulas: Formulas, routes: Routes, truth_at: TruthAt) -> None:
        self._formulas, self._routes, self._truth_at = formulas, routes, truth_at
        self._passed: dict[str, Formula] = {routes.flow.start: True}
        self._taken: dict[tuple[str, int], Formula] = {}
        self._worked_out = 1

    def seen(self, question: str) -> Seen:
        """How the question is seen from here."""
        passed = self.passes(question)
        return Seen(passed, passed, True)

    def passes(self, step: str) -> Formula:
        """That the path visits the step."""
        if step not in self._routes.number:
            return False
        while step not in self._passed:
            name = self._routes.order[self._worked_out]
            gate = self._routes.gate(name)
            if gate != name:
                self._passed[name] = self._passed[gate]
            else:
                ways = (self.takes(*way) for way in self._routes.into[name])
                self._passed[name] = self._formulas.shared(self._formulas.any_of(*ways))
            self._worked_out += 1
        return self._passed[step]

    def takes(self, step: str, way: int) -> Formula:
        """That the path goes on from the step by that way."""
        if step not in self._routes.number:
            return False
        if (step, way) not in self._taken:
            ways = self._routes.flow.steps[step].ways
            passed = self.passes(step)
            truths = [Truth(True, False) if one.when is None else self._truth_at(step, one.when) for one in ways]
            for at, truth in enumerate(truths):
                earlier = (before.false for before in truths[:at])
                self._taken[step, at] = self._formulas.all_of(passed, truth.true, *earlier)
        return self._taken[step, way]


class OpenRoutes:
    """The routes that are open to people with gaps. `given`: for each question that it is answered."""

    def __init__(self, formulas: Formulas, routes: Routes, given: Mapping[str, Formula], truth_at: TruthAt) -> None:
        self.formulas, self.routes, self.given, self._truth_at = formulas, routes, given, truth_at
        self._reached: dict[str, Formula] = {routes.flow.start: True}
        self._open: dict[tuple[str, int], Formula] = {}
        self._may: dict[tuple[str, str], Formula] = {}
        self._must: dict[tuple[str, str], Formula] = {}

    def reached(self, step: str) -> Formula:
        """That some open route comes to the step."""
        for name in self.routes.order[: self.routes.number[step] + 1]:
            if name not in self._reached:
                gate = self.routes.gate(name)
                ways = self.routes.into[name] if gate == name else ()
                some = self.formulas.any_of(*(self.open(*way) for way in ways))
                self._reached[name] = self.formulas.shared(some) if gate == name else self._reached[gate]
        return self._reached[step]

    def open(self, step: str, way: int) -> Formula:
        """That some open route goes on from the step by that way."""
        if (step, way) not in self._open:
            formulas, ways = self.formulas, self.routes.flow.steps[step].ways
            closed: list[Formula] = []
            for at, one in enumerate(ways):
                truth = Truth(True, False) if one.when is None else self._truth_at(step, one.when)
                here = (self.reached(step), formulas.negated(truth.false), *closed)
                self._open[step, at] = formulas.all_of(*here)
                closed.append(formulas.negated(truth.true))
        return self._open[step, way]

    def may(self, question: str, step: str) -> Formula:
        """That some open route to the step passes the question; at its own step it is passed."""
        if step == question or self.routes.always_before(step, question):
            return True
        if not self.routes.can_come_before(step, question):
            return False
        for depth, name in enumerate(self._between(question, step), 1):
            if (question, name) not in self._may:
                ways = ((self.open(*way), self.may(question, way[0])) for way in self.routes.into[name])
                some = self.formulas.any_of(*(self.formulas.all_of(*both) for both in ways))
                self._may[question, name] = some if depth % _DEEP else self.formulas.shared(some)
        return self._may[question, step]

    def must(self, question: str, step: str) -> Formula:
        """That every open route to the step passes the question. Of a step to which no route is open it says nothing."""
        if step == question or self.routes.always_before(step, question):
            return True
        if not self.routes.can_come_before(step, question):
            return False
        for depth, name in enumerate(self._between(question, step), 1):
            if (question, name) not in self._must:
                ways = ((self.open(*way), self.must(question, way[0])) for way in self.routes.into[name])
                every = self.formulas.all_of(*(self.formulas.implied(*both) for both in ways))
                self._must[question, name] = every if depth % _DEEP else self.formulas.shared(every)
        return self._must[question, step]

    def _between(self, question: str, step: str) -> list[str]:
        """The steps after the question and up to the step, which some routes to them pass and some go round."""
        order = self.routes.order[self.routes.number[question] + 1 : self.routes.number[step] + 1]
        can, always = self.routes.can_come_before, self.routes.always_before
        return [name for name in order if can(name, question) and not always(name, question)]


class AtStep:
    """A step, to people with gaps."""

    exact = False

    def __init__(self, routes: OpenRoutes, step: str) -> None:
        self._routes, self._step = routes, step

    def seen(self, question: str) -> Seen:
        """How the question is seen from here."""
        if question not in self._routes.routes.number:
            return Seen(False, False, False)
        may, must = self._routes.may(question, self._step), self._routes.must(question, self._step)
        return Seen(may, must, self._routes.given[question])


class OpenEnd:
    """The end of all open routes, to people with gaps."""

    exact = False

    def __init__(self, routes: OpenRoutes) -> None:
        self._routes = routes
        self._seen: dict[str, Seen] = {}

    def seen(self, question: str) -> Seen:
        """How the question is seen from here."""
        if question not in self._seen:
            self._seen[question] = self._look(question)
        return self._seen[question]

    def _look(self, question: str) -> Seen:
        routes, formulas = self._routes, self._routes.formulas
        if question not in routes.routes.number:
            return Seen(False, False, False)
        if routes.routes.gate(question) == routes.routes.flow.start:
            return Seen(True, True, routes.given[question])
        ends = [(routes.reached(end), end) for end in routes.routes.ends]
        may = formulas.any_of(*(formulas.all_of(reached, routes.may(question, end)) for reached, end in ends))
        must = formulas.all_of(*(formulas.implied(reached, routes.must(question, end)) for reached, end in ends))
        return Seen(may, must, routes.given[question])
