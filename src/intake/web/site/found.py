"""A site or a single file as it is found, in a folder or at an address: read as data, never run or trusted."""

from __future__ import annotations

import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError
from urllib.parse import urlsplit

from intake.flow.findings import printable

__all__ = ["AtAddress", "InFolder", "Unfound", "Where", "page_at"]

_SECONDS = 30
_MOST = 16 << 20
"""No file of a site is as long, in bytes."""


class Unfound(Exception):
    """There is nothing to compare: what was looked for, and why it is not there."""


class Where(Protocol):
    """A place that holds the files of a site."""

    def read(self, name: str) -> bytes | None:
        """A file's content, or `None` if there is none of that name."""

    def names(self) -> list[str]:
        """The files that can be seen there without being named."""


@dataclass(frozen=True, slots=True)
class InFolder:
    """A site in a folder."""

    folder: Path

    def read(self, name: str) -> bytes | None:
        """A file's content; a link that leads out of the folder is none."""
        file = self.folder / name
        if not file.is_file() or not file.resolve().is_relative_to(self.folder.resolve()):
            return None
        with file.open("rb") as stream:
            return stream.read(_MOST)

    def names(self) -> list[str]:
        """All files below it."""
        return sorted(
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if path.is_symlink() or not path.is_dir()
        )


@dataclass(frozen=True, slots=True)
class AtAddress:
    """A site at an address, of which only what is named can be seen."""

    address: str

    def read(self, name: str) -> bytes | None:
        """What is at that address below the site's."""
        return _fetched(f"{self.address.rstrip('/')}/{name}")

    def names(self) -> list[str]:
        """None: a web server does not say what it has."""
        return []


def page_at(address: str) -> bytes:
    """One page.

    Raises:
        Unfound: there is none.
    """
    content = _fetched(address)
    if content is None:
        raise Unfound(f"there is nothing at {printable(address)}")
    return content


def _fetched(address: str) -> bytes | None:
    """What is at the address; nothing is sent but the question, and no copy on the way is asked for.

    Raises:
        Unfound: the place cannot be reached.
    """
    if urlsplit(address).scheme not in ("http", "https"):
        raise Unfound(f"{printable(address)} is no address of the web: it begins with https://")
    asked = urllib.request.Request(address, headers={"Cache-Control": "no-cache", "User-Agent": "intake"})  # noqa: S310
    try:
        with _OPENER.open(asked, timeout=_SECONDS) as answer:
            content: bytes = answer.read(_MOST)
            return content
    except HTTPError as error:
        error.close()
        if error.code in (404, 410):
            return None
        raise Unfound(f"{printable(address)} answers with {error.code}") from None
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise Unfound(f"{printable(address)} cannot be reached: {printable(str(reason))}") from None


_OPENER = urllib.request.OpenerDirector()
for _handler in (
    urllib.request.ProxyHandler(),
    urllib.request.HTTPHandler(),
    urllib.request.HTTPSHandler(),
    urllib.request.HTTPDefaultErrorHandler(),
    urllib.request.HTTPRedirectHandler(),
    urllib.request.HTTPErrorProcessor(),
):
    _OPENER.add_handler(_handler)  # no files, no data: addresses
