"""One question as plain data for a page: its words, what may be answered, and what stands in its fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from intake.flow.answers import Answer, plain_answer
from intake.flow.countries import COUNTRIES
from intake.flow.model import Kind, Question
from intake.flow.text import Text, terms_in
from intake.report.folding import fold
from intake.report.names import country_name
from intake.report.rows import Row, clean
from intake.report.sources import Cited, Sources
from intake.report.words import Words
from intake.web.server.fields import Form, countries_in

__all__ = ["Asked", "Reply", "asked", "explained", "replies"]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to press. `group`: the heading above it, where a new group begins; `alone`: it excludes all others."""

    value: str
    label: Row
    help: Row
    group: str
    chosen: bool
    alone: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its fields: `replies` to press, `words` that stand instead, and the texts typed so far, by field."""

    id: str
    kind: Kind
    ask: Row
    help: Row
    why: Row
    sources: tuple[Cited, ...]
    explained: tuple[tuple[str, str], ...]
    replies: tuple[Reply, ...]
    words: tuple[Reply, ...]
    typed: Mapping[str, str]
    countries: tuple[tuple[str, str], ...]
    chosen: tuple[tuple[str, str], ...]
    may_be_empty: bool
    unit: str
    example: str


def asked(words: Words, question: Question, answer: Answer | None, form: Form | None, today: date) -> Asked:
    """The question; its fields hold what the `form` held, else the answer so far."""
    values = _values(question, answer, form)
    sources = Sources(words.flow, today)
    sources.cite(question.sources)
    options = question.options.values()
    texts = (question.ask, question.help, question.why, *(text for one in options for text in (one.label, one.help)))
    several = question.kind == "countries"
    chosen = [] if not several else countries_in(form) if form is not None else values.get("chosen", ())
    language = words.language
    return Asked(
        id=question.id,
        kind=question.kind,
        ask=words.row(question.ask),
        help=words.row(question.help),
        why=words.row(question.why),
        sources=sources.listed(),
        explained=explained(words, *texts),
        replies=replies(words, question, values.get("answer", ())),
        words=_words(words, question, values.get("word", ())),
        typed={name: typed[0] for name, typed in values.items() if typed and not (several and name == "country")},
        countries=_countries(language) if question.kind in ("country", "countries") else (),
        chosen=tuple((code, country_name(code, language)) for code in chosen if code in COUNTRIES),
        may_be_empty=question.several and not question.exclusive,
        unit=clean(question.unit),
        example=f"{today.day} {today.month} {today.year}",
    )


def replies(words: Words, question: Question, chosen: Sequence[str]) -> tuple[Reply, ...]:
    """The options in the order in which they are shown, then, where they are pressed as these are, the words."""
    group_of = {value: words.text(group.title) for group in question.groups for value in group.values}
    order = [*group_of, *(value for value in question.options if value not in group_of)]
    shown: list[Reply] = []
    group = ""
    for value in order:
        option = question.options[value]
        own = group_of.get(value, "")
        heading, group = (own if own != group else ""), own
        row, help = words.row(option.label), words.row(option.help)
        shown.append(Reply(value, row, help, heading, value in chosen, value in question.exclusive))
    if question.options:
        shown += _words(words, question, chosen)
    return tuple(shown)


def explained(words: Words, *texts: Text) -> tuple[tuple[str, str], ...]:
    """The terms of art that these texts mark, each with its plain words, in the order of their first use."""
    entries = {fold(name): term for term in words.flow.glossary.values() for name in (term.id, term.term, *term.forms)}
    marked = dict.fromkeys(fold(name) for text in texts for name in terms_in(text.for_voice(words.voice)))
    found = dict.fromkeys(entries[name].id for name in marked if name in entries)
    glossary = words.flow.glossary
    return tuple((clean(glossary[name].term), words.text(glossary[name].plain)) for name in found)


def _words(words: Words, question: Question, chosen: Sequence[str]) -> tuple[Reply, ...]:
    return tuple(Reply(word, words.row(label), (), "", word in chosen, True) for word, label in question.words.items())


def _values(question: Question, answer: Answer | None, form: Form | None) -> Form:
    """What stands in the fields, by their names."""
    if form is not None:
        return {name: [clean(value) for value in values] for name, values in form.items()}
    if answer is None:
        return {}
    plain = plain_answer(answer)
    listed = [str(value) for value in plain] if isinstance(plain, list) else [str(plain)]
    if question.options:
        return {"answer": listed}
    if any(value in question.words for value in listed):
        return {"word": listed}
    match answer:
        case date():
            return {"day": [str(answer.day)], "month": [str(answer.month)], "year": [str(answer.year)]}
        case int():
            return {"number": listed}
        case tuple():
            return {"chosen": listed}
        case _:
            return {"country": listed}


@cache
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    """Code and name of all countries, by name as people look for them: without accents."""
    return tuple(sorted(((code, country_name(code, language)) for code in COUNTRIES), key=lambda one: fold(one[1])))
