"""E101 to E113: a file cannot be read, or would be read otherwise than it was meant."""

from intake.flow.codes.lesson import Lesson

__all__ = ["LESSONS"]

LESSONS = (
    Lesson(
        "E101",
        "the file cannot be read as text",
        "The file is not UTF-8, or this program may not read it.",
        "A name in another encoding would be shown wrongly to everybody who reads the flow.",
        """\
flow: {id: help, version: 1.0.0, title: R<byte E9>fugi<byte E9>s, language: fr, start: role}
""",
        """\
flow: {id: help, version: 1.0.0, title: Réfugiés, language: fr, start: role}
""",
    ),
    Lesson(
        "E102",
        "this is not YAML",
        "The text breaks off the rules of YAML: a colon, a comma, a quote, a bracket or the indent is not where it must be. "
        "Text that holds ': ' or begins with one of [ { * & ! | > % @ stands in quotes.",
        "Nothing after this place can be read, so nothing of the file is used.",
        """\
glossary:
  notice: {term: notice, plain: A request: not an order.}
""",
        """\
glossary:
  notice: {term: notice, plain: "A request: not an order."}
""",
    ),
    Lesson(
        "E103",
        "a key stands twice",
        "One mapping holds the same key two times.",
        "Most programs take the last and drop the first without a word: a rule would vanish.",
        """\
facts:
  at_risk: {custody: detained}
  at_risk: {custody: unknown}
""",
        """\
facts:
  at_risk: {custody: [detained, unknown]}
""",
    ),
    Lesson(
        "E104",
        "anchors and aliases are not used",
        "YAML can name a piece with & and repeat it with *. Flows do not: what is used twice gets a name of its own.",
        "A few aliases of aliases can grow into more text than any computer holds; and a repeated piece has no name "
        "that a lawyer could read. Text that begins with & or * stands in quotes.",
        """\
facts:
  at_risk: &risk {custody: detained}
  in_need: *risk
""",
        """\
facts:
  at_risk: {custody: detained}
  in_need: {at_risk: true}
""",
    ),
    Lesson(
        "E105",
        "tags are not used",
        "A word that begins with ! tells YAML to make something other than text of a value. Flows hold text, whole "
        "numbers, true, false, lists and mappings only.",
        "A tag could ask the reading program to run something. Text that begins with ! stands in quotes.",
        """\
glossary:
  notice: {term: notice, plain: !important A request.}
""",
        """\
glossary:
  notice: {term: notice, plain: "!important A request."}
""",
    ),
    Lesson(
        "E106",
        "nested too deeply",
        "Mappings and lists lie within each other more than 64 levels deep.",
        "Nobody can read that, and it can bring a program down. Name the parts as facts, and use the names.",
        """\
facts:
  calm: <70 times {not: >{custody: detained}<70 times }>
""",
        """\
facts:
  held_now: {custody: detained}
  calm: {held_now: false}
""",
    ),
    Lesson(
        "E107",
        "the file is too long",
        "One file of a flow has at most 1,048,576 bytes (1 MiB).",
        "Nobody can review such a file. A flow may be a folder of files: one for each subject, or for each kind of thing.",
        """\
# terms.yaml
terms:
  - This says what to do first, and why. It is not legal advice, and it cannot say that a trip is safe.
  # … and 12000 more lines like this
""",
        """\
# terms.yaml
terms:
  - This says what to do first, and why. It is not legal advice, and it cannot say that a trip is safe.
""",
    ),
    Lesson(
        "E108",
        "a key is not a word",
        "What stands before a colon is one name or one sentence, never empty, a list or a mapping.",
        "It could not be named anywhere else.",
        """\
facts:
  at_risk: {[custody]: detained}
""",
        """\
facts:
  at_risk: {custody: detained}
""",
    ),
    Lesson(
        "E109",
        "a value that is read in several ways",
        "The value is empty, or YAML readers do not agree on it: 007, 1_000, 0x1f, ~, null, <<. A number has digits "
        "alone and does not begin with 0. Everything else is text: yes, no, NO (Norway) and dates stay what they are.",
        "What one program reads as a number, another reads as text or as nothing: the answer would depend on the program.",
        """\
sources:
  law: {title: The law, article: 007, checked: 2026-11-24, confidence: high, note: }
""",
        """\
sources:
  law: {title: The law, article: "007", checked: 2026-11-24, confidence: high}
""",
    ),
    Lesson(
        "E110",
        "a character that nobody can see",
        "The text holds a control character, or one that turns the reading direction, as it stands or written with a "
        "backslash. Arabic and Hebrew need none: letters know their direction.",
        "What a reviewer sees would not be what the program reads.",
        """\
glossary:
  notice: {term: notice, plain: A request<U+202E>.redro na ton}
""",
        """\
glossary:
  notice: {term: notice, plain: "A request, not an order."}
""",
    ),
    Lesson(
        "E111",
        "several documents in one file",
        "A line of three dashes begins a new YAML document; a file of a flow holds one.",
        "Only the first would be read, and the rest would be lost without a word.",
        """\
# facts.yaml
facts:
  at_risk: {custody: detained}
---
glossary:
  notice: {term: notice, plain: A request.}
""",
        """\
# facts.yaml
facts:
  at_risk: {custody: detained}
glossary:
  notice: {term: notice, plain: A request.}
""",
    ),
    Lesson(
        "E112",
        "there is no flow to read",
        "There is no flow of that name or at that place, it may not be read, the folder holds no *.yaml file, or a file "
        "holds nothing.",
        "An empty or missing file is mostly one that was saved elsewhere. `intake new NAME` writes a flow to start from.",
        """\
# facts.yaml
# nothing yet
""",
        """\
# facts.yaml
facts:
  at_risk: {custody: detained}
""",
    ),
    Lesson(
        "E113",
        "too many faults",
        "Reading stopped after 200 faults: there may be more.",
        "So many mostly have one cause: a name that was changed in one place only, or a file that is not there.",
        """\
facts:
  fact_1: {no_question: yes}
  # … and 200 more lines like this
""",
        """\
facts:
  fact_1: {custody: detained}
""",
    ),
)
