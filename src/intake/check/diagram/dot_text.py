"""The chart as DOT text, which Graphviz lays out: the picture is drawn from the places that it finds."""

from __future__ import annotations

from collections.abc import Iterator

from intake.check.diagram.chart import Arrow, Box, Chart
from intake.check.diagram.labels import label_lines, name_lines, visits_of

__all__ = ["BOX_HEIGHT", "LINE_HEIGHT", "box_width", "dot_text"]

_LETTER, _LABEL_LETTER = 8.0, 6.6
"""Points that a letter takes at most, in a box and on a way: sizes are given, so that no font of a machine changes them."""
LINE_HEIGHT, BOX_HEIGHT = 16, 22
_SHAPES = {"question": "rounded", "message": "solid", "end": "rounded"}
_STYLES = {"lit": "bold", "here": "bold", "closed": "dotted", "open": "solid", "plain": "solid"}


def dot_text(chart: Chart) -> str:
    """The whole graph, the same bytes for the same chart."""
    return "\n".join(_lines(chart)) + "\n"


def box_width(box: Box) -> float:
    """The width of a step's box, in points."""
    lines = [*name_lines(box), *([visits_of(box)] if box.visits is not None else [])]
    return max(64.0, 20 + _LETTER * max(map(len, lines)))


def _lines(chart: Chart) -> Iterator[str]:
    yield f"digraph {_quoted(chart.title)} {{"
    yield '  graph [rankdir=TB, nodesep=0.3, ranksep=0.42, splines=true, outputorder=edgesfirst, charset="UTF-8"]'
    yield '  node [shape=box, fixedsize=true, fontname="sans-serif", fontsize=13, style=rounded]'
    yield '  edge [fontname="sans-serif", fontsize=11, arrowsize=0.7]'
    for box in chart.boxes:
        yield f"  {_quoted(box.id)} [{_attributes(_of_box(box))}]"
    for arrow in chart.arrows:
        yield f"  {_quoted(arrow.start)} -> {_quoted(arrow.go)} [{_attributes(_of_arrow(arrow))}]"
    yield "}"


def _of_box(box: Box) -> Iterator[tuple[str, str]]:
    lines = [*name_lines(box), *([visits_of(box)] if box.visits is not None else [])]
    yield "label", _quoted("\n".join(lines))
    yield "width", f"{box_width(box) / 72:.3f}"
    yield "height", f"{(BOX_HEIGHT + LINE_HEIGHT * (len(lines) - 1) + 8) / 72:.3f}"
    style = [_SHAPES[box.shape], *([_STYLES[box.light]] if box.light != "plain" else [])]
    if style != ["rounded"]:
        yield "style", _quoted(",".join(style))
    if box.shape == "end":
        yield "peripheries", "2"


def _of_arrow(arrow: Arrow) -> Iterator[tuple[str, str]]:
    yield "id", _quoted(f"{arrow.start}.{arrow.way}")
    lines = label_lines(arrow)
    if lines:
        width = max(len(line) for line in lines) * _LABEL_LETTER + 8
        rows = "<br/>".join(map(_html, lines))
        size = f'fixedsize="true" width="{width:.0f}" height="{len(lines) * 14 + 4}"'
        yield "label", f'<<table border="0" cellborder="0" cellspacing="0" {size}><tr><td>{rows}</td></tr></table>>'
    if arrow.words and arrow.words != arrow.label:
        yield "tooltip", _quoted(arrow.words)
    if arrow.light != "plain":
        yield "style", _STYLES[arrow.light]


def _attributes(pairs: Iterator[tuple[str, str]]) -> str:
    return ", ".join(f"{key}={value}" for key, value in pairs)


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _html(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
