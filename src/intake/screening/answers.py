"""Answers as columns: which columns a question has, and what of an answer stands in which.

A choice or country is a text. Several choices are a whole number with a bit for each that is offered, several countries (and
more choices than a number has bits) a list of texts; nothing chosen is an answer. A date or number is one column, and a second
one holds the word that may stand for it (`unknown`): of an answer one of the two is filled.
"""

from __future__ import annotations

from collections.abc import Mapping

from intake.flow.answers import Answer
from intake.flow.model import Flow, Question
from intake.screening.tree import Sql, SqlType, any_of, column, is_there

__all__ = ["WORD", "bits_of", "columns_of", "given", "has_word_column", "split", "word_column"]

WORD = 62
"""How many bits of one BIGINT are used: its sign and one more are left alone."""


def columns_of(flow: Flow) -> Mapping[str, SqlType]:
    """All columns of answers, with their types."""
    found: dict[str, SqlType] = {}
    for question in flow.questions:
        found[question.id] = _type(question)
        if has_word_column(question):
            found[word_column(question.id)] = "TEXT"
    return found


def has_word_column(question: Question) -> bool:
    """Whether words stand in a column of their own."""
    return question.kind in ("date", "number") and bool(question.words)


def word_column(question: str) -> str:
    """The column of a question's words. No question can have that name."""
    return f"{question}.word"


def bits_of(question: Question) -> Mapping[str, int] | None:
    """The bit of each value, if several of them are held as the bits of a number; else `None`."""
    offered = [*question.options, *question.words]
    if question.kind != "choices" or len(offered) > WORD:
        return None
    return {value: 1 << at for at, value in enumerate(offered)}


def given(question: Question) -> Sql:
    """The flag that there is an answer."""
    there = is_there(column(question.id))
    return any_of(there, is_there(column(word_column(question.id)))) if has_word_column(question) else there


def split(question: Question, answer: Answer | None) -> tuple[Answer | list[str] | None, ...]:
    """An answer as the values of the question's columns."""
    if isinstance(answer, tuple) and (bits := bits_of(question)) is not None:
        return (sum(bits[value] for value in answer),)
    if not has_word_column(question):
        return (list(answer) if isinstance(answer, tuple) else answer,)
    return (None, answer) if isinstance(answer, str) else (answer, None)


def _type(question: Question) -> SqlType:
    if question.several:
        return "TEXT[]" if bits_of(question) is None else "BIGINT"
    types: dict[str, SqlType] = {"date": "DATE", "number": "BIGINT"}
    return types.get(question.kind, "TEXT")
