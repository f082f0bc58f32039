"""What there is to mend in a flow's review: what nobody has looked at, what is due again, and reviews of words that changed."""

from __future__ import annotations

from datetime import date

from intake.flow.findings import nearest, subject_of
from intake.flow.model import Flow
from intake.flow.parse import Find
from intake.flow.review import is_below, standings, state_of
from intake.flow.stated import stated

__all__ = ["age_findings", "review_findings"]


def review_findings(flow: Flow, find: Find) -> None:
    """W901, W904, W905: what holds whatever the date. A flow without `review` says nothing, and is told nothing."""
    if not flow.review:
        return
    _uncovered(flow, find)
    places = [one.dotted for one in stated(flow)]
    for path, entry in flow.review.items():
        if not any(is_below(place, path) for place in places):
            _of_nothing(path, places, find)
        elif state_of(flow, entry) == "changed":
            by = f" by {entry.by}" if entry.by else ""
            message = f"'{path}' has changed since it was {entry.state}{by} on {entry.on}"
            hint = f"have it read again (`intake review --of {path}`); until then its state is `drafted`"
            find("W904", message, hint, ("review", path, "fingerprint"))


def age_findings(flow: Flow, today: date, find: Find) -> None:
    """W902 and W903: what is due again on that date."""
    for path, entry in flow.review.items():
        if entry.due < today:
            message = f"'{path}' was to be looked at again by {entry.due}"
            hint = f"`intake review --of {path}` shows it; then set `on` and `due`"
            find("W902", message, hint, ("review", path, "due"))
    for name, source in flow.sources.items():
        if source.expires is not None and source.expires < today:
            message = f"the source '{name}' was to be checked again by {source.expires}"
            hint = "look at it, mend what rests on it, then set `checked` and `expires`"
            find("W903", message, hint, ("sources", name, "expires"))


def _uncovered(flow: Flow, find: Find) -> None:
    told: set[str] = set()
    for standing in standings(flow):
        path = standing.stated.path
        name = ".".join(map(str, path[:2]))
        if standing.by is None and name not in told:
            told.add(name)
            message = f"nobody has said how far '{subject_of(path)}' was looked at"
            hint = f"add it under `review:`, as {name}: {{state: drafted, on: …, due: …}}"
            find("W901", message, hint, path[:2], key=True)


def _of_nothing(path: str, places: list[str], find: Find) -> None:
    near = nearest(path, sorted(_alike(path, places)))
    hint = f"did you mean '{near}'?" if near else "name a part of the flow that states something, as `grounds`"
    find("W905", f"there is no statement at '{path}'", hint, ("review", path), key=True)


def _alike(path: str, places: list[str]) -> set[str]:
    """The paths that are as deep, and of the same section if there is such a one."""
    section, depth = path.partition(".")[0], path.count(".") + 1
    parts = {".".join(place.split(".")[:depth]) for place in places}
    return {part for part in parts if part.partition(".")[0] == section} or parts
