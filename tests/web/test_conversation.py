"""The conversation: what a visitor sees, hears and can do, from the first line to the list of what to do."""

from __future__ import annotations

from collections.abc import Callable

from tests.web.browser import Served, Visitor

Opens = Callable[..., Visitor]
FREE = {
    "role": "self",
    "immediate_danger": "no",
    "custody": "free",
    "travel": "none",
    "extradition_stage": "none",
    "next_deadline": "none",
    "notice_type": "red",
    "how_known": "other",
    "vulnerability": [],
}
HELD = {"role": "self", "immediate_danger": "no", "custody": "detained"}


def test_the_first_line_says_what_this_is_and_one_button_goes_on(site: Served, visitor: Opens) -> None:
    """Nobody takes it for a person or a lawyer, and the terms come before the first question."""
    page = visitor().open(f"{site.address}/interpol.html").page
    assert (
        page.locator("main p:visible").first.inner_text()
        == "This is a set of questions, not a person, and not a lawyer."
    )
    assert page.locator(".terms li").count() >= 4
    assert page.locator("main button:visible").all_inner_texts() == ["Go on"]


def test_a_question_is_the_only_heading_has_the_focus_and_names_the_page(site: Served, visitor: Opens) -> None:
    who = visitor().open(f"{site.address}/eviction.html").start()
    assert who.page.locator("h1").count() == 1
    assert who.page.title() == who.heading == "Is this about your own home?"
    assert who.page.evaluate("document.activeElement.shadowRoot.activeElement.tagName") == "H1"
    assert not who.page.locator("input:checked").count()


def test_a_choice_alone_sends_nothing(site: Served, visitor: Opens) -> None:
    who = visitor().open(f"{site.address}/eviction.html").start()
    who.page.get_by_label("Yes, I live there").check()
    assert who.heading == "Is this about your own home?"
    who.press("Continue")
    assert who.heading == "What has happened so far?"


def test_the_thread_is_a_list_that_is_not_live_and_folds_what_is_older(site: Served, visitor: Opens) -> None:
    who = visitor().open(f"{site.address}/interpol.html").start().through({**HELD, "travel": "none"})
    assert who.page.locator("details", has_text="2 earlier answers").count() == 1
    assert who.page.locator("ol.thread:visible li").all_inner_texts()[0].startswith("Are you being held now")
    assert not who.page.locator("[aria-live], [role=log]").count()
    assert set(
        who.page.locator("ol.thread").evaluate_all(
            "lists => lists.flatMap(l => [...l.querySelectorAll('a,button,input,[tabindex]')].map(e => e.tagName))"
        )
    ) == {"BUTTON"}


def test_what_was_typed_is_shown_before_it_counts(site: Served, visitor: Opens) -> None:
    """A sure word marks its answer; an unsure one offers the nearest; nothing is guessed."""
    who = visitor().open(f"{site.address}/eviction.html").start().through({"role": "tenant"})
    who.page.get_by_text("Answer in your own words").click()
    who.page.get_by_label("A number or plain words").fill("summons")
    assert who.page.get_by_text("Understood: Papers came from a court.").count() == 1
    assert who.page.get_by_label("Papers came from a court").is_checked()
    who.page.get_by_label("A number or plain words").fill("they put in a new lock")
    assert who.page.get_by_role("button", name="The lock was changed").count() == 1
    who.page.get_by_label("A number or plain words").fill("zzz")
    assert who.page.get_by_text("This is not understood.").count() == 1


def test_the_words_that_always_work_can_be_typed(site: Served, visitor: Opens) -> None:
    who = visitor().open(f"{site.address}/eviction.html").start().through({"role": "tenant"})
    who.page.get_by_text("Answer in your own words").click()
    who.page.get_by_label("A number or plain words").fill("back")
    who.press("Do this: Back")
    assert who.heading == "Is this about your own home?"
    assert who.page.get_by_label("Yes, I live there").is_checked()


