"""Entries that are made when the first of them is asked for: a start waits for nothing that it does not need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

__all__ = ["Later"]

Key = TypeVar("Key")
Made = TypeVar("Made")


class Later(Mapping[Key, Made]):
    """A mapping whose entries `make` makes, all at once, at the first look."""

    __slots__ = ("_entries", "_make")

    def __init__(self, make: Callable[[], Mapping[Key, Made]]) -> None:
        self._make = make
        self._entries: Mapping[Key, Made] | None = None

    def _made(self) -> Mapping[Key, Made]:
        if self._entries is None:
            self._entries = self._make()
        return self._entries

    def __getitem__(self, key: Key) -> Made:
        return self._made()[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._made())

    def __len__(self) -> int:
        return len(self._made())
