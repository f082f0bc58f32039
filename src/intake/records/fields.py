"""What the fields of a record say: each checked against its question, unknown ones named, and what is missing read in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from intake.engine.view import Given
from intake.flow.answers import Answer, AnswerError, read_answer
from intake.flow.findings import nearest
from intake.flow.model import Flow, Question
from intake.records.record import MAX_CELL, Problem, Record

__all__ = ["Checked", "Fields", "Marks"]

Marks = Callable[..., int]
"""The marks of an answer (`intake.engine.classes`), by which a screener recalls what it has seen."""

_READ_KEPT = 4096
_LONGEST_KEPT = 64
_UNKNOWN_LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class Checked:
    """A record that was checked: its answers for the rules, and their signature. `id` is `None` where it has none."""

    id: str | None
    given: Given
    signature: int
    errors: tuple[Problem, ...]
    unknown: tuple[str, ...]


class Fields:
    """Reads the fields of one flow's records on a date. What one value means is looked up when it comes again."""

    def __init__(self, flow: Flow, today: date, marks: Marks) -> None:
        self._count = len(flow.questions)
        self._readers = {question.id: _Reader(question, today, marks) for question in flow.questions}
        self._missing = [reader for reader in self._readers.values() if reader.missing is not None]

    def check(self, record: Record) -> Checked:
        """What the record says. An invalid answer is an error, and treated as not given."""
        answers: list[Answer | None] = [None] * self._count
        bits = refused = signature = 0
        errors = list(record.problems)
        unknown: list[str] = []
        spoilt = {problem.field for problem in errors}
        readers = self._readers
        for name, raw in record.fields.items():
            reader = readers.get(name)
            if reader is None:
                if name != "id":
                    unknown.append(str(name))
            elif raw is not None and name not in spoilt:
                read = reader.read(raw)
                if read.answer is None:
                    errors.append(Problem(name, read.code, read.message))
                    refused |= reader.bit
                else:
                    answers[reader.index] = read.answer
                    bits |= reader.bit
                    signature |= read.marks
        read_in = 0
        for reader in self._missing:
            if reader.missing is not None and not (bits | refused) & reader.bit and reader.name not in spoilt:
                answers[reader.index] = reader.missing.answer
                read_in |= reader.bit
                signature |= reader.missing.marks
        name_of_record, problem = (None, None) if "id" in spoilt else _identity(record.fields.get("id"))
        if problem is not None:
            errors.append(problem)
        if len(errors) > 1:
            errors.sort(key=self._place)
        given = Given(answers, bits | read_in, read_in)
        return Checked(name_of_record, given, signature, tuple(errors), tuple(unknown))

    def _place(self, problem: Problem) -> int:
        """Errors stand in the flow's order, whatever the record's is; those of the whole record first."""
        reader = self._readers.get(problem.field)
        return -1 if reader is None else reader.index

    def unknown_keys(self, unknown: tuple[str, ...]) -> tuple[list[Problem], list[Problem]]:
        """A warning for each key that is no question: those that may be a slip, and the others."""
        known = [*self._readers, "id"]
        slips: list[Problem] = []
        others: list[Problem] = []
        for name in unknown[:_UNKNOWN_LOOKED_AT]:
            near = nearest(name[:_LONGEST_KEPT], known) if name else None
            if near is not None:
                slips.append(Problem(name, "unknown_key", f"no question of this flow; did you mean '{near}'?"))
            else:
                said = "no question of this flow, so it is not read" if name else "it has no name, so it is not read"
                others.append(Problem(name, "unknown_key", said))
        return slips, others


@dataclass(frozen=True, slots=True)
class _Read:
    """A value as its question takes it, or why it does not (then `answer` is `None`)."""

    answer: Answer | None
    marks: int = 0
    code: str = ""
    message: str = ""


class _Reader:
    """Reads the values of one question."""

    __slots__ = ("_kept", "_marks", "_question", "_today", "bit", "index", "missing", "name")

    def __init__(self, question: Question, today: date, marks: Marks) -> None:
        self._question, self._today, self._marks = question, today, marks
        self._kept: dict[object, _Read] = {}
        self.name, self.index, self.bit = question.id, question.index, 1 << question.index
        self.missing: _Read | None = None
        if question.missing is not None:
            read = self._fresh(question.missing, read_in=True)
            self.missing = read if read.answer is not None else None

    def read(self, raw: object) -> _Read:
        """What the value says. Texts and lists of texts are remembered; a tuple never equals a text, nor 1 "1"."""
        key: object = None
        if type(raw) is str:
            key = raw
        elif type(raw) is list:
            key = tuple(raw)
        else:
            return self._fresh(raw)
        try:
            return self._kept[key]
        except (KeyError, TypeError):  # a list of lists cannot be looked up
            read = self._fresh(raw)
            if _is_short(key):
                if len(self._kept) >= _READ_KEPT:
                    self._kept.clear()
                self._kept[key] = read
            return read

    def _fresh(self, raw: object, *, read_in: bool = False) -> _Read:
        if isinstance(raw, str) and len(raw) > MAX_CELL:
            return _Read(None, code="too_long", message=f"{len(raw):,} characters; at most {MAX_CELL:,} are read")
        try:
            answer = read_answer(self._question, raw, self._today)
        except AnswerError as error:
            return _Read(None, code=error.code, message=error.message)
        return _Read(answer, self._marks(self.index, answer, read_in=read_in))


def _is_short(key: object) -> bool:
    if isinstance(key, tuple):
        return len(key) <= _LONGEST_KEPT and all(type(part) is str and len(part) <= _LONGEST_KEPT for part in key)
    return isinstance(key, str) and len(key) <= _LONGEST_KEPT


def _identity(raw: object) -> tuple[str | None, Problem | None]:
    """The record's id as text, exactly as it was given, or why it is none."""
    if raw is None:
        return None, None
    if isinstance(raw, str) and len(raw) > MAX_CELL:
        return None, Problem("id", "too_long", f"{len(raw):,} characters; at most {MAX_CELL:,} are read")
    if isinstance(raw, bool):
        return ("true" if raw else "false"), None
    if isinstance(raw, str | float | date) or (isinstance(raw, int) and abs(raw) < 10**1000):
        return str(raw), None
    return None, Problem("id", "wrong_type", "an id is text or a number")
