"""Somebody with nothing but a keyboard comes to the triage that the terminal gives for the same answers, to the byte."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intake.cli import main
from tests.flows.interpol_people import CALM, QUIET
from tests.web.browser import TODAY, Served, Visitor
from tests.web.test_access import SMALLEST

PEOPLE: list[tuple[str, dict[str, Any]]] = [
    ("eviction", SMALLEST["eviction"]),
    ("wages", SMALLEST["wages"]),
    (
        "interpol",
        {
            **CALM,
            **QUIET,
            "custody": "detained",
            "custody_since": "2026-11-23",
            "notice_type": "red",
            "how_known": "police",
        },
    ),
]
_MOST_KEYS = 60


class Keyboard:
    """Keys alone: tab, arrows, space, letters, enter."""

    def __init__(self, who: Visitor) -> None:
        self.who = who
        self.press = who.page.keyboard.press

    def reach(self, *starts: str) -> None:
        """Tabs on until what has the focus begins so."""
        for _ in range(_MOST_KEYS):
            if self.who.focused.startswith(starts):
                return
            self.press("Tab")
        raise AssertionError(f"{starts} cannot be reached; at {self.who.focused}")

    def answer(self, label: Callable[[str], str], answer: Any) -> None:
        kinds = self.who.page.locator("form input:not(#typed)").evaluate_all(
            "all => all.map((one) => one.type + (one.role ?? ''))"
        )
        ids = set(self.who.page.locator("form input").evaluate_all("all => all.map((one) => one.id)"))
        values = [str(value) for value in (answer if isinstance(answer, list) else [answer])]
        if "radio" in kinds:
            self.reach("input:")
            self.press("Space")
            for _ in kinds:
                if self.who.focused == f"input: {label(values[0])}":
                    break
                self.press("ArrowDown")
        elif {f"answer-{value}" for value in values} & ids:
            for value in values:
                self.reach(f"input: {label(value)}")
                self.press("Space")
        elif "day" in ids:
            for name, part in zip(("Day", "Month", "Year"), reversed(values[0].split("-")), strict=True):
                self.reach(f"input: {name}")
                self.who.page.keyboard.type(part)
        elif "country" in ids:
            for value in values:
                self.reach("input:")
                self.who.page.keyboard.type(value)
                self.press("Enter")
        elif "number" in ids:
            self.reach("input: A whole number")
            self.who.page.keyboard.type(values[0])
        if not values:
            self.reach("button: Continue")
        self.press("Enter")


@pytest.mark.parametrize(("flow", "answers"), PEOPLE, ids=[flow for flow, _ in PEOPLE])
def test_the_keyboard_reaches_the_terminal_s_triage(
    site: Served,
    visitor: Callable[..., Visitor],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    flow: str,
    answers: dict[str, Any],
) -> None:
    who = visitor().open(f"{site.address}/{flow}.html")
    keys = Keyboard(who)
    keys.reach("button: Go on")
    keys.press("Enter")
    given: dict[str, Any] = {}
    for _ in range(_MOST_KEYS):
        asked = who.triage["next_question"]
        if who.page.locator(".at-question div.ask > .acts-row > .btn.go").count():
            keys.reach("button: Go on")
            keys.press("Enter")
            continue
        if asked is None:
            break
        given[asked] = answers[asked]
        keys.answer(_labels(who), answers[asked])
    assert who.heading == "Check your answers"
    keys.reach("button: Show what to do")
    keys.press("Enter")
    assert who.page.locator(".act").count() >= 1

    file = tmp_path / "answers.json"
    file.write_text(json.dumps(given))
    assert main(["run", flow, "--answers", str(file), "--date", TODAY]) == 0
    terminal = json.loads(capsys.readouterr().out)
    parts = ("urgency", "urgency_at_most", "recommendations", "grounds", "next_question")
    browser = who.triage
    assert _bytes({part: browser[part] for part in parts}) == _bytes({part: terminal[part] for part in parts})


def _labels(who: Visitor) -> Callable[[str], str]:
    found: dict[str, str] = who.page.locator("form .reply").evaluate_all(
        "all => Object.fromEntries(all.map((one) => [one.querySelector('input')?.value, one.textContent.trim()]))"
    )
    return lambda value: found[value]


def _bytes(part: dict[str, Any]) -> bytes:
    return json.dumps(part, ensure_ascii=False).encode()
