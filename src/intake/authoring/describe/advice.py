"""What is advised: each recommendation with when, why, how urgent and by when, and each line with its own condition."""

from __future__ import annotations

from collections.abc import Iterator

from intake.authoring.describe.page import Block, Item, Items, Paragraph, Section, anchor_of
from intake.authoring.describe.teller import Teller
from intake.check.phrases.phrase import Phrase, Run, said, spaced
from intake.flow.model import DeadlineRule, KeyDate, Ladder, Limit, Recommendation, Urgency
from intake.report.advice import headed_lines

__all__ = ["advised", "climbed", "limit_in_words"]


def advised(teller: Teller) -> Section:
    """The recommendations, one section each, in the order in which equals are shown."""
    found = teller.flow.recommendations.values()
    note = said("In the order in which those of equal urgency are shown.")
    return Section("What is advised", "advised", (Paragraph(note),), tuple(_advice(teller, one) for one in found))


def _advice(teller: Teller, advice: Recommendation) -> Section:
    blocks: list[Block] = [teller.when("Advised", advice.when, always="always.")]
    blocks += teller.told("Because", advice.why)
    blocks += _urgency(teller, advice.urgency)
    blocks += _valid(teller, advice)
    if advice.deadline is not None:
        blocks += _deadline(teller, advice.deadline)
    for heading, lines in headed_lines(advice):
        if lines:
            blocks.append(Items(tuple(map(teller.line, lines)), heading))
    if advice.dates:
        blocks.append(Items(tuple(_key_date(teller, day) for day in advice.dates), "Key dates"))
    blocks += teller.told("Cost", advice.cost)
    blocks += teller.told("How long it takes", advice.takes)
    blocks += teller.sources(advice.sources)
    title = f"{advice.rank + 1}. {teller.phrases.text(advice.title)}"
    return Section(title, anchor_of("recommendation", advice.id), tuple(blocks), id=advice.id)


def _urgency(teller: Teller, urgency: Urgency) -> Iterator[Block]:
    ladder = urgency.ladder
    most = said(" It is never above ", teller.level(urgency.at_most), ".") if urgency.at_most is not None else ()
    shared = next((name for name, one in teller.flow.ladders.items() if one is ladder), None)
    if shared is not None:
        yield Paragraph(said("as the ladder ", Run(spaced(shared), "ladder", shared), " says.", most), "Urgency")
    elif not ladder.rungs and ladder.lift is None:
        yield Paragraph(said("always ", teller.level(ladder.otherwise), ".", most), "Urgency")
    else:
        yield Items(climbed(teller, ladder), "Urgency", said("the highest that holds.", most))


def climbed(teller: Teller, ladder: Ladder) -> tuple[Item, ...]:
    """The rungs of a ladder, its floor, and what lifts it."""
    rungs = [teller.rung((teller.level(level),), condition) for level, condition in ladder.rungs]
    rungs.append(Item(said("else ", teller.level(ladder.otherwise))))
    if ladder.lift is not None:
        rungs.append(teller.rung(said("one level higher"), ladder.lift))
    return tuple(rungs)


def _valid(teller: Teller, advice: Recommendation) -> Iterator[Block]:
    begins = [f"from {teller.day(advice.valid_from)}"] if advice.valid_from else []
    ends = [f"until {teller.day(advice.valid_until)}"] if advice.valid_until else []
    if begins or ends:
        yield Paragraph(said(f"only {' '.join([*begins, *ends])}."), "Valid")


def _deadline(teller: Teller, rule: DeadlineRule) -> Iterator[Block]:
    start = teller.phrases.reference(rule.start)
    if rule.limit is None:
        yield Paragraph(said("on the day in ", start, ". ", teller.sentence(rule.text)), "Deadline")
        return
    limit = teller.flow.limits[rule.limit]
    counted = said("counted from ", start, " by the limit ", Run(spaced(rule.limit), "limit", rule.limit), ": ")
    own = said(" ", teller.sentence(rule.text)) if rule.text else ()
    yield Paragraph(said(counted, limit_in_words(teller, limit), own), "Deadline")


def limit_in_words(teller: Teller, limit: Limit) -> Phrase:
    """A time limit: how long, its words, how sure it is, and so if a date is worked out."""
    counts = ((limit.years, "year"), (limit.months, "month"), (limit.days, "day"))
    added = " and ".join(f"{count} {unit}{'' if abs(count) == 1 else 's'}" for count, unit in counts if count)
    worked_out = (
        "a date is worked out" if limit.confidence == "high" else "no date is worked out, the words alone are shown"
    )
    words = teller.inline(limit.text)
    return said(
        f"{added or 'no time'}. ",
        words,
        f" (confidence {limit.confidence}: {worked_out}) ",
        teller.cited(limit.sources),
    )


def _key_date(teller: Teller, day: KeyDate) -> Item:
    limit = teller.flow.limits[day.limit]
    by = said(" by the limit ", Run(spaced(day.limit), "limit", day.limit), ".")
    counted = said(" Counted from ", teller.phrases.reference(day.start), by) if day.start is not None else ()
    words = said(teller.sentence(day.text or limit.text), counted, " ", teller.cited(limit.sources))
    return teller.only_when(words, day.when)
