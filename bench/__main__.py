"""`python -m bench [MEASURE …]`: one table. Exit 1 if a goal is missed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from bench import check, columns, hostile, load, moves, mutants, proofs, screen, serve, sessions, start, triage, widget
from bench.measure import Row

MEASURES: dict[str, Callable[[], Iterator[Row]]] = {
    "moves": moves.rows,
    "sessions": sessions.rows,
    "triage": triage.rows,
    "load": load.rows,
    "check": check.rows,
    "mutants": mutants.rows,
    "hostile": hostile.rows,
    "screen": screen.rows,
    "columns": columns.rows,
    "serve": serve.rows,
    "start": start.rows,
    "proofs": proofs.rows,
    "widget": widget.rows,
}

_LAYOUT = "{:<73} {:>10} {:>10} {:>8} {:>9}  {}"


def main(chosen: list[str]) -> int:
    """Takes the measures of these names, or all, and prints each row as soon as it is there."""
    unknown = [name for name in chosen if name not in MEASURES]
    if unknown:
        print(f"bench: no measure '{unknown[0]}'; there are: {', '.join(MEASURES)}", file=sys.stderr)
        return 64
    print(_LAYOUT.format("what", "ours", "reference", "ratio", "goal", "ok"))
    missed = 0
    for name in chosen or MEASURES:
        for row in MEASURES[name]():
            missed += not row.holds
            goal = f"<= {_ratio(row.goal)}"
            shown = (row.what, _time(row.ours), _time(row.reference), _ratio(row.ratio), goal)
            print(_LAYOUT.format(*shown, "yes" if row.holds else "NO"), flush=True)
    return 1 if missed else 0


def _time(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-6:.3g} µs"


def _ratio(ratio: float) -> str:
    """As a person says it: 3.7, or 1/15."""
    return f"{ratio:.3g}" if ratio >= 0.5 else f"1/{1 / ratio:.3g}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