def test_an_error_is_a_summary_with_the_focus_and_the_same_words_at_the_field(site: Served, visitor: Opens) -> None:
    who = visitor().open(f"{site.address}/eviction.html").start()
    who.press("Continue")
    assert who.page.evaluate("document.activeElement.shadowRoot.activeElement.className") == "problem"
    assert who.page.title() == "Error: Is this about your own home?"
    assert (
        who.page.locator(".error").inner_text()
        == who.page.locator(".problem a").inner_text()
        == "Error: choose an answer"
    )
    who.page.locator(".problem a").click()
    assert who.page.evaluate("document.activeElement.shadowRoot.activeElement.type") == "radio"


def test_a_country_is_found_by_name_code_and_its_own_script(site: Served, visitor: Opens) -> None:
    who = visitor().open(f"{site.address}/interpol.html").start()
    who.through(FREE)
    field = who.page.get_by_role("combobox")
    for typed, first in (
        ("rus", "Russia"),
        ("TR", "Türkiye"),
        ("مصر", "Egypt"),
        ("Германия", "Germany"),
        ("cote d'ivoire", "Côte d’Ivoire"),
    ):
        field.fill(typed)
        assert who.page.get_by_role("option").first.inner_text().startswith(first), typed
    field.fill("rus")
    field.press("Enter")
    assert field.input_value() == "Russia"
    assert field.get_attribute("aria-expanded") == "false"


def test_a_date_has_three_fields_and_says_what_is_wrong(site: Served, visitor: Opens) -> None:
    who = visitor().open(f"{site.address}/wages.html").start().through({"job": "no"})
    for day, month, error in (("31", "2", "no such day"), ("1", "13", "from 1 to 12"), ("", "1", "from 1 to 31")):
        who.page.get_by_label("Day").fill(day)
        who.page.get_by_label("Month").fill(month)
        who.page.get_by_label("Year").fill("2026")
        who.press("Continue")
        assert error in who.page.locator(".error").inner_text()


def test_a_certain_emergency_comes_at_once_is_announced_once_and_stays(site: Served, visitor: Opens) -> None:
    """Danger is 1 answer away, held is 2 after the role; the three things to do fit a small phone."""
    who = visitor(viewport={"width": 320, "height": 568}).open(f"{site.address}/interpol.html").start()
    who.choose("It is about me")
    who.choose("No")
    assert not who.page.locator(".now").count()
    who.choose("Yes, held now")
    assert who.page.get_by_role("alert").count() == 1
    last = who.page.locator(".steps > li").last.bounding_box()
    head = who.page.locator(".now .head").bounding_box()
    bar = who.page.locator(".bar").bounding_box()
    assert last
    assert head
    assert bar
    assert head["y"] >= bar["y"] + bar["height"]
    assert last["y"] + last["height"] <= 568
    who.through({"travel": "none"})
    assert not who.page.get_by_role("alert").count()
    assert who.page.locator(".now .steps > li").count() == 3


def test_danger_is_told_after_one_answer(site: Served, visitor: Opens) -> None:
    who = visitor().open(f"{site.address}/interpol.html").start().through({"role": "self", "immediate_danger": "yes"})
    assert who.page.get_by_role("alert").count() == 1


def test_a_change_says_first_what_it_would_do_and_comes_back(site: Served, visitor: Opens) -> None:
    who = visitor().open(f"{site.address}/eviction.html").start()
    who.through({"role": "tenant", "stage": "locked_out", "household": ["child"]})
    who.page.locator(".turn", has_text="What has happened").get_by_role("button").first.evaluate(
        "button => button.click()"
    )
    assert who.page.locator(".where").inner_text().endswith("You are changing: So far.")
    who.page.get_by_label("Nothing but a fear").check()
    told = who.page.locator("form .aside").inner_text()
    assert "If you change to" in told
    assert "Call the police and get back in" in told
    who.press("Change my answer")
    assert who.heading == "What reason were you given?"
    assert who.page.locator(".status").inner_text() == "Changed: So far."


