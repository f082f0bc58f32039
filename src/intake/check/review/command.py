"""`intake review [FLOW]`: how far a flow's statements were looked at, how sure they are, and what is due next.

With `--of PATH` it shows every statement there with its sources, for whoever reads them, and the entry that signs them off.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import get_args

from intake.check.output import tell
from intake.check.phrases.spelled import spelled
from intake.exit_codes import BAD_SET_UP, NO_INPUT, USAGE, WELL
from intake.flow.conditions import ALWAYS
from intake.flow.dates import not_a_date, read_date, shift_date
from intake.flow.findings import FlowError, nearest
from intake.flow.load import load
from intake.flow.model import Flow, Source
from intake.flow.review import Standing, State, counted, fingerprint, is_below, standings, state_of
from intake.flow.stated import Sure
from intake.flow.text import Text, plain

__all__ = ["review", "shares", "weak"]

_WIDTH = 100
_SHOWN = 5


def review(arguments: argparse.Namespace) -> int:
    """Prints the state of a flow's statements; 64 for a path that is not there, 66 or 78 for a flow that cannot be read."""
    day = date.today() if arguments.date is None else read_date(arguments.date)
    if day is None:
        tell(f"intake review: --date: {not_a_date(repr(arguments.date))}", sys.stderr)
        return USAGE
    try:
        flow = load(arguments.flow or "interpol")
    except FlowError as error:
        tell(str(error), sys.stderr)
        return NO_INPUT if error.absent else BAD_SET_UP
    if arguments.of is None:
        tell("\n".join(_overview(flow, day)))
        return WELL
    found = [one for one in standings(flow) if is_below(one.stated.dotted, arguments.of)]
    if not found:
        near = nearest(arguments.of, _paths(flow, arguments.of.count(".") + 1))
        hint = f"did you mean '{near}'?" if near else "as grounds, or recommendations.ccf_deletion"
        tell(f"intake review: there is no statement at '{arguments.of}'; {hint}", sys.stderr)
        return USAGE
    tell("\n".join(_to_read(flow, arguments.of, found, day)))
    return WELL


def shares(flow: Flow) -> Mapping[str, Mapping[str, int]]:
    """How many statements are in each state, and of each confidence; the same as rows of a table, in a fixed order."""
    found = standings(flow)
    states = counted(found)
    sure = Counter(one.stated.confidence for one in found)
    return {
        "state": {state: states.get(state, 0) for state in get_args(State) if state in _ALWAYS or states.get(state)},
        "confidence": {word: sure[word] for word in get_args(Sure) if word != "not said" or sure[word]},
    }


_ALWAYS = ("drafted", "checked", "reviewed")


def weak(flow: Flow) -> tuple[Standing, ...]:
    """The statements of low confidence: each is shown as a question, never as a rule."""
    return tuple(one for one in standings(flow) if one.stated.confidence == "low")


def _overview(flow: Flow, day: date) -> Iterator[str]:
    found = standings(flow)
    yield f"{flow.id} {flow.version}: {len(found):,} statements"
    for title, counts in shares(flow).items():
        yield ""
        yield f"{title.capitalize():<12}{'statements':>11}{'share':>8}"
        for name, count in counts.items():
            yield f"{name:<12}{count:>11,}{_share(count, len(found)):>8}"
    if not flow.review:
        yield "\nThe flow has no `review`: nobody has said how far it was looked at."
        return
    rows = [("Part", "state", "since", "due", "statements")]
    numbers = Counter(one.by.path for one in found if one.by is not None)
    for path, entry in sorted(flow.review.items(), key=lambda item: (item[1].due, item[0])):
        late = " !" if entry.due < day else ""
        rows.append((path, state_of(flow, entry), entry.on.isoformat(), f"{entry.due}{late}", f"{numbers[path]:,}"))
    yield ""
    wide = max(len(row[0]) for row in rows)
    for part, state, since, due, number in rows:
        yield f"{part:<{wide}}  {state:<9}  {since:<10}  {due:<12}{number:>11}"
    yield ""
    yield from _next(flow, day)


def _next(flow: Flow, day: date) -> Iterator[str]:
    """What is due, or will be first."""
    late = [path for path, entry in flow.review.items() if entry.due < day]
    if late:
        yield f"Due now (!): {', '.join(late)}"
    else:
        path, entry = min(flow.review.items(), key=lambda item: item[1].due)
        yield f"Next to look at: {path}, by {entry.due}"
    expiring = sorted((source.expires, name) for name, source in flow.sources.items() if source.expires is not None)
    if expiring:
        named = ", ".join(name for _, name in expiring[:_SHOWN])
        more = f" and {len(expiring) - _SHOWN} more" if len(expiring) > _SHOWN else ""
        yield f"Sources to check again, the first by {expiring[0][0]}: {named}{more}"
    yield f"To read a part with its sources, and to sign it off: intake review {flow.id} --of PATH"


def _share(count: int, of: int) -> str:
    """A share that is never shown as all or none if it is not.

    >>> _share(1, 1000), _share(999, 1000), _share(0, 3)
    ('< 1 %', '> 99 %', '0 %')
    """
    percent = round(100 * count / of) if of else 0
    if count and percent == 0:
        return "< 1 %"
    return "> 99 %" if count < of and percent == 100 else f"{percent} %"


def _to_read(flow: Flow, path: str, found: list[Standing], day: date) -> Iterator[str]:
    cited: dict[str, int] = {}
    for one in found:
        numbers = [cited.setdefault(name, len(cited) + 1) for name in one.stated.sources]
        said = " / ".join(
            f"({voice}) {words}" if voice else words for text in one.stated.texts for voice, words in _voices(text)
        )
        yield textwrap.fill(said, _WIDTH, initial_indent="- ", subsequent_indent="  ")
        where = one.stated.dotted.removeprefix(f"{path}.")
        whom = "" if one.stated.when == ALWAYS else f" · if {spelled(one.stated.when)}"
        yield f"  {where}{whom} · {one.state} · {one.stated.confidence} · sources {numbers}"
    yield ""
    for name, number in cited.items():
        yield f"[{number}] {_source(name, flow.sources.get(name))}"
    later = shift_date(day, years=1) or day
    yield f"\nStatements: {len(found):,}. To sign off on them, put this under `review:` in the flow, with who you are:"
    yield f'  {path}: {{state: reviewed, by: "…", on: {day}, due: {later}, fingerprint: "{fingerprint(flow, path)}"}}'


def _voices(text: Text) -> Iterator[tuple[str, str]]:
    """The words of each role, without marks; `""` where they are for everybody."""
    for voice, words in text.voices.items():
        yield voice, plain(words)
    if text.default:
        yield "others" if text.voices else "", plain(text.default)


def _source(name: str, source: Source | None) -> str:
    if source is None:
        return name
    parts = (source.title, source.article, f"checked {source.checked}", source.confidence, source.note, source.url)
    return " · ".join(part for part in parts if part)


def _paths(flow: Flow, depth: int) -> list[str]:
    """All paths of that depth."""
    return list(dict.fromkeys(".".join(one.stated.dotted.split(".")[:depth]) for one in standings(flow)))
