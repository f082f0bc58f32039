"""W901 to W905: statements that nobody has looked at, or not for too long, and reviews of words that have changed."""

from intake.flow.codes.lesson import Lesson

__all__ = ["LESSONS"]

LESSONS = (
    Lesson(
        "W901",
        "a statement whose state nobody has said",
        "The flow has a `review`, and no path in it covers this part. The longest path that fits counts.",
        "Whoever reads the review would believe that it is about the whole flow. A part that was added later is looked at too.",
        """\
review:
  recommendations: {state: checked, on: 2026-11-24, due: 2027-11-24}
""",
        """\
review:
  recommendations: {state: checked, on: 2026-11-24, due: 2027-11-24}
  grounds: {state: drafted, on: 2026-11-24, due: 2027-01-31}
  limits: {state: drafted, on: 2026-11-24, due: 2027-01-31}
  glossary: {state: drafted, on: 2026-11-24, due: 2027-01-31}
  tables: {state: checked, on: 2026-11-24, due: 2027-11-24}
""",
    ),
    Lesson(
        "W902",
        "a part that is due again",
        "The day by which somebody was to look at this part again has passed.",
        "Law changes without telling anybody. A text that was right once is not known to be right for ever.",
        """\
review:
  recommendations: {state: checked, on: 2025-11-24, due: 2026-05-24}
""",
        """\
review:
  recommendations: {state: checked, on: 2026-11-24, due: 2027-05-24}
""",
    ),
    Lesson(
        "W903",
        "a source that is due again",
        "The day on which the source `expires` has passed. Statements that rest on it alone are shown as questions since then.",
        "A page of a firm or an office is true on the day on which somebody read it.",
        """\
sources: {law: {title: The law, checked: 2024-11-24, expires: 2025-11-24, confidence: high}}
""",
        """\
sources: {law: {title: The law, checked: 2026-11-24, expires: 2027-11-24, confidence: high}}
""",
    ),
    Lesson(
        "W904",
        "changed since it was read",
        "This part was read, and its words, whom they are for, or their sources are others now. The entry is void.",
        "Nobody may stand with their name for words that they have not read.",
        """\
review:
  recommendations: {state: reviewed, by: "A. B., bar of X", on: 2026-11-24, due: 2027-11-24, fingerprint: 9f2c41d07ab3}
""",
        """\
review:
  recommendations: {state: checked, on: 2026-11-24, due: 2027-11-24}
""",
    ),
    Lesson(
        "W905",
        "a review of nothing",
        "There is no statement at this path of the flow: it is misspelt, or what it named is gone.",
        "The part that was meant is not covered by it, or its reviewer is asked about something that nobody reads.",
        """\
review:
  recommendations.call_lawer: {state: checked, on: 2026-11-24, due: 2027-11-24}
""",
        """\
review:
  recommendations.call_lawyer: {state: checked, on: 2026-11-24, due: 2027-11-24}
""",
    ),
)
