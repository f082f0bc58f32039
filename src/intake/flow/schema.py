"""The schema check: the document against `schemas/flow.schema.json`, each fault told in the words of a flow's author."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from intake.flow.data import schema_file
from intake.flow.dates import read_date
from intake.flow.documents import Document, Path_
from intake.flow.findings import Finding, nearest

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

__all__ = ["schema_faults", "schema_findings"]

_RECURSIVE = ("condition", "value")

_IN_CONDITIONS = ("when", "all", "any", "not", "answered")
_STEP_KINDS = ("choice", "choices", "country", "countries", "date", "number", "say", "end")
_STEP_KEYS = ("ask", "short", "help", "why", "next", "words", "range", "exclusive", "groups", "missing", "sources")
_KINDS = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
}
_OTHER_WORDS = {
    "or": "write `any:` with a list of conditions",
    "and": "the entries of a mapping all hold; of a list: `all:`",
    "if": "write `when:`",
    "then": "write `go:`",
    "else": "a last way without `when` is for all others: `- go: step`",
}
"""What people who program write, and what a flow says instead."""
_EXAMPLES = {
    "choice": 'choice: {yes: "Yes", no: "No"}',
    "choices": "choices: {hotel: A hotel, meals: Meals}",
    "country": "country: {}",
    "countries": "countries: {}",
    "date": "date: {}",
    "number": "number: {unit: hours}",
    "range": "range: {at_most: today}",
    "words": "words: {unknown: I don't know}",
    "add": "add: {days: 14}",
    **{key: f"{key}: {{at_most: 3}}" for key in ("days_since", "days_until")},
    **{key: f"{key}: [one line, another line]" for key in ("first", "how", "say", "never", "documents")},
    **{key: f"{key}: [one, another]" for key in ("sources", "aliases", "forms", "same_as", "other_than", "exclusive")},
}
"""The accepted form of what is often written otherwise, by its key."""
_FORMS = {
    "[0-9]{4}": "a date is year-month-day: 2026-11-24",
    r"\.[0-9]": "a version is three numbers: 1.0.0",
    "0-9a-f": "copy it from the last line of `intake review --of PATH`",
    "[PW]": "a finding is accepted by its code, as W505; one with E keeps a flow from being used: mend it",
    "{2,3}": "a language is its short code: en, fr, pt-BR",
}


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator, FormatChecker

    calendar = FormatChecker(formats=())
    calendar.checks("date")(lambda text: not isinstance(text, str) or read_date(text) is not None)
    schema = json.loads(schema_file("flow").read_text(encoding="utf-8"))
    return Draft202012Validator(_inlined(schema, schema["$defs"], ()), format_checker=calendar)


def _inlined(part: Any, definitions: dict[str, Any], within: tuple[str, ...]) -> Any:
    """The schema with each `$ref` written out, but where that would not end: the validator is slow at following them."""
    if isinstance(part, list):
        return [_inlined(item, definitions, within) for item in part]
    if not isinstance(part, dict):
        return part
    name = str(part.get("$ref", "")).rpartition("/")[2]
    if name and name not in within and name not in _RECURSIVE:
        return {
            **_inlined(definitions[name], definitions, (*within, name)),
            **{k: v for k, v in part.items() if k != "$ref"},
        }
    return {key: _inlined(value, definitions, within) for key, value in part.items()}


def schema_findings(document: Document, add: Callable[[Finding], None]) -> set[Path_]:
    """Tells what the schema refuses; returns the paths (section, name) of the entries in which it does."""
    broken: set[Path_] = set()
    for code, message, hint, path, key in schema_faults(_validator(), document.data):
        broken.add(path[:2])
        add(document.finding(code, message, hint, path, key=key))
    return broken


def schema_faults(validator: Draft202012Validator, data: Any) -> Iterator[tuple[str, str, str, Path_, bool]]:
    """Each fault once: code, sentence, hint, path, and whether the key there is meant."""
    told: set[tuple[str, Path_]] = set()
    for error in validator.iter_errors(data):
        for fault in _told(error, tuple(error.absolute_path)):
            code, _, _, path, _ = fault
            if (code, path) not in told:
                told.add((code, path))
                yield fault


def _told(error: ValidationError, base: Path_) -> Iterator[tuple[str, str, str, Path_, bool]]:
    """Code, sentence, hint, path, and whether the key is meant, of each fault that the error holds."""
    rule: Any = error.validator
    schema: Any = error.schema
    wanted: Any = error.validator_value
    given: Any = error.instance
    if isinstance(given, dict) and len(base) > 1 and base[-2] in ("or", "and"):
        word = str(base[-2])
        yield "E151", f"'{word}' is no word of a flow", _OTHER_WORDS[word], base[:-1], True
    elif rule == "additionalProperties" and isinstance(error.instance, dict):
        yield from _unknown_keys(given, list(schema.get("properties", {})), base)
    elif rule == "required":
        if set(_OTHER_WORDS) & set(given):
            return  # the word that stands there instead is told
        missing = re.match(r"'(.*)' is a required property", error.message)
        name = missing.group(1) if missing else "?"
        if "anyOf" not in schema or set(_STEP_KINDS) & set(given):
            yield "E152", f"'{name}' is missing", f"add `{name}:`", base, True
    elif rule == "anyOf":
        slips = {key: near for key in given if key not in _STEP_KEYS and (near := nearest(key, _STEP_KINDS))}
        for key, near in slips.items():
            yield "E151", f"unknown key '{key}'", f"did you mean '{near}'?", (*base, key), True
        if not slips:
            message = "the step is no question, message or end"
            hint = "add `ask:` with a kind of answer, or `say:`, or `end:`"
            if "ask" in given:
                message = "the step asks, but takes no answer"
                hint = "add one of choice, choices, country, countries, date, number"
            yield "E152", message, hint, base, True
    elif "propertyNames" in error.absolute_schema_path:
        hint = "small letters, digits and underscores, a letter first"
        if "enum" in error.absolute_schema_path:
            hint = f"allowed: {', '.join(wanted)}"
        elif base[:1] == ("review",):
            hint = "write a path in the flow: `grounds`, or `recommendations.call.how`"
        yield "E153", f"'{error.instance}' cannot be a name here", hint, (*base, str(error.instance)), True
    else:
        message, hint = _said(error)
        example = _EXAMPLES.get(str(base[-1])) if rule == "type" and base else None
        yield "E153", message, f"write `{example}`" if example else hint, base, False


def _unknown_keys(given: Any, known: list[str], base: Path_) -> Iterator[tuple[str, str, str, Path_, bool]]:
    slip = nearest(str(base[-1]), _IN_CONDITIONS) if base and "days_since" in known else None
    if slip is not None:  # what is taken for the name of a question is a slip for a key: `wen: {custody: free}`
        yield "E151", f"unknown key '{base[-1]}'", f"did you mean '{slip}'?", base, True
        return
    for key in given:
        if key not in known:
            near = nearest(key, known)
            usual = f"did you mean '{near}'?" if near else f"known here: {', '.join(known[:20])}"
            hint = _OTHER_WORDS.get(key, usual)
            yield "E151", f"unknown key '{key}'", hint, (*base, key), True


def _said(error: ValidationError) -> tuple[str, str]:
    """Sentence and hint of a value of the wrong form."""
    rule = str(error.validator)
    wanted: Any = error.validator_value
    given: Any = error.instance
    shown = _shown(given)
    if rule == "type":
        kinds = [wanted] if isinstance(wanted, str) else wanted
        hint = "expected " + " or ".join(_KINDS.get(kind, kind) for kind in kinds)
        if "string" in kinds:
            begun = isinstance(given, dict | list)
            hint += (
                "; text that begins with [ or { stands in quotes"
                if begun
                else f'; in quotes it is text: "{shown[1:-1]}"'
            )
        return f"{shown} does not fit here", hint
    if rule == "enum":
        near = nearest(str(given), [str(value) for value in wanted])
        return (
            f"{shown} is not known here",
            f"did you mean '{near}'?" if near else f"allowed: {', '.join(map(str, wanted))}",
        )
    if rule == "const":
        return f"{shown} is no condition", "write a mapping (`question: value`), or `true`"
    if rule == "pattern":
        hint = next((text for part, text in _FORMS.items() if part in wanted), "small letters, digits and underscores")
        return f"{shown} has the wrong form", hint
    if rule == "format":
        return f"{shown} is no day of the calendar", "a date is year-month-day: 2026-11-24"
    if rule in ("minLength", "minItems", "minProperties"):
        return "this is empty", "give it a value, or take the key out"
    if rule in ("maxItems", "maxLength"):
        return f"this has {len(given)} entries; at most {wanted} are allowed", "keep the most important ones"
    return error.message[:120], "see docs/language.md"


def _shown(given: object) -> str:
    if isinstance(given, dict | list):
        return "a mapping" if isinstance(given, dict) else "a list"
    text = str(given).lower() if isinstance(given, bool) else str(given)
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"
