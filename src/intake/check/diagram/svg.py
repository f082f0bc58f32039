"""The chart as a picture: SVG that needs nothing else, light or dark as its reader is, and can be walked with the tab key."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from intake.check.diagram.chart import Arrow, Box, Chart
from intake.check.diagram.labels import label_lines, name_lines, visits_of
from intake.check.diagram.layout import Layout, Place, Route

__all__ = ["svg_text"]

_MARGIN, _HEAD = 24, 64
_NAME_LINE, _LABEL_LINE = 16, 13
_KINDS = {"question": "Question", "message": "Message", "end": "End"}


def svg_text(chart: Chart, layout: Layout) -> str:
    """The picture, the same bytes for the same chart and layout."""
    return "\n".join(_lines(chart, layout)) + "\n"


def _lines(chart: Chart, layout: Layout) -> Iterator[str]:
    least = 2 * _MARGIN + max(7.2 * len(chart.caption), 13.2 * len(chart.title))
    width, height = max(layout.width + 2 * _MARGIN, least), layout.height + _HEAD + 2 * _MARGIN
    style = files(__package__).joinpath("picture.css").read_text("utf-8")
    size = f'viewBox="0 0 {_n(width)} {_n(height)}" width="{_n(width)}" height="{_n(height)}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="group" aria-labelledby="title" aria-describedby="about">'
    yield f'<title id="title">{escape(chart.title)}</title>'
    yield f'<desc id="about">{escape(_about(chart))}</desc>'
    yield f"<style>\n{style}</style>"
    yield '<defs><marker id="tip" viewBox="0 0 8 8" refX="1" refY="4" markerWidth="7" markerHeight="7" '
    yield 'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>'
    yield '<rect class="ground" width="100%" height="100%"/>'
    yield f'<text class="title" x="{_MARGIN}" y="{_MARGIN + 18}">{escape(chart.title)}</text>'
    yield f'<text class="caption" x="{_MARGIN}" y="{_MARGIN + 40}">{escape(chart.caption)}</text>'
    yield f'<g transform="translate({_MARGIN} {_MARGIN + _HEAD})">'
    drawn = sorted(chart.arrows, key=lambda arrow: arrow.light in ("lit", "here"))
    for arrow in drawn:
        yield _curve(arrow, layout.routes[arrow.start, arrow.way], chart)
    for arrow in drawn:
        yield from _label(arrow, layout.routes[arrow.start, arrow.way])
    leads = chart.leads()
    for box in chart.boxes:
        yield from _box(box, layout.boxes[box.id], _told(box, leads[box.id]), chart.most_visits)
    yield "</g>\n</svg>"


def _about(chart: Chart) -> str:
    count = len(chart.boxes)
    said = f"The {count} steps of this flow, from the first to the last, and the ways between them."
    lit = f" It shows {chart.caption}." if chart.caption else ""
    return (
        f"{said}{lit} Tab goes from step to step; each says where it leads. `intake describe` says the same in words."
    )


def _curve(arrow: Arrow, route: Route, chart: Chart) -> str:
    (x, y), *rest = route.points
    curve = f"M{_n(x)} {_n(y)}C" + " ".join(f"{_n(px)} {_n(py)}" for px, py in rest)
    classes, width = _classes(arrow), ""
    if arrow.visits:
        width = f' style="stroke-width:{_n(1 + 3 * arrow.visits / max(1, chart.most_visits))}"'
    return f'<path class="way {classes}" d="{curve}"{width} marker-end="url(#tip)"/>'


def _label(arrow: Arrow, route: Route) -> Iterator[str]:
    lines = label_lines(arrow)
    if not lines or route.label is None:
        return
    x, y = route.label
    top = y - _LABEL_LINE * (len(lines) - 1) / 2 + 4
    tooltip = f"<title>{escape(arrow.words)}</title>" if arrow.words else ""
    quiet = " else" if arrow.label == "else" else ""
    spans = _spans(lines, x, top, _LABEL_LINE)
    yield f'<text class="label {_classes(arrow)}{quiet}" text-anchor="middle">{tooltip}{spans}</text>'


def _box(box: Box, place: Place, told: str, most_visits: int) -> Iterator[str]:
    lines = [*name_lines(box), *([visits_of(box)] if box.visits is not None else [])]
    left, top = place.x - place.width / 2, place.y - place.height / 2
    radius = {"question": 8.0, "message": 2.0, "end": place.height / 2}[box.shape]
    heat = ""
    if box.visits:
        heat = f' style="fill-opacity:{0.08 + 0.3 * box.visits / max(1, most_visits):.2f}"'
    anchor = escape(f"step-{box.id}", quote=True)
    frame = f'x="{_n(left)}" y="{_n(top)}" width="{_n(place.width)}" height="{_n(place.height)}" rx="{_n(radius)}"'
    yield f'<a id="{anchor}" href="#{anchor}" class="step {box.shape} {_classes(box)}">'
    yield f"<title>{escape(told)}</title>"
    yield f'<rect class="sheet" {frame}/><rect class="face" {frame}{heat}/>'
    first = place.y - _NAME_LINE * (len(lines) - 1) / 2 + 4.5
    yield f'<text text-anchor="middle">{_spans(lines, place.x, first, _NAME_LINE)}</text></a>'


def _told(box: Box, leads: list[tuple[Arrow, str]]) -> str:
    """What a screen reader says at the step, and a pointer shows."""
    state = {
        "lit": "On the path.",
        "here": "The path stops here.",
        "open": "May still come.",
        "closed": "Not on the way of these answers.",
        "plain": "",
    }[box.light]
    counted = "" if box.visits is None else f"{box.visits} scenarios pass it."
    ways = [_way_told(arrow, name) for arrow, name in leads]
    on = _sentence(f"Leads to {'; '.join(ways)}") if ways else ""
    return " ".join(part for part in (f"{_KINDS[box.shape]}: {box.name} ({box.id}).", state, counted, on) if part)


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!", "…")) else f"{words}."


def _way_told(arrow: Arrow, name: str) -> str:
    if not arrow.words:
        return name
    return f"else {name}" if arrow.words == "else" else f"{name} when {arrow.words}"


def _classes(one: Box | Arrow) -> str:
    return "never" if one.visits == 0 else "heat" if one.visits else one.light


def _spans(lines: list[str], x: float, y: float, step: float) -> str:
    return "".join(
        f'<tspan x="{_n(x)}" y="{_n(y + at * step)}">{escape(line)}</tspan>' for at, line in enumerate(lines)
    )


def _n(number: float) -> str:
    """A number as short as it can be, without the last digits in which machines differ."""
    return f"{number:.1f}".removesuffix(".0")
