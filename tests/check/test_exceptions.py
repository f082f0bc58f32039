"""Exceptions: a flow accepts a finding for a reason, in the open, and never more than it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.check import check_whole
from intake.check.whole import Checkup
from tests.check.examples import complete

UNASKED = """\
steps:
  custody: {ask: Are you held?, choice: {free: "No", detained: "Yes", unknown: I don't know}, next: custody_since}
  country: {ask: Where are you?, country: {table: countries}, next: concerns}
"""


def checked(example: str, folder: Path) -> Checkup:
    complete(example, folder)
    return check_whole(folder)


def exception(at: str, finding: str = "W505") -> str:
    return f"exceptions: [{{finding: {finding}, at: {at}, because: It says so itself.}}]\n"


@pytest.mark.parametrize("at", ["custody", "steps.custody"])
def test_what_is_named_is_accepted_and_nothing_else(at: str, tmp_path: Path) -> None:
    """By the entry or by its path; its twin is still told."""
    found = checked(UNASKED + exception(at), tmp_path)
    assert [(finding.code, finding.subject) for finding in found.findings] == [("W505", "country")]
    assert [(one.finding.subject, one.by.because) for one in found.excepted] == [("custody", "It says so itself.")]


def test_a_section_is_a_path_too(tmp_path: Path) -> None:
    """Then it is for all that lies in it."""
    found = checked(UNASKED + exception("steps"), tmp_path)
    assert found.findings == ()
    assert len(found.excepted) == 2


@pytest.mark.parametrize("at", ["custod", "steps.custod", "steps.custody.why.0", "held"])
def test_what_is_not_named_whole_accepts_nothing(at: str, tmp_path: Path) -> None:
    """And says so: the two faults are still there, and an exception that does nothing."""
    found = checked(UNASKED + exception(at), tmp_path)
    assert sorted(finding.code for finding in found.findings) == ["W505", "W505", "W602"]


def test_another_finding_at_the_same_place_is_not_accepted(tmp_path: Path) -> None:
    """The code counts too."""
    found = checked(UNASKED + exception("custody", "W504"), tmp_path)
    assert sorted(finding.code for finding in found.findings) == ["W505", "W505", "W602"]


def test_what_only_a_proof_can_find_is_not_told_to_be_of_no_use_without_one(tmp_path: Path) -> None:
    """Whether it is needed nobody knows yet."""
    assert checked(exception("custody", "P731"), tmp_path).findings == ()


def test_lines_may_move(tmp_path: Path) -> None:
    """An exception names no line."""
    found = checked("# more\n" * 20 + UNASKED + exception("steps"), tmp_path)
    assert found.findings == ()


def test_an_exception_cannot_be_accepted(tmp_path: Path) -> None:
    """Else one could silence that all others are of no use."""
    two = "exceptions:\n  - {finding: W505, at: held, because: B.}\n  - {finding: W602, at: exceptions, because: B.}\n"
    found = checked(two, tmp_path)
    assert [finding.code for finding in found.findings] == ["W602", "W602"]
    assert found.excepted == ()


def test_a_flow_that_cannot_be_used_still_accepts(tmp_path: Path) -> None:
    """While one fault is mended, what was weighed before does not come up again. What needs no exception is not told then."""
    found = checked(UNASKED + exception("steps") + "facts: {a: {custdy: free}}\n", tmp_path)
    assert found.flow is None
    assert [finding.code for finding in found.findings] == ["E203"]
    found = checked("facts: {a: {custdy: free}}\n" + exception("held"), tmp_path)
    assert [finding.code for finding in found.findings] == ["E203"]


def test_a_word_in_a_line_is_accepted_by_its_line(tmp_path: Path) -> None:
    """A path may lead to one line of advice."""
    how = "how: [Go., You will win., They will win.]"
    advice = f"recommendations:\n  rest: {{title: Rest, why: W., {how}, urgency: planned, sources: [law]}}\n"
    found = checked(advice + exception("recommendations.rest.how.1", "W804"), tmp_path)
    assert [finding.dotted for finding in found.findings] == ["recommendations.rest.how.2"]
