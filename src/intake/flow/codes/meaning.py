"""E214 to E221: names that are there, but cannot mean what is written."""

from intake.flow.codes.lesson import Lesson

__all__ = ["LESSONS"]

LESSONS = (
    Lesson(
        "E214",
        "a fact or value that names itself",
        "Looked through, a fact or value comes back to itself, or goes through so many names that nobody can follow.",
        "To know it, one would have to know it already.",
        """\
facts:
  at_risk: {hidden: true}
  hidden: {at_risk: true}
""",
        """\
facts:
  at_risk: {custody: detained}
  hidden: {at_risk: true}
""",
    ),
    Lesson(
        "E215",
        "two kinds of thing that cannot be compared",
        "over, at_least, under, at_most: numbers and dates. days_since, days_until: dates. has, has_any, has_all, "
        "has_only: questions with several answers. A sum is of numbers, a deadline counts from a date.",
        "A comparison of different kinds is never true.",
        """\
facts:
  long: {custody: {over: 3}}
  late: {custody_since: {over: 3}}
""",
        """\
facts:
  long: {amount: {over: 3}}
  late: {custody_since: {days_since: {over: 3}}}
""",
    ),
    Lesson(
        "E216",
        "a question with several answers is not equal to one",
        "Say what you mean: {has: torture} is among the answers; {has_any: […]} one of these; {has_all: […]} each of "
        "these; {has_only: […]} nothing else; {has_only: []} none at all, which is also what the word none means.",
        "With equality, somebody who chose torture and one thing more would be passed by.",
        """\
facts:
  in_danger: {concerns: torture}
""",
        """\
facts:
  in_danger: {concerns: {has: torture}}
""",
    ),
    Lesson(
        "E217",
        "a placeholder that is no question",
        "{name} in a text stands for the answer to the question `name`. A brace that is meant as a brace is doubled: {{.",
        "The reader would see a gap where a word belongs.",
        """\
steps:
  done: {end: "Find a lawyer in {contry}."}
""",
        """\
steps:
  done: {end: "Find a lawyer in {country}."}
""",
    ),
    Lesson(
        "E218",
        "true and false are for facts",
        "A fact is true or false, and has no other value; an answer is one of the values that its question offers. "
        "`yes` and `no` are words, and may be values of a question.",
        "A condition on the wrong one is never true.",
        """\
facts:
  at_risk: {held: yes}
  calm: {custody: false}
""",
        """\
facts:
  at_risk: {held: true}
  calm: {custody: free}
""",
    ),
    Lesson(
        "E219",
        "a name with two meanings",
        "Questions, facts and values share one set of names; levels and ladders another. The words all, any, not, "
        "answered, today and default belong to the language.",
        "A condition could mean either of them.",
        """\
facts:
  custody: {concerns: {has: torture}}
""",
        """\
facts:
  fears_custody: {concerns: {has: torture}}
""",
    ),
    Lesson(
        "E220",
        "a question does not fit together",
        "`exclusive`, `groups` and `missing` name values that the question offers; each value is in a group, if there are "
        "groups; `voice` names a choice; some answer lies in the `range`.",
        "An answer would be hidden, or could never be given.",
        """\
steps:
  concerns:
    ask: What do you fear?
    choices: {torture: Torture, unfair_trial: An unfair trial}
    exclusive: [nothing]
    next: amount
""",
        """\
steps:
  concerns:
    ask: What do you fear?
    choices: {torture: Torture, unfair_trial: An unfair trial, nothing: Nothing}
    exclusive: [nothing]
    next: amount
""",
    ),
    Lesson(
        "E221",
        "unknown list of holidays",
        "`next_working_day` names a list that is not declared under `holidays`.",
        "A deadline would fall on a day on which no court is open.",
        """\
limits:
  appeal:
    {add: {days: 8}, roll: {next_working_day: lyon}, text: Eight days, confidence: high, sources: [law]}
""",
        """\
limits:
  appeal:
    {add: {days: 8}, roll: {next_working_day: paris}, text: Eight days, confidence: high, sources: [law]}
""",
    ),
)
