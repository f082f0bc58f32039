"""CSV out: a result a row, for a spreadsheet in which nothing may run."""

from __future__ import annotations

import csv
import io
import re

from intake.records.screener import Result

__all__ = ["CsvWriter", "harmless"]

COLUMNS = (
    *("id", "flow", "version", "status", "urgency", "urgency_at_most", "certain", "possible", "deadlines", "grounds"),
    *("next_question", "errors", "warnings"),
)
_RUNS = re.compile(r"[=+\-@\t\r\n]")
_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?\Z")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def harmless(cell: str) -> str:
    """The cell as a spreadsheet shows it and never runs it: a leading sign of a formula is quoted, numbers stay numbers.

    >>> harmless('=HYPERLINK("x")'), harmless("-12"), harmless("-1+1")
    ('\\'=HYPERLINK("x")', '-12', "'-1+1")
    """
    cell = _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", cell)
    return f"'{cell}" if _RUNS.match(cell) and not _NUMBER.match(cell) else cell


class CsvWriter:
    """Rows of text: several values of one cell are separated by ';', as they are read."""

    def begin(self) -> bytes:
        """The header."""
        return _row(COLUMNS)

    def add(self, result: Result) -> bytes:
        """The result's row."""
        advice = result["recommendations"]
        by_state = {state: [one["id"] for one in advice if one["state"] == state] for state in ("certain", "possible")}
        cells = (
            *(result["id"], result["flow"], result["version"], result["status"]),
            *(result["urgency"] or "", result["urgency_at_most"] or ""),
            *(";".join(by_state["certain"]), ";".join(by_state["possible"])),
            ";".join(f"{one['id']} {one['deadline']}" for one in advice if one["deadline"]),
            ";".join(result["grounds"]),
            result["next_question"] or "",
            *(_said(problems) for problems in (result["errors"], result["warnings"])),
        )
        return _row(cells)

    def end(self) -> bytes:
        """Nothing."""
        return b""


def _said(problems: list[dict[str, str]]) -> str:
    return "; ".join(f"{problem['field']}: {problem['message']}".removeprefix(": ") for problem in problems)


def _row(cells: tuple[str, ...]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow([harmless(cell) for cell in cells])
    return text.getvalue().encode()
