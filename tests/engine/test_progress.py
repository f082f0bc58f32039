"""How far it is to the end: true for everybody who goes on from there, and never further than it was."""

from __future__ import annotations

import pytest

from intake.engine.progress import questions_left
from intake.engine.rules import rules
from intake.flow.answers import read_answer
from intake.flow.load import load

INTERPOL = load("interpol")
PEOPLE = {scenario.name: scenario for scenario in INTERPOL.scenarios}


@pytest.mark.parametrize("name", PEOPLE)
def test_what_is_left_lies_between_the_fewest_and_the_most(name: str) -> None:
    """Answer by answer along the path; at the end nothing is left, and on the way the two only draw nearer."""
    scenario = PEOPLE[name]
    compiled = rules(INTERPOL, scenario.date)
    answers = {key: read_answer(INTERPOL.question(key), raw, scenario.date) for key, raw in scenario.answers.items()}
    walk = compiled.walk(answers)
    path = [step for step in walk.path if step in answers]
    ahead = len(path)
    given: dict[str, object] = {}
    before = (0, len(INTERPOL.questions))
    for done in range(ahead + 1):
        fewest, most = questions_left(compiled, given)  # type: ignore[arg-type]
        if walk.ended:
            assert fewest <= ahead - done <= most
        assert (fewest + done, -most - done) >= (before[0], -before[1])
        before = (fewest + done, most + done)
        if done < ahead:
            given[path[done]] = answers[path[done]]
    assert questions_left(compiled, answers) == (0, 0) or not walk.ended
