"""What is compiled of a flow goes with the flow: a programme that loads flow after flow does not grow."""

from __future__ import annotations

import gc
import weakref
from datetime import date

import intake


def test_a_flow_that_nobody_holds_is_let_go_with_all_that_was_compiled_of_it() -> None:
    flow = intake.load("wages")
    compiled = weakref.ref(intake.rules(flow, date(2026, 11, 24)))
    intake.Session(flow, date=date(2026, 11, 24))
    del flow
    gc.collect()
    assert compiled() is None
