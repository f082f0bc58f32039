"""Coverage: what scenarios show of a flow, worked out by hand beside what the program finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.check.cover import Coverage, covered, main_date, people_of
from intake.check.cover.coverage import Kind
from intake.check.cover.possible import Possible
from intake.check.solver import Everybody
from intake.check.tried import tried
from intake.flow.model import Flow
from tests.check.bailiff import BAILIFF, flow

ILL = (
    "an ill man has a letter: "
    "{date: 2026-11-24, answers: {letter: yes, day: 2026-11-26, owes: yes, ill: yes}, expect: {urgency: now}}"
)
WELL = "a woman owes nothing: {date: 2026-11-24, answers: {letter: yes, day: none, owes: no, ill: no}, expect: {urgency: soon}}"
OWES = (
    "a man owes it: {date: 2026-11-24, answers: {letter: yes, day: none, owes: yes, ill: no}, expect: {urgency: later}}"
)
NO_LETTER = "no letter came: {date: 2026-11-24, answers: {letter: no, owes: no, ill: no}, expect: {urgency: later}}"


def coverage(loaded: Flow) -> Coverage:
    day = main_date(loaded)
    assert day is not None
    return covered(loaded, day, people_of(tried(loaded)), Possible(Everybody(loaded, day), seconds=10))


def lacking(found: Coverage, kind: Kind) -> dict[tuple[str, str], str]:
    """What is to be shown still, by the entry's path and its part."""
    return {(".".join(map(str, item.path)), item.what): item.lacks for item in found.of(kind) if item.open}


class TestWhatIsVisited:
    """Steps, ways, recommendations and rungs."""

    def test_one_person_shows_one_path(self, tmp_path: Path) -> None:
        """Without a letter nobody is asked for its day, and nobody can object."""
        found = coverage(flow(tmp_path, NO_LETTER))
        assert lacking(found, "steps") == {("steps.day", "day"): "nobody passes it"}
        assert set(lacking(found, "ways")) == {
            ("steps.letter.next.0", "letter, letter: yes: day"),
            ("steps.day.next.0", "day, otherwise: owes"),
        }
        assert lacking(found, "certain") == {("recommendations.object", "object"): "nobody is advised so"}
        assert lacking(found, "excluded") == {}
        assert found.part_seen("steps") == (4, 5)

    def test_what_is_always_advised_can_not_be_excluded(self, tmp_path: Path) -> None:
        """Nobody waits for a scenario that cannot come."""
        assert [item.what for item in coverage(flow(tmp_path, NO_LETTER)).of("excluded")] == ["object"]

    def test_a_rung_counts_only_where_it_is_the_highest(self, tmp_path: Path) -> None:
        """The floor is shown by somebody for whom no rung holds."""
        assert set(lacking(coverage(flow(tmp_path, ILL)), "rungs")) == {
            ("recommendations.object.urgency.otherwise", "otherwise soon")
        }
        assert lacking(coverage(flow(tmp_path, f"{ILL}\n{WELL}")), "rungs") == {}

    def test_the_heat_of_a_picture(self, tmp_path: Path) -> None:
        """How many scenarios pass each step, take each way, and are advised."""
        found = coverage(flow(tmp_path, f"{ILL}\n{WELL}\n{NO_LETTER}"))
        assert found.visits() == {"letter": 3, "day": 2, "owes": 3, "ill": 3, "done": 3}
        assert found.takings()[("letter", 0)] == 2
        assert found.advised() == {"object": (2, 1), "ask": (3, 0)}

    def test_somebody_who_is_not_asked_to_the_end_shows_what_is_certain(self, tmp_path: Path) -> None:
        """No more: what may still come is shown by nobody."""
        found = coverage(
            flow(tmp_path, "half: {date: 2026-11-24, answers: {letter: yes}, expect: {status: incomplete}}")
        )
        assert found.visits() == {"letter": 1, "day": 1, "owes": 0, "ill": 0, "done": 0}
        assert found.advised()["object"] == (0, 0)


