"""The columns reading against the one-person engine: random flows, records by the hundred, gaps and answers kept aside.

`make test` tries the same few thousand records each time; `INTAKE_HYPOTHESIS=thorough` tries 100,000 new ones.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.engine.rules import Rules, rules
from intake.engine.view import Given
from intake.flow.answers import Answer
from intake.screening.duck import Duck
from intake.screening.triages import Triages
from tests.engine.random_flows import TODAY, Sample, samples
from tests.engine.test_properties import answered, opened

THOROUGH = os.environ.get("INTAKE_HYPOTHESIS") == "thorough"
RECORDS = 100
"""How many records are tried of one flow."""
TRIED = settings(
    max_examples=100_000 // RECORDS if THOROUGH else 60,
    derandomize=not THOROUGH,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def people(sample: Sample, judged: Rules, chance: random.Random) -> Iterator[dict[str, Answer]]:
    """Valid answers to some questions, on the path or off it."""
    for _ in range(RECORDS):
        asked = [name for name in sample.domains if chance.random() < 0.7]
        yield answered(judged.flow, {name: chance.choice(sample.domains[name]) for name in asked})


def signed(triages: Triages, judged: Rules, answers: dict[str, Answer]) -> tuple[Given, int]:
    """Answers as both readings take them, with the signature of their marks."""
    signature = 0
    for name, answer in answers.items():
        signature |= triages.recall.classes.marks(judged.flow.question(name).index, answer)
    return judged.given(answers), signature


@TRIED
@given(samples(), st.integers(0, 2**32))
def test_columns_say_of_each_record_what_one_person_alone_is_told(sample: Sample, seed: int) -> None:
    """Whoever is one of many is told the same: path, levels, advice and its order, why, by when, and what is next."""
    judged = rules(opened(sample), TODAY)
    triages = Triages(judged.flow, TODAY, Duck)
    answers = list(people(sample, judged, random.Random(seed)))
    found = list(triages.of([signed(triages, judged, one) for one in answers]))
    for one, triage in zip(answers, found, strict=True):
        assert triage == judged.triage(one)
