"""Records in and out: readers, checks and writers; each record goes through the engine by itself."""

from intake.records.screen import screen
from intake.records.screener import Result, Screener

__all__ = ["Result", "Screener", "screen"]
