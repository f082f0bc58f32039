"""A flow of four questions, small enough to work its coverage and its mutants out by hand."""

from __future__ import annotations

from pathlib import Path

from intake.flow.load import load
from intake.flow.model import Flow

__all__ = ["BAILIFF", "written"]

BAILIFF = """\
flow: {id: bailiff, version: 1.0.0, title: A bailiff, language: en, start: letter}
levels: {now: {label: Now}, soon: {label: Soon}, later: {label: Later}}
steps:
  letter:
    {ask: Is there a letter?, why: W., choice: {yes: "Yes", no: "No"}, next: [{when: {letter: yes}, go: day}, {go: owes}]}
  day: {ask: Which day does it name?, why: W., date: {}, words: {none: No day}, next: owes}
  owes: {ask: Do you owe anything?, why: W., choice: {yes: "Yes", no: "No", unknown: No idea}, next: ill}
  ill: {ask: Are you ill?, why: W., choice: {yes: "Yes", no: "No"}, missing: no, next: done}
  done: {end: Thank you.}
facts:
  near: {day: {days_until: {at_most: 3}}}
recommendations:
  object:
    title: Object
    when: {letter: yes, any: [{owes: [no, unknown]}, {ill: yes}]}
    urgency: {now: {near: true}, otherwise: soon}
    why: W.
    how: [Write to the court., {text: Add a note from a doctor., when: {ill: yes}}]
    deadline: {on: day, text: That day.}
    sources: [law]
  ask: {title: Ask, why: W., how: [H.], urgency: later, sources: [law]}
sources: {law: {title: The law, checked: 2026-11-24, confidence: high}}
"""


def written(folder: Path, scenarios: str, promises: str = "", text: str = BAILIFF) -> Path:
    """The flow with these scenarios and promises, each an entry in braces, as a file."""
    file = folder / "bailiff.yaml"
    file.write_text(
        text
        + (f"scenarios:\n{_listed(scenarios)}" if scenarios else "")
        + (f"promises:\n{_listed(promises)}" if promises else ""),
        "utf-8",
    )
    return file


def _listed(entries: str) -> str:
    return "".join(f"  {line.strip()}\n" for line in entries.strip().splitlines())


def flow(folder: Path, scenarios: str, promises: str = "", text: str = BAILIFF) -> Flow:
    """As `written`, loaded."""
    return load(written(folder, scenarios, promises, text))
