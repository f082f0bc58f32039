"""The same browser and site as the tests of the widget have."""

from tests.web.conftest import browser, site, visitor

__all__ = ["browser", "site", "visitor"]
