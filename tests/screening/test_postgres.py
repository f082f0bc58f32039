"""The same statements on a real PostgreSQL server: what one person alone is told, every record is told there too."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.engine.rules import rules
from intake.flow.load import load
from intake.screening.triages import Triages
from tests.engine.random_flows import TODAY, Sample, samples
from tests.engine.test_conformance import FIXTURES, Case, cases, fixture
from tests.engine.test_conformance import given as read
from tests.engine.test_properties import opened
from tests.screening.postgres import Postgres, installed, server
from tests.screening.test_columns import people, signed


@pytest.fixture(scope="module")
def where() -> Iterator[str]:
    programs = installed()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed (apt-get install postgresql)")
    with server(programs) as address:
        yield address


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_postgres_agrees_on_every_fixture(path: Path, where: str, tmp_path: Path) -> None:
    """Each node kind means there what it means here."""
    file = tmp_path / "flow.yaml"
    file.write_text(json.dumps(fixture(path)["flow"]), "utf-8")
    flow = load(file)
    by_day: Mapping[object, list[Case]] = {}
    for case in cases():
        if case.subject == path.stem:
            by_day.setdefault(case.date, []).append(case)  # type: ignore[attr-defined]
    for of_day in by_day.values():
        judged = rules(flow, of_day[0].date)
        answers = [read(flow, case.date, case.answers)[0] for case in of_day]
        triages = Triages(flow, judged.today, partial(Postgres, where))
        found = list(triages.of([signed(triages, judged, one) for one in answers]))
        assert found == [judged.triage(one) for one in answers]


@settings(max_examples=8, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(sample=samples(), seed=st.integers(0, 2**32))
def test_postgres_agrees_on_random_flows(where: str, sample: Sample, seed: int) -> None:
    """Values within values, gaps and answers kept aside: the logic of NULL is the same on both engines."""
    judged = rules(opened(sample), TODAY)
    triages = Triages(judged.flow, TODAY, partial(Postgres, where))
    answers = list(people(sample, judged, random.Random(seed)))
    assert list(triages.of([signed(triages, judged, one) for one in answers])) == [
        judged.triage(one) for one in answers
    ]
