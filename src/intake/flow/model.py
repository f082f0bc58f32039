"""The frozen model of a flow: what every reading reads. Built by `build`, never changed afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from intake.flow.conditions import Bounds, Condition
from intake.flow.country_sheet import CountrySheet
from intake.flow.tables import Table
from intake.flow.text import Line, Text
from intake.flow.values import Reference, Roll, Value

__all__ = [
    "Accepted",
    "Card",
    "DeadlineRule",
    "End",
    "Expectation",
    "Fact",
    "Flow",
    "Ground",
    "GroundTest",
    "Group",
    "KeyDate",
    "Kind",
    "Ladder",
    "Level",
    "Limit",
    "Message",
    "Option",
    "Promise",
    "Question",
    "Recommendation",
    "Reviewed",
    "Scenario",
    "Source",
    "Step",
    "Term",
    "Urgency",
    "Way",
]

Kind = Literal["choice", "choices", "country", "countries", "date", "number"]
Confidence = Literal["high", "medium", "low"]
"""The surest first."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way on from a step: taken if it is the first whose condition holds; the last has none (`None`)."""

    go: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a choice offers, as it is shown; `aliases` are plain words that a person may type for it."""

    value: str
    label: Text
    short: Text
    help: Text
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Options shown together; it changes nothing but the display."""

    title: Text
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A step that asks. `index` is its place among the questions, in the flow's order: its bit in a set of questions.

    `words` are the answers beside a country, date or number (`unknown`, `never`, `none`) with their labels. `missing` is
    what a *record* without an answer is read as; an interview asks.
    """

    id: str
    index: int
    kind: Kind
    ask: Text
    short: Text
    help: Text
    why: Text
    sources: tuple[str, ...]
    options: Mapping[str, Option]
    words: Mapping[str, Text]
    exclusive: frozenset[str]
    groups: tuple[Group, ...]
    range: Bounds
    table: str | None
    unit: str
    missing: str | int | tuple[str, ...] | None
    ways: tuple[Way, ...]

    @property
    def several(self) -> bool:
        """Whether the answer is a list."""
        return self.kind in ("choices", "countries")


@dataclass(frozen=True, slots=True)
class Message:
    """A step to read and go on from."""

    id: str
    say: Text
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class End:
    """A step with no way on."""

    id: str
    say: Text
    ways: tuple[Way, ...] = ()


Step = Question | Message | End


@dataclass(frozen=True, slots=True)
class Fact:
    """A named condition."""

    id: str
    when: Condition
    title: Text


@dataclass(frozen=True, slots=True)
class Level:
    """A level of urgency. `rank` counts up from the lowest, which is 0; the highest is the emergency level."""

    id: str
    rank: int
    label: Text
    sign: str
    within: Text


@dataclass(frozen=True, slots=True)
class Ladder:
    """Urgency by conditions: the highest rung that holds counts, else `otherwise`; `lift` raises by one level."""

    rungs: tuple[tuple[str, Condition], ...]
    otherwise: str
    lift: Condition | None = None


@dataclass(frozen=True, slots=True)
class Urgency:
    """How urgent a recommendation is: a ladder, never above the level `at_most`."""

    ladder: Ladder
    at_most: str | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit of the law. A date is worked out from it only if its confidence is high."""

    id: str
    years: int
    months: int
    days: int
    roll: Roll | None
    holidays: str | None
    text: Text
    confidence: Confidence
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """A recommendation's deadline: a limit counted from a date, or a date itself (no limit)."""

    start: Reference
    limit: str | None
    text: Text


@dataclass(frozen=True, slots=True)
class KeyDate:
    """A day that a limit sets beside the deadline: a right, or a limit of others. No `start`: nobody is asked for it."""

    limit: str
    start: Reference | None
    text: Text
    when: Condition


