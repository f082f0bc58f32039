"""What the YAML parser says of a text that it cannot read, in the words of a flow's author: the fault, its mend, its place."""

from __future__ import annotations

from typing import Any, NamedTuple

__all__ = ["Fault", "told"]

_QUOTE = "text that begins with a sign, or holds ': ', stands in quotes: '…'"
_IN_BRACES = "text that holds ': ', a comma or a bracket stands in quotes: '…'"
_INDENT = "compare the indent with the lines above; text that holds ': ' stands in quotes"

_FAULTS: tuple[tuple[str, str, str, bool], ...] = (
    # what the parser says, our sentence, the mend, whether the fault is where the parser began to read the thing
    ("mapping values are not allowed", "this ':' cannot stand here", _INDENT, False),
    ("unexpected ':'", "this ':' cannot stand here", _INDENT, False),
    ("mapping keys are not allowed", "text cannot begin with '?'", _QUOTE, False),
    ("could not find expected ':'", "a key without its ':'", "write `key: value`; long text may need quotes", True),
    ("cannot start any token", "text cannot begin with this sign", _QUOTE, False),
    ("expected alphabetic or numeric character", "text cannot begin with this sign", _QUOTE, True),
    (
        "expected ',' or '}'",
        "the braces opened in line {line} are not closed before this",
        f"a ',' or '}}' is missing; {_IN_BRACES}",
        False,
    ),
    (
        "expected ',' or ']'",
        "the list opened in line {line} is not closed before this",
        f"a ',' or ']' is missing; {_IN_BRACES}",
        False,
    ),
    ("unexpected end of stream", "this quote is never closed", "close it with the same sign", True),
    ("unexpected document indicator", "this quote is never closed", "close it with the same sign", True),
    ("expected key", "this line fits nothing above it", f"{_INDENT}", False),
    ("expected '-' indicator", "a list item is expected here", "begin it with '- ', in line with the others", False),
    ("block sequence entries are not allowed", "a list cannot begin here", "put '- ' on a line of its own", False),
    ("unknown escape character", 'a backslash means something else in "…"', "use '…', or double it: \\\\", False),
    ("hexdecimal number", 'a backslash means something else in "…"', "use '…', or double it: \\\\", False),
    ("Unicode character escape", "no such character", "write the character itself", False),
    ("tab character", "a tab where blanks indent", "indent with blanks", False),
    ("expected <document start>", "nothing can follow here", f"one mapping is the whole file; {_INDENT}", False),
    ("expected node content", "a value is missing here", _QUOTE, False),
    ("indentation indicator", "text cannot begin with this sign", _QUOTE, True),
    ("whitespace or line break", "text cannot begin with this sign", _QUOTE, True),
    ("comment or line break", "text cannot begin with this sign", _QUOTE, True),
    ("non-alphabetical", "a line cannot begin with '%'", _QUOTE, False),
    ("directive", "a line cannot begin with '%'", _QUOTE, False),
    ("tag", "text cannot begin with '!'", _QUOTE, True),
)


class Fault(NamedTuple):
    """A sentence, a hint, and the parser's mark (`None` if it gives none)."""

    message: str
    hint: str
    mark: Any


def told(error: Exception, text: str) -> Fault:
    """The parser's error in our words; `text` is what it read."""
    problem = str(getattr(error, "problem", None) or "it cannot be read")
    mark = getattr(error, "problem_mark", None)
    began = getattr(error, "context_mark", None) or mark
    if mark is not None and "cannot start any token" in problem and text[mark.index : mark.index + 1] == "\t":
        return Fault("a tab where blanks indent", "indent with blanks", mark)
    if mark is not None and _is_after_its_end(text, mark.index):
        return Fault("nothing can follow here: the value has ended", _QUOTE, mark)
    for said, message, hint, from_start in _FAULTS:
        if said in problem:
            line = began.line + 1 if began else 1
            return Fault(message.replace("{line}", str(line)), hint, began if from_start else mark)
    return Fault(f"this is not YAML: {problem}", _INDENT, mark)


def _is_after_its_end(text: str, at: int) -> bool:
    """Whether a list, mapping or quoted text ends before this place in the same line: `[[term]] and more`."""
    before = text[max(0, at - 200) : at].rpartition("\n")[2].rstrip()
    return before.endswith(("]", "}", '"', "'"))
