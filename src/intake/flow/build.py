"""From the merged document to the frozen model. Names are resolved here; faults go to `find`, and the rest is built on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from intake.flow.conditions import ALWAYS, Bounds, Condition
from intake.flow.country_sheet import build_sheet
from intake.flow.dates import read_date
from intake.flow.findings import Path_, nearest
from intake.flow.later import Later
from intake.flow.model import (
    Accepted,
    Card,
    DeadlineRule,
    End,
    Expectation,
    Fact,
    Flow,
    Ground,
    GroundTest,
    Group,
    KeyDate,
    Ladder,
    Level,
    Limit,
    Message,
    Option,
    Promise,
    Question,
    Recommendation,
    Reviewed,
    Scenario,
    Source,
    Step,
    Term,
    Urgency,
    Way,
)
from intake.flow.names import KINDS, Names
from intake.flow.parse import Find, Parser, read_roll
from intake.flow.tables import Table
from intake.flow.text import NO_TEXT, Line, Text
from intake.flow.values import TODAY, Reference, Today, Value

__all__ = ["Builder", "build_flow", "build_text"]

_QUESTION_KINDS = ("choice", "choices", "country", "countries", "date", "number")
_LINES = ("first", "how", "say", "never", "documents", "ask")


def build_text(data: Any) -> Text:
    """A text from a string or from a mapping of roles."""
    if isinstance(data, str):
        return Text(data)
    voices = {voice: words for voice, words in data.items() if voice != "default"}
    return Text(data.get("default", ""), voices)


def build_flow(
    data: Mapping[str, Any],
    tables: Mapping[str, Table],
    find: Find,
    *,
    content_hash: str,
    broken: frozenset[str] = frozenset(),
    sound: bool = False,
) -> Flow:
    """The flow that `data` (sections by name, schema-checked) and its `tables` write; `sound`: it was found so before."""
    return Builder(data, tables, find, broken, sound=sound).flow(content_hash)


class Builder:
    """Builds one flow. Every section is read in the order of the document."""

    def __init__(
        self,
        data: Mapping[str, Any],
        tables: Mapping[str, Table],
        find: Find,
        broken: frozenset[str],
        *,
        sound: bool = False,
    ) -> None:
        self.data, self.tables, self.find, self.broken = data, tables, find, broken
        self.questions = self._questions()
        self.names = Names(self.questions, self._section("facts"), self._section("values"), tables, broken)
        self.parser = Parser(self.names, find, sound=sound)
        self.levels = self._levels()
        self.ladders = {name: self._ladder(raw, ("ladders", name)) for name, raw in self._section("ladders").items()}

    def _section(self, name: str) -> Mapping[str, Any]:
        section: Mapping[str, Any] = self.data.get(name, {})
        return section

    def flow(self, content_hash: str) -> Flow:
        """The whole flow."""
        head = self._section("flow")
        return Flow(
            id=head.get("id", ""),
            version=head.get("version", ""),
            title=build_text(head.get("title", "")),
            about=build_text(head.get("about", "")),
            language=head.get("language", "en"),
            start=head.get("start", ""),
            voice=head.get("voice"),
            plain_for=tuple(head.get("plain_for", ())),
            sources_first=tuple(head.get("sources_first", ())),
            content_hash=content_hash,
            levels=self.levels,
            steps=(steps := self._steps()),
            questions=tuple(step for step in steps.values() if isinstance(step, Question)),
            facts={name: self._fact(name, raw) for name, raw in self._section("facts").items()},
            values={name: self._value(name, raw) for name, raw in self._section("values").items()},
            ladders=self.ladders,
            recommendations={
                name: self._recommendation(name, rank, raw)
                for rank, (name, raw) in enumerate(self._section("recommendations").items())
            },
            grounds={name: self._ground(name, raw) for name, raw in self._section("grounds").items()},
            tables=self.tables,
            country_sheet=build_sheet(self._section("country_sheet"), build_text),
            limits={name: _limit(name, raw) for name, raw in self._section("limits").items()},
            holidays={
                name: frozenset(day for raw in days if (day := read_date(raw)))
                for name, days in self._section("holidays").items()
            },
            sources=Later(lambda: {name: _source(name, raw) for name, raw in self._section("sources").items()}),
            glossary={name: _term(name, raw) for name, raw in self._section("glossary").items()},
            terms=tuple(build_text(raw) for raw in self.data.get("terms", [])),
            cards={name: self._card(name, raw) for name, raw in self._section("cards").items()},
            promises=tuple(self._promise(name, raw) for name, raw in self._section("promises").items()),
            scenarios=tuple(self._scenario(name, raw) for name, raw in self._section("scenarios").items()),
            exceptions=tuple(
                Accepted(raw["finding"], raw["at"], raw["because"]) for raw in self.data.get("exceptions", ())
            ),
            review={path: _reviewed(path, raw) for path, raw in self._section("review").items()},
        )

    # steps

    def _questions(self) -> dict[str, Question]:
        asked = {name: raw for name, raw in self._section("steps").items() if "ask" in raw}
        for name, raw in asked.items():
            self._check_range(raw, ("steps", name, "range"))
        return {name: _question(name, index, raw) for index, (name, raw) in enumerate(asked.items())}

    def _check_range(self, raw: Mapping[str, Any], path: Path_) -> None:
        kind = "date" if "date" in raw else "number"
        for key, bound in raw.get("range", {}).items():
            if _range_end(bound, kind) is None:
                expected = "a date as 2026-11-24, or `today`" if kind == "date" else "a whole number"
                self.find("E215", f"'{bound}' cannot be the end of this range", f"write {expected}", (*path, key))
        least, most = (_range_end(raw.get("range", {}).get(key), kind) for key in ("at_least", "at_most"))
        if isinstance(least, date | int) and isinstance(most, date | int) and least > most:  # type: ignore[operator]
            self.find("E220", "no answer lies in this range", "`at_least` is the lower end", path)

    def _steps(self) -> dict[str, Step]:
        steps: dict[str, Step] = {}
        for name, raw in self._section("steps").items():
            if "end" in raw:
                steps[name] = End(name, build_text(raw["end"]))
                continue
            ways = self._ways(raw["next"], ("steps", name, "next"))
            if "say" in raw:
                steps[name] = Message(name, build_text(raw["say"]), ways)
            else:
                steps[name] = replace(self.questions[name], ways=ways)
        return steps

    def _ways(self, raw: Any, path: Path_) -> tuple[Way, ...]:
        if isinstance(raw, str):
            return (Way(raw),)
        return tuple(
            Way(way["go"], self.parser.condition(way["when"], (*path, at, "when")) if "when" in way else None)
            for at, way in enumerate(raw)
        )

    # conditions and values by name

    def _fact(self, name: str, raw: Any) -> Fact:
        if isinstance(raw, dict) and "when" in raw:
            return Fact(name, self._when(raw, ("facts", name)), build_text(raw.get("title", "")))
        return Fact(name, self.parser.condition(raw, ("facts", name)), NO_TEXT)

    def _value(self, name: str, raw: Any) -> Value:
        return self.parser.value(raw, ("values", name))

    def _when(self, raw: Mapping[str, Any], path: Path_) -> Condition:
        return self.parser.condition(raw["when"], (*path, "when")) if "when" in raw else ALWAYS

    # urgency

    def _levels(self) -> tuple[Level, ...]:
        raw = self._section("levels")
        return tuple(
            Level(name, rank, build_text(level["label"]), level.get("sign", ""), build_text(level.get("within", "")))
            for rank, (name, level) in zip(range(len(raw) - 1, -1, -1), raw.items(), strict=True)
        )

    def _level(self, name: str, path: Path_) -> str:
        known = [level.id for level in self.levels]
        if name not in known and name not in self.broken and known:
            near = nearest(name, [*known, *self._section("ladders")])
            hint = f"did you mean '{near}'?" if near else f"its levels: {', '.join(known)}"
            self.find("E211", f"unknown level '{name}'", hint, path)
            return known[-1]
        return name

    def _ladder(self, raw: Mapping[str, Any], path: Path_) -> Ladder:
        rungs = tuple(
            (self._rung(name, (*path, name)), self.parser.condition(condition, (*path, name)))
            for name, condition in raw.items()
            if name not in ("otherwise", "raise")
        )
        otherwise = self._level(raw["otherwise"], (*path, "otherwise"))
        lift = self.parser.condition(raw["raise"], (*path, "raise")) if "raise" in raw else None
        self._check_order(raw, path)
        return Ladder(rungs, otherwise, lift)

    def _rung(self, name: str, path: Path_) -> str:
        known = [level.id for level in self.levels]
        if name in known or not known:
            return name
        near = nearest(name, [*known, "otherwise", "raise"])
        hint = f"did you mean '{near}'?" if near else f"its levels: {', '.join(known)}"
        self.find("E211", f"unknown level '{name}'", hint, path, key=True)
        return known[-1]

    def _check_order(self, raw: Mapping[str, Any], path: Path_) -> None:
        ranks = {level.id: level.rank for level in self.levels}
        rungs = [name for name in raw if name in ranks]
        for upper, lower in pairwise(rungs):
            if ranks[upper] <= ranks[lower]:
                hint = "the highest rung counts, wherever it stands: write them highest first"
                self.find("E402", f"'{lower}' stands below '{upper}', but is not lower", hint, (*path, lower), key=True)
        floor = raw["otherwise"]
        if floor in ranks and any(ranks[name] <= ranks[floor] for name in rungs):
            hint = "`otherwise` is the floor: give it a lower level than every rung"
            self.find("E403", f"'{floor}' is not lower than the rungs", hint, (*path, "otherwise"))

    def _urgency(self, raw: Any, path: Path_) -> Urgency:
        if isinstance(raw, dict):
            if "as" not in raw:
                return Urgency(self._ladder(raw, path))
            ladder = self.ladders.get(raw["as"])
            if ladder is None and raw["as"] not in self.broken:
                near = nearest(raw["as"], self._section("ladders"))
                hint = f"did you mean '{near}'?" if near else "declare it under `ladders:`"
                self.find("E212", f"unknown ladder '{raw['as']}'", hint, (*path, "as"))
            return Urgency(ladder or self._floor(), self._level(raw["at_most"], (*path, "at_most")))
        if raw in self.ladders:
            return Urgency(self.ladders[raw])
        if raw in self.broken:
            return Urgency(self._floor())
        return Urgency(Ladder((), self._level(raw, path)))

    def _floor(self) -> Ladder:
        return Ladder((), self.levels[-1].id if self.levels else "")

    # advice

    def _recommendation(self, name: str, rank: int, raw: Mapping[str, Any]) -> Recommendation:
        path: Path_ = ("recommendations", name)
        lines = {key: self._lines(raw.get(key, []), (*path, key)) for key in _LINES}
        return Recommendation(
            id=name,
            rank=rank,
            title=build_text(raw["title"]),
            when=self._when(raw, path),
            urgency=self._urgency(raw["urgency"], (*path, "urgency")),
            why=build_text(raw.get("why", "")),
            cost=build_text(raw.get("cost", "")),
            takes=build_text(raw.get("takes", "")),
            deadline=self._deadline(raw["deadline"], (*path, "deadline")) if "deadline" in raw else None,
            dates=tuple(
                day
                for at, date_ in enumerate(raw.get("dates", ()))
                if (day := self._key_date(date_, (*path, "dates", at))) is not None
            ),
            sources=tuple(raw["sources"]),
            valid_from=_day(raw, "valid_from"),
            valid_until=_day(raw, "valid_until"),
            **lines,
        )

    def _lines(self, raw: list[Any], path: Path_) -> tuple[Line, ...]:
        return tuple(self._line(line, (*path, at)) for at, line in enumerate(raw))

    def _line(self, raw: Any, path: Path_) -> Line:
        if isinstance(raw, dict) and "text" in raw:
            return Line(build_text(raw["text"]), self._when(raw, path), tuple(raw.get("sources", ())))
        return Line(build_text(raw))

    def _deadline(self, raw: Mapping[str, Any], path: Path_) -> DeadlineRule | None:
        start = self._start(raw, "on" if "on" in raw else "from", path)
        if start is None or not self._limit_is_there(raw, path):
            return None
        return DeadlineRule(start, raw.get("limit"), build_text(raw.get("text", "")))

    def _key_date(self, raw: Mapping[str, Any], path: Path_) -> KeyDate | None:
        start = self._start(raw, "from", path) if "from" in raw else None
        when = self._when(raw, path)
        if not self._limit_is_there(raw, path):
            return None
        return KeyDate(raw["limit"], start, build_text(raw.get("text", "")), when)

    def _start(self, raw: Mapping[str, Any], key: str, path: Path_) -> Reference | None:
        """The date that is counted from."""
        kind = self.names.reads(raw[key])
        if kind not in ("date", "unknown"):
            message = f"'{raw[key]}' is {KINDS[kind]}, not a date"
            self.find("E215", message, "a deadline counts from a date", (*path, key))
        return self.parser.reference(raw[key], (*path, key))

    def _limit_is_there(self, raw: Mapping[str, Any], path: Path_) -> bool:
        limit = raw.get("limit")
        if limit is None or limit in self._section("limits"):
            return True
        if limit not in self.broken:
            near = nearest(limit, self._section("limits"))
            hint = f"did you mean '{near}'?" if near else "declare it under `limits:`"
            self.find("E213", f"unknown limit '{limit}'", hint, (*path, "limit"))
        return False

    def _ground(self, name: str, raw: Mapping[str, Any]) -> Ground:
        path: Path_ = ("grounds", name)
        return Ground(
            id=name,
            when=self._when(raw, path),
            title=build_text(raw["title"]),
            plain=build_text(raw.get("plain", "")),
            law=build_text(raw.get("law", "")),
            absolute=raw.get("absolute", False),
            tests=tuple(_ground_test(test) for test in raw.get("tests", ())),
            limits=tuple(build_text(limit) for limit in raw.get("limits", ())),
            supports=self._advised(raw.get("supports", []), (*path, "supports")),
            sources=tuple(raw["sources"]),
        )

    def _card(self, name: str, raw: Mapping[str, Any]) -> Card:
        languages = dict(raw.get("in", {}))
        return Card(
            name, self._when(raw, ("cards", name)), build_text(raw["text"]), languages, raw.get("checked", False)
        )

    # what must hold

    def _promise(self, name: str, raw: Mapping[str, Any]) -> Promise:
        then = raw["then"]
        path: Path_ = ("promises", name, "then")
        least, most = (
            self._level(then[key], (*path, key)) if key in then else None for key in ("urgency", "urgency_at_most")
        )
        return Promise(
            name,
            self._when(raw, ("promises", name)),
            least,
            most,
            self._advised(then.get("recommended", []), (*path, "recommended")),
            self._advised(then.get("not_recommended", []), (*path, "not_recommended")),
        )

    def _advised(self, raw: str | list[str], path: Path_) -> tuple[str, ...]:
        names = [raw] if isinstance(raw, str) else raw
        known = self._section("recommendations")
        for at, name in enumerate(names):
            if name not in known and name not in self.broken:
                near = nearest(name, known)
                hint = f"did you mean '{near}'?" if near else "declare it under `recommendations:`"
                place = path if isinstance(raw, str) else (*path, at)
                self.find("E208", f"unknown recommendation '{name}'", hint, place)
        return tuple(names)

    def _expected_names(self, expect: Mapping[str, Any], path: Path_) -> None:
        asked = expect.get("next_question", "none")
        if asked not in self.questions and asked != "none" and asked not in self.broken:
            near = nearest(asked, self.questions)
            hint = f"did you mean '{near}'?" if near else "name a question, or `none`"
            self.find("E203", f"unknown question '{asked}'", hint, (*path, "next_question"))
        steps = self._section("steps")
        for key in ("passes", "skips"):
            for at, name in enumerate(expect.get(key, ())):
                if name not in steps and name not in self.broken:
                    near = nearest(name, steps)
                    hint = f"did you mean '{near}'?" if near else "name a step of this flow"
                    self.find("E201", f"'{name}' is no step", hint, (*path, key, at))
        for name, level in expect.get("urgency_of", {}).items():
            self._advised(name, (*path, "urgency_of", name))
            self._level(level, (*path, "urgency_of", name))
        for name in expect.get("says", {}):
            self._advised(name, (*path, "says", name))
        for name, day in expect.get("deadline", {}).items():
            self._advised(name, (*path, "deadline", name))
            if day != "none" and not read_date(day):
                hint = "write it as 2026-11-24, or `none`"
                self.find("E215", f"'{day}' is no date", hint, (*path, "deadline", name))

    def _scenario(self, name: str, raw: Mapping[str, Any]) -> Scenario:
        expect = raw["expect"]
        path: Path_ = ("scenarios", name, "expect")
        lists = {
            key: self._advised(expect[key], (*path, key))
            for key in ("certain", "only_certain", "possible", "excluded")
            if key in expect
        }
        for key in ("urgency", "urgency_at_most"):
            if expect.get(key, "none") != "none":
                self._level(expect[key], (*path, key))
        self._expected_names(expect, path)
        for at, ground in enumerate(expect.get("grounds", [])):
            if ground not in self._section("grounds") and ground not in self.broken:
                self.find("E203", f"unknown ground '{ground}'", "declare it under `grounds:`", (*path, "grounds", at))
        return Scenario(
            name,
            read_date(raw["date"]) or date.min,
            dict(raw["answers"]),
            Expectation(
                urgency=expect.get("urgency"),
                urgency_at_most=expect.get("urgency_at_most"),
                grounds=tuple(expect["grounds"]) if "grounds" in expect else None,
                next_question=expect.get("next_question"),
                status=expect.get("status"),
                deadline=dict(expect["deadline"]) if "deadline" in expect else None,
                passes=tuple(expect.get("passes", ())),
                skips=tuple(expect.get("skips", ())),
                urgency_of=dict(expect["urgency_of"]) if "urgency_of" in expect else None,
                says={name: tuple(words) for name, words in expect["says"].items()} if "says" in expect else None,
                **lists,
            ),
        )


def _ground_test(raw: Mapping[str, Any]) -> GroundTest:
    where, asks, law = (build_text(raw.get(key, "")) for key in ("where", "asks", "law"))
    return GroundTest(where, asks, law, tuple(raw["sources"]))


def _question(name: str, index: int, raw: Mapping[str, Any]) -> Question:
    kind = next(kind for kind in _QUESTION_KINDS if kind in raw)
    content = raw[kind]
    options = (
        {value: _option(value, option) for value, option in content.items()} if kind in ("choice", "choices") else {}
    )
    ask = build_text(raw["ask"])
    missing = raw.get("missing")
    return Question(
        id=name,
        index=index,
        kind=kind,  # type: ignore[arg-type]
        ask=ask,
        short=build_text(raw["short"]) if "short" in raw else ask,
        help=build_text(raw.get("help", "")),
        why=build_text(raw.get("why", "")),
        sources=tuple(raw.get("sources", ())),
        options=options,
        words={word: build_text(label) for word, label in raw.get("words", {}).items()},
        exclusive=frozenset(raw.get("exclusive", ())),
        groups=tuple(Group(build_text(group["title"]), tuple(group["values"])) for group in raw.get("groups", ())),
        range=Bounds(**{key: _range_end(bound, kind) for key, bound in raw.get("range", {}).items()}),
        table=content.get("table") if kind in ("country", "countries") else None,
        unit=content.get("unit", "") if kind == "number" else "",
        missing=tuple(missing) if isinstance(missing, list) else missing,
        ways=(),
    )


def _option(value: str, raw: Any) -> Option:
    if isinstance(raw, dict) and "label" in raw:
        label = build_text(raw["label"])
        short = build_text(raw["short"]) if "short" in raw else label
        return Option(value, label, short, build_text(raw.get("help", "")), tuple(raw.get("aliases", ())))
    label = build_text(raw)
    return Option(value, label, label, NO_TEXT)


def _range_end(raw: Any, kind: str) -> int | date | Today | None:
    """The end of a question's range; `None` if it does not fit the question."""
    if kind == "number":
        return raw if isinstance(raw, int) and not isinstance(raw, bool) else None
    return TODAY if raw == "today" else read_date(raw) if isinstance(raw, str) else None


def _day(raw: Mapping[str, Any], key: str) -> date | None:
    return read_date(raw[key]) if key in raw else None


def _limit(name: str, raw: Mapping[str, Any]) -> Limit:
    add = raw["add"]
    roll, holidays = read_roll(raw.get("roll"))
    return Limit(
        name, add.get("years", 0), add.get("months", 0), add.get("days", 0), roll, holidays,
        build_text(raw["text"]), raw["confidence"], tuple(raw["sources"]),
    )  # fmt: skip


def _source(name: str, raw: Mapping[str, Any]) -> Source:
    title, article, url, note = (raw.get(key, "") for key in ("title", "article", "url", "note"))
    return Source(name, title, article, url, _day(raw, "checked"), _day(raw, "expires"), raw["confidence"], note)


def _term(name: str, raw: Mapping[str, Any]) -> Term:
    return Term(name, raw["term"], tuple(raw.get("forms", ())), build_text(raw["plain"]), raw.get("source"))


def _reviewed(path: str, raw: Mapping[str, Any]) -> Reviewed:
    on, due = (_day(raw, key) or date.min for key in ("on", "due"))
    return Reviewed(path, raw["state"], on, due, raw.get("by", ""), raw.get("fingerprint", ""), raw.get("note", ""))
