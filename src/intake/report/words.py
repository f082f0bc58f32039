"""The words of a flow for one person: in their role, with their answers filled in, cleaned of all but words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from intake.flow.answers import Answer
from intake.flow.model import Flow, Question
from intake.flow.text import Piece, Text, pieces
from intake.report.names import country_name, date_text
from intake.report.rows import Row, clean

__all__ = ["NONE_CHOSEN", "Words", "number_text"]

NONE_CHOSEN = "None"
"""How an empty list is read out."""


class Words:
    """Texts and answers of a flow as this person reads them. Countries and dates are in the flow's language."""

    def __init__(self, flow: Flow, answers: Mapping[str, Answer]) -> None:
        self.flow, self.answers = flow, answers
        role = answers.get(flow.voice) if flow.voice else None
        self.voice = role if isinstance(role, str) else None
        self.language = flow.language

    def text(self, text: Text) -> str:
        """The plain words of a text."""
        return "".join(piece.words for piece in self._pieces(text))

    def row(self, text: Text, style: str = "") -> Row:
        """The words of a text with their weight: strong words, and terms of the glossary."""
        return tuple((_style(piece, style), piece.words) for piece in self._pieces(text))

    def _pieces(self, text: Text) -> list[Piece]:
        filled = pieces(text.for_voice(self.voice), self._filled)
        return [Piece(clean(piece.words), piece.strong, piece.term) for piece in filled]

    def _filled(self, question: str) -> str:
        answer = self.answers.get(question)
        return "…" if answer is None else self.answer(question, answer)

    def name(self, question: str) -> str:
        """The few words by which a question goes."""
        return self.text(self.flow.question(question).short)

    def answer(self, question: str, answer: Answer) -> str:
        """An answer in words, never as an id."""
        asked = self.flow.question(question)
        if isinstance(answer, tuple):
            return ", ".join(self._single(asked, value) for value in answer) or NONE_CHOSEN
        return self._single(asked, answer)

    def _single(self, asked: Question, value: str | int | date) -> str:
        if isinstance(value, date):
            return date_text(value, self.language)
        if isinstance(value, int):
            return f"{number_text(value)} {clean(asked.unit)}".strip()
        if value in asked.words:
            return self.text(asked.words[value])
        if value in asked.options:
            return self.text(asked.options[value].short)
        return country_name(value, self.language) if asked.kind in ("country", "countries") else clean(value)


def number_text(number: int) -> str:
    """A whole number in groups of three.

    >>> number_text(-1234567)
    '-1 234 567'
    """
    return f"{number:,}".replace(",", " ")


def _style(piece: Piece, style: str) -> str:
    if piece.term is not None:
        return "term"
    return "strong" if piece.strong else style
