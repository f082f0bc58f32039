"""JSON: a list of records, read one by one, or a single record. A broken one costs itself alone, where its end is found."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from json import JSONDecodeError
from typing import BinaryIO

from intake.records.json_record import JsonRecords, no_json, too_deep
from intake.records.record import MAX_RECORD, Problem, Record, Unreadable, UnreadableFile

__all__ = ["read_json"]

_CHUNK = 1 << 20
_BEHIND = 1 << 16
"""An error counts lines from the beginning of the text, so not more than this is kept behind."""
_SPACE = re.compile(r"[ \t\n\r]*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[\]{},]', re.DOTALL)
"""A string (the last one may lack its end, so that none is looked through twice), or a sign that makes the shape."""
_BAD_BYTE = re.compile("[\udc80-\udcff]")
_LONGEST_WORD = 12
"""No word or escape of JSON is longer: an error that near to the end may only mean that more must be read."""


def read_json(stream: BinaryIO) -> Iterator[Record | Unreadable]:
    """The records of the stream, in its order.

    Raises:
        UnreadableFile: what follows the records read so far is no part of a list of records.
    """
    text = _Text(stream)
    if text.next_sign() == "[":
        text.take()
        yield from _elements(text)
    elif text.next_sign():
        record = text.record()
        if text.next_sign() == "{":
            raise UnreadableFile(
                "it holds more than one record, but is no list",
                "a file with a record a line is named .jsonl; on standard input say --input jsonl",
            )
        yield record
    if text.next_sign():
        raise UnreadableFile(f"line {text.line:,}: there is more after its end", "keep one list of records in a file")


def _elements(text: _Text) -> Iterator[Record | Unreadable]:
    if text.next_sign() == "]":
        text.take()
        return
    while True:
        if text.next_sign() == "]":
            raise UnreadableFile(f"line {text.line:,}: a comma before the ']'", "take the comma out")
        yield text.record()
        sign = text.next_sign()
        if sign == "":
            raise UnreadableFile("the list of records is never closed", "it may have been cut short: nothing follows")
        if sign not in ",]":
            raise UnreadableFile(
                f"line {text.line:,}: ',' or ']' is expected after a record", "what follows it was not read"
            )
        text.take()
        if sign == "]":
            return


class _Text:
    """The text of a stream from where reading stands; what is behind is let go."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8-sig")(errors="surrogateescape").decode
        self._records = JsonRecords()
        self._text, self._at, self._ended = "", 0, False
        self.line = 1
        self._line_start = 0

    def next_sign(self) -> str:
        """The next character that is no blank, or "" at the end."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._go_to(match.end() if match else self._at)
            if self._at < len(self._text):
                return self._text[self._at]
            if self._ended:
                return ""
            self._read_on()

    def take(self) -> None:
        """Passes the sign that `next_sign` gave."""
        self._go_to(self._at + 1)

    def record(self) -> Record | Unreadable:
        """The record that starts at the next sign."""
        if self._at > _BEHIND:
            self._let_go()
        while True:
            try:
                record, end = self._records.at(self._text, self._at, self.line)
            except JSONDecodeError as error:
                if self._may_go_on(error):
                    self._read_on()
                    continue
                line = self.line + self._text.count("\n", self._at, error.pos)
                newline = self._text.rfind("\n", 0, error.pos)
                column = error.pos - (newline if newline >= 0 else self._line_start - 1)
                return self._pass_over(no_json(error.msg, line, column))
            except RecursionError:
                return self._pass_over(too_deep(self.line))
            if end == len(self._text) and self._text[end - 1] not in '}]"' and not self._ended:
                self._read_on()  # a number may go on
                continue
            bad = _BAD_BYTE.search(self._text, self._at, end)
            if bad is not None:
                line = self.line + self._text.count("\n", self._at, bad.start())
                message = f"line {line:,}: not UTF-8; save the file as UTF-8"
                record = Unreadable(Problem("", "not_utf8", message))
            self._go_to(end)
            return record

    def _may_go_on(self, error: JSONDecodeError) -> bool:
        """Whether the error may only mean that the record is not read to its end."""
        if self._ended or len(self._text) - self._at > MAX_RECORD:
            return False
        return error.msg.startswith("Unterminated") or error.pos > len(self._text) - _LONGEST_WORD

    def _pass_over(self, found: Unreadable) -> Unreadable:
        """Goes to the end of a record that cannot be read, found by its brackets."""
        while True:
            end = _end_of(self._text, self._at)
            if end is not None:
                self._go_to(end)
                return found
            if self._ended:
                self._go_to(len(self._text))
                return found
            if len(self._text) - self._at > MAX_RECORD:
                raise UnreadableFile(f"line {self.line:,}: a record without end", "what follows it was not read")
            self._read_on()

    def _read_on(self) -> None:
        raw = self._stream.read(
            max(_CHUNK, len(self._text) - self._at)
        )  # twice as much each time: long records stay cheap
        self._let_go()
        self._text += self._decode(raw, not raw)
        self._ended = not raw

    def _let_go(self) -> None:
        """Forgets what is behind."""
        self._text = self._text[self._at :]
        self._line_start -= self._at
        self._at = 0

    def _go_to(self, end: int) -> None:
        lines = self._text.count("\n", self._at, end)
        if lines:
            self.line += lines
            self._line_start = self._text.rfind("\n", self._at, end) + 1
        self._at = end


def _end_of(text: str, start: int) -> int | None:
    """Where the value ends that starts there, by its brackets: after its own, or before the comma or ']' that follows."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        sign = token.group()
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            if depth == 0:
                return token.start()
            depth -= 1
            if depth == 0:
                return token.end()
        elif sign == "," and depth == 0:
            return token.start()
    return None
