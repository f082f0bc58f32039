"""`intake describe`: a whole flow as prose, as a person types the command and a lawyer reads it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from intake.cli import main
from intake.flow.load import load
from intake.flow.model import Flow
from intake.report.words import Words

DAY = ["--date", "2026-11-24"]
Captured = pytest.CaptureFixture[str]


def prose(capsys: Captured, *arguments: str) -> str:
    """What the command prints, and that all is well."""
    assert main(["describe", *arguments, *DAY]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def interpol() -> Flow:
    return load("interpol", cached=True)


class Page(HTMLParser):
    """What a browser would find: anchors, links, and tags that are left open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.anchors += [name] if (name := found.get("id")) else []
        self.links += [name] if (name := found.get("href")) else []
        if tag not in {"meta", "link", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


class TestWhatIsSaid:
    def test_every_question_recommendation_and_source_of_interpol(self, interpol: Flow, capsys: Captured) -> None:
        """A review is of all of it: nothing of the flow is left out, and the sources stand with date and confidence."""
        text = one_line(prose(capsys))
        for question in interpol.questions:
            assert f"({question.id}) Asked:" in text, question.id
        for advice in interpol.recommendations.values():
            assert f"({advice.id}) Advised:" in text, advice.id
        for source in interpol.sources.values():
            assert f"({source.id}) What: {source.title}" in text, source.id
            assert f"confidence {source.confidence}" in text
        for fact in interpol.facts:
            assert f"({fact}) Holds:" in text, fact

    def test_every_line_of_advice_of_interpol(self, interpol: Flow, capsys: Captured) -> None:
        """In the words of each role, with its condition."""
        text = one_line(prose(capsys))
        words = Words(interpol, {})
        for advice in interpol.recommendations.values():
            for line in advice.lines():
                if not line.text.voices:
                    assert one_line(words.text(line.text)) in text, (advice.id, line.text)
        for promise in interpol.promises:
            assert promise.name[1:] in text, promise.name

    def test_a_question_says_when_it_is_asked_and_what_may_be_answered(self, capsys: Captured) -> None:
        """After which step and on which answer; then the answers, and where they lead."""
        text = prose(capsys, "eviction")
        assert (
            "So far (stage)\n"
            "Asked: of everybody, after “Is this about your own home?”.\n"
            "The question:\n"
            "  - to ‘Yes, I live there’: What has happened so far?\n"
            "  - to ‘No, I help somebody’: What has happened to the tenant so far?\n"
            "Why it is asked: How much time is left depends on it.\n"
            "Answer: one of these answers:\n"
            "  - ‘Nothing but a fear’\n"
        ) in text
        assert (
            "Then:\n  - the message “tonight” when “So far” is ‘The lock was changed’\n  - else “Who lives there?”\n"
            in text
        )
        assert "Who lives there? (household)\nAsked: of everybody:\n" in text
        assert "  - after “So far”, unless “So far” is ‘The lock was changed’\n" in text

    def test_a_recommendation_says_when_why_how_urgent_and_from_where(self, capsys: Captured) -> None:
        """The sentence that a lawyer signs: advised when, because, urgency, source."""
        text = prose(capsys, "eviction")
        assert (
            "2. Ask the court to stop the eviction (stop_eviction)\n"
            "Advised: when *a court is at work*.\n"
            "Because:\n"
            "  - to ‘Yes, I live there’: The court can give you more time.\n"
            "  - to ‘No, I help somebody’: The court can give the tenant more time.\n"
            "Urgency: as the ladder *situation* says.\n"
            "How:\n"
            "  - Fill in form 7 at the court's front desk.\n"
            "  - Write down who is a child or ill or old. (only when *in need*)\n"
            "Questions for a lawyer:\n"
            "  - Does a court in Merrow look at the landlord's own faults? [2] (told as a question: its\n"
            "    sources leave doubt)\n"
            "Sources:\n"
            "  - [1] Tenancy Act of Merrow, s. 12 (invented for this example) (checked 24 Nov 2026;\n"
            "    confidence high)\n"
        ) in text

    def test_ladders_promises_limits_and_values(self, capsys: Captured) -> None:
        """What stands behind the names: each in its own part, in words."""
        text = prose(capsys, "eviction")
        assert (
            "  - Act now when “So far” is ‘A bailiff set a date’ or ‘The lock was changed’\n"
            "  - Within three days when “So far” is ‘Papers came from a court’\n"
            "  - Within two weeks when “So far” is ‘The landlord said or wrote it’\n"
            "  - else When you can\n"
            "  - one level higher when *in need*, and “So far” is ‘The landlord said or wrote it’ or ‘Papers\n"
            "    came from a court’\n"
        ) in text
        assert (
            "For everybody: when not *a court is at work*.\nNever advised: Ask the court to stop the eviction.\n"
            in text
        )
        wages = prose(capsys, "wages")
        assert "Owed (owed)\nIs: the sum of “How much pay is missing?” and 15 times" in wages
        assert "(confidence low: no date is worked out, the words alone are shown)" in one_line(wages)
        assert (
            "Deadline: counted from “When should the oldest missing pay have come?” by the limit *letter*: 30 days."
            in one_line(wages)
        )


class TestPage:
    def test_it_is_one_page_that_needs_nothing_else(self, capsys: Captured) -> None:
        """It can be mailed to a reviewer and opened without a network: only sources are links to elsewhere."""
        text = prose(capsys, "eviction", "--format", "html")
        page = Page(text)
        assert page.open == []
        assert all(link.startswith("#") for link in page.links)
        assert "<script" not in text
        assert "url(" not in text

    def test_every_link_leads_somewhere_and_every_part_can_be_cited(self, interpol: Flow, capsys: Captured) -> None:
        """An anchor for each question, fact, recommendation and source, each once."""
        page = Page(prose(capsys, "--format", "html"))
        assert page.open == []
        assert len(page.anchors) == len(set(page.anchors))
        assert [link for link in page.links if link.startswith("#") and link[1:] not in page.anchors] == []
        assert {f"recommendation-{name}" for name in interpol.recommendations} <= set(page.anchors)
        assert {f"source-{name}" for name in interpol.sources} <= set(page.anchors)
        assert {f"#fact-{name}" for name in interpol.facts} <= set(page.links)

    def test_words_of_a_flow_are_never_markup(self, tmp_path: Path, capsys: Captured) -> None:
        """A text that looks like HTML is shown as it is written."""
        file = tmp_path / "flow.yaml"
        text = (Path(__file__).parents[2] / "flows" / "eviction.yaml").read_text("utf-8")
        file.write_text(text.replace("short: So far", 'short: "<script>\\"a\\" & b"'), "utf-8")
        page = prose(capsys, str(file), "--format", "html")
        assert "<script" not in page
        assert "&lt;script&gt;&quot;a&quot; &amp; b" in page

    def test_it_says_what_the_text_says(self, capsys: Captured) -> None:
        """Both are one description: the words of the page are those of the text, but for the stars."""
        page = prose(capsys, "eviction", "--format", "html")
        shown = one_line(re.sub(r"<[^>]+>", " ", page.partition("<main>")[2])).replace("&#x27;", "'")
        for line in (
            "2. Ask the court to stop the eviction stop_eviction Advised when a court is at work .",
            "Write down who is a child or ill or old. (only when in need )",
        ):
            assert line in shown


class TestCommand:
    def test_it_is_written_into_a_file(self, tmp_path: Path, capsys: Captured) -> None:
        """As it would be printed."""
        file = tmp_path / "flow.html"
        assert prose(capsys, "eviction", "--format", "html", "--out", str(file)) == ""
        assert file.read_text("utf-8") == prose(capsys, "eviction", "--format", "html")

    @pytest.mark.parametrize(
        ("arguments", "code", "words"),
        [
            (["evicton"], 66, "did you mean 'eviction'?"),
            (["eviction", "--out", "no/such/folder/flow.txt"], 73, "cannot be written"),
            (["eviction", "--date", "today"], 64, "--date"),
        ],
    )
    def test_what_cannot_be_done(self, arguments: list[str], code: int, words: str, capsys: Captured) -> None:
        """One sentence, and the exit code of the house."""
        assert main(["describe", *arguments]) == code
        said = capsys.readouterr()
        assert words in said.err
        assert said.out == ""
