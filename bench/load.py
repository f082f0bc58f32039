"""Loading and checking the flow beside YAML's own reading of its files; and from the cache beside that.

From the cache, rows of tables and sources are made when the first of them is asked for: that is after the start.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

import yaml

from bench.measure import Row, paired
from bench.people import FLOW
from intake.flow.files import find_flow, flow_files
from intake.flow.load import load

__all__ = ["rows"]


def rows() -> Iterator[Row]:
    """The first load, then the second. Imports are apart: all is imported when the turns begin."""
    texts = [file.read_bytes() for file in flow_files(find_flow(FLOW))]

    def parse() -> None:
        for text in texts:
            yaml.load(text, Loader=yaml.CSafeLoader)

    first, parsed = paired(lambda: load(FLOW), parse, turns=15)
    yield Row("load and check from YAML / yaml.load with CSafeLoader", first, parsed, 5)
    with tempfile.TemporaryDirectory() as folder:
        before = os.environ.get("INTAKE_CACHE")
        os.environ["INTAKE_CACHE"] = folder
        try:
            load(FLOW, cached=True)
            second, first = paired(lambda: load(FLOW, cached=True), lambda: load(FLOW), turns=15)
        finally:
            del os.environ["INTAKE_CACHE"]
            if before is not None:
                os.environ["INTAKE_CACHE"] = before
    yield Row("load from the cache / load and check from YAML", second, first, 1 / 15)
