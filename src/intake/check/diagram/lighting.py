"""How a chart is lit: by the path of one person's answers, or by how many scenarios come by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from intake.check.cover.goals import Passed, Taken
from intake.check.cover.people import Person, Tests
from intake.check.diagram.chart import Arrow, Chart, Light
from intake.engine.progress import open_ways
from intake.engine.rules import Rules
from intake.engine.view import Given

__all__ = ["heated", "lit_by"]


def lit_by(chart: Chart, rules: Rules, given: Given) -> Chart:
    """The chart with the path of these answers lit, what may still come plain, and what will not come grey."""
    person = Person("", Tests(rules), given)
    path = rules.standing(given).stop.path
    ways = open_ways(rules, given)
    may = {rules.flow.start} | {rules.flow.steps[name].ways[at].go for name, numbers in ways.items() for at in numbers}

    def of_box(name: str) -> Light:
        return "here" if name == path[-1] else "lit" if name in path else "open" if name in may else "closed"

    def of_arrow(arrow: Arrow) -> Light:
        if person.sees(Taken(arrow.start, arrow.way)):
            return "lit"
        return "open" if arrow.start not in path[:-1] and arrow.way in ways.get(arrow.start, ()) else "closed"

    count = f"{len(path)} step{'' if len(path) == 1 else 's'}"
    return replace(
        chart,
        caption=f"{count} of this person's path; pale is what these answers do not lead to",
        boxes=tuple(replace(box, light=of_box(box.id)) for box in chart.boxes),
        arrows=tuple(replace(arrow, light=of_arrow(arrow)) for arrow in chart.arrows),
    )


def heated(chart: Chart, people: Sequence[Person]) -> Chart:
    """The chart with the number of people who pass each step and take each way."""

    def passing(step: str) -> int:
        return sum(person.sees(Passed(step)) for person in people)

    def taking(arrow: Arrow) -> int:
        return sum(person.sees(Taken(arrow.start, arrow.way)) for person in people)

    return replace(
        chart,
        caption=f"how many of {len(people)} scenario{'' if len(people) == 1 else 's'} pass each step and way",
        boxes=tuple(replace(box, visits=passing(box.id)) for box in chart.boxes),
        arrows=tuple(replace(arrow, visits=taking(arrow)) for arrow in chart.arrows),
    )
