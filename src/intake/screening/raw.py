"""From a table as people have it to the columns of answers: a column a question, checked, and what is missing read in.

A choice or country is a text, several of them a list of texts, a date or number itself, or a text where a word (`unknown`) may
stand for it. A value that the question does not take is no answer, and the record is invalid, as everywhere else.
"""

from __future__ import annotations

from datetime import date

from sqlglot import exp

from intake.flow.answers import MAX_DIGITS
from intake.flow.countries import COUNTRIES
from intake.flow.model import Flow, Question
from intake.flow.values import Bound, Today
from intake.screening.answers import bits_of, has_word_column, word_column
from intake.screening.reading import RECORD
from intake.screening.tree import (
    FALSE,
    NULL,
    TRUE,
    Sql,
    all_of,
    any_of,
    array,
    cast,
    chosen,
    column,
    contains,
    contains_all,
    is_among,
    is_there,
    literal,
    negated,
    surely,
)

__all__ = ["INVALID", "answers_of", "raw_type"]

INVALID = "invalid"
"""The flag that some value is none that its question takes."""


def answers_of(flow: Flow, today: date, table: str) -> exp.Select:
    """The columns of answers out of a table with a column `id`, and a column for each question."""
    made: dict[str, Sql] = {RECORD: column("id")}
    invalid: list[Sql] = []
    for question in flow.questions:
        fits = _fits(question, today)
        invalid.append(all_of(is_there(column(question.id)), negated(fits)))
        made |= _columns(question, fits)
    made[INVALID] = any_of(*invalid)
    return exp.select(*(exp.alias_(sql, name, quoted=True) for name, sql in made.items())).from_(
        exp.to_table(table, quoted=True)
    )


def raw_type(question: Question) -> str:
    """The type of a question's column in such a table."""
    if question.several:
        return "TEXT[]"
    if question.kind in ("date", "number") and not question.words:
        return "DATE" if question.kind == "date" else "BIGINT"
    return "TEXT"


def _columns(question: Question, fits: Sql) -> dict[str, Sql]:
    """The question's columns: the answer where it fits, what is read in where there is none, else nothing."""
    raw = column(question.id)
    missing = None if question.missing is None else _read_in(question)
    if question.kind in ("date", "number"):
        words = list(question.words)
        is_word = surely(is_among(raw, words)) if words else FALSE
        value = cast(raw, "DATE" if question.kind == "date" else "BIGINT") if words else raw
        made = {question.id: chosen([(is_word, NULL), (fits, value)])}
        if has_word_column(question):
            made[word_column(question.id)] = chosen([(is_word, raw)])
        if missing is not None:
            at = word_column(question.id) if isinstance(question.missing, str) and question.words else question.id
            made[at] = chosen([(negated(is_there(raw)), missing)], made[at])
        return made
    value = _as_bits(question, raw) if bits_of(question) is not None else raw
    cases = [(fits, value)] if missing is None else [(negated(is_there(raw)), missing), (fits, value)]
    return {question.id: chosen(cases)}


def _read_in(question: Question) -> Sql:
    missing = question.missing
    if not question.several:
        if isinstance(missing, str) and question.kind == "date" and missing not in question.words:
            return cast(literal(missing), "DATE")
        return literal(missing) if isinstance(missing, str | int) else NULL
    values = [missing] if isinstance(missing, str) else list(missing) if isinstance(missing, tuple) else []
    bits = bits_of(question)
    return array(map(literal, values)) if bits is None else literal(sum(bits[value] for value in values))


def _as_bits(question: Question, raw: Sql) -> Sql:
    total: Sql = literal(0)
    for value, bit in (bits_of(question) or {}).items():
        part = chosen([(surely(contains(raw, literal(value))), literal(bit))], literal(0))
        total = part if bit == 1 else exp.BitwiseOr(this=total, expression=part)
    return cast(total, "BIGINT")


def _fits(question: Question, today: date) -> Sql:
    """The flag that the question takes the value."""
    raw = column(question.id)
    offered = [*(sorted(COUNTRIES) if question.kind in ("country", "countries") else question.options), *question.words]
    match question.kind:
        case "choice" | "country":
            return surely(is_among(raw, offered))
        case "choices" | "countries":
            alone = sorted({*question.exclusive, *question.words})
            single = surely(exp.LTE(this=exp.ArraySize(this=raw.copy()), expression=literal(1)))
            nothing_alone = all_of(*(negated(surely(contains(raw, literal(value)))) for value in alone))
            known = surely(contains_all(array(map(literal, offered)), raw))
            return all_of(known, any_of(single, nothing_alone)) if alone else known
        case "date" | "number":
            words = list(question.words)
            value = cast(raw, "DATE" if question.kind == "date" else "BIGINT") if words else raw
            inside = _in_range(question, value, today)
            if not words:
                return surely(inside)
            is_word = surely(is_among(raw, words))
            return chosen([(is_word, TRUE), (is_there(raw), surely(inside))], FALSE)


def _in_range(question: Question, value: Sql, today: date) -> Sql:
    def end(bound: Bound | None) -> int | date | None:
        return today if isinstance(bound, Today) else bound

    least, most = end(question.range.at_least), end(question.range.at_most)
    far = 10**MAX_DIGITS - 1
    first: int | date = date.min if question.kind == "date" else -far
    last: int | date = date.max if question.kind == "date" else far
    return all_of(
        exp.GTE(this=value.copy(), expression=literal(first if least is None else least)),
        exp.LTE(this=value.copy(), expression=literal(last if most is None else most)),
    )
