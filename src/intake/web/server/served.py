"""What a server serves: its flows, the firm's own facts, and today's date."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from intake.flow.model import Flow
from intake.web.server.problems import Refused

__all__ = ["EXIT", "House", "Served", "Telephone", "Unservable"]

EXIT = "https://www.wikipedia.org/"
"""Where *Leave this site* goes, if the firm has not chosen another neutral page."""


class Unservable(Exception):
    """Flows or files that can not be served: what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Telephone:
    """A number to call, and when somebody answers."""

    number: str
    hours: str = ""

    @property
    def digits(self) -> str:
        """The number as a link dials it."""
        return "".join(letter for letter in self.number if letter.isdecimal() or letter == "+")


@dataclass(frozen=True, slots=True)
class House:
    """What a firm says of itself on the pages."""

    exit: str = EXIT
    telephones: tuple[Telephone, ...] = ()

    @property
    def telephones_json(self) -> str:
        """The telephones as the widget's attribute has them."""
        return json.dumps([{"number": one.number, "hours": one.hours} for one in self.telephones], ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Served:
    """The flows by their ids; the first is the one at the shortest address."""

    flows: Mapping[str, Flow]
    house: House = House()

    def flow(self, name: str | None) -> Flow:
        """The flow of that id, or the first.

        Raises:
            Refused: there is none.
        """
        if name is None:
            return next(iter(self.flows.values()))
        found = self.flows.get(name)
        if found is None:
            known = ", ".join(self.flows)
            raise Refused(404, "unknown_flow", f"This server has no flow of that name. It has: {known}.")
        return found

    @property
    def today(self) -> date:
        """The date where the server is."""
        return date.today()
