"""One browser for the tests of a file, and one visitor for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.web.browser import Served, Visitor, chromium, served

__all__ = ["browser", "site", "visitor"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with served() as running:
        yield running


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Opens a page with a browser's options: a window, a theme, …; all are closed at the end."""
    contexts = []

    def opened(**options: Any) -> Visitor:
        context = browser.new_context(**{"viewport": {"width": 390, "height": 844}, **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        return Visitor(context.new_page())

    yield opened
    for context in contexts:
        context.close()
