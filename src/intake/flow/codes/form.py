"""E151 to E153: a key that is not known, one that is missing, a value of the wrong form."""

from intake.flow.codes.lesson import Lesson

__all__ = ["LESSONS"]

LESSONS = (
    Lesson(
        "E151",
        "unknown key",
        "The key means nothing at this place. An editor that knows the flow's schema offers the keys that do.",
        "What stands under it would be ignored: a rule that everybody believes to be there, and that is not.",
        """\
facts:
  at_risk: {wen: {custody: detained}, title: In danger}
recommendations:
  write: {titel: Write, title: Write down what happened, urgency: planned, sources: [law]}
""",
        """\
facts:
  at_risk: {when: {custody: detained}, title: In danger}
""",
    ),
    Lesson(
        "E152",
        "something is missing",
        "This key must be there. The smallest flow has the sections below.",
        "Without it there is no question to ask, no way on, or no reason to give.",
        """\
recommendations:
  call: {title: Call a lawyer, when: {held: yes}, urgency: now}
""",
        """\
flow: {id: small, version: 1.0.0, title: Small, language: en, start: held}
levels: {now: {label: Today}, later: {label: Later}}
steps:
  held: {ask: Are you held?, choice: {yes: Yes, no: No}, next: done}
  done: {end: Thank you.}
recommendations:
  call: {title: Call a lawyer, when: {held: yes}, urgency: now, sources: [law]}
sources: {law: {title: The law, checked: 2026-11-24, confidence: high}}
""",
    ),
    Lesson(
        "E153",
        "a value of the wrong form",
        "Another kind of value is expected here: text, a whole number, a list, a mapping, a date, a name, one of a few "
        "words. Names have small letters, digits and underscores, a letter first.",
        "The value could not be understood, or only by guessing.",
        """\
sources:
  law: {title: The law, article: 82, checked: 30 February 2026, confidence: sure}
""",
        """\
sources:
  law: {title: The law, article: "82", checked: 2026-11-24, confidence: high}
""",
    ),
)
