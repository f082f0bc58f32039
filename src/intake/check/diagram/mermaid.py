"""The chart as Mermaid text, which many editors and forges draw by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from intake.check.diagram.chart import Arrow, Box, Chart
from intake.check.diagram.labels import label_lines, visits_of

__all__ = ["mermaid_text"]

_SHAPES = {"question": ("[", "]"), "message": ("[/", "/]"), "end": ("([", "])")}
_CLASSES = {
    "lit": "stroke-width:3px",
    "here": "stroke-width:5px",
    "closed": "opacity:0.35,stroke-dasharray:4",
    "never": "stroke-dasharray:4",
}


def mermaid_text(chart: Chart) -> str:
    """The whole chart, the same bytes for the same chart."""
    return "\n".join(_lines(chart)) + "\n"


def _lines(chart: Chart) -> Iterator[str]:
    yield f"---\ntitle: {_plain(chart.title)}\n---\nflowchart TD"
    names = {box.id: f"s{number}" for number, box in enumerate(chart.boxes, 1)}
    for box in chart.boxes:
        opens, closes = _SHAPES[box.shape]
        yield f'  {names[box.id]}{opens}"{_name(box)}"{closes}'
    for arrow in chart.arrows:
        words = " ".join(label_lines(arrow))
        between = f'-- "{_plain(words)}" -->' if words else "-->"
        yield f"  {names[arrow.start]} {between} {names[arrow.go]}"
    yield from _classes(chart, names)


def _classes(chart: Chart, names: dict[str, str]) -> Iterator[str]:
    for light, style in _CLASSES.items():
        boxes = [names[box.id] for box in chart.boxes if box.light == light or (light == "never" and box.visits == 0)]
        if boxes:
            yield f"  classDef {light} {style}\n  class {','.join(boxes)} {light}"
        arrows = [str(at) for at, arrow in enumerate(chart.arrows) if _is(arrow, light)]
        if arrows:
            yield f"  linkStyle {','.join(arrows)} {style}"


def _is(arrow: Arrow, light: str) -> bool:
    return arrow.light == light or (light == "never" and arrow.visits == 0)


def _name(box: Box) -> str:
    return " ".join(part for part in (_plain(box.name), visits_of(box)) if part)


def _plain(words: str) -> str:
    """Without what Mermaid would read as its own."""
    return words.replace('"', "#quot;").replace("\n", " ")
