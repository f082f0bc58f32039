"""The triage of finished records beside the same rules as straight Python; then with every because."""

from __future__ import annotations

from collections.abc import Iterator

from bench.generated import Found, generated_triage
from bench.measure import Row, paired
from bench.people import TODAY, flow, people
from intake.engine import Triage, rules
from intake.flow.model import Flow

__all__ = ["rows"]


def rows() -> Iterator[Row]:
    """Without because, then with it."""
    measured = flow()
    everybody = people(measured)
    ours, reference = rules(measured, TODAY).triage, generated_triage(measured, TODAY)
    for answers in everybody:
        assert _found(measured, ours(answers)) == reference(answers)  # what says something else is no reference

    count = len(everybody)
    plain, straight = paired(
        lambda: [ours(answers, because=False) for answers in everybody],
        lambda: [reference(answers) for answers in everybody],
    )
    yield Row("whole triage of a finished record / generated Python", plain / count, straight / count, 8)
    full, plain = paired(
        lambda: [ours(answers) for answers in everybody],
        lambda: [ours(answers, because=False) for answers in everybody],
    )
    yield Row("that triage with every because / without", full / count, plain / count, 50)


def _found(measured: Flow, triage: Triage) -> Found:
    """A triage as the generated code tells it."""
    rank = {level.id: level.rank for level in measured.levels}
    certain = [
        (advice.recommendation, rank[advice.urgency], advice.deadline.date if advice.deadline is not None else None)
        for advice in triage.certain
    ]
    highest = -1 if triage.urgency is None else rank[triage.urgency]
    return list(triage.path), certain, highest, list(triage.excluded), list(triage.grounds)
