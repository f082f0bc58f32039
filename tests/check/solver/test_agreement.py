"""Person against solver on random small flows: whatever somebody answers, both say the same of them.

`make test` tries some thousand answer sets; `INTAKE_HYPOTHESIS=thorough` tries 100,000, and counts them.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.check.solver import Everybody
from intake.engine.rules import rules
from intake.engine.triage import Triage
from intake.flow.answers import Answer, read_answer
from intake.flow.load import load
from intake.flow.model import Flow
from tests.check.solver.one_person import OnePerson, Told, UndecidedError, told
from tests.engine.random_flows import TODAY, Sample, samples

THOROUGH = os.environ.get("INTAKE_HYPOTHESIS") == "thorough"
ANSWER_SETS = 40
"""Tried on each flow."""
FLOWS = 2_500 if THOROUGH else 60
TRIED = settings(
    max_examples=FLOWS,
    derandomize=not THOROUGH,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
COUNTED: Counter[str] = Counter()


def opened(sample: Sample) -> Flow:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "random.yaml"
        path.write_text(json.dumps(sample.flow), encoding="utf-8")
        return load(path)


def some_answers(sample: Sample, random: Random) -> dict[str, object]:
    """Answers to some of the questions, to most of them, or to all."""
    likely = random.choice((0.3, 0.7, 0.9, 1.0))
    return {name: random.choice(domain) for name, domain in sample.domains.items() if random.random() < likely}


def in_plain_words(triage: Triage, flow: Flow) -> Told:
    """What the engine says, as the solver says it."""
    listed = [advice.recommendation for advice in triage.advice]
    deadlines = {advice.recommendation: advice.deadline.date if advice.deadline else None for advice in triage.advice}
    return Told(
        [name for name in flow.recommendations if triage.state(name) == "certain"],
        [name for name in flow.recommendations if triage.state(name) == "possible"],
        list(triage.excluded),
        listed,
        {advice.recommendation: (advice.urgency, advice.urgency_at_most) for advice in triage.advice},
        triage.urgency or "none",
        triage.urgency_at_most or "none",
        list(triage.grounds),
        {name: str(day or "none") for name, day in deadlines.items()},
        list(triage.kept_aside),
        triage.ended,
    )


@TRIED
@given(samples(), st.integers(0, 2**32))
def test_the_solver_says_of_each_person_what_the_engine_says(sample: Sample, seed: int) -> None:
    """A proof is about the flow that people meet only if both readings agree on everybody, gaps and all."""
    flow, random = opened(sample), Random(seed)
    known, everybody = rules(flow, TODAY), Everybody(flow, TODAY)
    COUNTED["flows"] += 1
    for _ in range(ANSWER_SETS):
        raw = some_answers(sample, random)
        answers = {name: read_answer(flow.question(name), answer, TODAY) for name, answer in raw.items()}
        triage = known.triage(answers, because=False)
        COUNTED["answer sets"] += 1
        COUNTED["complete"] += triage.ended
        try:
            assert_agreement(everybody, triage, answers)
        except UndecidedError:
            COUNTED["not decided"] += 1


def test_enough_was_tried() -> None:
    """What is said of the agreement is counted in the same run; hardly anything is left undecided."""
    print(f"\nperson against solver: {dict(COUNTED)}")
    assert COUNTED["answer sets"] >= FLOWS * ANSWER_SETS
    assert COUNTED["complete"] > COUNTED["answer sets"] / 4
    assert COUNTED["not decided"] <= COUNTED["answer sets"] / 500


def assert_agreement(everybody: Everybody, triage: Triage, answers: dict[str, Answer]) -> None:
    """Both readings of the solver say of these answers what the engine says."""
    expected = in_plain_words(triage, everybody.flow)
    assert told(everybody, everybody.underway, answers) == expected, answers
    if triage.ended:
        assert told(everybody, everybody.ended, answers) == expected, answers
        assert_path(everybody, triage, answers)


def assert_path(everybody: Everybody, triage: Triage, answers: dict[str, Answer]) -> None:
    """The path that the solver gives is the one that is walked."""
    one = OnePerson(everybody, answers)
    passed = [step for step in everybody.flow.steps if one.holds(everybody.passes(step))]
    assert sorted(passed) == sorted(triage.path)
    for step, go in pairwise(triage.path):
        ways = everybody.flow.steps[step].ways
        taken = [way.go for at, way in enumerate(ways) if one.holds(everybody.takes(step, at))]
        assert taken == [go]