class TestPairs:
    """MC/DC: for each part two people, for whom it alone decides, both ways."""

    def test_by_hand(self, tmp_path: Path) -> None:
        """`object`: letter and (owes or ill). The ill man shows that illness decides by holding, and the letter too."""
        found = coverage(flow(tmp_path, ILL))
        assert lacking(found, "pairs") == {
            ("steps.letter.next.0.when", "letter: yes"): "never decides by not holding",
            ("facts.near", "day days_until at most 3"): "never decides by not holding",
            ("recommendations.object.when", "letter: yes"): "never decides by not holding",
            ("recommendations.object.when", "owes: [no, unknown]"): "never decides",
            ("recommendations.object.when", "ill: yes"): "never decides by not holding",
            ("recommendations.object.urgency.now", "near"): "never decides by not holding",
            ("recommendations.object.how.1.when", "ill: yes"): "never decides by not holding",
        }

    def test_four_people_close_all_pairs(self, tmp_path: Path) -> None:
        """Who owes it and is well shows that neither debt nor illness holds, and that each would have decided."""
        found = coverage(flow(tmp_path, f"{ILL}\n{WELL}\n{OWES}\n{NO_LETTER}"))
        assert lacking(found, "pairs") == {}
        assert found.whole
        assert found.part_seen("pairs") == (7, 7)

    def test_a_part_that_is_masked_shows_nothing(self, tmp_path: Path) -> None:
        """Somebody who is ill and owes nothing would object for either reason: neither decides alone."""
        both = (
            "both: {date: 2026-11-24, answers: {letter: yes, day: none, owes: no, ill: yes}, expect: {urgency: soon}}"
        )
        missing = lacking(coverage(flow(tmp_path, both)), "pairs")
        assert missing["recommendations.object.when", "owes: [no, unknown]"] == "never decides"
        assert missing["recommendations.object.when", "ill: yes"] == "never decides"

    def test_a_pair_that_nobody_can_show_is_not_asked_for(self, tmp_path: Path) -> None:
        """Without a letter the day is not asked, so the letter decides nothing beside a near day."""
        text = BAILIFF.replace("{near: true}", "{near: true, letter: yes}")
        found = coverage(flow(tmp_path, f"{ILL}\n{WELL}\n{OWES}\n{NO_LETTER}", text=text))
        (item,) = [item for item in found.of("pairs") if item.possible is False]
        assert (item.path, item.what) == (("recommendations", "object", "urgency", "now"), "letter: yes")
        assert found.whole

    def test_a_part_with_and_without_not_may_decide_either_way(self, tmp_path: Path) -> None:
        """`owes: no` stands in both halves of an either-or: one pair of the two will do."""
        text = BAILIFF.replace(
            "facts:\n", "facts:\n  either: {any: [{owes: no, ill: yes}, {not: {owes: no}, ill: no}]}\n"
        )
        found = coverage(flow(tmp_path, f"{ILL}\n{WELL}\n{OWES}\n{NO_LETTER}", text=text))
        (item,) = [item for item in found.of("pairs") if item.path == ("facts", "either") and item.what == "owes: no"]
        assert item.seen


@pytest.mark.parametrize("name", ["eviction", "wages"])
def test_what_is_found_possible_is_met_by_the_person_who_was_found(name: str) -> None:
    """Solver and engine agree on every goal: a yes is always shown by somebody, and a no by no scenario."""
    from intake.check.cover.coverage import wanted_of
    from intake.flow.load import load

    loaded = load(name)
    day = main_date(loaded)
    assert day is not None
    people = people_of(tried(loaded))
    possible = Possible(Everybody(loaded, day), seconds=10)
    for wanted in wanted_of(loaded, day):
        for goals in wanted.ways:
            for goal in goals:
                found = possible(goal)
                assert found is not None, goal
                assert found or not any(person.sees(goal) for person in people), goal
