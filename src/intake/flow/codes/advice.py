"""E402 to W505: urgency that cannot be meant so, and words that a reader would miss."""

from intake.flow.codes.lesson import Lesson

__all__ = ["LESSONS"]

LESSONS = (
    Lesson(
        "E402",
        "rungs out of order",
        "The rungs of a ladder are written highest first, in the order of `levels`.",
        "The highest rung that holds counts, wherever it stands: written otherwise, a reader would take the first.",
        """\
ladders:
  situation: {urgent: {custody: unknown}, emergency: {held: true}, otherwise: planned}
""",
        """\
ladders:
  situation: {emergency: {held: true}, urgent: {custody: unknown}, otherwise: planned}
""",
    ),
    Lesson(
        "E403",
        "the floor is not the lowest",
        "`otherwise` is what holds for everybody: it is lower than every rung.",
        "A rung that is not above it could never be seen.",
        """\
ladders:
  situation: {emergency: {held: true}, planned: {custody: free}, otherwise: urgent}
""",
        """\
ladders:
  situation: {emergency: {held: true}, urgent: {custody: unknown}, otherwise: planned}
""",
    ),
    Lesson(
        "E501",
        "no words for some roles",
        "A text gives words for some roles, and none for the others: add theirs, or `default`.",
        "Whoever has such a role would see nothing.",
        """\
steps:
  done: {end: {self: Call a lawyer today.}}
""",
        """\
steps:
  done: {end: {self: Call a lawyer today., default: Call a lawyer for them today.}}
""",
    ),
    Lesson(
        "E502",
        "words for a role that nobody has",
        "The roles are the values of the question that `voice` names under `flow`.",
        "These words would never be shown.",
        """\
steps:
  done: {end: {slf: Call a lawyer today., default: Call a lawyer for them today.}}
""",
        """\
steps:
  done: {end: {self: Call a lawyer today., default: Call a lawyer for them today.}}
""",
    ),
    Lesson(
        "W503",
        "advice without a reason",
        "The recommendation has no `why`.",
        "People follow advice that they understand, above all when they are afraid.",
        """\
recommendations:
  write: {title: Write down what happened, how: [Write today.], urgency: planned, sources: [law]}
""",
        """\
recommendations:
  write: {title: Write down what happened, why: You forget., how: [Write today.], urgency: planned, sources: [law]}
""",
    ),
    Lesson(
        "W504",
        "advice without its steps",
        "The recommendation has no `how`.",
        "Who is told what to do, and not how, is left alone with it.",
        """\
recommendations:
  write: {title: Write down what happened, why: You forget., urgency: planned, sources: [law]}
""",
        """\
recommendations:
  write: {title: Write down what happened, why: You forget., how: [Write today.], urgency: planned, sources: [law]}
""",
    ),
    Lesson(
        "W505",
        "a question without a reason",
        "The question has no `why`.",
        "A person in danger answers what they see the sense of; else they stop, or say what they think is wanted.",
        """\
steps:
  amount: {ask: How much is at stake?, number: {unit: EUR}, next: done}
""",
        """\
steps:
  amount: {ask: How much is at stake?, why: It decides which court., number: {unit: EUR}, next: done}
""",
    ),
)
