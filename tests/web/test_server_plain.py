"""The interview without JavaScript, in a real server: every kind of question, going back, changing, errors, the summary."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from intake.flow.load import load
from tests.web.serving import CROSSING, Page, Running, Visitor, serving

TODAY = date.today()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    messages = tmp_path_factory.mktemp("flows") / "messages.yaml"
    messages.write_text(MESSAGES, "utf-8")
    with serving(CROSSING, messages, "interpol") as running:
        yield running


MESSAGES = """\
flow: {id: messages, version: 1.0.0, title: Two messages, start: hello}
levels: {now: {label: Now, sign: "!"}, later: {label: Later}}
steps:
  hello: {say: Read this first., next: sure}
  sure: {ask: Are you sure?, why: It matters., choice: {yes: Yes, no: No}, next: more}
  more: {say: "And this, as you are [[steady]].", next: done}
  done: {end: The end.}
recommendations:
  rest: {title: Rest, when: {sure: yes}, urgency: later, why: It helps., how: [Sit.], sources: [book]}
  run: {title: Run, when: {sure: no}, urgency: later, why: It helps., how: [Go.], sources: [book]}
sources: {book: {title: A book, checked: 2026-11-01, confidence: high}}
glossary: {steady: {term: steady, plain: Not easily moved.}}
"""


@pytest.fixture
def visitor(server: Running) -> Visitor:
    return Visitor(server)


def begun(visitor: Visitor, *, held: str = "yes") -> Page:
    """The first two questions of the crossing."""
    visitor.press("here")
    visitor.answer("role", answer="self")
    return visitor.answer("held", answer=held)


def ended(visitor: Visitor) -> Page:
    """The whole crossing, held and with every kind of answer."""
    begun(visitor)
    since = TODAY - timedelta(days=1)
    visitor.answer("since", day=str(since.day), month=str(since.month), year=str(since.year))
    visitor.answer("current_country", country="TR")
    visitor.press("add", country="SY")
    visitor.answer("passports", country="RU")
    visitor.answer("concerns", answer=["unfair", "torture"])
    return visitor.answer("money", number="1 200")


class TestBeforeTheFirstQuestion:
    def test_the_terms_say_that_answers_go_to_the_server(self, visitor: Visitor) -> None:
        """What differs from a page that keeps all on the device is said before anything is asked."""
        page = visitor.page
        assert "This is a set of questions, not a person, and not a lawyer." in page.text
        assert "each answer goes to this server" in page.text
        assert page.asking is None
        assert [button.words for form in page.forms for button in form.buttons] == ["Go on"]

    def test_the_title_names_no_subject(self, visitor: Visitor) -> None:
        """Whoever looks at the tab or at the history learns nothing."""
        titles = [visitor.page.title, begun(visitor).title, visitor.press("words").title]
        assert titles == [
            "Before you begin – Questions",
            "Act now. Question 3 – Questions",
            "Act now. Words to say – Questions",
        ]

    def test_leaving_comes_first_on_every_page(self, visitor: Visitor) -> None:
        """First to be seen, and first by key."""
        for page in (visitor.page, begun(visitor), ended(Visitor_again(visitor)), visitor.press("check")):
            first = next((tag, given) for tag, given in page.tags if tag in ("a", "button", "input", "summary"))
            assert first[0] == "a"
            assert first[1]["class"] == "btn leave"


def Visitor_again(visitor: Visitor) -> Visitor:
    """The same visitor, at the terms."""
    visitor.page = Page(visitor.client.get(visitor.path))
    return visitor


class TestQuestions:
    def test_every_kind_can_be_answered_without_scripts(self, visitor: Visitor) -> None:
        """Choice, date, country, several countries, several choices, number."""
        assert ended(visitor).heading == "Check your answers"
        assert visitor.page.kept == {
            "role": "self",
            "held": "yes",
            "since": (TODAY - timedelta(days=1)).isoformat(),
            "current_country": "TR",
            "passports": ["SY", "RU"],
            "concerns": ["unfair", "torture"],
            "money": 1200,
        }
        assert set(visitor.addresses) == {"/plain"}

    def test_words_stand_instead_of_a_day_a_country_or_a_number(self, visitor: Visitor) -> None:
        """Not knowing is an answer everywhere."""
        begun(visitor)
        for question in ("since", "current_country", "passports"):
            visitor.answer(question, word="unknown")
        visitor.answer("concerns")
        visitor.answer("money", word="unknown")
        kept = visitor.page.kept
        assert (kept["since"], kept["current_country"], kept["passports"]) == ("unknown", "unknown", ["unknown"])
        assert (kept["concerns"], kept["money"]) == ([], "unknown")

    def test_the_words_are_those_of_the_role(self, visitor: Visitor) -> None:
        """Who helps somebody is not asked whether they are held themselves."""
        visitor.press("here")
        assert visitor.answer("role", answer="helper").heading == "Is the person held?"

    def test_a_term_of_art_and_the_reason_stand_with_the_question(self, visitor: Visitor) -> None:
        """With the plain words of the glossary, and the source of law."""
        visitor.press("here")
        page = visitor.answer("role", answer="self")
        assert "A room at an airport that is left by plane only." in page.text
        assert "Why do we ask? Hours count. The Law · Art. 5 · checked 1 Nov 2026" in page.text
        assert ("details", {"class": "why", "id": "why", "open": None}) in visitor.press("why").tags

    def test_progress_is_honest(self, visitor: Visitor) -> None:
        """The number, and the fewest and the most to go."""
        visitor.press("here")
        assert "Question 1, 5 to 6 to go" in visitor.page.text
        assert "Question 3, 4 to go" in begun(Visitor_again(visitor)).text

    def test_digits_of_any_script(self, visitor: Visitor) -> None:
        """A phone with an Arabic keyboard types these."""
        begun(visitor)
        visitor.answer("since", day="٢", month="٣", year="٢٠٢٥")
        assert visitor.page.kept["since"] == "2025-03-02"


class TestSomethingToMend:
    @pytest.mark.parametrize(
        ("typed", "field", "said"),
        [
            ({"day": "", "month": "1", "year": "2026"}, "day", "the day must be a number from 1 to 31"),
            ({"day": "2", "month": "nov", "year": "2026"}, "month", "the month must be a number from 1 to 12"),
            ({"day": "2", "month": "1", "year": "26"}, "year", "the year needs four digits"),
            ({"day": "31", "month": "2", "year": "2026"}, "day", "there is no such day"),
            ({"day": "1", "month": "1", "year": "2999"}, "day", "this day is too late; at the latest"),
            ({"day": "1", "word": "unknown"}, "word-1", "give one answer"),
        ],
    )
    def test_a_date(self, visitor: Visitor, typed: dict[str, str], field: str, said: str) -> None:
        """The summary stands on top and leads to the field; the same words stand there; what was typed stays."""
        begun(visitor)
        page = visitor.answer("since", **typed)
        assert page.response.status_code == 422
        assert page.title.startswith("Act now. Error: ")
        assert ("a", {"href": f"#{field}"}) in page.tags
        assert page.text.count(f"Error: {said}") == 2
        marked = [given["id"] for tag, given in page.tags if given.get("aria-invalid") == "true"]
        assert marked == [field]
        assert {one.name: one.value for form in page.forms for one in form.fields if one.name in typed} | {
            "word": "unknown"
        } == {**typed, "word": "unknown"}
        assert page.asking == "since"
        assert "since" not in page.kept

    def test_a_choice_that_is_not_made(self, visitor: Visitor) -> None:
        """Nothing is chosen beforehand, so it can be forgotten."""
        visitor.press("here")
        assert "Error: choose an answer" in visitor.answer("role").text

    def test_an_answer_that_stands_alone(self, visitor: Visitor) -> None:
        """Scripts would untick the others; here it is said."""
        begun(visitor, held="no")
        visitor.answer("current_country", country="FR")
        visitor.answer("passports")
        page = visitor.answer("concerns", answer=["none", "cost"])
        assert "Error: this answer stands alone" in page.text
        assert [one.value for form in page.forms for one in form.fields if one.checked] == ["cost", "none"]

    @pytest.mark.parametrize(
        ("typed", "said"), [("1.5", "write a whole number"), ("-1", "at least 0"), ("2000000", "at most 1 000 000")]
    )
    def test_a_number(self, visitor: Visitor, typed: str, said: str) -> None:
        """The bound is named."""
        begun(visitor, held="no")
        for question in ("current_country", "passports"):
            visitor.answer(question, word="unknown")
        visitor.answer("concerns")
        assert f"Error: {said}" in visitor.answer("money", number=typed).text

    def test_a_country_that_is_not_chosen(self, visitor: Visitor) -> None:
        """The list is not typed into."""
        begun(visitor, held="no")
        assert "Error: choose a country from the list" in visitor.answer("current_country").text


class TestMoving:
    def test_back_keeps_the_answers(self, visitor: Visitor) -> None:
        """Also over several steps; going on again leads to the first question without an answer."""
        begun(visitor)
        visitor.press("back")
        page = visitor.press("back")
        assert page.asking == "role"
        assert [one.value for form in page.forms for one in form.fields if one.checked] == ["self"]
        assert "Question 1, 6 to go" in page.text
        assert visitor.answer("role").asking == "since"
        assert page.kept == {"role": "self", "held": "yes"}

    def test_a_change_says_first_what_it_does(self, visitor: Visitor) -> None:
        """Nothing is dropped in silence; what is closed comes back when the answer does."""
        ended(visitor)
        page = visitor.press("change:held")
        assert page.heading == "Are you held?"
        page = visitor.press("answer", answer="no")
        assert page.heading == "This would change more than one answer"
        assert (
            "If you change to “No, free”: 1 question closes: Since. Kept aside. “Call a lawyer” falls away."
            in page.text
        )
        assert page.kept["held"] == "yes"
        page = visitor.press("confirm")
        assert page.heading == "Check your answers"
        assert "Changed: Held." in page.text
        assert "Kept aside, not used Since: " in page.text
        visitor.press("change:held")
        visitor.press("answer", answer="yes")
        assert "Kept aside" not in visitor.press("confirm").text

    def test_a_change_can_be_left(self, visitor: Visitor) -> None:
        """The person is back where they were."""
        ended(visitor)
        visitor.press("change:held")
        page = visitor.press("answer", answer="no")
        assert page.offers("keep")
        page = visitor.press("keep")
        assert page.heading == "Check your answers"
        assert page.kept["held"] == "yes"

    def test_restart_asks_once_and_forgets(self, visitor: Visitor) -> None:
        """And says so."""
        begun(visitor)
        assert visitor.press("restart").heading == "Forget all answers and start again?"
        page = visitor.press("forget")
        assert page.kept == {}
        assert "All answers are forgotten." in page.text

    def test_enter_in_a_field_goes_on(self, visitor: Visitor) -> None:
        """The first button of a form is what enter presses: Back must not be it."""
        begun(visitor)
        form = next(form for form in visitor.page.forms if any(one.name == "asking" for one in form.fields))
        assert form.buttons[0].value == "answer"

    def test_messages_are_read_and_gone_on_from(self, server: Running) -> None:
        """One before the first question, one after the last; going back stops at them again."""
        visitor = Visitor(server, "/plain/messages")
        assert visitor.press("here").heading == "Read this first."
        visitor.press("go_on")
        page = visitor.answer("sure", answer="yes")
        assert page.heading == "And this, as you are steady."
        assert "Not easily moved." in page.text
        page = visitor.press("go_on")
        assert (page.heading, "The end." in page.text) == ("Check your answers", True)
        assert visitor.press("back").heading == "And this, as you are steady."
        assert visitor.press("back").asking == "sure"
        assert visitor.press("back").heading == "Read this first."
        assert "This is the first question." not in visitor.page.text
        assert visitor.press("go_on").heading == "And this, as you are steady."
        assert visitor.press("go_on").heading == "Check your answers"

    def test_the_language_is_told(self, visitor: Visitor) -> None:
        """There is one for now."""
        visitor.press("here")
        assert "These questions speak English." in visitor.press("language").text


class TestWhatIsCertain:
    def test_an_emergency_stands_above_the_next_question_and_stays(self, visitor: Visitor) -> None:
        """What to do, why, and a way to stop."""
        page = begun(visitor)
        assert page.text.index("Act now : Call a lawyer. One thing to do.") < page.text.index("Since which day?")
        assert "Say that you want a lawyer." in page.text
        assert "Because you said: Held: Held now" in page.text
        assert page.offers("summary:brief")
        page = visitor.answer("since", word="unknown")
        assert "Say that you want a lawyer." in page.text
        assert "Because you said" not in page.text
        assert page.offers("summary:brief")

    def test_what_is_only_possible_is_calm(self, visitor: Visitor) -> None:
        """Red is for what is certain."""
        visitor.press("here")
        page = visitor.answer("role", answer="self")
        assert "2 more possible" in page.text
        marks = [
            given["class"]
            for tag, given in page.tags
            if tag == "span" and (given.get("class") or "").startswith("mark")
        ]
        assert "mark emergency" not in marks

    def test_the_short_summary_holds_what_to_do_now(self, visitor: Visitor) -> None:
        """Who stops there has the steps, and can go on."""
        begun(visitor)
        page = visitor.press("summary:brief")
        assert "There are questions left." in page.text
        assert "Call from the station." in page.text
        assert "Ask for an appeal" not in page.text
        assert visitor.press("here").asking == "since"

    def test_words_for_the_officer_in_the_language_of_the_place(self, visitor: Visitor) -> None:
        """First and largest; whether a native reader has seen them is said."""
        ended(visitor)
        page = visitor.press("words")
        assert page.offers("words:1")
        page = visitor.press("words:0")
        loud = next(given for tag, given in page.tags if given.get("class") == "loud")
        assert loud["lang"] == "tr"
        assert page.text.index("Avukat istiyorum.") < page.text.index("I want a lawyer.")
        assert "not been checked by a native reader" in page.text
        assert "Doktora ihtiyacım var." in visitor.press("words:1").text
        assert visitor.press("here").heading == "Check your answers"


class TestSummary:
    def test_it_is_whole(self, visitor: Visitor) -> None:
        """What, by when, because; steps, grounds and sources with date and doubt."""
        ended(visitor)
        page = visitor.press("summary")
        for said in (
            "Call a lawyer by ",
            "Because you said: Held: Held now",
            "Say that you want a lawyer.",
            "Say that you fear torture.",
            "Ask a lawyer whether this holds: Ask for Türkiye's list of lawyers. [2]",
            "Ask for an appeal",
            "Unfair trial A trial must be fair. [1]",
            "The Law, Art. 5 · checked 1 Nov 2026 · https://example.org/law",
            "A blog · checked 2 Nov 2026 · not sure: ask a lawyer whether it holds",
            "crossing 2.0.0 · general information, not legal advice",
        ):
            assert said in page.text, said

    def test_answers_are_on_paper_only_if_asked_for(self, visitor: Visitor) -> None:
        """Someone may find the paper."""
        ended(visitor)
        page = visitor.press("summary")
        whole = next(given for tag, given in page.tags if "intake" in (given.get("class") or "").split())
        assert whole["class"] == "intake"
        assert "Passports" not in page.text
        page = visitor.press("summary:answers")
        whole = next(given for tag, given in page.tags if "intake" in (given.get("class") or "").split())
        assert whole["class"] == "intake with-answers"
        assert "Passports Syria, Russia" in page.text

    @pytest.mark.parametrize("brief", ["summary", "summary:brief"])
    def test_every_source_that_is_cited_is_listed(self, visitor: Visitor, brief: str) -> None:
        """A number without its source would be no source."""
        ended(visitor)
        page = visitor.press(brief) if brief == "summary" else (visitor.press("change:held"), visitor.press(brief))[1]
        cited = {int(number) for found in re.findall(r"\[([\d, ]+)\]", page.text) for number in found.split(", ")}
        listed = {int(given["value"] or 0) for tag, given in page.tags if tag == "li" and "value" in given}
        assert cited
        assert cited <= listed

    def test_the_file_is_what_the_terminal_says_to_the_byte(self, visitor: Visitor, tmp_path: Path) -> None:
        """Somebody without JavaScript gets the same triage as somebody in a terminal."""
        ended(visitor)
        answers = visitor.page.kept
        visitor.press("summary")
        file = visitor.press("file").response
        assert file.headers["content-disposition"] == 'attachment; filename="answers.json"'
        assert file.content == in_terminal(CROSSING, answers, tmp_path)

    def test_so_it_is_for_interpol(self, server: Running, tmp_path: Path) -> None:
        """The whole way, pressed page by page as each question comes."""
        flow = load("interpol", cached=True)
        wanted: dict[str, str | list[str]] = {
            "role": "self", "immediate_danger": "no", "custody": "detained", "current_country": "TR",
            "requesting_country": "RU", "nationalities": ["RU"], "notice_type": "red", "how_known": "arrest",
            "extradition_stage": "court", "travel": "none", "concerns": ["political", "unfair_trial"],
            "asylum": "none", "fears_requesting_state": "yes", "has_lawyer": "no", "vulnerability": ["none"],
        }  # fmt: skip
        visitor = Visitor(server, "/plain/interpol")
        visitor.press("here")
        while visitor.page.heading != "Check your answers":
            name = visitor.page.asking
            if name is None:
                visitor.press("go_on")
                continue
            question = flow.question(name)
            fields = {"choice": "answer", "choices": "answer", "country": "country", "countries": "country"}
            answer = wanted.get(name)
            if answer is None:
                answer = "unknown" if "unknown" in question.words else [*question.options][-1]
            if not question.options and answer == "unknown":
                visitor.press("answer", word="unknown")
            else:
                visitor.press("answer", **{fields[question.kind]: answer})
            assert name in visitor.page.kept, visitor.page.text
        answers = visitor.page.kept
        assert answers.keys() >= wanted.keys()
        visitor.press("summary")
        assert visitor.press("file").response.content == in_terminal("interpol", answers, tmp_path)


def in_terminal(flow: str | Path, answers: dict[str, object], folder: Path) -> bytes:
    """What `intake run --answers` prints."""
    file = folder / "answers.json"
    file.write_text(json.dumps(answers), "utf-8")
    command = [sys.executable, "-m", "intake", "run", str(flow), "--answers", str(file)]
    return subprocess.run(command, capture_output=True, check=True).stdout
