"""The description of a whole flow: its head, its parts in the order that a reviewer needs, and the sources at the end."""

from __future__ import annotations

from datetime import date

from intake.authoring.describe import meaning
from intake.authoring.describe.advice import advised
from intake.authoring.describe.page import Block, Item, Items, Paragraph, Section, anchor_of
from intake.authoring.describe.steps import asked
from intake.authoring.describe.teller import Teller
from intake.check.phrases.phrase import said
from intake.flow.model import Flow
from intake.report.rows import clean

__all__ = ["described"]

_PARTS = (
    *(asked, advised, meaning.urgency, meaning.facts, meaning.values, meaning.grounds, meaning.promises),
    *(meaning.limits, meaning.tables, meaning.cards, meaning.terms),
)


def described(flow: Flow, today: date) -> Section:
    """The whole flow as one section, whose sections are its parts. Parts of which the flow has nothing are left out."""
    teller = Teller(flow, today)
    parts = [part for part in (make(teller) for make in _PARTS) if part.sections or _lists(part)]
    parts += [tried(teller)] if flow.scenarios else []
    return Section(teller.phrases.text(flow.title), "top", tuple(_head(teller)), (*parts, _sources(teller)), id=flow.id)


def _lists(part: Section) -> bool:
    return any(isinstance(block, Items) for block in part.blocks)


def _head(teller: Teller) -> list[Block]:
    flow = teller.flow
    blocks: list[Block] = [
        Paragraph(said(f"{flow.id} {flow.version}, as it is on {teller.day(teller.today)}."), "Flow")
    ]
    blocks += teller.told("About", flow.about)
    rule = "Questions stand in double quotes, answers in single ones, facts and values under their own names."
    asked = "What somebody is not asked, or has not answered yet, is no answer."
    blocks.append(Paragraph(said(f"{rule} {asked} Numbers in brackets are sources."), "How to read it"))
    if flow.terms:
        items = tuple(Item(teller.inline(term)) for term in flow.terms)
        blocks.append(Items(items, "Said before the first question"))
    return blocks


def tried(teller: Teller) -> Section:
    """The examples on which the flow is tried, by their names."""
    items = tuple(Item(said(f"{scenario.name} ({teller.day(scenario.date)})")) for scenario in teller.flow.scenarios)
    note = Paragraph(said("What must come out for each of these people was written down, and is tried at each check."))
    return Section("Examples", "examples", (note, Items(items)))


def _sources(teller: Teller) -> Section:
    flow = teller.flow
    told = teller.told_sources
    sections = [
        Section(f"[{number}] {clean(source.title)}", anchor_of("source", name), tuple(_source(teller, name)), id=name)
        for number, name in enumerate([*told, *(name for name in flow.sources if name not in told)], 1)
        for source in [flow.sources[name]]
    ]
    return Section("Sources", "sources", (), tuple(sections))


def _source(teller: Teller, name: str) -> list[Block]:
    source = teller.flow.sources[name]
    blocks: list[Block] = [Paragraph(said(f"{teller.sure(source)}."), "What")]
    if source.url:
        blocks.append(Paragraph(said(clean(source.url)), "Where"))
    if source.note:
        blocks.append(Paragraph(said(clean(source.note)), "Note"))
    if name not in teller.told_sources:
        blocks.append(Paragraph(said("it is cited in the tables alone, or nowhere."), "Use"))
    return blocks
