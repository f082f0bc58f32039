"""Conditions and values in the words of the flow's readers, to be read aloud: “Stage” is ‘In court’ or ‘Ordered’.

`spelled` says them near to how a flow is written. A phrase here is a row of runs, and a run knows what of the flow it names:
so a page can link it, a text can quote it, and a picture can leave out what it shows already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol, assert_never

from intake.check.phrases.measures import bounds_in_words, date_in_words, shift_in_words
from intake.check.phrases.phrase import Outline, Phrase, Run, joined, listed, read, said, spaced, together
from intake.flow.answers import Answer as Given
from intake.flow.conditions import (
    ALWAYS,
    AllOf,
    Answered,
    AnyOf,
    Condition,
    FactIs,
    HasAll,
    HasAny,
    HasOnly,
    Not,
    OneOf,
    OtherThan,
    SameAs,
    Within,
)
from intake.flow.model import Flow
from intake.flow.text import Text
from intake.flow.values import (
    Answer,
    Case,
    Choose,
    Column,
    Constant,
    Earliest,
    Latest,
    LookUp,
    Named,
    Reference,
    Shifted,
    Sum,
    Times,
    Today,
    Value,
)

__all__ = ["Makes", "Names", "Phrases"]


class Names(Protocol):
    """What the words of a flow are: `intake.report.words.Words` is one."""

    def text(self, text: Text) -> str:
        """The plain words of a text."""

    def answer(self, question: str, answer: Given) -> str:
        """An answer in words, never as an id."""


class Makes(Protocol):
    """Makes the names of a flow; the parts that check know no report, so the command line hands it in."""

    def __call__(self, flow: Flow, answers: Mapping[str, Given], /) -> Names:
        """The names, with these answers filled in."""


_LONG = 90
"""A condition of parts that is longer than this reads better as a list."""


class Phrases:
    """One flow's conditions and values in words."""

    def __init__(self, flow: Flow, names: Names) -> None:
        self.flow, self.names = flow, names

    def text(self, text: Text) -> str:
        """The words for everybody; where each role has its own, those of the first."""
        return self.names.text(text) or self.names.text(Text(next(iter(text.variants()), "")))

    def name(self, question: str) -> str:
        """The few words by which a question goes."""
        return self.text(self.flow.question(question).short)

    def condition(self, condition: Condition) -> Phrase:
        """The condition as one sentence without its end."""
        match condition:
            case AllOf(()):
                return said("always")
            case AnyOf(()):
                return said("never")
            case AllOf(parts):
                return together([*self._answered_but(parts), *map(self._inner, _left_of(parts))], "and")
            case AnyOf(parts):
                return together([self._inner(part) for part in parts], "or")
            case Not(part):
                return self._not(part)
            case FactIs(fact):
                return (self.fact(fact),)
            case Answered(question):
                return said(self.question(question), " is answered")
            case OneOf(of, values):
                return self._one_of(of, values)
            case HasAny(question, values):
                return self._includes(question, values)
            case HasAll(question, values):
                return said(self.question(question), " includes ", listed(self._answers(question, values), "and"))
            case HasOnly(question, values) if not values:
                return said("nothing is chosen under ", self.question(question))
            case HasOnly(question, values):
                chosen = listed(self._answers(question, values), "or")
                return said(self.question(question), " holds nothing but ", chosen)
            case Within(of, measure, bounds):
                return said(self.reference(of), " ", bounds_in_words(measure, bounds, self._unit(of)))
            case SameAs(of, others):
                return said(self._some(of), "the same as ", listed([self.reference(one) for one in others], "or"))
            case OtherThan(of, others):
                return said(self._some(of), "other than ", listed([self.reference(one) for one in others], "and"))
            case _:
                assert_never(condition)

    def outline(self, condition: Condition) -> Outline:
        """The condition as a list, if it has parts that would make a long sentence."""
        phrase = self.condition(condition)
        if not isinstance(condition, AllOf | AnyOf) or len(condition.parts) < 2 or len(read(phrase)) <= _LONG:
            return Outline(phrase)
        head = "all of these hold" if isinstance(condition, AllOf) else "at least one of these holds"
        parts = condition.parts
        if isinstance(condition, AnyOf):
            return Outline(said(head), tuple(map(self.outline, parts)))
        in_one = tuple(map(Outline, self._answered_but(parts)))
        return Outline(said(head), (*in_one, *map(self.outline, _left_of(parts))))

    def value(self, value: Value) -> Phrase:
        """What the value is."""
        match value:
            case Constant(written):
                return said(self._constant(written))
            case Today():
                return said("the day of the triage")
            case Answer() | Column() | Named():
                return self.reference(value)
            case Choose(cases):
                return joined([self._case(case) for case in cases], "; else ")
            case LookUp(table, row, column):
                keys = listed([self.value(key) for key in row], "and")
                in_table = Run(spaced(table), "table", table)
                return said(
                    Run(spaced(column), "column", f"{table}.{column}"), " in the table ", in_table, " for ", keys
                )
            case Sum(parts):
                return said("the sum of ", listed([self.value(part) for part in parts], "and"))
            case Times(part, by):
                return said(f"{by} times ", self.value(part))
            case Shifted():
                return said(self.value(value.start), shift_in_words(value))
            case Earliest(parts):
                return said("the earliest of ", listed([self.value(part) for part in parts], "and"))
            case Latest(parts):
                return said("the latest of ", listed([self.value(part) for part in parts], "and"))
            case _:
                assert_never(value)

    def reference(self, reference: Reference) -> Phrase:
        """What a comparison reads."""
        match reference:
            case Answer(question):
                return (self.question(question),)
            case Column(question, column):
                table = self.flow.question(question).table or ""
                return said(Run(spaced(column), "column", f"{table}.{column}"), " of ", self.question(question))
            case Named(name):
                return (Run(spaced(name), "value", name),)
            case _:
                assert_never(reference)

    def question(self, question: str) -> Run:
        """A question by its short name."""
        return Run(self.name(question), "question", question)

    def fact(self, fact: str) -> Run:
        """A fact by its title, or else by its name."""
        title = self.flow.facts[fact].title
        return Run(self.text(title) if title else spaced(fact), "fact", fact)

    def answers(self, question: str, answer: Given) -> Phrase:
        """An answer that somebody gave, whole: of several choices all of them."""
        chosen = answer if isinstance(answer, tuple) and answer else (answer,)
        return listed([(Run(self.names.answer(question, one), "answer"),) for one in chosen], "and")

    def _case(self, case: Case) -> Phrase:
        value = self.value(case.value)
        return value if case.when == ALWAYS else said(value, " if ", self.condition(case.when))

    def _answered_but(self, parts: Sequence[Condition]) -> list[Phrase]:
        """The parts that say that a question is answered, together with those that say what the answer is not."""
        return [
            said("something is chosen under ", self.question(question))
            if isinstance(not_so, HasOnly)
            else said(
                self.question(question),
                " is answered, but not with ",
                listed(self._values(not_so.of, not_so.values), "or"),
            )
            for question, not_so in _answered_but(parts).items()
        ]

    def _inner(self, condition: Condition) -> Phrase:
        compound = isinstance(condition, AllOf | AnyOf) and len(condition.parts) > 1
        return said("(", self.condition(condition), ")") if compound else self.condition(condition)

    def _not(self, part: Condition) -> Phrase:
        match part:
            case Not(inner):
                return self.condition(inner)
            case FactIs():
                return said("not ", self.condition(part))
            case Answered(question):
                return said(self.question(question), " is not answered")
            case OneOf(of, values):
                return said(self.reference(of), " is ", _none_of(self._values(of, values)))
            case HasAny(question, values):
                verb = " does not include " if len(values) == 1 else " includes neither "
                return said(self.question(question), verb, joined(self._answers(question, values), " nor "))
            case SameAs(of, others):
                same = listed([self.reference(one) for one in others], "or")
                return (
                    said(self._some(of, "no"), "the same as ", same)
                    if self._several(of)
                    else said(self.reference(of), " is not the same as ", same)
                )
            case AnyOf(parts) if len(parts) > 1:
                return said("neither ", joined([self._inner(one) for one in parts], " nor "))
            case AllOf(parts) if len(parts) > 1:
                return said("not at once ", joined([self._inner(one) for one in parts], " and "))
            case _:
                return said("it is not so that ", self.condition(part))

    def _one_of(self, of: Reference, values: Iterable[str | int | date]) -> Phrase:
        """The values, or all but the few that are left out, if that is shorter."""
        found = self._values(of, values)
        if isinstance(of, Answer):
            left = [value for value in self._offered(of.question) if value not in set(values)]
            if 0 < len(left) <= 2 < len(found) - 2 and self.flow.question(of.question).options:
                return said(self.question(of.question), " is any but ", listed(self._answers(of.question, left), "and"))
        return said(self.reference(of), " is ", listed(found, "or"))

    def _includes(self, question: str, values: Iterable[str]) -> Phrase:
        wanted = set(values)
        left = [value for value in self._offered(question) if value not in wanted]
        if 0 < len(left) <= 2 < len(wanted) - 2:
            others = listed(self._answers(question, left), "and")
            return said(self.question(question), " includes something other than ", others)
        return said(self.question(question), " includes ", listed(self._answers(question, wanted), "or"))

    def _offered(self, question: str) -> tuple[str, ...]:
        asked = self.flow.question(question)
        return (*asked.options, *(word for word in asked.words if word not in asked.options))

    def _answers(self, question: str, values: Iterable[str | int | date]) -> list[Phrase]:
        """Answers in the order in which the question offers them."""
        order = {value: at for at, value in enumerate(self._offered(question))}
        kept = sorted(values, key=lambda value: (order.get(str(value), len(order)), str(value)))
        return [(Run(self.names.answer(question, value), "answer"),) for value in kept]

    def _values(self, of: Reference, values: Iterable[str | int | date]) -> list[Phrase]:
        match of:
            case Answer(question):
                return self._answers(question, values)
            case Column() | Named():
                return [(Run(self._constant(value), "answer"),) for value in sorted(values, key=str)]
            case _:
                assert_never(of)

    def _constant(self, value: str | int | date) -> str:
        if isinstance(value, date):
            return date_in_words(value)
        return spaced(value) if isinstance(value, str) else f"{value:,}"

    def _several(self, of: Reference) -> bool:
        return isinstance(of, Answer | Column) and self.flow.question(of.question).several

    def _some(self, of: Reference, some: str = "some") -> Phrase:
        """The beginning of a comparison of elements: of several choices, some one of them."""
        return said(f"{some} one of " if self._several(of) else "", self.reference(of), " is ")

    def _unit(self, of: Reference) -> str:
        return self.flow.question(of.question).unit if isinstance(of, Answer) else ""


def _answered_but(parts: Sequence[Condition]) -> dict[str, OneOf | HasOnly]:
    """Questions that are answered, but not so: `answered: q` beside a `not` of one comparison of the same question."""
    answered = {part.question for part in parts if isinstance(part, Answered)}
    found: dict[str, OneOf | HasOnly] = {}
    for part in parts:
        match part:
            case Not(OneOf(Answer(question)) as not_so) if question in answered:
                found[question] = not_so
            case Not(HasOnly(question, values) as not_so) if question in answered and not values:
                found[question] = not_so
            case _:
                pass
    return found


def _left_of(parts: Sequence[Condition]) -> list[Condition]:
    """The parts that are said by themselves."""
    in_one = _answered_but(parts)
    return [
        part
        for part in parts
        if not (isinstance(part, Answered) and part.question in in_one)
        and not (isinstance(part, Not) and any(part.part is not_so for not_so in in_one.values()))
    ]


def _none_of(phrases: Sequence[Phrase]) -> Phrase:
    return said("not ", phrases[0]) if len(phrases) == 1 else said("neither ", joined(phrases, " nor "))
