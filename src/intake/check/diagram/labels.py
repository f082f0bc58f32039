"""Labels of a picture: conditions cut to a few short lines. The whole words are a tooltip and stand in `intake describe`."""

from __future__ import annotations

import textwrap

from intake.check.diagram.chart import Arrow, Box

__all__ = ["label_lines", "name_lines", "visits_of"]

_LABEL_WIDTH, _LABEL_LINES = 26, 2
_NAME_WIDTH, _NAME_LINES = 22, 2


def label_lines(arrow: Arrow) -> list[str]:
    """The short words of a way, on at most two lines; its visits, if they are shown, end the last."""
    lines = _cut(arrow.label, _LABEL_WIDTH, _LABEL_LINES)
    counted = visits_of(arrow)
    if counted:
        lines = [*lines[:-1], f"{lines[-1]} · {counted}"] if lines else [counted]
    return lines


def name_lines(box: Box) -> list[str]:
    """The name of a step, on at most two lines."""
    return _cut(box.name, _NAME_WIDTH, _NAME_LINES) or [box.id]


def visits_of(one: Box | Arrow) -> str:
    """How many people come by, as `×3`; nothing if that is not shown."""
    return "" if one.visits is None else f"×{one.visits}"


def _cut(words: str, width: int, most: int) -> list[str]:
    """The words on lines of that width.

    >>> _cut("one of these or another one of these or none", 20, 2)
    ['one of these or', 'another one of…']
    """
    lines = textwrap.wrap(words, width, break_long_words=False)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    if len(last) >= width:
        last = last.rsplit(" ", 1)[0]
    return [*lines[: most - 1], last.rstrip(",;") + "…"]
