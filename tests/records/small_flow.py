"""A small flow for the tests of records: each kind of question, a path that closes, and questions that may be missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from intake.flow.load import load
from intake.flow.model import Flow

__all__ = ["TODAY", "WHOLE", "small_flow"]

TODAY = date(2026, 11, 24)

TEXT = """
flow: {id: boat, version: 1.2.0, title: A boat is late, language: en, start: role}
levels:
  emergency: {label: Act now, sign: "!!"}
  soon: {label: This week, sign: "!"}
  planned: {label: When you can, sign: "○"}

steps:
  role:
    ask: Who are you?
    choice: {owner: Owner, guest: Guest, office: Office}
    next: [{when: {role: office}, go: done}, {go: danger}]
  danger: {ask: Is anybody hurt?, choice: {yes: "Yes", no: "No", unknown: I don't know}, next: harm}
  harm:
    ask: What is broken?
    choices: {mast: Mast, hull: Hull, engine: Engine, none: Nothing}
    exclusive: [none]
    next: flags
  flags: {ask: Which flags?, countries: {}, words: {unknown: I don't know}, next: harbour}
  harbour: {ask: Which country?, country: {}, words: {unknown: I don't know}, next: crew}
  crew: {ask: How many people?, number: {}, range: {at_least: 0, at_most: 99}, words: {unknown: I don't know}, next: left}
  left:
    ask: When did it leave?
    date: {}
    range: {at_most: today}
    words: {unknown: I don't know}
    next: [{when: {danger: no}, go: weather}, {go: radio}]
  radio: {ask: Is there a radio?, choice: {yes: "Yes", no: "No"}, next: weather}
  weather: {ask: Is there a storm?, choice: {yes: "Yes", no: "No", unknown: I don't know}, missing: unknown, next: pets}
  pets: {ask: Which animals?, choices: {dog: Dog, cat: Cat}, missing: [], next: done}
  done: {end: Done.}

facts:
  away: {flags: {other_than: [harbour]}}

limits:
  week: {add: {days: 7}, text: One week., confidence: high, sources: [book]}

recommendations:
  rescue:
    title: Call the coast guard
    when: {any: [{danger: [yes, unknown]}, {weather: yes}]}
    urgency: {emergency: {danger: yes}, otherwise: soon}
    sources: [book, law]
  repair:
    title: Repair the boat
    when: {harm: {has_any: [mast, hull]}}
    urgency: {soon: {harm: {has: hull}}, otherwise: planned}
    deadline: {from: left, limit: week}
    sources: [book]
  consul: {title: Call the consul, when: {away: true}, urgency: soon, sources: [law]}
  feed: {title: Feed the animals, when: {pets: {has_any: [dog, cat]}}, urgency: planned, sources: [book]}
  wait_for_weather: {title: Wait, when: {weather: unknown, danger: no}, urgency: planned, sources: [book]}
  write_down: {title: Write down what you know, urgency: {soon: {crew: {over: 10}}, otherwise: planned}, sources: [book]}

grounds:
  unsafe: {when: {harm: {has: hull}}, title: Unsafe, plain: Water comes in., law: A law., sources: [law]}
  crowded: {when: {crew: {over: 10}}, title: Crowded, plain: Too many people., law: A law., sources: [law]}

sources:
  book: {title: A book, url: "https://example.org/book", checked: 2026-11-01, confidence: high}
  law: {title: A law, url: "https://example.org/law", checked: 2026-11-01, confidence: high}
"""

WHOLE: dict[str, str | int | Sequence[str]] = {
    "role": "owner",
    "danger": "no",
    "harm": ["hull", "mast"],
    "flags": ["FR", "NO"],
    "harbour": "NO",
    "crew": 12,
    "left": "2026-11-20",
    "weather": "no",
    "pets": [],
}
"""A record that answers everything on its path."""


@cache
def small_flow() -> Flow:
    """The flow, loaded once with every check."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "boat.yaml"
        path.write_text(TEXT, encoding="utf-8")
        return load(path)
