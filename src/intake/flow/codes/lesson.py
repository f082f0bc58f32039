"""What a finding teaches: one lesson for each code."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Lesson"]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Title, meaning, reason, and a piece of a flow that is wrong beside one that is right.

    An example is YAML; a line such as `# more.yaml` begins another file. `<U+202E>` and `<byte E9>` stand for what cannot
    be shown, `<70 times {not: >` and `# … and 200 more lines like this` for what is too long to show.
    """

    code: str
    title: str
    means: str
    matters: str
    wrong: str
    right: str
