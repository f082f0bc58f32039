"""Coverage: what a flow's scenarios show of it, of all that somebody could show; and the command that says so."""

from intake.check.cover.coverage import Coverage, Item, covered, main_date
from intake.check.cover.people import people_of

__all__ = ["Coverage", "Item", "covered", "main_date", "people_of"]
