"""Where Graphviz puts each box, way and label of a chart. Only places come from there; the picture is drawn by `svg`."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from intake.check.diagram.chart import Chart
from intake.check.diagram.dot_text import dot_text

__all__ = ["Layout", "LayoutError", "Place", "Route", "laid_out"]

_PATIENCE = 60
"""Seconds. Layers of some thousand steps take minutes, and nobody reads such a picture."""


class LayoutError(Exception):
    """Graphviz is not there, or came to no end: the message says what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of a box and its size, in points from the upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Route:
    """The points of a curve (a start, then three for each Bézier piece), its tip, and the middle of its label, if any."""

    points: tuple[tuple[float, float], ...]
    tip: tuple[float, float]
    label: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of boxes by step, and the routes of ways by step and number."""

    width: float
    height: float
    boxes: Mapping[str, Place]
    routes: Mapping[tuple[str, int], Route]


def laid_out(chart: Chart) -> Layout:
    """Where everything goes.

    Raises:
        LayoutError: `dot` is not installed, or it takes too long.
    """
    program = shutil.which("dot")
    if program is None:
        install = "install Graphviz (Debian: apt-get install graphviz; macOS: brew install graphviz)"
        raise LayoutError(f"a picture needs the program 'dot': {install}; or take --format mermaid or dot")
    try:
        done = subprocess.run(  # noqa: S603
            [program, "-Tjson0"], input=dot_text(chart).encode(), capture_output=True, check=False, timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired:
        message = f"'dot' found no layout in {_PATIENCE} seconds; take --format dot, and lay it out elsewhere"
        raise LayoutError(message) from None
    if done.returncode:
        raise LayoutError(f"'dot' stopped: {done.stderr.decode(errors='replace').strip()[:300]}")
    return _read(json.loads(done.stdout))


def _read(found: Mapping[str, Any]) -> Layout:
    _, _, width, height = _numbers(found["bb"])
    boxes = {}
    names = {}
    for one in found["objects"]:
        x, y = _numbers(one["pos"])
        names[one["_gvid"]] = one["name"]
        boxes[one["name"]] = Place(x, height - y, 72 * float(one["width"]), 72 * float(one["height"]))
    routes = {}
    for one in found.get("edges", ()):
        step, _, way = one["id"].rpartition(".")
        routes[step, int(way)] = _route(one, height)
    return Layout(width, height, boxes, routes)


def _route(edge: Mapping[str, Any], height: float) -> Route:
    """`e,x,y` is the tip; the other pairs are the curve. All count from the lower left corner."""
    first, *others = edge["pos"].split()
    pairs = [tuple(_numbers(pair)) for pair in others]
    x, y = _numbers(first.removeprefix("e,"))
    label = _numbers(edge["lp"]) if "lp" in edge else None
    return Route(
        tuple((px, height - py) for px, py in pairs),
        (x, height - y),
        None if label is None else (label[0], height - label[1]),
    )


def _numbers(text: str) -> list[float]:
    return [float(number) for number in text.split(",")]
