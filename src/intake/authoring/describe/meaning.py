"""What the flow's names stand for: levels and ladders, facts, values, grounds, promises, limits, tables, cards and terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from intake.authoring.describe.advice import climbed, limit_in_words
from intake.authoring.describe.page import Block, Item, Items, Paragraph, Section, anchor_of
from intake.authoring.describe.teller import Teller
from intake.check.phrases.phrase import Run, listed, said, spaced
from intake.flow.model import Ground, GroundTest, Level, Promise, Term
from intake.flow.tables import Table
from intake.report.names import language_name

__all__ = ["cards", "facts", "grounds", "limits", "promises", "tables", "terms", "urgency", "values"]


def urgency(teller: Teller) -> Section:
    """The levels, and the ladders that recommendations share."""
    flow = teller.flow
    levels = Items(tuple(_level(teller, level) for level in flow.levels), "Levels", said("the most urgent first:"))
    ladders = tuple(
        _named("ladder", name, [Items(climbed(teller, ladder), "Level", said("the highest that holds."))])
        for name, ladder in flow.ladders.items()
    )
    return Section("How urgent it is", "urgency", (levels,), ladders)


def _level(teller: Teller, level: Level) -> Item:
    within = teller.inline(level.within)
    return Item(said(teller.level(level.id), f" ({level.id})", ": " if within else "", within))


def facts(teller: Teller) -> Section:
    """The named conditions."""
    note = said("A fact holds as its condition does. Elsewhere facts stand by their names.")
    return _all_of("Facts", "facts", note, (
        _named("fact", fact.id, [teller.when("Holds", fact.when, always="always.")], teller.phrases.fact(fact.id).words)
        for fact in teller.flow.facts.values()
    ))  # fmt: skip


def values(teller: Teller) -> Section:
    """The named numbers, dates and words."""
    note = said("A value is worked out from answers and tables. A word such as ‘I don't know’ gives no value.")
    return _all_of("Values", "values", note, (
        _named("value", name, [Paragraph(said(teller.phrases.value(value), "."), "Is")])
        for name, value in teller.flow.values.items()
    ))  # fmt: skip


def grounds(teller: Teller) -> Section:
    """The legal grounds that answers raise."""
    note = said("A ground is for a lawyer to weigh. It says nothing on how a case will end.")
    return _all_of("Grounds", "grounds", note, (_ground(teller, ground) for ground in teller.flow.grounds.values()))


def _ground(teller: Teller, ground: Ground) -> Section:
    blocks: list[Block] = [teller.when("Raised", ground.when, always="always.")]
    blocks += teller.told("In plain words", ground.plain)
    blocks += teller.told("Law", ground.law)
    if ground.absolute:
        blocks.append(Paragraph(said("nothing is weighed against it once it is shown."), "Absolute"))
    tests = [_test(teller, test) for test in ground.tests]
    blocks += [Items(tuple(tests), "Tests")] if tests else []
    bounds = tuple(Item(teller.inline(limit)) for limit in ground.limits)
    blocks += [Items(bounds, "Where it ends")] if bounds else []
    if ground.supports:
        blocks.append(Paragraph(said(teller.recommendations(ground.supports), "."), "Helps with"))
    blocks += teller.sources(ground.sources)
    return Section(teller.phrases.text(ground.title), anchor_of("ground", ground.id), tuple(blocks), id=ground.id)


def _test(teller: Teller, test: GroundTest) -> Item:
    asks = said(teller.inline(test.where), ": ", teller.inline(test.asks))
    return Item(said(asks, " ", teller.inline(test.law), " ", teller.cited(test.sources)))


def promises(teller: Teller) -> Section:
    """What must hold for everybody."""
    note = said("Each holds for everybody who comes to an end, whatever else they answer.")
    found = (_promise(teller, promise, number) for number, promise in enumerate(teller.flow.promises, 1))
    return _all_of("Promises", "promises", note, found)


def _promise(teller: Teller, promise: Promise, number: int) -> Section:
    title = promise.name[:1].upper() + promise.name[1:]
    return Section(title, anchor_of("promise", str(number)), tuple(_promised(teller, promise)))


def _promised(teller: Teller, promise: Promise) -> Iterator[Block]:
    yield teller.when("For everybody", promise.when, always="whatever is answered.")
    levels = [(promise.urgency, "or more urgent"), (promise.urgency_at_most, "or less urgent")]
    for name, rest in levels:
        if name is not None:
            yield Paragraph(said(teller.level(name), f" {rest}."), "Urgency")
    for names, label in ((promise.recommended, "Advised"), (promise.not_recommended, "Never advised")):
        if names:
            yield Paragraph(said(teller.recommendations(names), "."), label)


def limits(teller: Teller) -> Section:
    """The time limits of the law."""
    return _all_of("Time limits", "limits", said("Only a limit that is sure makes a date."), (
        _named("limit", limit.id, [Paragraph(limit_in_words(teller, limit), "Is")]) for limit in teller.flow.limits.values()
    ))  # fmt: skip


def tables(teller: Teller) -> Section:
    """The tables: by what their rows are found, and what they hold."""
    note = said("Of a country or choice, a condition reads the cell of its row: “effect” of “Country now”.")
    return _all_of("Tables", "tables", note, (_table(teller, table) for table in teller.flow.tables.values()))


def _table(teller: Teller, table: Table) -> Section:
    count = sum(map(len, table.rows.values()))
    keys = listed([(Run(spaced(key), "column", f"{table.id}.{key}"),) for key in table.key], "and")
    asked = [teller.phrases.question(question.id) for question in teller.flow.questions if question.table == table.id]
    columns = [name for name in table.columns if name not in table.key]
    blocks: list[Block] = [
        Paragraph(said(f"{count:,} row{'' if count == 1 else 's'}, found by ", keys, "."), "Holds"),
        Paragraph(said(listed([said(spaced(name)) for name in columns], "and"), "."), "Says"),
    ]
    if asked:
        blocks.append(Paragraph(said(listed([(run,) for run in asked], "and"), "."), "Read for"))
    if table.otherwise is not None:
        cells = [f"{spaced(name)} {spaced(str(cell))}" for name, cell in table.otherwise.items() if cell is not None]
        blocks.append(Paragraph(said(f"{', '.join(cells)}."), "Where no row fits"))
    return _named("table", table.id, blocks)


def cards(teller: Teller) -> Section:
    """Words to say or show to an officer."""
    return _all_of("Words to show", "cards", said("Short sentences to say or to show to an officer."), (
        _named("card", card.id, [
            *teller.told("Words", card.text),
            teller.when("Shown", card.when, always="always."),
            *_languages(teller, card.languages, checked=card.checked),
        ])
        for card in teller.flow.cards.values()
    ))  # fmt: skip


def _languages(teller: Teller, languages: Iterable[str], *, checked: bool) -> Iterator[Block]:
    names = [said(language_name(language, teller.flow.language)) for language in languages]
    if names:
        seen = "read by people who speak them" if checked else "not read yet by people who speak them"
        yield Paragraph(said(listed(names, "and"), f"; {seen}."), "Also in")


def terms(teller: Teller) -> Section:
    """The terms of art in plain words."""
    items = [_term(teller, term) for term in teller.flow.glossary.values()]
    return Section("Terms", "terms", (Items(tuple(items)),) if items else ())


def _term(teller: Teller, term: Term) -> Item:
    source = teller.cited([term.source] if term.source else [])
    return Item(said(Run(term.term, "strong"), ": ", teller.inline(term.plain), " ", source))


def _all_of(title: str, anchor: str, note: tuple[Run, ...], sections: Iterable[Section]) -> Section:
    return Section(title, anchor, (Paragraph(note),), tuple(sections))


def _named(kind: str, name: str, blocks: Iterable[Block], title: str = "") -> Section:
    """A section on something that the flow's files name; its name in words is its title, if it has no other."""
    words = title or spaced(name)
    return Section(words[:1].upper() + words[1:], anchor_of(kind, name), tuple(blocks), id=name)
