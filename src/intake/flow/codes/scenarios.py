"""E601 to W602: what a flow says of itself does not come true."""

from intake.flow.codes.lesson import Lesson

__all__ = ["LESSONS"]

_ANSWERS = "role: self, custody: detained, custody_since: 2026-11-20, country: FR, concerns: [], amount: 0"

LESSONS = (
    Lesson(
        "E601",
        "a scenario fails",
        "With the answers of this scenario, the flow says something else than was expected: either the flow is wrong, or "
        "the expectation.",
        "A scenario is a person whom somebody thought of. If they are answered otherwise now, somebody must decide.",
        f"""\
scenarios:
  a man is held:
    date: 2026-11-24
    answers: {{{_ANSWERS}}}
    expect: {{urgency: planned}}
""",
        f"""\
scenarios:
  a man is held:
    date: 2026-11-24
    answers: {{{_ANSWERS}}}
    expect: {{urgency: emergency}}
""",
    ),
    Lesson(
        "E602",
        "a promise is broken",
        "For the person of a scenario, who comes to the end and meets the promise's `when`, its `then` does not hold.",
        "A promise is what must hold for everybody: one counter-example refutes it.",
        """\
promises:
  nobody who is held may wait: {when: {held: true}, then: {not_recommended: call_lawyer}}
""",
        """\
promises:
  nobody who is held may wait: {when: {held: true}, then: {recommended: call_lawyer}}
""",
    ),
    Lesson(
        "E603",
        "a scenario's answer is not taken",
        "The flow has no such question, or the question does not take this answer. If that is what the scenario is about, "
        "expect `status: invalid`.",
        "The scenario would try another person than the one it describes.",
        """\
scenarios:
  a man is held:
    date: 2026-11-24
    answers: {role: self, custdy: detained, custody: jailed}
    expect: {status: incomplete}
""",
        """\
scenarios:
  a man is held:
    date: 2026-11-24
    answers: {role: self, custody: detained}
    expect: {status: incomplete}
""",
    ),
    Lesson(
        "W601",
        "a promise that no scenario meets",
        "No scenario that comes to the end meets the promise's `when`, so it was never tried.",
        "A promise that nobody has tried may be empty, or wrong. Add a scenario of such a person.",
        """\
promises:
  nobody far away is left alone: {when: {country.member: no}, then: {urgency: planned}}
""",
        """\
promises:
  nobody near is left alone: {when: {country.member: yes}, then: {urgency: planned}}
""",
    ),
    Lesson(
        "W602",
        "an exception that nothing needs",
        "The flow accepts a finding that is not there: it was mended, or the exception names another thing.",
        "An exception that is left behind would one day accept a new fault that nobody has weighed.",
        """\
exceptions:
  - {finding: W505, at: custody, because: The title says why.}
""",
        """\
steps:
  custody: {ask: Are you held?, choice: {free: "No", detained: "Yes", unknown: I don't know}, next: custody_since}
exceptions:
  - {finding: W505, at: custody, because: The title says why.}
""",
    ),
)
