"""One record in a file of its own: a mapping of answers in JSON or YAML."""

from __future__ import annotations

import io
import sys
from itertools import islice
from pathlib import Path

from intake.records.read_json import read_json
from intake.records.read_yaml import MAX_YAML_BYTES, read_yaml
from intake.records.record import Record, Unreadable, UnreadableFile
from intake.records.sources import refuse_other_kinds

__all__ = ["read_one"]


def read_one(where: str) -> Record | Unreadable:
    """The record of that file; `-` is standard input. What begins with a brace is JSON, all else is YAML.

    Raises:
        OSError: the file is not there, or may not be read.
        UnreadableFile: it holds no record, or more than one.
    """
    if where == "-":
        raw = sys.stdin.buffer.read(MAX_YAML_BYTES + 1)
    else:
        with Path(where).open("rb") as stream:
            raw = stream.read(MAX_YAML_BYTES + 1)
    refuse_other_kinds(raw[:4])
    if len(raw) > MAX_YAML_BYTES:
        raise UnreadableFile(f"it has more than {MAX_YAML_BYTES:,} bytes", "is it the answers of one person?")
    is_json = raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")
    reader = read_json if is_json else read_yaml
    found = list(islice(reader(io.BytesIO(raw)), 2))
    if not found:
        raise UnreadableFile("it is empty", "write a mapping of question ids to answers")
    if len(found) > 1:
        raise UnreadableFile("it holds more than one record", "for several records there is: intake screen FILE")
    return found[0]
