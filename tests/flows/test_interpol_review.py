"""How far `interpol` was looked at: every statement has a source, a day and a state, and docs/law.md tells the true numbers.

After a change of words: `RENEW=1 pytest tests/flows/test_interpol_review.py`, and read the difference in docs/law.md.
"""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.check.review.command import shares, weak
from intake.check.review.findings import age_findings, review_findings
from intake.check.whole import finder
from intake.engine.session import Session
from intake.flow.documents import Document
from intake.flow.findings import Finding
from intake.flow.review import standings
from intake.flow.stated import Stated, stated
from intake.flow.text import plain
from intake.report.sources import Sources
from intake.report.summary import summarise
from intake.report.summary_text import plain_summary, summary_rows
from tests.flows.interpol_people import FLOW, TODAY, person
from tests.flows.said import listed

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "law.md"
TABLES = ("countries", "notice_effect", "instruments", "routes")
STATEMENTS = tuple(stated(FLOW))


# A source, a day, a confidence


def test_every_statement_has_a_source_a_day_and_a_confidence() -> None:
    """All of them: a text without a source is not shown to anybody."""
    bare = [one.dotted for one in STATEMENTS if not one.sources or one.checked is None or one.confidence == "not said"]
    assert bare == []
    assert all(one.checked is not None and one.checked <= TODAY for one in STATEMENTS)


def test_every_question_says_on_what_it_rests() -> None:
    """But the first one, which only asks who is there."""
    assert [question.id for question in FLOW.questions if not question.sources] == ["role"]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_of_a_table_is_a_statement_with_source_day_and_confidence(name: str) -> None:
    """Also those of a table that says its sources in words of its own."""
    with (ROOT / "flows" / "interpol" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [one for one in STATEMENTS if one.path[:2] == ("tables", name)]
    assert len(found) == len(rows)
    assert [row for row in rows if not row["source"] or not row["checked"] or not row["confidence"]] == []


def test_a_statement_of_low_confidence_is_shown_as_a_question() -> None:
    """Never as a rule: the words before it say so, or it asks by itself."""
    for one in weak_texts():
        if one.path[0] == "limits":
            assert FLOW.limits[str(one.path[1])].confidence == "low"  # told as `Ask a lawyer about this: …`
        else:
            assert Sources(FLOW, TODAY).doubtful(one.sources), one.dotted


def weak_texts() -> list[Stated]:
    return [one.stated for one in weak(FLOW) if one.stated.path[0] != "tables"]


# A state


def test_every_statement_has_a_state_and_nothing_was_overlooked() -> None:
    """Every path in the review leads somewhere, and on the day of this version nothing is overdue."""
    findings: list[Finding] = []
    find = finder(Document(ROOT / "flows" / "interpol"), findings)
    review_findings(FLOW, find)
    age_findings(FLOW, TODAY, find)
    assert [finding.render() for finding in findings] == []
    assert FLOW.review
    assert {one.state for one in standings(FLOW)} <= {"drafted", "checked"}  # no lawyer has reviewed any of it yet


def test_a_summary_says_that_no_lawyer_has_reviewed_the_texts() -> None:
    """In one line, with version and date, in the terminal and read aloud; it is not red, and it is not first."""
    session = Session(FLOW, date=TODAY, answers=person(custody="detained"))
    summary = summarise(session.rules, session.answers)
    said = f"No lawyer has reviewed these texts yet: interpol {FLOW.version}, as of 25 Nov 2026."
    lines = [*plain_summary(summary)]
    assert lines.count(said) == 1
    assert lines.index(said) > next(at for at, line in enumerate(lines) if line.startswith("1. Certain"))
    rows = [*summary_rows(summary, 120)]
    assert (("dim", said),) in rows
    assert said not in "".join(words for row in summary_rows(summary, 120, brief=True) for _, words in row)


# The page


PARTS = ("numbers", "messages", "claims", "unsure")


@pytest.mark.parametrize("part", PARTS)
def test_the_page_on_the_law_says_what_is_so(part: str) -> None:
    """Its numbers and lists are worked out from the flow and from the lists that the flow is held to."""
    text = PAGE.read_text(encoding="utf-8")
    expected = "\n".join(written(part))
    marked = re.compile(rf"(<!-- {part} -->\n).*?(<!-- /{part} -->)", re.DOTALL)
    assert marked.search(text)
    if os.environ.get("RENEW"):
        text = marked.sub(lambda found: f"{found[1]}{expected}\n{found[2]}", text)
        PAGE.write_text(text, encoding="utf-8")
    found = marked.search(text)
    assert found is not None
    assert found[0] == f"<!-- {part} -->\n{expected}\n<!-- /{part} -->"


def written(part: str) -> Iterator[str]:
    """A part of the page, line by line."""
    return {"numbers": _numbers, "messages": _messages, "claims": _claims, "unsure": _unsure}[part]()


def _numbers() -> Iterator[str]:
    total = len(STATEMENTS)
    yield f"{total:,} statements; {sum(bool(one.sources) and one.checked is not None for one in STATEMENTS):,} of them"
    yield "have a source with the day on which it was checked."
    for title, counts in shares(FLOW).items():
        yield from ("", f"| {title} | statements | share |", "| --- | ---: | ---: |")
        for name, count in counts.items():
            yield f"| {name} | {count:,} | {100 * count / total:.1f} % |"
    yield from (
        "",
        "| part | statements | high | medium | low | state | due |",
        "| --- | ---: | ---: | ---: | ---: | --- | --- |",
    )
    for section in dict.fromkeys(one.path[0] for one in STATEMENTS):
        sure = Counter(one.confidence for one in STATEMENTS if one.path[0] == section)
        own = [one for one in standings(FLOW) if one.stated.path[0] == section]
        states = ", ".join(dict.fromkeys(one.state for one in own))
        due = min(one.by.due for one in own if one.by is not None)
        numbers = " | ".join(f"{sure[word]:,}" for word in ("high", "medium", "low"))
        yield f"| `{section}` | {len(own):,} | {numbers} | {states} | {due} |"


def _messages() -> Iterator[str]:
    yield from ("| message | what must come across | where the flow says it |", "| --- | --- | --- |")
    for name, entry in listed("interpol_messages.yaml").items():
        yield f"| {name.replace('_', ' ')} | {entry['says']} | {_places(entry['at'])} |"


def _claims() -> Iterator[str]:
    yield from ("| claim | what is right | where the flow says it, or why not |", "| --- | --- | --- |")
    for name, claim in listed("interpol_claims.yaml").items():
        yield f"| {name} | {claim['right']} | {_places(claim['at']) if 'at' in claim else claim['not_said']} |"


def _unsure() -> Iterator[str]:
    for one in weak_texts():
        place = ".".join(part for part in one.path if isinstance(part, str))
        yield f"- `{place}`: {plain(one.texts[0].for_voice('self'))}"
    rows = [one.stated for one in weak(FLOW) if one.stated.path[0] == "tables"]
    for name in dict.fromkeys(str(one.path[1]) for one in rows):
        keys = ", ".join(str(one.path[2]) for one in rows if one.path[1] == name)
        yield f"- rows of the table `{name}`: {keys}"


def _places(at: dict[str, str]) -> str:
    return ", ".join(f"`{path}`" for path in at)
