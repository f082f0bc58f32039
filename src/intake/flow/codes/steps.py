"""E301 to W307: steps that cannot be followed, and ways that ask of the future."""

from intake.flow.codes.lesson import Lesson

__all__ = ["LESSONS"]

LESSONS = (
    Lesson(
        "E301",
        "the steps go round in a circle",
        "From a step, some ways lead back to it. A person may go back at any time; that is never a way of the flow.",
        "An interview that can go round need not end, and nothing could be said for certain about it.",
        """\
steps:
  amount: {ask: How much is at stake?, number: {unit: EUR}, next: role}
""",
        """\
steps:
  amount: {ask: How much is at stake?, number: {unit: EUR}, next: done}
""",
    ),
    Lesson(
        "E302",
        "the last way has a condition",
        "The ways of a step are tried in order; the last has no `when`, so that everybody can go on.",
        "Whoever meets none of the conditions would be stuck.",
        """\
steps:
  role:
    ask: Who are you?
    choice: {self: I need help, family: I ask for another}
    next:
      - {when: {role: self}, go: custody}
""",
        """\
steps:
  role:
    ask: Who are you?
    choice: {self: I need help, family: I ask for another}
    next:
      - {when: {role: self}, go: custody}
      - {go: country}
""",
    ),
    Lesson(
        "E303",
        "a way that hides those after it",
        "A way without `when` is always taken; what stands below it is never reached.",
        "Somebody believes that these ways are used.",
        """\
steps:
  role:
    ask: Who are you?
    choice: {self: I need help, family: I ask for another}
    next:
      - {go: country}
      - {when: {role: self}, go: custody}
      - {go: country}
""",
        """\
steps:
  role:
    ask: Who are you?
    choice: {self: I need help, family: I ask for another}
    next:
      - {when: {role: self}, go: custody}
      - {go: country}
""",
    ),
    Lesson(
        "E304",
        "a step that nobody reaches",
        "No way from the start leads to this step.",
        "Its question is never asked, so all advice that depends on it is lost.",
        """\
steps:
  language: {ask: Do you need an interpreter?, choice: {yes: Yes, no: No}, next: done}
""",
        """\
steps:
  amount: {ask: How much is at stake?, number: {unit: EUR}, next: language}
  language: {ask: Do you need an interpreter?, choice: {yes: Yes, no: No}, next: done}
""",
    ),
    Lesson(
        "E305",
        "a way asks of the future",
        "The condition of a way names, perhaps through a fact or value, a question that cannot have been asked before.",
        "It is never true there: everybody would go the other way.",
        """\
steps:
  role:
    ask: Who are you?
    choice: {self: I need help, family: I ask for another}
    next:
      - {when: {amount: {over: 0}}, go: custody}
      - {go: country}
""",
        """\
steps:
  role:
    ask: Who are you?
    choice: {self: I need help, family: I ask for another}
    next:
      - {when: {role: self}, go: custody}
      - {go: country}
""",
    ),
    Lesson(
        "W307",
        "an emergency question that few are asked",
        "An emergency rung or a promise depends on this question, but whether it is asked hangs on another one, which "
        "itself is asked only of some. Ask what an emergency depends on first, of everybody.",
        "Where an answer is missing, nobody could say whether it is an emergency.",
        """\
steps:
  custody_since:
    {ask: Since when?, date: {}, next: [{when: {custody_since: {under: today}}, go: pain}, {go: country}]}
  pain: {ask: Are you in pain?, choice: {yes: Yes, no: No}, next: [{when: {pain: yes}, go: ill}, {go: country}]}
  ill: {ask: Are you ill?, choice: {yes: Yes, no: No}, next: country}
ladders: {situation: {emergency: {any: [{held: true}, {ill: yes}]}, otherwise: planned}}
""",
        """\
steps:
  role: {ask: Who are you?, choice: {self: I need help, family: I ask for another}, next: ill}
  ill: {ask: Are you ill?, choice: {yes: Yes, no: No}, next: custody}
ladders: {situation: {emergency: {any: [{held: true}, {ill: yes}]}, otherwise: planned}}
""",
    ),
)
