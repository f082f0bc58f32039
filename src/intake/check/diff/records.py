"""Which records of a file come to something else under the new flow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from intake.check.asked import RefusedError
from intake.exit_codes import BAD_DATA, NO_INPUT, USAGE
from intake.flow.model import Flow
from intake.records.record import UnreadableFile
from intake.records.screener import Result, Screener
from intake.records.sources import BadSource, sources_of

__all__ = ["Affected", "Records", "records_between"]


@dataclass(frozen=True, slots=True)
class Affected:
    """A record whose result differs. `gained`, `lost`: recommendations that are certain now, and that were."""

    id: str
    old: Result
    new: Result
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """How many records were read, and those that are affected."""

    count: int
    affected: tuple[Affected, ...]


def records_between(old: Flow, new: Flow, day: date, where: str) -> Records:
    """Both flows' results of every record of the file, compared by status, urgency, advice and its urgency, and grounds.

    Raises:
        RefusedError: the file is not there, or cannot be read.
    """
    before, after = (Screener(flow, day, because=False) for flow in (old, new))
    affected = []
    count = 0
    try:
        (source,) = sources_of([where], None)
        source.check()
        with source.opened() as stream:
            for count, record in enumerate(source.records(stream, new), 1):
                pair = before.screen(record, count), after.screen(record, count)
                if list(_compared(pair[0])) != list(_compared(pair[1])):
                    affected.append(_affected(*pair))
    except BadSource as error:
        raise RefusedError(f"--records: {error}", USAGE) from None
    except OSError as error:
        raise RefusedError(f"{where}: {error.strerror or error}", NO_INPUT) from None
    except UnreadableFile as error:
        raise RefusedError(f"{where}: {error}", BAD_DATA) from None
    return Records(count, tuple(affected))


def _compared(result: Result) -> Iterator[object]:
    yield from (result["status"], result["urgency"], result["urgency_at_most"], result["grounds"])
    advice = ((one["id"], one["state"], one["urgency"], one["deadline"]) for one in result["recommendations"])
    yield from sorted(advice, key=repr)


def _affected(old: Result, new: Result) -> Affected:
    before, after = _certain(old), _certain(new)
    gained = tuple(name for name in after if name not in before)
    lost = tuple(name for name in before if name not in after)
    return Affected(new["id"], old, new, gained, lost)


def _certain(result: Result) -> list[str]:
    return [one["id"] for one in result["recommendations"] if one["state"] == "certain"]
