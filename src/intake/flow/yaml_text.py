"""YAML as a careful person reads it: no YAML 1.1 surprises, no aliases or tags, limits, and a place for every value.

Only `true` and `false` are booleans, whole numbers are numbers, all else is text (`NO` is Norway, `yes` is a word).
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

import yaml

from intake.flow.findings import Finding, Place, subject_of
from intake.flow.yaml_faults import told

__all__ = ["MAX_BYTES", "MAX_DEPTH", "YamlText", "odd_character"]

MAX_BYTES = 1 << 20
"""The largest flow file that is read, in bytes."""
MAX_DEPTH = 64
"""The deepest nesting that is read."""

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_SURPRISES = {
    "number": re.compile(r"[-+]?[0-9][0-9_]*\Z|0[xo][0-9a-fA-F]+\Z|[-+]?\.(inf|nan)\Z", re.IGNORECASE),
    "null": re.compile(r"(~|null|Null|NULL)\Z"),
}
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Where YAML ends a line: marks count by it."""
_PLAIN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", None}


def odd_character(text: str) -> tuple[int, str] | None:
    """Where the first character stands that nobody can see or that turns the reading direction, and what it is."""
    found = _ODD.search(text)
    if found is None:
        return None
    turns = "\u202a" <= found.group() <= "\u2069"
    what = "a character that turns the reading direction" if turns else "a character that nobody can see"
    return found.start(), f"{what} (U+{ord(found.group()):04X})"


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """The C parser with no implicit types: every plain scalar stays text until `_scalar` reads it."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


class YamlText:
    """One YAML text: its `data` as plain dicts, lists, text, whole numbers and booleans, and the place of each value.

    Nothing is raised for bad text: what is wrong is in `findings`, and `data` is `None` if nothing could be read.
    """

    def __init__(self, name: str, raw: bytes, *, max_bytes: int = MAX_BYTES) -> None:
        self.name = name
        self.findings: list[Finding] = []
        self.text = ""
        self.data: Any = None
        self._root: yaml.Node | None = None
        self._lines: list[str] | None = None
        self._children: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = {}
        if len(raw) > max_bytes:
            self._find("E107", f"the file is too long: at most {max_bytes:,} bytes are read", "split it by subject")
            return
        try:
            self.text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self.text = raw.decode("utf-8", "replace")
            before = _LINE_END.split(raw[: error.start].decode("utf-8", "replace"))
            self._find("E101", "the file is not UTF-8 text", "save it as UTF-8", len(before), len(before[-1]) + 1)
            return
        if self._odd_characters() or self._aliases():
            return
        self._read()

    def place(self, path: tuple[str | int, ...], *, key: bool = False, part: str = "") -> Place:
        """Where the value at `path` stands (its key with `key=True`); the nearest known place above it otherwise.

        With `part`, the first place where that stands in the value as it is written.
        """
        node, mark_node = self._root, self._root
        for step in path:
            found = self._child(node, step)
            if found is None:
                break
            key_node, node = found
            mark_node = key_node if key and step is path[-1] else node
            if mark_node is node and _is_empty(node):
                mark_node = key_node
        if mark_node is None:
            return Place(self.name, 1, 1)
        start, end = mark_node.start_mark, mark_node.end_mark
        one_line = start.line == end.line
        if part:
            for number in range(start.line, end.line + 1):
                at = self.line(number + 1).find(part, start.column if number == start.line else 0)
                if at >= 0:
                    return Place(self.name, number + 1, at + 1, len(part))
        return Place(self.name, start.line + 1, start.column + 1, max(1, end.column - start.column) if one_line else 1)

    def _child(self, node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
        """The key node (for a list: the item itself) and the value node of one step down."""
        if isinstance(node, yaml.MappingNode) and isinstance(step, str):
            children = self._children.get(id(node))
            if children is None:
                pairs = reversed([pair for pair in node.value if isinstance(pair[0], yaml.ScalarNode)])
                children = self._children[id(node)] = {key.value: (key, value) for key, value in pairs}
            return children.get(step)
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            return node.value[step], node.value[step]
        return None

    def line(self, number: int) -> str:
        """Line `number` of the text, counted from 1; empty beyond the end."""
        if self._lines is None:
            self._lines = _LINE_END.split(self.text)
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def finding(
        self,
        code: str,
        message: str,
        hint: str = "",
        path: tuple[str | int, ...] = (),
        *,
        key: bool = False,
        part: str = "",
        subject: str = "",
    ) -> Finding:
        """A finding at the place of `path`, about the entry there if no other `subject` is given."""
        place = self.place(path, key=key, part=part)
        return Finding(place, code, message, hint, self.line(place.line), path, subject or subject_of(path))

    def _find(self, code: str, message: str, hint: str = "", line: int = 1, column: int = 1, width: int = 1) -> None:
        self.findings.append(Finding(Place(self.name, line, column, width), code, message, hint, self.line(line)))

    def _find_at(self, node: yaml.Node, code: str, message: str, hint: str = "") -> None:
        start, end = node.start_mark, node.end_mark
        width = end.column - start.column if start.line == end.line else 1
        self._find(code, message, hint, start.line + 1, start.column + 1, max(1, width))

    def _odd_characters(self) -> bool:
        found = odd_character(self.text)
        if found is None:
            return False
        at, what = found
        before = _LINE_END.split(self.text[:at])
        self._find("E110", what, "take it out", len(before), len(before[-1]) + 1)
        return True

    def _aliases(self) -> bool:
        """Whether there are anchors or aliases: looked for before anything is built, so that no bomb is ever loaded."""
        if "&" not in self.text and "*" not in self.text:
            return False
        try:
            for event in yaml.parse(self.text, Loader=_Loader):
                anchor = getattr(event, "anchor", None)
                if anchor is not None:
                    sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
                    message = f"'{sign}{anchor}': flows use no anchors or aliases"
                    self._find_mark(
                        "E104",
                        message,
                        "write the value out; text that begins with & or * stands in quotes",
                        event.start_mark,
                    )
                    return True
        except yaml.YAMLError as error:
            self._syntax(error)
            return True
        return False

    def _read(self) -> None:
        loader = _Loader(self.text)
        try:
            self._root = loader.get_single_node()
        except yaml.YAMLError as error:
            self._syntax(error)
        except RecursionError:
            self._find("E106", f"nested more than {MAX_DEPTH} levels deep", "split it into named facts")
        finally:
            loader.dispose()
        if self._root is not None:
            self.data = self._value(self._root, 1)

    def _syntax(self, error: yaml.YAMLError) -> None:
        problem = str(getattr(error, "problem", ""))
        fault = told(error, self.text)
        if "but found another document" in problem:
            self._find_mark("E111", "the file holds several YAML documents", "keep one: take the '---' out", fault.mark)
        elif "nesting" in problem or "depth" in problem:
            message, hint = f"nested more than {MAX_DEPTH} levels deep", "split it into named facts"
            self._find_mark("E106", message, hint, fault.mark)
        else:
            self._find_mark("E102", fault.message, fault.hint, fault.mark)

    def _find_mark(self, code: str, message: str, hint: str, mark: Any) -> None:
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self._find(code, message, hint, line, column)

    def _value(self, node: yaml.Node, depth: int) -> Any:
        if depth > MAX_DEPTH:
            if not any(finding.code == "E106" for finding in self.findings):
                self._find_at(node, "E106", f"nested more than {MAX_DEPTH} levels deep", "split it into named facts")
            return ""
        if node.tag not in _PLAIN_TAGS:
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")[:60]
            self._find_at(node, "E105", f"the tag '{tag}': flows use no tags", "take it out; text stands in quotes")
            return ""
        if isinstance(node, yaml.ScalarNode):
            self._escaped(node)
            return node.value if node.style else self._scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, depth + 1) for item in node.value]
        return self._mapping(node.value, depth)

    def _mapping(self, entries: list[tuple[yaml.Node, yaml.Node]], depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in entries:
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag not in _PLAIN_TAGS:
                self._find_at(key_node, "E108", "a key must be one word or text", "write `key: value`")
                continue
            key = key_node.value
            self._escaped(key_node)
            if key == "<<" and not key_node.style:
                self._find_at(key_node, "E109", "'<<' would merge another mapping", "write the entries out")
            elif key == "" and not key_node.style:
                self._find_at(key_node, "E108", "this key is empty", "give it a name")
            elif key in result:
                self._find_at(key_node, "E103", f"the key '{key}' stands twice here", "keep one, or rename one")
            else:
                result[key] = self._value(value_node, depth + 1)
        return result

    def _escaped(self, node: yaml.ScalarNode) -> None:
        """What a text in double quotes may write as `\\u202e`, the text as it stands does not show."""
        found = odd_character(node.value) if node.style == '"' else None
        if found is not None:
            self._find_at(
                node,
                "E110",
                f"written with a backslash: {found[1]}",
                "take it out; a backslash that is meant is doubled",
            )

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text = node.value
        if text == "true" or text == "false":
            return text == "true"
        if _INTEGER.match(text) and len(text) <= 18:
            return int(text)
        if text == "":
            self._find_at(node, "E109", "the value is empty", 'give it a value, or take the key out; empty text is ""')
        elif _SURPRISES["number"].match(text):
            self._find_at(
                node,
                "E109",
                f"'{text}' is read in several ways",
                f'a number has digits alone; text stands in quotes: "{text}"',
            )
        elif _SURPRISES["null"].match(text):
            self._find_at(
                node,
                "E109",
                f"'{text}' means nothing here",
                f'take the key out; the word itself stands in quotes: "{text}"',
            )
        return text


def _is_empty(node: yaml.Node | None) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == "" and not node.style
