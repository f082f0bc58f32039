"""The triage summary as plain data in a person's words: what to do, by when, why, on which grounds, what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from intake.engine.rules import Rules
from intake.engine.triage import Advice, Triage
from intake.flow.answers import Answer
from intake.flow.model import Flow, Level
from intake.flow.named import questions_of_recommendation
from intake.report.names import date_text
from intake.report.rows import clean
from intake.report.sources import Cited, Sources
from intake.report.words import Words

__all__ = ["Item", "NotKnown", "ShownGround", "ShownLevel", "Summary", "due", "reasons", "shown_level", "summarise"]

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
    """One recommendation: the action, by when, and the answers that carry it (`because`) or that it waits for (`open`)."""

    number: int
    recommendation: str
    certain: bool
    title: str
    level: ShownLevel
    due: str
    due_text: str
    because: tuple[str, ...]
    open: tuple[str, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShownGround:
    """A legal ground; `ask` if its sources leave doubt: then it is a question for a lawyer."""

    title: str
    plain: str
    law: str
    ask: bool
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NotKnown:
    """Something that the person could not say, and what to ask to find out."""

    name: str
    ask: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What is shown at the end, or so far. `level` is `None` where nothing is certain; `to_ask`: questions still open."""

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
    sources: tuple[Cited, ...]


def summarise(rules: Rules, answers: Mapping[str, Answer], triage: Triage | None = None) -> Summary:
    """The summary of these answers; `triage` if it has been worked out already (with its reasons)."""
    flow = rules.flow
    triage = triage or rules.triage(answers)
    words = Words(flow, answers)
    sources = Sources(flow, rules.today)
    items = tuple(_item(number, advice, words, sources, answers) for number, advice in enumerate(triage.advice, 1))
    grounds = tuple(_ground(name, words, sources) for name in triage.grounds)
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
        sources=sources.listed(),
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
    """By when, if there is a date that can be relied on; and what there is to know about it."""
    if advice.deadline is None:
        return "", ""
    rule = words.flow.recommendations[advice.recommendation].deadline
    text = words.text(rule.text) if rule is not None and rule.text else ""
    limit = words.flow.limits[advice.deadline.limit] if advice.deadline.limit else None
    if limit is not None and not text:
        text = words.text(limit.text)
    if limit is not None and limit.confidence == "low" and text:
        text = f"Ask a lawyer about this: {text}"
    if advice.deadline.date is None:
        return "", text
    return f"by {date_text(advice.deadline.date, words.language, weekday=True)}", text


def _item(number: int, advice: Advice, words: Words, sources: Sources, answers: Mapping[str, Answer]) -> Item:
    found = words.flow.recommendations[advice.recommendation]
    level = shown_level(words, advice.urgency if advice.state == "certain" else advice.urgency_at_most)
    by, text = due(words, advice)
    certain = advice.state == "certain"
    return Item(
        number,
        advice.recommendation,
        certain,
        words.text(found.title),
        level,
        by,
        text,
        reasons(words, advice, short=True),
        () if certain else _open(words.flow, advice, words, answers),
        sources.cite(found.sources) if certain else (),
    )


def _open(flow: Flow, advice: Advice, words: Words, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    named = questions_of_recommendation(flow, flow.recommendations[advice.recommendation])
    return tuple(words.name(q.id) for q in flow.questions if q.id in named and q.id not in answers)


def _ground(name: str, words: Words, sources: Sources) -> ShownGround:
    ground = words.flow.grounds[name]
    law, plain = words.text(ground.law), words.text(ground.plain)
    return ShownGround(
        words.text(ground.title), plain, law, sources.doubtful(ground.sources), sources.cite(ground.sources)
    )
