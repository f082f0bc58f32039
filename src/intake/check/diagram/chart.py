"""The chart of a flow as data: a box for each step, an arrow for each way, and how brightly each is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten
from typing import Literal

from intake.check.phrases.phrase import Phrase, Run, read
from intake.check.phrases.phrases import Phrases
from intake.flow.graph import step_order
from intake.flow.model import End, Flow, Message, Question, Step

__all__ = ["Arrow", "Box", "Chart", "Light", "chart_of"]

Shape = Literal["question", "message", "end"]
Light = Literal["plain", "lit", "here", "open", "closed"]
"""`plain`: nobody's path is shown; `lit`: on the path; `here`: where it stops; `open`: may still come; `closed`: will not."""

_MESSAGE_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Box:
    """A step. `visits`: how many scenarios pass it, where that is shown."""

    id: str
    name: str
    shape: Shape
    light: Light = "plain"
    visits: int | None = None


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way. `words` is its whole condition, `label` the short form; both are empty for the only way of a step."""

    start: str
    way: int
    go: str
    label: str
    words: str
    light: Light = "plain"
    visits: int | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole flow. `caption` says which answers or scenarios light it, if any do."""

    title: str
    caption: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]

    @property
    def most_visits(self) -> int:
        """The highest number of visits; 0 where none are shown."""
        return max((box.visits or 0 for box in self.boxes), default=0)

    def leads(self) -> dict[str, list[tuple[Arrow, str]]]:
        """For each step its ways, each with the name of the step to which it leads."""
        names = {box.id: box.name for box in self.boxes}
        found: dict[str, list[tuple[Arrow, str]]] = {box.id: [] for box in self.boxes}
        for arrow in self.arrows:
            found[arrow.start].append((arrow, names[arrow.go]))
        return found


def chart_of(flow: Flow, phrases: Phrases) -> Chart:
    """The chart of the steps that can be reached, each after all those from which a way leads to it."""
    order = step_order(flow)
    boxes = tuple(Box(name, _name(flow.steps[name], phrases), _shape(flow.steps[name])) for name in order)
    arrows = tuple(arrow for name in order for arrow in _arrows(flow.steps[name], phrases))
    return Chart(phrases.text(flow.title), "", boxes, arrows)


def _arrows(step: Step, phrases: Phrases) -> list[Arrow]:
    if len(step.ways) == 1:
        return [Arrow(step.id, 0, step.ways[0].go, "", "")]
    arrows = []
    for at, way in enumerate(step.ways):
        if way.when is None:
            arrows.append(Arrow(step.id, at, way.go, "else", "else"))
        else:
            phrase = phrases.condition(way.when)
            arrows.append(Arrow(step.id, at, way.go, _short(phrase, step.id), read(phrase)))
    return arrows


def _short(phrase: Phrase, step: str) -> str:
    """The condition without quotes, and without the question where it is the step's own: its answers alone."""
    words, left_out = "", False
    for run, after in zip(phrase, (*phrase[1:], Run("")), strict=True):
        left_out_before, left_out = (
            left_out,
            run.kind == "question" and run.id == step and after.words.startswith(" is "),
        )
        if not left_out:
            words += run.words.removeprefix(" is ") if left_out_before else run.words
    return words


def _name(step: Step, phrases: Phrases) -> str:
    match step:
        case Question():
            return phrases.name(step.id)
        case Message() | End():
            return shorten(phrases.text(step.say), _MESSAGE_SHOWN, placeholder="…")


def _shape(step: Step) -> Shape:
    return "question" if isinstance(step, Question) else "message" if isinstance(step, Message) else "end"
