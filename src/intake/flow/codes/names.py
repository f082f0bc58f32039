"""E201 to E213: something is named that is not there."""

from intake.flow.codes.lesson import Lesson

__all__ = ["LESSONS"]

LESSONS = (
    Lesson(
        "E201",
        "a way leads nowhere",
        "`next` or `go` names a step that the flow does not have.",
        "Whoever takes this way would be stuck in the middle of the interview.",
        """\
steps:
  role: {ask: Who are you?, choice: {self: I need help, family: I ask for another}, next: custdy}
""",
        """\
steps:
  role: {ask: Who are you?, choice: {self: I need help, family: I ask for another}, next: custody}
""",
    ),
    Lesson(
        "E202",
        "the start is no step",
        "`start` under `flow` names a step that the flow does not have.",
        "Nobody could begin.",
        """\
flow: {id: example, version: 1.0.0, title: Example, language: en, start: rle, voice: role}
""",
        """\
flow: {id: example, version: 1.0.0, title: Example, language: en, start: role, voice: role}
""",
    ),
    Lesson(
        "E203",
        "unknown question, fact or value",
        "A condition, a value or an expectation names something that is declared nowhere. Questions, facts and values "
        "share their names; a fact has no value, so only its own condition can be read.",
        "A condition on nothing is never true: an advice would be lost without a word.",
        """\
facts:
  at_risk: {custdy: detained}
""",
        """\
facts:
  at_risk: {custody: detained}
""",
    ),
    Lesson(
        "E204",
        "a value that is not offered",
        "The question does not offer this answer, or no row of the table has it in this column.",
        "A condition on an answer that nobody can give is never true.",
        """\
facts:
  at_risk: {custody: [detained, deteined_abroad]}
""",
        """\
facts:
  at_risk: {custody: [detained, unknown]}
""",
    ),
    Lesson(
        "E206",
        "unknown table, or the wrong number of keys",
        "A question or a value names a table that is not declared under `tables`, or gives one key to a table that has "
        "two. A question reads a table with one key.",
        "Nothing could be looked up.",
        """\
values:
  fee: {look_up: {table: fee, row: custody, column: fee}}
tables:
  fees: {key: custody, columns: {fee: number}, rows: [{custody: detained, fee: 0}]}
""",
        """\
values:
  fee: {look_up: {table: fees, row: custody, column: fee}}
tables:
  fees: {key: custody, columns: {fee: number}, rows: [{custody: detained, fee: 0}]}
""",
    ),
    Lesson(
        "E207",
        "unknown column",
        "The table has no such column, or the column is text to read: only columns that are declared as word, country, "
        "number or date can be compared. A dot after a question reads the table that the question names.",
        "A condition on a column that is not there is never true.",
        """\
facts:
  outside: {country.membr: no}
""",
        """\
facts:
  outside: {country.member: no}
""",
    ),
    Lesson(
        "E208",
        "unknown recommendation",
        "A promise or a scenario names a recommendation that the flow does not have.",
        "It would promise nothing, and fail for no reason that a person could see.",
        """\
promises:
  nobody who is held is left alone: {when: {held: true}, then: {recommended: call_lawer}}
""",
        """\
promises:
  nobody who is held is left alone: {when: {held: true}, then: {recommended: call_lawyer}}
""",
    ),
    Lesson(
        "E209",
        "unknown source",
        "A source is named that is not declared under `sources`.",
        "A statement without a source is not shown: who reads it must be able to look it up.",
        """\
limits:
  appeal: {add: {months: 1}, text: One month, confidence: high, sources: [lw]}
""",
        """\
limits:
  appeal: {add: {months: 1}, text: One month, confidence: high, sources: [law]}
""",
    ),
    Lesson(
        "E210",
        "a term that is not explained",
        "A text marks a term with [[ ]], but the glossary has no entry with that name, term or form. "
        "[[other words|term]] shows other words for a term.",
        "The reader is offered an explanation that is not there.",
        """\
steps:
  done: {end: "You may be the subject of a [[notis]]."}
""",
        """\
steps:
  done: {end: "You may be the subject of a [[notice]]."}
""",
    ),
    Lesson(
        "E211",
        "unknown level",
        "An urgency is named that is not declared under `levels`.",
        "Nobody would know how soon it must be done.",
        """\
ladders:
  situation: {emergncy: {held: true}, otherwise: planned}
""",
        """\
ladders:
  situation: {emergency: {held: true}, otherwise: planned}
""",
    ),
    Lesson(
        "E212",
        "unknown ladder",
        "`as` names a ladder that is not declared under `ladders`.",
        "Nobody would know how soon it must be done.",
        """\
recommendations:
  write: {title: Write, why: You forget., how: [Write.], urgency: {as: situatio, at_most: planned}, sources: [law]}
""",
        """\
recommendations:
  write: {title: Write, why: You forget., how: [Write.], urgency: {as: situation, at_most: planned}, sources: [law]}
""",
    ),
    Lesson(
        "E213",
        "unknown time limit",
        "A deadline names a limit that is not declared under `limits`.",
        "A date that may cost a right must come from a rule that somebody checked.",
        """\
recommendations:
  appeal:
    {title: Appeal, why: It ends., how: [Write.], urgency: urgent, sources: [law],
     deadline: {from: custody_since, limit: apeal}}
""",
        """\
recommendations:
  appeal:
    {title: Appeal, why: It ends., how: [Write.], urgency: urgent, sources: [law],
     deadline: {from: custody_since, limit: appeal}}
""",
    ),
)
