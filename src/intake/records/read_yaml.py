"""YAML: a list of records, or a single one, read as flows are: `no` and `NO` are words, dates need no quotes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import BinaryIO

from intake.flow.findings import Finding, Place
from intake.flow.yaml_text import YamlText
from intake.records.record import Problem, Record, Unreadable, UnreadableFile, as_record

__all__ = ["MAX_YAML_BYTES", "read_yaml"]

MAX_YAML_BYTES = 4 * 1024 * 1024
"""YAML is read as a whole, and slowly: for more records there are JSONL and CSV."""

_HINTS = {
    "E107": "for many records use JSONL or CSV",
    "E104": "write the value out",
    "E106": "a record is a mapping of questions to answers",
}
_CODES = {"E103": "twice", "E105": "tag", "E106": "too_deep", "E108": "bad_key", "E109": "unclear_value"}


def read_yaml(stream: BinaryIO) -> Iterator[Record | Unreadable]:
    """The records of the stream, in its order.

    Raises:
        UnreadableFile: the text cannot be read at all.
    """
    text = YamlText("", stream.read(MAX_YAML_BYTES + 1), max_bytes=MAX_YAML_BYTES)
    if text.data is None:
        if text.findings:
            raise _unreadable(text.findings[0])
        return
    if not isinstance(text.data, list):
        yield _record(text, text.data, (), text.findings)
        return
    starts = [_at(text.place((number,))) for number in range(len(text.data))]
    findings: list[list[Finding]] = [[] for _ in starts]
    for finding in text.findings:
        findings[max(0, bisect_right(starts, _at(finding.place)) - 1)].append(finding)
    for number, given in enumerate(text.data):
        yield _record(text, given, (number,), findings[number])


def _record(text: YamlText, given: object, path: tuple[int, ...], findings: list[Finding]) -> Record | Unreadable:
    if not isinstance(given, dict):
        return as_record(given)
    problems = []
    places = sorted((_at(text.place((*path, key), key=True)), key) for key in given) if findings else []
    for finding in findings:
        field = _field(given, places, finding)
        written = given.get(field)
        if field == "id" and finding.code == "E109" and isinstance(written, str) and written[:1].isdecimal():
            continue  # 007 is no number that everybody reads alike, but it is an id
        message = f"line {finding.place.line:,}: {finding.message}"
        problems.append(Problem(field, _CODES.get(finding.code, "unclear_value"), message))
    return Record(given, tuple(problems))


def _field(given: dict[str, object], places: list[tuple[tuple[int, int], str]], finding: Finding) -> str:
    """The key of the record that the finding is about; empty if it is about none."""
    if finding.code == "E108":
        return ""
    if finding.code == "E103":
        key = finding.message.removeprefix("the key '").removesuffix("' stands twice here")
        return key if key in given else ""
    before = bisect_right(places, _at(finding.place), key=lambda place: place[0])
    return places[before - 1][1] if before else ""


def _at(place: Place) -> tuple[int, int]:
    return place.line, place.column


def _unreadable(finding: Finding) -> UnreadableFile:
    hint = _HINTS.get(finding.code, finding.hint)
    return UnreadableFile(f"line {finding.place.line:,}: {finding.message}", hint)
