"""What programs send and get: records as `intake screen` takes them, the answers of a turn, and the description of both."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Any

from intake.flow.data import openapi_file, schema_file
from intake.flow.dates import not_a_date, read_date
from intake.records.read_json import read_json
from intake.records.record import Record, Unreadable, UnreadableFile
from intake.web.server.problems import Refused

__all__ = ["answers_in", "date_in", "openapi", "records_in"]

_NOT_READABLE = frozenset({"not_json", "not_utf8", "too_deep"})


def records_in(body: bytes, most: int) -> tuple[bool, list[Record | Unreadable]]:
    """Whether the body is a list, and its records: the same as `intake screen` reads from a file.

    Raises:
        Refused: it is no JSON, no record and no list of records, or too many.
    """
    try:
        found = list(islice(read_json(io.BytesIO(body)), most + 1))
    except UnreadableFile as error:
        raise _not_json(f"{error.message[:1].upper()}{error.message[1:]}: {error.hint}.") from None
    for record in found:
        if isinstance(record, Unreadable) and record.problem.code in _NOT_READABLE:
            raise _not_json(f"{record.problem.message}.")
    if len(found) > most:
        detail = f"A request holds at most {most} records. Send more in several requests, or use intake screen."
        raise Refused(422, "too_many_records", detail)
    if body.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"[":
        return True, found
    if not found:
        raise _not_json("The body is empty: send one record, or a list of records.")
    if isinstance(found[0], Unreadable):
        raise Refused(422, "not_a_record", "Send a record, a mapping of question ids to answers, or a list of records.")
    return False, found


def answers_in(body: bytes) -> dict[str, object]:
    """The answers in the body of a turn.

    Raises:
        Refused: there are none.
    """
    many, found = records_in(body, 1)
    record = found[0] if found and not many else None
    answers = record.fields.get("answers") if isinstance(record, Record) else None
    if not isinstance(record, Record) or not isinstance(answers, dict) or set(record.fields) != {"answers"}:
        detail = (
            'Send {"answers": {…}}: question ids with what the person said. For the first question: {"answers": {}}.'
        )
        raise Refused(422, "no_answers", detail)
    twice = getattr(answers, "keys_twice", ())
    if record.problems or twice:
        raise Refused(422, "twice", "A key stands twice; keep one.")
    return answers


def date_in(query: Iterable[tuple[str, str]], today: date) -> date:
    """The date of the triage: today's where the server is, if the address asks for no other. It may ask for nothing else.

    Raises:
        Refused: it is no date, or there is more.
    """
    given = list(query)
    if any(name != "date" for name, _ in given):
        raise Refused(422, "unknown_parameter", "The only parameter is date, as in ?date=2026-11-24.")
    if not given:
        return today
    day = read_date(given[0][1]) if len(given) == 1 else None
    if day is None:
        raise Refused(422, "not_a_date", f"date: {not_a_date('this')}.")
    return day


def openapi(flows: Iterable[str]) -> bytes:
    """The description of this server: `schemas/openapi.json`, with the flows that it has and the form of a result in place."""
    document: dict[str, Any] = json.loads(openapi_file().read_text("utf-8"))
    components = document["components"]
    result = json.loads(schema_file("result").read_text("utf-8"))
    components["schemas"]["Result"] = _moved(result, "#/components/schemas/Result")
    components["parameters"]["Flow"]["schema"] = {"type": "string", "enum": list(flows)}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _moved(schema: Any, to: str) -> Any:
    """A schema that stood alone as a part of another document: what it refers to in itself is found there."""
    match schema:
        case dict():
            kept = {name: part for name, part in schema.items() if name not in ("$schema", "$id")}
            return {
                name: part.replace("#", to, 1) if name == "$ref" else _moved(part, to) for name, part in kept.items()
            }
        case list():
            return [_moved(part, to) for part in schema]
        case _:
            return schema


def _not_json(detail: str) -> Refused:
    return Refused(400, "not_json", f"The body can not be read as JSON. {detail}")
