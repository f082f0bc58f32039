"""A person as a scenario in YAML, ready to be put into the flow."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date

from intake.flow.answers import Answer, plain_answer

__all__ = ["scenario"]

_PLAIN = re.compile(r"[A-Za-z][\w,' -]*\Z")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")


def scenario(name: str, day: date, answers: Mapping[str, Answer], expect: Mapping[str, str | list[str]]) -> str:
    """The scenario of that name, below `scenarios:`.

    >>> print(scenario("a man is held", date(2026, 11, 24), {"custody": "detained"}, {"urgency": "emergency"}), end="")
    scenarios:
      a man is held:
        date: 2026-11-24
        answers:
          custody: detained
        expect:
          urgency: emergency
    """
    lines = ["scenarios:", f"  {_text(name)}:", f"    date: {day.isoformat()}", "    answers:"]
    lines += [f"      {question}: {_value(plain_answer(answer))}" for question, answer in answers.items()]
    if not answers:
        lines[-1] += " {}"
    lines.append("    expect:")
    lines += [f"      {key}: {_value(value)}" for key, value in expect.items()]
    return "\n".join(lines) + "\n"


def _value(value: str | int | list[str]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, int) or _WORD.match(value) or re.match(r"\d{4}-\d\d-\d\d\Z", value):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def _text(text: str) -> str:
    return text if _PLAIN.match(text) else json.dumps(text, ensure_ascii=False)
