"""Checking the flow, all but the proofs, beside loading it: an author checks on each save.

`load` reads and checks the same files without a cache; a check tries each scenario and promise, and reads all words, besides.
"""

from __future__ import annotations

from collections.abc import Iterator

from bench.measure import Row, paired
from bench.people import FLOW
from intake.check import check_whole
from intake.flow.load import load

__all__ = ["rows"]


def rows() -> Iterator[Row]:
    """One row."""
    assert check_whole(FLOW).flow is not None
    checked, loaded = paired(lambda: check_whole(FLOW), lambda: load(FLOW), turns=10)
    yield Row("all of a check but the proofs / load and check from YAML", checked, loaded, 4)
