"""What is asked: every step in the order in which people come to it, with when they do, and what they can say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intake.authoring.describe.page import Block, Item, Items, Paragraph, Section, anchor_of
from intake.authoring.describe.teller import Teller
from intake.check.phrases.measures import bounds_in_words
from intake.check.phrases.phrase import Phrase, Run, listed, said, spaced
from intake.engine.rules import rules
from intake.flow.conditions import AnyOf, Bounds
from intake.flow.graph import step_order
from intake.flow.model import End, Message, Question, Step

__all__ = ["asked"]

_KINDS = {
    "choice": "one of these answers",
    "choices": "any of these answers, or none",
    "country": "a country",
    "countries": "any number of countries",
    "date": "a day",
    "number": "a whole number",
}


def asked(teller: Teller) -> Section:
    """The steps, one section each."""
    flow = teller.flow
    order = step_order(flow)
    first = rules(flow, teller.today)
    must = first.standing(first.given({})).place.must
    into: dict[str, list[tuple[Step, int]]] = {name: [] for name in order}
    for step in flow.steps.values():
        for at, way in enumerate(step.ways):
            into[way.go].append((step, at))
    sections = tuple(_step(teller, flow.steps[name], into[name], must) for name in order)
    note = said(
        "In the order in which people come to them. The first way whose condition holds is the one that is taken."
    )
    return Section("What is asked", "asked", (Paragraph(note),), sections)


def _step(teller: Teller, step: Step, into: Sequence[tuple[Step, int]], must: int) -> Section:
    blocks: list[Block] = [*_reached(teller, step, into, must)]
    match step:
        case Question():
            blocks += teller.told("The question", step.ask)
            blocks += teller.told("Help", step.help)
            blocks += teller.told("Why it is asked", step.why)
            blocks += _answers(teller, step)
            title = teller.phrases.name(step.id)
        case Message():
            blocks += teller.told("It says", step.say)
            title = "A message"
        case End():
            blocks += teller.told("It says", step.say)
            title = "The end"
    blocks += _ways(teller, step)
    if isinstance(step, Question):
        blocks += teller.sources(step.sources)
    return Section(title, anchor_of("question", step.id), tuple(blocks), id=step.id)


def _reached(teller: Teller, step: Step, into: Sequence[tuple[Step, int]], must: int) -> Iterator[Block]:
    """When somebody comes to the step: `into` are the ways that lead to it."""
    label = "Asked" if isinstance(step, Question) else "Reached"
    if step.id == teller.flow.start:
        yield Paragraph(said("first of all."), label)
        return
    everybody = isinstance(step, Question) and bool(must >> step.index & 1)
    items = [_after(teller, other, at) for other, at in into]
    of = "of everybody" if everybody else ""
    if len(items) == 1 and not items[0].below:
        yield Paragraph(said(of, ", " if of else "", items[0].phrase, "."), label)
    else:
        yield Items(tuple(items), label, said(f"{of}:" if of else ""))


def _after(teller: Teller, step: Step, at: int) -> Item:
    """That somebody comes from that step by its way of that number: its condition holds, and none of those before it."""
    lead = said("after ", _named(teller, step))
    before = [way.when for way in step.ways[:at] if way.when is not None]
    unless = teller.phrases.condition(before[0] if len(before) == 1 else AnyOf(tuple(before))) if before else ()
    rest = said(", unless ", unless) if unless else ()
    own = step.ways[at].when
    if own is None:
        return Item(said(lead, rest))
    item = teller.rung(lead, own)
    return Item(said(item.phrase, rest), item.below)


def _named(teller: Teller, step: Step) -> Phrase:
    match step:
        case Question():
            return (teller.phrases.question(step.id),)
        case Message():
            return said("the message ", Run(spaced(step.id), "question", step.id))
        case End():
            return said("the end ", Run(spaced(step.id), "question", step.id))


def _answers(teller: Teller, question: Question) -> Iterator[Block]:
    short = {value: teller.words.answer(question.id, value) for value in question.options}
    items = []
    for value, option in question.options.items():
        label = teller.phrases.text(option.label)
        said_so = f": {label}" if label != short[value] else ""
        helped = teller.inline(option.help)
        items.append(Item(said(Run(short[value], "answer"), said_so, ". " if helped else "", helped)))
    items += [
        Item(said(Run(teller.phrases.text(label), "answer")))
        for value, label in question.words.items()
        if value not in short
    ]
    kind = _KINDS[question.kind] + (f", in {question.unit}" if question.unit else "")
    others = "" if question.options or not question.words else ", or"
    yield Items(tuple(items), "Answer", said(kind, others, ":" if items else "."))
    if question.range != Bounds():
        yield Paragraph(said("it ", bounds_in_words("plain", question.range, question.unit), "."), "Limits")
    if question.exclusive:
        alone = [teller.phrases.answers(question.id, (one,)) for one in sorted(question.exclusive)]
        yield Paragraph(said(listed(alone, "and"), " stands alone."), "Limits")
    if question.missing is not None:
        missing = teller.phrases.answers(question.id, question.missing)
        yield Paragraph(said("without an answer is read as ", missing, ". An interview asks."), "A record")


def _ways(teller: Teller, step: Step) -> Iterator[Block]:
    steps, ways = teller.flow.steps, step.ways
    if len(ways) == 1:
        yield Paragraph(said(_named(teller, steps[ways[0].go]), "."), "Then")
    elif ways:
        items = [
            teller.rung(_named(teller, steps[way.go]), way.when)
            if way.when is not None
            else Item(said("else ", _named(teller, steps[way.go])))
            for way in ways
        ]
        yield Items(tuple(items), "Then")
