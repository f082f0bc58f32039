"""The columns reading of values: what a named number, date or word can turn out to be at a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import assert_never

from sqlglot import exp

from intake.flow.answers import MAX_DIGITS
from intake.flow.conditions import Condition
from intake.flow.countries import COUNTRIES
from intake.flow.model import Flow, Question
from intake.flow.named import words_of
from intake.flow.tables import Cell, ColumnKind, Table
from intake.flow.values import (
    Answer,
    Choose,
    Column,
    Constant,
    Earliest,
    Latest,
    LookUp,
    Named,
    Shifted,
    Sum,
    Times,
    Today,
    Value,
)
from intake.screening.answers import given, has_word_column, word_column
from intake.screening.calendar import Calendar
from intake.screening.outcomes import NONE, Outcome, as_outcome, sum_of, times, together, without, wordless
from intake.screening.places import Place
from intake.screening.stages import Joined, Stages
from intake.screening.tree import (
    FALSE,
    NULL,
    Sql,
    SqlType,
    all_of,
    any_of,
    chosen,
    coalesced,
    column,
    greatest,
    is_there,
    least,
    literal,
    negated,
    perhaps,
    surely,
)

__all__ = ["Values"]

_TYPES: dict[ColumnKind, SqlType] = {
    "word": "TEXT",
    "country": "TEXT",
    "text": "TEXT",
    "number": "BIGINT",
    "date": "DATE",
}
_ANY_NUMBER = 10**MAX_DIGITS


class Values:
    """Reads the values of one flow on one date; `truth` reads the conditions within them. A value at a place is read once."""

    def __init__(self, flow: Flow, today: date, stages: Stages, truth: Callable[[Condition, Place], Sql]) -> None:
        self._flow, self._today, self._stages, self._truth = flow, today, stages, truth
        self._calendar = Calendar(flow, stages)
        self._named: dict[tuple[str, str], Outcome] = {}
        self._cells: dict[tuple[str, str, str], Outcome] = {}

    def value(self, value: Value, place: Place) -> Outcome:
        """What the value can turn out to be at that place."""
        match value:
            case Constant(constant):
                return as_outcome(constant)
            case Today():
                return Outcome(day=literal(self._today))
            case Answer(question):
                return self._answer(self._flow.question(question), place)
            case Column(question, column_):
                return self._column(self._flow.question(question), column_, place)
            case Named(name):
                found = self._named.get((name, place.name))
                if found is None:
                    made = self.value(self._flow.values[name], place)
                    found = self._named[name, place.name] = self._kept(f"{name} at {place.name}", made)
                return found
            case Choose(cases):
                return self._choose([(self._truth(one.when, place), self.value(one.value, place)) for one in cases])
            case LookUp(table, row, column_):
                found_in = self._flow.tables[table]
                no_keys = {cell for key in found_in.rows for cell in key}
                parts = [without(words_of(self._flow, part) - no_keys, self.value(part, place)) for part in row]
                return self._cell(found_in, parts, column_)
            case Sum(parts):
                return sum_of([wordless(self.value(part, place)) for part in parts])
            case Times(part, by):
                return times(wordless(self.value(part, place)), by)
            case Shifted(start):
                moved = wordless(self.value(start, place))
                return Outcome(
                    day=self._calendar.shifted(moved.day, value), maybe_none=moved.maybe_none, open=moved.open
                )
            case Earliest(parts):
                return self._extreme([wordless(self.value(part, place)) for part in parts], earliest=True)
            case Latest(parts):
                return self._extreme([wordless(self.value(part, place)) for part in parts], earliest=False)
            case _:
                assert_never(value)

    def keys_of(self, question: Question, column_: str) -> dict[str, Cell]:
        """For each answer (a country, choice or word) the cell that it reads, where there is one."""
        offered = COUNTRIES if question.kind in ("country", "countries") else question.options
        table = self._flow.tables[question.table or ""]
        words = {word for word in question.words if (word,) not in table.rows}
        cells = {
            key: table.cell((key,), column_, self._today) for key in (*offered, *question.words) if key not in words
        }
        return {key: cell for key, cell in cells.items() if cell is not None}

    def known_day(self, value: Value, place: Place) -> Sql:
        """The date that a value turns out to be, if that is certain; else NULL."""
        outcome = self.value(value, place)
        return NULL if outcome.day == NULL else chosen([(outcome.certain, outcome.day)])

    def end_of_limit(self, name: str, start: Sql) -> Sql:
        """The last day of a limit that starts on that day; NULL if it is not verified."""
        limit = self._flow.limits[name]
        return NULL if limit.confidence != "high" or start == NULL else self._calendar.shifted(start, limit)

    def _answer(self, question: Question, place: Place) -> Outcome:
        seen = place.seen(question.id)
        if seen == FALSE:
            return NONE
        may, there = perhaps(seen), given(question)
        read = chosen([(may, column(question.id))])
        kind = {"date": "day", "number": "number"}.get(question.kind, "word")
        columns = {kind: read}
        if has_word_column(question):
            columns["word"] = chosen([(may, column(word_column(question.id)))])
        return Outcome(
            **columns,
            maybe_none=negated(surely(seen)),
            open=all_of(may, negated(there)),
            most=_ANY_NUMBER,
        )

    def _column(self, question: Question, column_: str, place: Place) -> Outcome:
        answer = self._answer(question, place)
        key = ("column", question.id, column_)
        if key not in self._cells:
            table = self._flow.tables[question.table or ""]
            no_keys = frozenset(word for word in question.words if (word,) not in table.rows)
            alone = Outcome(word=column(question.id))
            self._cells[key] = self._cell(table, [without(no_keys, alone)], column_)
        cell = self._cells[key]
        may = perhaps(place.seen(question.id))
        read = {kind: chosen([(may, getattr(cell, kind))]) for kind in ("number", "day", "word")}
        return Outcome(**read, maybe_none=answer.maybe_none, open=answer.open, most=cell.most)

    def _cell(self, table: Table, keys: Sequence[Outcome], column_: str) -> Outcome:
        """A cell for each possibility of its keys; open while one is, unless another is none for certain."""
        on = [_key(table.columns[name], key) for name, key in zip(table.key, keys, strict=True)]
        maybe_none, open_ = together(keys)
        if NULL in on:
            return Outcome(maybe_none=maybe_none, open=open_)
        on = [self._stages.named(f"key of {table.id}", one) for one in on]
        otherwise = None if table.otherwise is None else table.otherwise.get(column_)
        rows = {
            key: row.cells.get(column_)
            for key, row in table.on(self._today)
            if None not in key and (row.cells.get(column_) is not None or otherwise is not None)
        }
        kind = table.columns[column_]
        cases: list[tuple[Sql, Sql]] = []
        if rows:
            found, cell = self._stages.joined(Joined(f"{table.id}.{column_}", tuple(on), rows, _TYPES[kind]))
            cases.append((found, cell))
        if otherwise is not None:
            cases.append((all_of(*(is_there(one) for one in on)), literal(otherwise)))
        name = "number" if kind == "number" else "day" if kind == "date" else "word"
        read = self._stages.named(f"cell of {table.id}.{column_}", chosen(cases))
        return Outcome(**{name: read}, maybe_none=maybe_none, open=open_, most=_ANY_NUMBER)

    def _choose(self, cases: Sequence[tuple[Sql, Outcome]]) -> Outcome:
        """The first case that is true; while an earlier one is undetermined, it and those after it are all outcomes."""
        active: list[tuple[Sql, Outcome]] = []
        decided: Sql = FALSE
        for truth, outcome in cases:
            active.append((all_of(perhaps(truth), negated(decided)), outcome))
            decided = any_of(decided, surely(truth))
        flags = [self._stages.named("chosen", flag) for flag, _ in active]
        outcomes = [outcome for _, outcome in active]
        columns: list[Sql] = []
        differ: list[Sql] = []
        for kind in range(3):
            read = [
                self._stages.named("case", chosen([(flag, one.columns[kind])]))
                for flag, one in zip(flags, outcomes, strict=True)
            ]
            lowest, highest = least(read), greatest(read)
            columns.append(lowest)
            if len([one for one in read if one != NULL]) > 1:
                differ.append(_below(lowest, highest))
        there = [is_there(one) for one in columns]
        differ += [all_of(there[0], there[1]), all_of(there[0], there[2]), all_of(there[1], there[2])]
        nothing = [any_of(one.maybe_none, one.none) for one in outcomes]
        return self._kept(
            "choice",
            Outcome(
                number=columns[0],
                day=columns[1],
                word=columns[2],
                maybe_none=any_of(
                    negated(decided), *(all_of(flag, none) for flag, none in zip(flags, nothing, strict=True))
                ),
                open=any_of(*(all_of(flag, one.open) for flag, one in zip(flags, outcomes, strict=True)), *differ),
                most=max(one.most for one in outcomes),
            ),
        )

    def _extreme(self, parts: Sequence[Outcome], *, earliest: bool) -> Outcome:
        """Of those that are there. It is decided where a part that may be none changes nothing, or where all say the same."""
        pick, other = (least, greatest) if earliest else (greatest, least)
        columns: list[Sql] = []
        differ: list[Sql] = []
        maybe_none: list[Sql] = []
        for kind in range(2):
            read = [(one, one.columns[kind]) for one in parts if one.columns[kind] != NULL]
            sure = self._stages.named("sure", pick([chosen([(one.certain, cell)]) for one, cell in read]))
            unsure_cells = [chosen([(one.maybe_none, cell)]) for one, cell in read]
            unsure = self._stages.named("unsure", pick(unsure_cells))
            furthest = self._stages.named("furthest", other(unsure_cells))
            columns.append(coalesced(sure, unsure))
            if unsure != NULL:
                first = (unsure, coalesced(sure, furthest)) if earliest else (coalesced(sure, furthest), unsure)
                differ.append(_below(*first))
            maybe_none.append(negated(is_there(sure)))
        return self._kept(
            "extreme",
            Outcome(
                number=columns[0],
                day=columns[1],
                maybe_none=all_of(*maybe_none),
                open=any_of(*(one.open for one in parts), *differ),
                most=max(one.most for one in parts),
            ),
        )

    def _kept(self, hint: str, outcome: Outcome) -> Outcome:
        """The outcome, each expression a column."""
        named = self._stages.named
        return Outcome(
            named(hint, outcome.number),
            named(hint, outcome.day),
            named(f"{hint}, word", outcome.word),
            named(f"{hint} or none", outcome.maybe_none),
            named(f"{hint} open", outcome.open),
            outcome.most,
        )


def _key(kind: ColumnKind, key: Outcome) -> Sql:
    """What a table's key of that kind is compared with."""
    return key.number if kind == "number" else key.day if kind == "date" else key.word


def _below(left: Sql, right: Sql) -> Sql:
    return surely(exp.LT(this=left.copy(), expression=right.copy()))
