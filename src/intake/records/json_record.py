"""JSON text to one record: a key twice is seen, numbers stay as written, and what is no JSON is said."""

from __future__ import annotations

import json
from typing import Any

from intake.records.record import Number, Problem, Record, Unreadable, as_record, whole

__all__ = ["JsonRecords", "no_json", "too_deep"]


class _Twice(dict[str, Any]):
    """A mapping in which some keys stood twice."""

    keys_twice: tuple[str, ...] = ()


class JsonRecords:
    """Reads records out of JSON text. `NaN` and `Infinity` are no JSON, whatever Python takes them for."""

    def __init__(self) -> None:
        self._strange: list[str] = []
        self._decoder = json.JSONDecoder(
            object_pairs_hook=_mapping, parse_int=whole, parse_float=Number, parse_constant=self._constant
        )

    def one(self, text: str, line: int) -> Record | Unreadable:
        """The record that is the whole text, a line of its own."""
        try:
            return self._record(self._decoder.decode(text), line)
        except json.JSONDecodeError as error:
            self._strange.clear()
            return no_json(error.msg, line, error.colno)
        except RecursionError:
            return too_deep(line)

    def at(self, text: str, start: int, line: int) -> tuple[Record | Unreadable, int]:
        """The record that starts there, and where it ends.

        Raises:
            JSONDecodeError: none can be read there, or not yet.
        """
        try:
            value, end = self._decoder.raw_decode(text, start)
        except json.JSONDecodeError:
            self._strange.clear()
            raise
        return self._record(value, line), end

    def _constant(self, name: str) -> None:
        self._strange.append(name)

    def _record(self, value: object, line: int) -> Record | Unreadable:
        if self._strange:
            name = self._strange[0]
            self._strange.clear()
            return Unreadable(
                Problem("", "not_json", f"line {line:,}: {name} is no JSON; leave the key out, or write null")
            )
        if isinstance(value, _Twice):
            twice = tuple(
                Problem(key, "twice", "the key stands twice in the record; keep one") for key in value.keys_twice
            )
            return Record(value, twice)
        return as_record(value)


def no_json(problem: str, line: int, column: int) -> Unreadable:
    """A record that is no JSON, and where it stops being any."""
    said = problem[:1].lower() + problem[1:]
    return Unreadable(Problem("", "not_json", f"line {line:,}, character {column:,}: not JSON ({said})"))


def too_deep(line: int) -> Unreadable:
    """A record whose lists and mappings stand too deep in one another."""
    return Unreadable(Problem("", "too_deep", f"line {line:,}: lists and mappings are nested too deep"))


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) == len(pairs):
        return mapping
    seen: set[str] = set()
    twice = dict.fromkeys(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    found = _Twice(mapping)
    found.keys_twice = tuple(twice)
    return found
