"""Builds the turn for the step where a session is: its words, its choices, how typed answers are read, the live line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import assert_never

from intake.engine.rules import Rules
from intake.engine.triage import Triage
from intake.flow.answers import Answer, plain_answer
from intake.flow.model import Flow, Message, Question
from intake.flow.text import NO_TEXT, Text
from intake.flow.values import Bound, Today
from intake.report.digits import read_number
from intake.report.names import country_name, date_text
from intake.report.rows import Row, row
from intake.report.sources import Sources
from intake.report.summary import shown_level
from intake.report.words import Words, number_text
from intake.terminal.countries import countries_of
from intake.terminal.dates import read_dates
from intake.terminal.matching import match
from intake.terminal.turn import Choice, Found, Reader, Turn

__all__ = ["answer_of", "glossary_of", "live_line", "progress_of", "question_turn", "raw_of"]

_NONE_MARKED = "Nothing is marked: none of these."
_NO_COUNTRY = "No country is chosen: none."
_TYPING = {
    "country": "type a country",
    "countries": "type a country",
    "date": "type a day: 24 Nov 2026",
    "number": "type a number",
}


def question_turn(rules: Rules, answers: Mapping[str, Answer], question: Question) -> Turn:
    """The turn of a question, without what stands around it (title, thread, notes, foot)."""
    words = Words(rules.flow, answers)
    answer = answers.get(question.id)
    kind = "several" if question.several else "one"
    choices = _choices(words, question)
    return Turn(
        kind="several" if kind == "several" else "one",
        ask=words.row(question.ask, "strong"),
        help=words.row(question.help, "dim") if question.help else (),
        choices=choices,
        reader=_reader(rules, question, choices),
        name_of=_name_of(words, question),
        chosen=_chosen(answer),
        alone=question.exclusive | frozenset(question.words),
        empty=_NO_COUNTRY if question.kind == "countries" else _NONE_MARKED,
        typing=_TYPING.get(question.kind, ""),
        why=_why(rules, words, question),
        glossary=glossary_of(rules.flow, words, question.ask, question.help, question.why),
    )


def answer_of(question: Question, value: str | tuple[str, ...]) -> object:
    """What a reply says, as `read_answer` takes it."""
    if question.kind == "number" and isinstance(value, str) and value not in question.words:
        return int(value)
    return list(value) if isinstance(value, tuple) else value


def raw_of(answer: Answer) -> str | tuple[str, ...]:
    """An answer as a reply would say it."""
    plain = plain_answer(answer)
    return tuple(plain) if isinstance(plain, list) else str(plain)


def _chosen(answer: Answer | None) -> tuple[str, ...]:
    if answer is None:
        return ()
    raw = raw_of(answer)
    return raw if isinstance(raw, tuple) else (raw,)


def _choices(words: Words, question: Question) -> tuple[Choice, ...]:
    group_of = {value: words.text(group.title) for group in question.groups for value in group.values}
    order = [value for group in question.groups for value in group.values]
    order += [value for value in question.options if value not in group_of]
    options = [
        Choice(
            value,
            words.text(option.label),
            help=words.text(option.help),
            also=(words.text(option.short), *option.aliases),
            group=group_of.get(value, ""),
        )
        for value, option in ((value, question.options[value]) for value in order)
    ]
    return (*options, *(Choice(word, words.text(label)) for word, label in question.words.items()))


def _reader(rules: Rules, question: Question, choices: tuple[Choice, ...]) -> Reader | None:
    match question.kind:
        case "choice" | "choices":
            return None
        case "country" | "countries":
            return lambda typed: countries_of(rules.flow, question.table).find(typed, choices)
        case "date":
            return lambda typed: _find_date(typed, question, rules.today, rules.flow.language, choices)
        case "number":
            return lambda typed: _find_number(typed, question, choices)
        case _:
            assert_never(question.kind)


def _name_of(words: Words, question: Question) -> Callable[[str], str] | None:
    if question.kind == "countries":
        return lambda value: (
            words.text(question.words[value]) if value in question.words else country_name(value, words.language)
        )
    return None


def _find_date(typed: str, question: Question, today: date, language: str, choices: tuple[Choice, ...]) -> Found:
    """What typed words mean to a question for a date: one of its words, or a date within its range."""
    word = match(typed, choices) if not typed.strip()[:1].isdecimal() else Found()
    if word.sure:
        return word
    found = read_dates(typed, today, language)
    least, most = _bound(question.range.at_least, today), _bound(question.range.at_most, today)
    days = [day for day in found.days if (least is None or day >= least) and (most is None or day <= most)]
    if found.days and not days:
        if most is not None and min(found.days) > most:
            return Found(problem=f"This day is too late; at the latest {date_text(most, language)}.")
        earliest = date_text(least, language) if least else ""
        return Found(problem=f"This day is too early; at the earliest {earliest}.")
    offered = tuple(Choice(day.isoformat(), date_text(day, language, weekday=True)) for day in days)
    return Found(offered, sure=len(offered) == 1 == len(found.days), problem=found.problem)


def _bound(bound: Bound | None, today: date) -> date | None:
    return today if isinstance(bound, Today) else bound if isinstance(bound, date) else None


def _find_number(typed: str, question: Question, choices: tuple[Choice, ...]) -> Found:
    word = match(typed, choices) if not typed.strip()[:1].isdecimal() else Found()
    if word.sure:
        return word
    number = read_number(typed)
    if number is None:
        return Found(problem="Write a whole number in digits alone: 1200.")
    least, most = question.range.at_least, question.range.at_most
    if isinstance(least, int) and number < least:
        return Found(problem=f"At least {number_text(least)}.")
    if isinstance(most, int) and number > most:
        return Found(problem=f"At most {number_text(most)}.")
    return Found((Choice(str(number), f"{number_text(number)} {question.unit}".strip()),), sure=True)


def _why(rules: Rules, words: Words, question: Question) -> tuple[Row, ...]:
    rows = [words.row(question.why)] if question.why else []
    sources = Sources(rules.flow, rules.today)
    sources.cite(question.sources)
    for source in sources.listed():
        facts = [", ".join(filter(None, (source.title, source.article))), source.checked, source.doubt]
        rows.append(row(f"Source: {' · '.join(filter(None, facts))}", "dim"))
    return tuple(rows)


def glossary_of(flow: Flow, words: Words, *texts: Text) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The terms and what they mean, those that the texts mark first."""
    from intake.flow.text import terms_in

    marked = {term.casefold() for text in texts for variant in text.variants() for term in terms_in(variant)}
    entries = [((term.term, *term.forms, term.id), words.text(term.plain)) for term in flow.glossary.values()]
    return tuple(sorted(entries, key=lambda entry: not any(name.casefold() in marked for name in entry[0])))


