"""The triage summary as plain data in a person's words: what to do, by when, why, on which grounds, what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from intake.engine.rules import Rules
from intake.engine.triage import Advice, Triage
from intake.flow.answers import Answer
from intake.flow.model import DeadlineRule, Flow, Ground, Level
from intake.flow.named import questions_of_recommendation
from intake.flow.values import Answer as AnswerTo
from intake.report.names import date_text
from intake.report.reviewed import reviewed_line
from intake.report.rows import clean
from intake.report.sources import Cited, Sources
from intake.report.statement import Statement, counted_from, key_dates
from intake.report.words import Words

__all__ = [
    "Item",
    "NotKnown",
    "ShownGround",
    "ShownLevel",
    "ShownTest",
    "Summary",
    "due",
    "reasons",
    "shown_level",
    "summarise",
]

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ShownLevel:
    """A level of urgency: its sign and words; `now` if it is the highest, the one that may be red."""

    sign: str
    label: str
    within: str
    now: bool

    def __str__(self) -> str:
        return f"{self.sign} {self.label}".strip()


@dataclass(frozen=True, slots=True)
class Item:
    """One recommendation: the action, by when, and the answers that carry it (`because`) or that it waits for (`open`).

    `dates` are its key dates that count from an answer; all of them stand in the advice in full.
    """

    number: int
    recommendation: str
    certain: bool
    title: str
    level: ShownLevel
    due: str
    due_text: str
    dates: tuple[Statement, ...]
    because: tuple[str, ...]
    open: tuple[str, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShownTest:
    """What one body asks about a ground; `ask` if its sources leave doubt."""

    where: str
    asks: str
    law: str
    ask: bool
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShownGround:
    """A legal ground; `ask` if its sources leave doubt: then it is a question for a lawyer. `helps`: numbers of the advice."""

    title: str
    plain: str
    law: str
    ask: bool
    tests: tuple[ShownTest, ...]
    limits: tuple[str, ...]
    helps: tuple[int, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NotKnown:
    """Something that the person could not say, and what to ask to find out."""

    name: str
    ask: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What is shown at the end, or so far. `level` is `None` where nothing is certain; `to_ask`: questions still open.

    `sources_first`: this reader wants to know where statements come from before reading them. `reviewed`: whether a lawyer
    has looked at the texts.
    """

    title: str
    flow: str
    date: str
    level: ShownLevel | None
    at_most: ShownLevel | None
    items: tuple[Item, ...]
    grounds: tuple[ShownGround, ...]
    not_known: tuple[NotKnown, ...]
    kept_aside: tuple[str, ...]
    to_ask: bool
    sources_first: bool
    sources: tuple[Cited, ...]
    reviewed: str


def summarise(
    rules: Rules, answers: Mapping[str, Answer], triage: Triage | None = None, sources: Sources | None = None
) -> Summary:
    """The summary of these answers; `triage` if it has been worked out already (with its reasons).

    `sources` if more stands on the same page: what is cited there goes on with these numbers.
    """
    flow = rules.flow
    triage = triage or rules.triage(answers)
    words = Words(flow, answers)
    sources = sources or Sources(flow, rules.today)
    items = tuple(
        _item(number, advice, rules, words, sources, answers) for number, advice in enumerate(triage.advice, 1)
    )
    grounds = _grounds(triage, items, words, sources)
    at_most = None if triage.urgency_at_most == triage.urgency else triage.urgency_at_most
    return Summary(
        title=words.text(flow.title),
        flow=f"{flow.id} {clean(flow.version)}",
        date=date_text(rules.today, flow.language),
        level=shown_level(words, triage.urgency) if triage.urgency else None,
        at_most=shown_level(words, at_most) if at_most else None,
        items=items,
        grounds=grounds,
        not_known=tuple(
            NotKnown(words.name(name), words.text(flow.question(name).ask))
            for name in triage.path
            if answers.get(name) in (UNKNOWN, (UNKNOWN,))
        ),
        kept_aside=tuple(words.name(name) for name in triage.kept_aside),
        to_ask=not triage.ended,
        sources_first=words.voice in flow.sources_first,
        sources=sources.listed(),
        reviewed=reviewed_line(flow),
    )


