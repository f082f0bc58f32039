"""What is told to somebody who hears the page: roles, names and the focus, in order, as golden files.

After a change: `RENEW=1 pytest tests/web/test_announced.py`, and read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.browser import Served, Visitor
from tests.web.test_access import SMALLEST, seen

GOLDEN = Path(__file__).parent / "announced"


@pytest.mark.parametrize("flow", SMALLEST)
def test_the_script_of_what_is_announced(site: Served, visitor: Callable[..., Visitor], flow: str) -> None:
    who = visitor().open(f"{site.address}/{flow}.html")
    told = [
        f"## {screen}\ntitle: {who.page.title()}\nfocus: {who.focused}\n{who.page.locator('legal-intake').aria_snapshot()}"
        for screen in seen(who, SMALLEST[flow])
    ]
    written = "\n\n".join(told) + "\n"
    golden = GOLDEN / f"{flow}.txt"
    if os.environ.get("RENEW"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")
