"""Draws one turn as rows of exactly the terminal's size or less. Pure: an entry and a size in, rows and a cursor out.

What is left out first when there is little room: the help of choices that are not highlighted, then blank lines, older
answers and choices out of sight, then all earlier answers and the help of the question. The question, some choices, what
is typed and the urgency stay.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from intake.report.rows import Row, apart, cells, cut, row, words_of, wrap
from intake.terminal.entry import Entry
from intake.terminal.turn import Choice, Turn

__all__ = ["Picture", "draw", "thread_rows"]

_NARROW = 50


class Picture(NamedTuple):
    """What is on show, and the number of the row at whose end the cursor stands."""

    rows: tuple[Row, ...]
    cursor: int


class _Room(NamedTuple):
    """How much is shown. `choice_help`: of all, in a place of its own, or under the choice that is highlighted.

    `fewest`: rows of choices that are enough, where the others can be scrolled to; 0: all of them.
    """

    thread: int
    blanks: bool
    question_help: bool
    choice_help: Literal["all", "beside", "under"]
    fewest: int


_ROOMS = (
    _Room(thread=2, blanks=True, question_help=True, choice_help="all", fewest=0),
    _Room(thread=2, blanks=True, question_help=True, choice_help="beside", fewest=0),
    _Room(thread=2, blanks=True, question_help=True, choice_help="under", fewest=8),
    _Room(thread=1, blanks=False, question_help=True, choice_help="under", fewest=5),
    _Room(thread=0, blanks=False, question_help=False, choice_help="under", fewest=3),
)


def draw(entry: Entry, width: int, height: int) -> Picture:
    """The turn in at most `width` by `height` cells (8 by 2 on a screen that is smaller still)."""
    width, height = max(width, 8), max(height, 2)
    drawn = (_drawn(entry, width, height, room) for room in _ROOMS)
    picture = next((found for found in drawn if found is not None), None) or _cramped(entry, width, height)
    picture = picture._replace(rows=tuple(cut(line, width) for line in picture.rows))
    return _by_itself(picture, height) if entry.turn.by_itself else picture


def _by_itself(picture: Picture, height: int) -> Picture:
    """As high as the screen, so that what was there before has moved up and out of sight."""
    blank = height - len(picture.rows)
    above = blank // 3
    rows = (*[()] * above, *picture.rows, *[()] * (blank - above))
    return Picture(rows, picture.cursor + above)


def _drawn(entry: Entry, width: int, height: int, room: _Room) -> Picture | None:
    """The turn with that much on show, or `None` if it does not fit."""
    turn = entry.turn
    above = _above(turn, width, room)
    typed = _typed(entry, width)
    body = entry.panel and [part for line in entry.panel for part in wrap(line, width, 2)]
    blocks = [body] if entry.panel else _choices(entry, width, room.choice_help)
    below = _below(entry, width, room)
    left = height - len(above) - 1 - len(below)
    total = len(body) if entry.panel else _highest(entry, width, blocks, room)
    if left < min(total, room.fewest or total):
        return None
    listed = _scrolled(blocks, 0 if entry.panel else entry.at or 0, left)
    rows = [*above, typed, *listed, *below]
    return Picture(tuple(rows), len(above))


def _highest(entry: Entry, width: int, blocks: list[list[Row]], room: _Room) -> int:
    """How high the choices can get, whichever is highlighted: so that moving up and down changes nothing around them."""
    if room.choice_help != "under":
        return sum(map(len, blocks))
    bare = sum(map(len, _choices(entry, width, "beside")))
    return bare + max((len(_help_rows(entry, choice, width)) for choice in entry.listed), default=0)


def _cramped(entry: Entry, width: int, height: int) -> Picture:
    """On the tiniest screen: the question's end, what is typed, and the highlighted choice."""
    ask = wrap(entry.turn.ask, width) if entry.turn.ask else []
    blocks = [entry.panel] if entry.panel else _choices(entry, width, "beside")
    note = wrap(row(entry.note), width)[:1] if entry.note else []
    room = max(1, height - 1 - len(note) - min(len(ask), max(1, height // 2)))
    listed = _scrolled(blocks, 0 if entry.panel else entry.at or 0, room)
    ask = ask[: max(1, height - 1 - len(listed) - len(note))]
    typed = _typed(entry, width)
    rows = [*ask, typed, *listed, *note][: max(2, height)]
    return Picture(tuple(rows[:height]), len(ask))


def _above(turn: Turn, width: int, room: _Room) -> list[Row]:
    rows = []
    if turn.title or turn.progress:
        rows += apart(row(turn.title, "title"), row(turn.progress, "dim"), width)
    rows += thread_rows(turn, width, room.thread)
    rows += [cut(turn.alarm, width)] if turn.alarm else []
    rows += [part for note in turn.notes for part in wrap(note, width)]
    if room.blanks and rows:
        rows.append(())
    rows += wrap(turn.ask, width) if turn.ask else []
    if room.question_help and turn.help:
        rows += wrap(turn.help, width)
    return rows


def thread_rows(turn: Turn, width: int, lines: int) -> list[Row]:
    """The earlier answers on so many lines; the older ones fold into their number."""
    if lines == 0 or not (turn.thread or turn.aside):
        return []
    aside = [row(f"kept aside: {', '.join(turn.aside)}", "dim")] if turn.aside else []
    entries: list[Row] = [(("done", "✓ "), ("dim", f"{name}  "), ("", said)) for name, said in turn.thread]
    for folded in range(max(0, len(entries) - 4 * lines), len(entries) + 1):
        older = [row(f"{folded} earlier answer{'s' if folded > 1 else ''}", "dim")] if folded else []
        rows = _packed([*older, *entries[folded:], *aside], width)
        if len(rows) <= lines:
            break
    return rows[:lines]


def _packed(entries: list[Row], width: int) -> list[Row]:
    """Entries side by side, as many on a line as fit."""
    rows: list[Row] = []
    used = width
    for entry in entries:
        entry = cut(entry, width)
        size = cells(words_of(entry))
        if used + 3 + size <= width:
            rows[-1] = (*rows[-1], ("", "   "), *entry)
            used += 3 + size
        else:
            rows.append(entry)
            used = size
    return rows


def _typed(entry: Entry, width: int) -> Row:
    shown = "•" * len(entry.text) if entry.turn.kind == "secret" else entry.text
    room = max(1, width - 3)
    while cells(shown) > room:
        shown = shown[1:]
    return (("dim", "> "), ("", shown))


def _choices(entry: Entry, width: int, help_shown: Literal["all", "beside", "under"]) -> list[list[Row]]:
    """A block of rows for each choice; a heading belongs to the first choice under it."""
    blocks = []
    group = ""
    for at, choice in enumerate(entry.listed):
        block: list[Row] = []
        if choice.group != group and choice.group:
            block += wrap(row(choice.group, "dim"), width)
        group = choice.group
        block += _choice(entry, at, choice, width)
        if choice.help and (help_shown == "all" or (help_shown == "under" and at == entry.at)):
            block += _help_rows(entry, choice, width)
        blocks.append(block)
    return blocks


def _help_rows(entry: Entry, choice: Choice, width: int) -> list[Row]:
    indent = _indent(entry)
    return wrap(row(f"{' ' * indent}{choice.help}", "dim"), width, indent) if choice.help else []


def _indent(entry: Entry) -> int:
    return 2 + (4 if entry.turn.kind == "several" else 0) + (3 if entry.numbered else 0)


def _choice(entry: Entry, at: int, choice: Choice, width: int) -> list[Row]:
    here = at == entry.at
    mark = "▸ " if here else "  "
    box = ""
    if entry.turn.kind == "several":
        box = "[x] " if choice.value in entry.marked else "[ ] "
    number = ""
    if entry.numbered:
        place = next(n for n, c in enumerate(entry.turn.choices, 1) if c.value == choice.value)
        number = f"{place:>2} "
    style = "chosen" if here else ""
    line: Row = ((style, f"{mark}{box}"), ("dim", number), (style, choice.label))
    if choice.beside:
        line += (("dim", f"   {choice.beside}"),)
    return wrap(line, width, _indent(entry))


def _scrolled(blocks: list[list[Row]], at: int, height: int) -> list[Row]:
    """So many rows of the blocks that the one at `at` is among them; what is out of sight is counted."""
    if sum(map(len, blocks)) <= height:
        return [line for block in blocks for line in block]
    if height < 3:
        return blocks[at][:height]
    first = last = at
    used = len(blocks[at])
    while True:
        room = height - used - (first > 0) - (last + 1 < len(blocks))
        if last + 1 < len(blocks) and len(blocks[last + 1]) <= room + (last + 2 == len(blocks)):
            last += 1
            used += len(blocks[last])
        elif first > 0 and len(blocks[first - 1]) <= room + (first == 1):
            first -= 1
            used += len(blocks[first])
        else:
            break
    before = [row(f"  ↑ {first} more", "dim")] if first else []
    after = [row(f"  ↓ {len(blocks) - 1 - last} more", "dim")] if last + 1 < len(blocks) else []
    shown = [line for block in blocks[first : last + 1] for line in block]
    return [*before, *shown[: height - len(before) - len(after)], *after]


def _below(entry: Entry, width: int, room: _Room) -> list[Row]:
    turn = entry.turn
    rows: list[Row] = []
    if turn.kind == "several" and turn.reader is not None and entry.marked:
        rows += wrap(row(f"Chosen: {', '.join(_label(entry, value) for value in entry.marked)}"), width, 2)
    highlighted = entry.listed[entry.at] if entry.at is not None and entry.at < len(entry.listed) else None
    if room.choice_help == "beside" and any(choice.help for choice in turn.choices):
        rows += _help_of(turn, highlighted, width)
    problem = entry.note or (entry.found.problem if entry.text and not entry.panel else "")
    if problem:
        rows += wrap(row(problem, "strong"), width)
    if room.blanks:
        rows.append(())
    rows += wrap(row(_hint(entry, width), "dim"), width) if room.question_help else []
    if turn.foot:
        if room.blanks:
            rows.append(row("─" * width, "dim"))
        rows.append(_foot(turn, width))
    return rows


def _foot(turn: Turn, width: int) -> Row:
    """The live line. Where it is too long, the words of the step give way to the numbers."""
    room = width - cells(words_of(turn.foot_more))
    return (*cut(turn.foot, room), *turn.foot_more) if room >= _NARROW // 2 else cut(turn.foot, width)


def _help_of(turn: Turn, highlighted: Choice | None, width: int) -> list[Row]:
    """The help of the highlighted choice, in a space that is always as high as the longest, so that nothing jumps."""
    highest = max(len(wrap(row(f"  {choice.help}"), width, 2)) for choice in turn.choices)
    rows = wrap(row(f"  {highlighted.help}", "dim"), width, 2) if highlighted is not None and highlighted.help else []
    return [*rows, *[()] * (highest - len(rows))]


def _label(entry: Entry, value: str) -> str:
    listed = (*entry.turn.choices, *entry.found.choices)
    if entry.turn.name_of is not None:
        return entry.turn.name_of(value)
    return next((choice.label for choice in listed if choice.value == value), value)


def _hint(entry: Entry, width: int) -> str:
    turn = entry.turn
    if turn.kind in ("text", "secret"):
        return "enter goes on · /leave or ctrl-c leaves" if width >= _NARROW else "enter goes on"
    parts = []
    if turn.typing:
        parts.append(turn.typing)
    elif len(turn.choices) > 1:
        parts.append("↑↓ or type")
    if turn.kind == "several":
        parts.append("enter adds it, then goes on" if turn.reader is not None else "space marks")
    if turn.kind != "several" or turn.reader is None:
        parts.append(turn.enter)
    if width >= _NARROW:
        parts += ["? why", "← back", "/help"]
    return " · ".join(parts)