def message_turn(words: Words, message: Message) -> Turn:
    """A message to read and go on from."""
    return Turn(kind="read", ask=words.row(message.say), glossary=glossary_of(words.flow, words, message.say, NO_TEXT))


def progress_of(number: int, answered: int, left: tuple[int, int], plain: bool) -> str:
    """Where a person is: the number of the question and how many there are on the longest way; in plain words how many
    are to go, at least and at most.

    >>> progress_of(4, 3, (5, 9), False), progress_of(4, 3, (2, 2), False), progress_of(4, 3, (5, 9), True)
    ('4 of about 12', '4 of 5', '4. After this, 4 to 8 to go.')
    """
    fewest, most = (answered + count for count in left)
    if not plain:
        return f"{number} of {'about ' if fewest != most else ''}{most}"
    if most == number:
        return f"{number}. It is the last one."
    to_go = f"{most - number}" if fewest == most else f"{fewest - number} to {most - number}"
    return f"{number}. After this, {to_go} to go."


def live_line(words: Words, triage: Triage, *, alarmed: bool) -> tuple[Row, Row]:
    """The urgency so far with the first certain step, and how many more there may be. Red only for what is certain.

    Where an emergency stands above the question already (`alarmed`), the numbers alone.
    """
    certain, possible = triage.certain, triage.possible
    more = row(f" · {len(possible)} more possible" if possible else "", "dim")
    if alarmed:
        return row(f"{len(certain)} certain"), more
    if not certain or triage.urgency is None:
        return row("Nothing is certain yet", "dim"), more
    level = shown_level(words, triage.urgency)
    first = words.text(words.flow.recommendations[certain[0].recommendation].title)
    so_far = "So far " if triage.urgency_at_most != triage.urgency and not level.now else ""
    line = (("dim", so_far), ("now" if level.now else "strong", f"{level}:"), ("", f" {first} (certain)"))
    others = row(f" · {len(certain) - 1} more" if len(certain) > 1 else "")
    return line, (*others, *more)
