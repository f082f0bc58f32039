"""Names: one meaning each, and everything that is named is there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from intake.flow.answers import AnswerError, read_answer
from intake.flow.conditions import FactIs
from intake.flow.documents import Path_
from intake.flow.findings import nearest
from intake.flow.model import Flow, Question
from intake.flow.named import Node, parts
from intake.flow.parse import Find
from intake.flow.values import Named, Shifted

__all__ = ["name_findings"]

MAX_LEVELS = 200
"""How deep conditions and values go, looking through names: far more than a person can follow."""
_RESERVED = frozenset({"all", "any", "not", "answered", "today", "default", "true", "false"})


def name_findings(flow: Flow, find: Find, broken: frozenset[str]) -> None:
    """E206, E209, E214, E219, E220, E221: names twice, in a loop, or of things that are not there."""
    _twice(flow, find)
    _chains(flow, find)
    _sources(flow, find, broken)
    _holidays(flow, find, broken)
    for question in flow.questions:
        _question(flow, question, find, broken)
    if flow.voice is not None and flow.voice not in broken:
        voice = flow.steps.get(flow.voice)
        if not isinstance(voice, Question) or voice.kind != "choice":
            find("E220", f"'{flow.voice}' is no choice question", "texts speak to the answer of one", ("flow", "voice"))


def _twice(flow: Flow, find: Find) -> None:
    sections: tuple[tuple[str, Iterable[str]], ...] = (
        ("steps", flow.steps),
        ("facts", flow.facts),
        ("values", flow.values),
    )
    seen: dict[str, str] = {}
    for section, names in sections:
        for name in names:
            if name in _RESERVED:
                find("E219", f"'{name}' is a word of the language", "choose another name", (section, name), key=True)
            elif name in seen:
                message = f"'{name}' is a name under `{seen[name]}` already"
                find("E219", message, "conditions could mean either: rename one", (section, name), key=True)
            seen.setdefault(name, section)
    levels = {level.id for level in flow.levels}
    for name in flow.ladders:
        if name in levels:
            find("E219", f"'{name}' is a level already", "rename the ladder", ("ladders", name), key=True)
    for level in flow.levels:
        if level.id in ("otherwise", "raise", "as", "at_most"):
            find("E219", f"'{level.id}' is a word of the language", "rename the level", ("levels", level.id), key=True)


def _chains(flow: Flow, find: Find) -> None:
    """Facts and values that, looked through, name themselves, or lead through so many names that nobody could follow."""
    roots: dict[str, tuple[str, Node]] = {name: ("facts", fact.when) for name, fact in flow.facts.items()}
    roots.update({name: ("values", value) for name, value in flow.values.items()})
    inside = {name: _inside(node) for name, (_, node) in roots.items()}
    depths: dict[str, int] = {}
    for root in roots:
        while loop := _measure(root, inside, depths):
            shown = loop if len(loop) <= 6 else [*loop[:5], "…", loop[-1]]
            message = f"'{loop[0]}' names itself: {' > '.join(shown)}"
            find("E214", message, "take one of them apart", (roots[loop[0]][0], loop[0]), key=True)
            depths.update(dict.fromkeys(loop, 0))
    for name in roots:
        if depths[name] > MAX_LEVELS and all(depths.get(other, 0) <= MAX_LEVELS for other in inside[name]):
            message = f"'{name}' goes {depths[name]} levels deep through the names in it; at most {MAX_LEVELS} are read"
            find("E214", message, "put it more simply", (roots[name][0], name), key=True)


def _inside(root: Node) -> dict[str, int]:
    """The facts and values that a node names, each with the level at which it stands; the deepest level under ""."""
    found = {"": 1}
    waiting = [(root, 1)]
    while waiting:
        node, level = waiting.pop()
        name = node.fact if isinstance(node, FactIs) else node.name if isinstance(node, Named) else ""
        found[name] = max(found.get(name, 0), level)
        found[""] = max(found[""], level)
        waiting += [(part, level + 1) for part in parts(node)]
    return found


def _measure(root: str, inside: Mapping[str, Mapping[str, int]], depths: dict[str, int]) -> list[str] | None:
    """Fills in how deep `root` and all that it leads to go; or the loop that there is."""
    stack = [root]
    path: dict[str, None] = {}
    while stack:
        name = stack[-1]
        if name in depths:
            stack.pop()
        elif name in path:
            depths[name] = max(level + depths.get(other, 0) for other, level in inside[name].items())
            del path[name]
        else:
            path[name] = None
            for other in sorted(inside[name]):
                if other in path:
                    names = list(path)
                    return [*names[names.index(other) :], other]
                if other in inside and other not in depths:
                    stack.append(other)
    return None


_CALLED = {"sources": "source", "tables": "table", "holidays": "list of holidays"}


def _known(
    name: str, known: Collection[str], section: str, find: Find, path: Path_, broken: frozenset[str], code: str
) -> None:
    if name not in known and name not in broken:
        near = nearest(name, known)
        hint = f"did you mean '{near}'?" if near else f"declare it under `{section}:`"
        find(code, f"unknown {_CALLED[section]} '{name}'", hint, path, part=name)


def _sources(flow: Flow, find: Find, broken: frozenset[str]) -> None:
    def check(names: Iterable[str], path: Path_) -> None:
        for at, name in enumerate(names):
            _known(name, flow.sources, "sources", find, (*path, at), broken, "E209")

    for name, advice in flow.recommendations.items():
        check(advice.sources, ("recommendations", name, "sources"))
        for key in ("first", "how", "say", "never", "documents", "ask"):
            for at, line in enumerate(getattr(advice, key)):
                check(line.sources, ("recommendations", name, key, at, "sources"))
    for name, ground in flow.grounds.items():
        check(ground.sources, ("grounds", name, "sources"))
        for at, test in enumerate(ground.tests):
            check(test.sources, ("grounds", name, "tests", at, "sources"))
    for name, limit in flow.limits.items():
        check(limit.sources, ("limits", name, "sources"))
    for question in flow.questions:
        check(question.sources, ("steps", question.id, "sources"))
    for name, term in flow.glossary.items():
        if term.source is not None:
            _known(term.source, flow.sources, "sources", find, ("glossary", name, "source"), broken, "E209")


def _holidays(flow: Flow, find: Find, broken: frozenset[str]) -> None:
    for name, limit in flow.limits.items():
        if limit.holidays is not None:
            path: Path_ = ("limits", name, "roll", "next_working_day")
            _known(limit.holidays, flow.holidays, "holidays", find, path, broken, "E221")
    for name, value in flow.values.items():
        waiting: list[Node] = [value]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Shifted) and node.holidays is not None:
                _known(node.holidays, flow.holidays, "holidays", find, ("values", name), broken, "E221")
            waiting += parts(node)


def _question(flow: Flow, question: Question, find: Find, broken: frozenset[str]) -> None:
    path: Path_ = ("steps", question.id)
    if question.table is not None:
        _known(question.table, flow.tables, "tables", find, (*path, question.kind, "table"), broken, "E206")
        table = flow.tables.get(question.table)
        if table is not None and len(table.key) != 1:
            hint = "a question reads a table with one key"
            find("E206", f"'{table.id}' has {len(table.key)} keys", hint, (*path, question.kind, "table"))
    for value in sorted(question.exclusive - set(question.options)):
        message = f"'{value}' is not offered, so it cannot stand alone"
        find("E220", message, "offer it, or take it out", (*path, "exclusive"), part=value)
    _groups(question, find, (*path, "groups"))
    if question.missing is not None:
        missing = list(question.missing) if isinstance(question.missing, tuple) else question.missing
        try:
            read_answer(question, missing, date.max)
        except AnswerError as error:
            hint = "give a value that the question takes"
            find("E220", f"`missing` is no answer: {error.message}", hint, (*path, "missing"))


def _groups(question: Question, find: Find, path: Path_) -> None:
    grouped: set[str] = set()
    for at, group in enumerate(question.groups):
        grouped.update(group.values)
        for value in group.values:
            if value not in question.options:
                hint = "a group shows values of the question"
                find("E220", f"'{value}' is not offered", hint, (*path, at, "values"), part=value)
    for value in question.options if question.groups else ():
        if value not in grouped:
            message = f"'{value}' is in no group, so nobody would see it"
            find("E220", message, "put it in a group", (*path[:-1], question.kind, value), key=True)