@dataclass(frozen=True, slots=True)
class Recommendation:
    """An advised action: when, how urgent, why and how, by when, with which papers, and where it says so."""

    id: str
    rank: int
    title: Text
    when: Condition
    urgency: Urgency
    first: tuple[Line, ...]
    why: Text
    how: tuple[Line, ...]
    say: tuple[Line, ...]
    never: tuple[Line, ...]
    documents: tuple[Line, ...]
    ask: tuple[Line, ...]
    cost: Text
    takes: Text
    deadline: DeadlineRule | None
    dates: tuple[KeyDate, ...]
    sources: tuple[str, ...]
    valid_from: date | None
    valid_until: date | None

    def valid_on(self, day: date) -> bool:
        """Whether it exists on that date; both ends are included."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def lines(self) -> tuple[Line, ...]:
        """All its lines, in the order in which they are shown."""
        return (*self.first, *self.how, *self.say, *self.never, *self.documents, *self.ask)


@dataclass(frozen=True, slots=True)
class GroundTest:
    """What one body asks where a ground is raised. The same facts can meet another test before another body."""

    where: Text
    asks: Text
    law: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """A legal ground that the answers raise: for a lawyer to weigh.

    `absolute`: nothing is weighed against it once it is shown, so it is shown before the others. The triage lists grounds in
    the flow's order all the same. `supports` names the recommendations that it helps with.
    """

    id: str
    when: Condition
    title: Text
    plain: Text
    law: Text
    absolute: bool
    tests: tuple[GroundTest, ...]
    limits: tuple[Text, ...]
    supports: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from, when that was checked, and how sure it is."""

    id: str
    title: str
    article: str
    url: str
    checked: date | None
    expires: date | None
    confidence: Confidence
    note: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term of art in plain words."""

    id: str
    term: str
    forms: tuple[str, ...]
    plain: Text
    source: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """Something to say or to show to an officer, in several languages; `checked` once native readers have seen it."""

    id: str
    when: Condition
    text: Text
    languages: Mapping[str, str]
    checked: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """What must hold for everybody for whom `when` is true at the end of a whole path.

    The level is at least `urgency` and at most `urgency_at_most`.
    """

    name: str
    when: Condition
    urgency: str | None
    urgency_at_most: str | None
    recommended: tuple[str, ...]
    not_recommended: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the triage of a scenario must say; `None` where the scenario does not say."""

    urgency: str | None = None
    urgency_at_most: str | None = None
    certain: tuple[str, ...] = ()
    only_certain: tuple[str, ...] | None = None
    possible: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    grounds: tuple[str, ...] | None = None
    next_question: str | None = None
    status: str | None = None
    deadline: Mapping[str, str] | None = None
    urgency_of: Mapping[str, str] | None = None
    passes: tuple[str, ...] = ()
    skips: tuple[str, ...] = ()
    says: Mapping[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """Answers and what must come of them: a test that a lawyer can write. `answers` are raw, as a record has them."""

    name: str
    date: date
    answers: Mapping[str, object]
    expect: Expectation


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that the flow accepts, and the reason; `at` is what the finding is about, or a path in the document."""

    finding: str
    at: str
    because: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How far the statements at or below a path were looked at, since when, and when that is due again.

    `by` says who, `fingerprint` which words it was: a lawyer's review (`reviewed`) names both.
    """

    path: str
    state: Literal["drafted", "checked", "reviewed"]
    on: date
    due: date
    by: str
    fingerprint: str
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """One decision tree, immutable. Mappings keep the order of the flow's files. Compared by identity.

    `sources_first` are the roles (answers to `voice`) who read where a statement comes from before the statement.
    `compiled` is where readings keep what they make of the flow, each under a name of its own: it goes when the flow goes.
    """

    id: str
    version: str
    title: Text
    about: Text
    language: str
    start: str
    voice: str | None
    plain_for: tuple[str, ...]
    sources_first: tuple[str, ...]
    content_hash: str
    levels: tuple[Level, ...]
    steps: Mapping[str, Step]
    questions: tuple[Question, ...]
    facts: Mapping[str, Fact]
    values: Mapping[str, Value]
    ladders: Mapping[str, Ladder]
    recommendations: Mapping[str, Recommendation]
    grounds: Mapping[str, Ground]
    tables: Mapping[str, Table]
    country_sheet: CountrySheet | None
    limits: Mapping[str, Limit]
    holidays: Mapping[str, frozenset[date]]
    sources: Mapping[str, Source]
    glossary: Mapping[str, Term]
    terms: tuple[Text, ...]
    cards: Mapping[str, Card]
    promises: tuple[Promise, ...]
    scenarios: tuple[Scenario, ...]
    exceptions: tuple[Accepted, ...]
    review: Mapping[str, Reviewed]
    compiled: dict[str, Any] = field(default_factory=dict, init=False, repr=False)

    def question(self, name: str) -> Question:
        """The question of that id.

        Raises:
            KeyError: there is none.
        """
        step = self.steps[name]
        if not isinstance(step, Question):
            raise KeyError(name)
        return step

    def level(self, name: str) -> Level:
        """The level of that id."""
        return next(level for level in self.levels if level.id == name)

    @property
    def emergency(self) -> Level:
        """The highest level: what is certain at it is shown at once."""
        return self.levels[0]
