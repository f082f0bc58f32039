"""E120 to E134: files that do not fit together, and tables."""

from intake.flow.codes.lesson import Lesson

__all__ = ["LESSONS"]

LESSONS = (
    Lesson(
        "E120",
        "declared in two files",
        "The files of a folder are merged by their sections; the same name in the same section may stand in one file only.",
        "It would not be clear which of the two counts.",
        """\
# custody.yaml
facts: {at_risk: {custody: detained}}
# travel.yaml
facts: {at_risk: {custody: unknown}}
""",
        """\
# custody.yaml
facts: {at_risk: {custody: detained}}
# travel.yaml
facts: {not_known: {custody: unknown}}
""",
    ),
    Lesson(
        "E131",
        "the table's file cannot be read",
        "It is not there, does not end in .csv, is hidden, not UTF-8, longer than 16 MiB, or outside the flow's folder.",
        "A flow is whole: whoever gets its folder has all that it needs, and it reads nothing else.",
        """\
tables:
  fees: {file: ../fees.csv, key: court, columns: {fee: number}}
""",
        """\
tables:
  fees: {file: fees.csv, key: court, columns: {fee: number}}
# fees.csv
court,fee
district,120
""",
    ),
    Lesson(
        "E132",
        "the table is not CSV as it is read here",
        "The first line names the columns; each line has as many cells; cells are separated by commas; a cell with a comma "
        "or a line break stands in double quotes.",
        "A cell too many moves all that follow into the wrong column.",
        """\
tables:
  fees: {file: fees.csv, key: court, columns: {fee: number}}
# fees.csv
court,fee
district court, Paris,120
""",
        """\
tables:
  fees: {file: fees.csv, key: court, columns: {fee: number}}
# fees.csv
court,fee
"district court, Paris",120
""",
    ),
    Lesson(
        "E133",
        "a row or column stands twice",
        "Two rows have the same key on some date, or two columns have the same name.",
        "It would not be clear which of them counts. Rows may share a key if their valid_from and valid_until (both "
        "inclusive) do not overlap.",
        """\
tables:
  fees:
    key: court
    columns: {fee: number}
    rows: [{court: district, fee: 120}, {court: district, fee: 150}]
""",
        """\
tables:
  fees:
    key: court
    columns: {fee: number}
    rows: [{court: district, fee: 120, valid_until: 2025-12-31}, {court: district, fee: 150, valid_from: 2026-01-01}]
""",
    ),
    Lesson(
        "E134",
        "a cell does not fit its column",
        "A number is whole and has digits alone, a date is 2026-11-24, a country is its two capital letters, a key is "
        "never empty. An empty cell elsewhere means that nothing is known.",
        "A cell that is not understood would silently count as unknown.",
        """\
tables:
  fees: {key: court, columns: {fee: number}, rows: [{court: district, fee: 120 EUR}]}
""",
        """\
tables:
  fees: {key: court, columns: {fee: number}, rows: [{court: district, fee: 120}]}
""",
    ),
)