def test_a_change_from_the_check_comes_back_there_and_keeps_aside_what_no_longer_counts(
    site: Served, visitor: Opens
) -> None:
    who = visitor().open(f"{site.address}/wages.html").start()
    who.through(
        {
            "job": "no",
            "last_day": "2026-11-01",
            "pay_day": "2026-10-31",
            "employer": "firm",
            "pay": 1200,
            "extra_hours": 0,
        }
    )
    assert who.heading == "Check your answers"
    who.page.locator(".check > div").first.get_by_role("button").click()
    who.page.get_by_label("Yes").check()
    who.press("Change my answer")
    assert who.heading == "Check your answers"
    assert "Kept aside" in who.page.locator(".aside").inner_text()


def test_words_to_say_are_a_dialog_in_the_language_of_the_place(site: Served, visitor: Opens) -> None:
    """Somebody else reads them: the focus is kept in, escape closes, and the focus is where it was."""
    who = visitor().open(f"{site.address}/interpol.html").start()
    who.through({**FREE, **HELD, "custody_since": "2026-11-23", "requesting_country": "RU", "current_country": "TR"})
    opener = who.page.get_by_role("button", name="Show words to say")
    opener.focus()
    who.page.keyboard.press("Enter")
    dialog = who.page.get_by_role("dialog", name="Words to say")
    assert dialog.locator(".loud").get_attribute("lang") == "tr"
    assert "Turkish, for the officer." in dialog.inner_text()
    for _ in range(4):
        who.page.keyboard.press("Tab")
        assert who.page.evaluate(
            "[null, undefined].includes(document.activeElement.shadowRoot) "
            "|| Boolean(document.activeElement.shadowRoot.activeElement.closest('dialog'))"
        )
    who.page.keyboard.press("Escape")
    assert not dialog.count()
    assert who.page.evaluate("document.activeElement.shadowRoot.activeElement.textContent") == "Show words to say"


def test_restart_asks_once_wipes_and_says_so(site: Served, visitor: Opens) -> None:
    who = visitor().open(f"{site.address}/eviction.html").start().through({"role": "tenant"})
    who.page.locator("summary", has_text="Menu").click()
    who.press("Restart")
    assert who.heading == "Forget all answers and start again?"
    who.press("Yes, forget all")
    assert who.page.locator(".status").inner_text() == "All answers are forgotten."
    assert who.page.locator("legal-intake").evaluate("element => element.answers()") == {}


def test_the_summary_says_what_by_when_and_because_and_prints_what_is_folded(site: Served, visitor: Opens) -> None:
    who = visitor().open(f"{site.address}/wages.html").start()
    who.through(
        {
            "job": "no",
            "last_day": "2026-11-20",
            "pay_day": "2026-10-31",
            "employer": "firm",
            "pay": 1200,
            "extra_hours": 0,
        }
    )
    who.press("Show what to do")
    act = who.page.locator(".act").first
    assert "by " in act.locator(".due").inner_text()
    assert act.locator(".because").inner_text().startswith("Because you said: ")
    who.page.emulate_media(media="print")
    who.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert who.page.locator(".acts details:not([open])").count() == 0
    assert not act.locator(".because").is_visible()
    assert not who.page.locator(".bar").is_visible()
    who.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert who.page.locator(".acts details[open]").count() == 0
    who.page.emulate_media(media="screen")
    who.page.get_by_label("Print my answers too").check()
    who.page.emulate_media(media="print")
    assert act.locator(".because").is_visible()


def test_a_reload_starts_clean_and_says_why(site: Served, visitor: Opens) -> None:
    who = visitor().open(f"{site.address}/eviction.html").start().through({"role": "tenant"})
    who.page.reload()
    who.page.wait_for_selector(".btn.go")
    assert "answers are never kept" in who.page.locator(".status").inner_text()
    assert who.page.locator("legal-intake").evaluate("element => element.answers()") == {}


def test_two_tabs_know_nothing_of_each_other(site: Served, visitor: Opens) -> None:
    who = visitor().open(f"{site.address}/eviction.html").start().through({"role": "tenant"})
    other = Visitor(who.page.context.new_page()).open(f"{site.address}/eviction.html").start()
    assert other.heading == "Is this about your own home?"
    assert who.heading == "What has happened so far?"
