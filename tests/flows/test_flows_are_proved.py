"""The flows that come with intake, proved for everybody: what no number of examples can show."""

from __future__ import annotations

from datetime import date

import pytest

import intake
from intake.check.proving import proven
from intake.check.whole import check_whole

DAY = date(2026, 11, 25)
UNHURRIED = 3600
"""Seconds: a slow machine must not turn a proof into a failure."""


@pytest.mark.parametrize("name", ["interpol", "eviction", "wages"])
def test_the_proofs_of_a_flow_find_nothing_that_it_does_not_accept_with_a_reason(name: str) -> None:
    """A dead step, a broken promise or an answer that calms by mistake would hurt somebody whom no scenario is about."""
    found = proven(check_whole(name), DAY, UNHURRIED, cached=False)
    assert [finding.render() for finding in found.findings] == []
    assert found.state == "done"
    assert all(entry.because.strip() for entry in intake.load(name).exceptions)


def test_the_promises_of_interpol_are_many() -> None:
    """The contract's urgency table and the cautions are promises, and each of them is proved by the test above."""
    assert len(intake.load("interpol").promises) >= 40
