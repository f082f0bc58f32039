"""`intake country NAME|CODE…` and `intake countries`: what a flow's tables say of countries, for people and for machines."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from datetime import date

from intake.exit_codes import BAD_DATA, BAD_SET_UP, CANNOT_WRITE, NO_INPUT, USAGE, WELL
from intake.flow.dates import not_a_date, read_date
from intake.flow.findings import FlowError, nearest
from intake.flow.load import load
from intake.report.countries import CountryNames, country_names
from intake.report.country import CountryReader
from intake.report.country_text import country_data, country_rows, list_data, list_rows
from intake.report.rows import Row, clean, words_of

__all__ = ["countries", "country"]

_LONGEST_SHOWN = 60
_PIPE_WIDTH = 80
_WIDEST = 100
_CODES = {"strong": "1", "dim": "2"}


class _Refused(Exception):
    """There is no answer: why, and the exit code."""

    def __init__(self, message: str, code: int) -> None:
        self.code = code
        super().__init__(message)


def country(arguments: argparse.Namespace) -> int:
    """Prints the sheet of each country that is named; 65 if a name is not one country's (the others are answered)."""
    try:
        reader = _reader(arguments)
        names = country_names(reader.flow, reader.sheet.table)
        beside = _meant(arguments.beside, names, reader) if arguments.beside is not None else None
    except _Refused as refused:
        return _say(str(refused), refused.code)
    code = WELL
    sheets, faults = [], []
    for typed in arguments.names:
        try:
            found = _meant(typed, names, reader)
            if found == beside:
                raise _Refused(f"'{_shown(typed)}' and --with are the same country; name two", USAGE)
            sheets.append((typed, reader.country(found, beside)))
        except _Refused as refused:
            faults.append({"asked": typed, "message": str(refused)})
            code = code or refused.code
            _say(str(refused), code)
    if arguments.format == "json":
        answer = {"countries": [country_data(sheet, typed) for typed, sheet in sheets], "errors": faults}
        return _write_json(reader, answer) or code
    rows: list[Row] = []
    for _, sheet in sheets:
        rows += [*([(), ()] if rows else []), *country_rows(sheet, reader, _width())]
    return _write(rows) or code


def countries(arguments: argparse.Namespace) -> int:
    """Prints the countries that the options pick; 64 if nothing can have such an effect."""
    try:
        reader = _reader(arguments)
        sheet = reader.sheet
        effects = _effects(arguments.effect, reader)
    except _Refused as refused:
        return _say(str(refused), refused.code)
    wanted = arguments.membership
    codes = [
        code
        for code in reader.codes()
        for columns in [reader.columns(code)]
        if (wanted is None or columns[sheet.membership] == wanted) and (not effects or columns[sheet.effect] in effects)
    ]
    if arguments.format == "json":
        return _write_json(reader, {"countries": list_data(codes, reader), "note": reader.note})
    return _write(list_rows(codes, reader, _width()))


def _reader(arguments: argparse.Namespace) -> CountryReader:
    day = date.today() if arguments.date is None else read_date(arguments.date)
    if day is None:
        raise _Refused("--date: " + not_a_date(f"'{_shown(arguments.date)}'"), USAGE)
    try:
        flow = load(arguments.flow, cached=True)
    except FlowError as error:
        raise _Refused(str(error), NO_INPUT if error.absent else BAD_SET_UP) from None
    if flow.country_sheet is None:
        message = f"the flow '{flow.id}' says nothing of countries: it has no `country_sheet:` (see docs/countries.md)"
        raise _Refused(message, BAD_DATA)
    return CountryReader(flow, flow.country_sheet, day)


def _meant(typed: str, names: CountryNames, reader: CountryReader) -> str:
    """The country that is called so, and no other.

    Raises:
        _Refused: none is, or several are; the nearest are named.
    """
    hits = names.called(typed)
    if hits.sure:
        return hits.values[0]
    shown = _shown(typed)
    listed = " or ".join(f"{reader.name(code)} ({code})" for code in hits.values[:7])
    if not listed:
        known = "give its name in any language, or its code (ISO 3166-1)"
        raise _Refused(f"no country is called '{shown}'; {known}", BAD_DATA)
    if hits.same or len(hits.values) > 1:
        raise _Refused(f"'{shown}' is not clear: did you mean {listed}? Give the code or the whole name", BAD_DATA)
    raise _Refused(f"no country is called '{shown}'; did you mean {listed}?", BAD_DATA)


def _effects(asked: Sequence[str] | None, reader: CountryReader) -> set[str]:
    known = sorted({str(reader.columns(code)[reader.sheet.effect]) for code in reader.codes()})
    for value in asked or ():
        if value not in known:
            near = nearest(value, known)
            hint = f"did you mean '{near}'?" if near else f"known: {', '.join(known)}"
            raise _Refused(f"--effect: no country has '{_shown(value)}'; {hint}", USAGE)
    return set(asked or ())


def _shown(typed: str) -> str:
    cleaned = clean(typed.encode(errors="replace").decode()).strip()
    return cleaned if len(cleaned) <= _LONGEST_SHOWN else f"{cleaned[:_LONGEST_SHOWN]}…"


def _width() -> int:
    if sys.stdout is None or not sys.stdout.isatty():
        return _PIPE_WIDTH
    return max(20, min(_WIDEST, shutil.get_terminal_size().columns))


def _write_json(reader: CountryReader, answer: Mapping[str, object]) -> int:
    head = {"flow": reader.flow.id, "version": reader.flow.version, "date": reader.today.isoformat()}
    return _print(json.dumps({**head, **answer}, ensure_ascii=False, indent=2))


def _write(rows: Sequence[Row]) -> int:
    """Rows as lines; bold and dim only in a terminal that has not been asked to be without."""
    stream = sys.stdout
    weighty = stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
    drawn = _weighted if weighty and not os.environ.get("NO_COLOR") else words_of
    return _print("\n".join(drawn(line).rstrip() for line in rows)) if rows else WELL


def _weighted(line: Row) -> str:
    return "".join(f"\x1b[{_CODES[style]}m{words}\x1b[0m" if style in _CODES else words for style, words in line)


def _print(text: str) -> int:
    if sys.stdout is None:
        return _say("standard output is closed: there is nowhere to write the answer", CANNOT_WRITE)
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding))
    return WELL


def _say(message: str, code: int) -> int:
    if sys.stderr is not None:
        sys.stderr.reconfigure(errors="replace")  # type: ignore[union-attr]
        print(f"intake: {message}" if "\n" not in message else message, file=sys.stderr)
    return code