def shown_level(words: Words, level: str) -> ShownLevel:
    """A level in words."""
    found: Level = words.flow.level(level)
    now = found.id == words.flow.emergency.id
    return ShownLevel(clean(found.sign), words.text(found.label), words.text(found.within), now)


def reasons(words: Words, advice: Advice, *, short: bool = False) -> tuple[str, ...]:
    """The answers that carry the advice, in words; `short` leaves the role out where something else carries it too."""
    because = advice.because
    if short and len(because) > 1:
        because = tuple(reason for reason in because if reason[0] != words.flow.voice)
    return tuple(f"{words.name(name)}: {words.answer(name, answer)}" for name, answer in because)


def due(words: Words, advice: Advice) -> tuple[str, str]:
    """By when, if there is a date that can be relied on; and what there is to know about it, with its start."""
    rule = words.flow.recommendations[advice.recommendation].deadline
    if advice.deadline is None or (advice.deadline.date is None and rule is not None and _no_day_is_told(words, rule)):
        return "", ""
    text = words.text(rule.text) if rule is not None and rule.text else ""
    limit = words.flow.limits[advice.deadline.limit] if advice.deadline.limit else None
    if limit is not None and not text:
        text = words.text(limit.text)
    if limit is not None and limit.confidence == "low" and text:
        text = f"Ask a lawyer about this: {text}"
    if advice.deadline.date is None:
        return "", text
    if limit is not None and advice.deadline.start is not None:
        text = f"{text.rstrip('.')}. {counted_from(advice.deadline.start, words)}."
    return f"by {date_text(advice.deadline.date, words.language, weekday=True)}", text


def _no_day_is_told(words: Words, rule: DeadlineRule) -> bool:
    """Whether the day itself is asked for, and the person has not said that there may be one: then there is nothing to tell."""
    return (
        rule.limit is None
        and isinstance(rule.start, AnswerTo)
        and words.answers.get(rule.start.question) not in (UNKNOWN, (UNKNOWN,))
    )


def _item(
    number: int, advice: Advice, rules: Rules, words: Words, sources: Sources, answers: Mapping[str, Answer]
) -> Item:
    found = words.flow.recommendations[advice.recommendation]
    level = shown_level(words, advice.urgency if advice.state == "certain" else advice.urgency_at_most)
    by, text = due(words, advice)
    certain = advice.state == "certain"
    cited = sources.cite(found.sources) if certain else ()
    days = rules.key_dates(found.id, answers) if certain else ()
    dates = key_dates((day for day in days if day.rule.start is not None), words, sources)
    return Item(
        number,
        advice.recommendation,
        certain,
        words.text(found.title),
        level,
        by,
        text,
        dates,
        reasons(words, advice, short=True),
        () if certain else _open(words.flow, advice, words, answers),
        cited,
    )


def _open(flow: Flow, advice: Advice, words: Words, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    named = questions_of_recommendation(flow, flow.recommendations[advice.recommendation])
    return tuple(words.name(q.id) for q in flow.questions if q.id in named and q.id not in answers)


def _grounds(triage: Triage, items: tuple[Item, ...], words: Words, sources: Sources) -> tuple[ShownGround, ...]:
    """Absolute ones first; else in the flow's order."""
    found = sorted((words.flow.grounds[name] for name in triage.grounds), key=lambda ground: not ground.absolute)
    return tuple(_ground(ground, items, words, sources) for ground in found)


def _ground(ground: Ground, items: tuple[Item, ...], words: Words, sources: Sources) -> ShownGround:
    return ShownGround(
        title=words.text(ground.title),
        plain=words.text(ground.plain),
        law=words.text(ground.law),
        ask=sources.doubtful(ground.sources),
        tests=tuple(
            ShownTest(
                words.text(test.where),
                words.text(test.asks),
                words.text(test.law),
                sources.doubtful(test.sources),
                sources.cite(test.sources),
            )
            for test in ground.tests
        ),
        limits=tuple(words.text(limit) for limit in ground.limits),
        helps=tuple(item.number for item in items if item.certain and item.recommendation in ground.supports),
        sources=sources.cite(ground.sources),
    )
