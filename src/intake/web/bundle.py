"""The bundle: one flow as JSON, rules and words: all that a visitor's device needs. The same flow gives the same bytes.

Texts stay as they are written, with their marks and placeholders; a text with words for each role is a mapping by role. All
sentences stand in one list, `texts`, in the order in which the rest has an empty word for them: so they compress well, and
another language is another list. What many lines share stands once, and is named by its number: a condition of a text in
`conditions`, a source by its place in `sources`, the document that it is part of in `documents`. Addresses of sources stay out:
they are long, and a visitor's page has no ways out of it but one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from intake.flow.conditions import ALWAYS, Condition
from intake.flow.countries import COUNTRIES
from intake.flow.model import Card, Flow, Ground, KeyDate, Message, Option, Question, Recommendation, Source, Step
from intake.flow.text import Line, Text
from intake.report.folding import fold
from intake.report.names import country_codes, country_name, languages_of, local_names
from intake.report.reviewed import reviewed_line
from intake.web.phrases import phrases
from intake.web.rules_json import RulesWriter

__all__ = ["FORM", "bundle", "bundle_bytes"]

FORM = 1
"""The form of the bundle: a widget reads the forms that it knows, and no other."""

NAMED_IN = ("ar", "de", "es", "fr", "pt", "ru", "tr", "zh")
"""Languages in which a country can be typed although it is not one of its own: `static/matching.js` has the same list."""

Json = Any


def bundle_bytes(flow: Flow) -> tuple[bytes, str]:
    """The bundle as it is served, and the SHA-256 of it in hexadecimal digits."""
    written = json.dumps(bundle(flow), ensure_ascii=False, separators=(",", ":")).encode()
    return written, hashlib.sha256(written).hexdigest()


def bundle(flow: Flow) -> dict[str, Json]:
    """The flow as plain JSON: its `form`, its `texts`, and the `flow` with an empty word where a text belongs."""
    texts: list[str] = []
    whole = _without_texts(_Writer(flow).whole(), texts)
    return {"form": FORM, "texts": texts, "flow": whole}


def _without_texts(node: Json, texts: list[str]) -> Json:
    """Moves each sentence into the list. A single word stays: it may be an id."""
    if isinstance(node, str) and (" " in node or not node):
        texts.append(node)
        return ""
    if isinstance(node, dict):
        return {name: _without_texts(part, texts) for name, part in node.items()}
    return [_without_texts(part, texts) for part in node] if isinstance(node, list) else node


class _Writer:
    """Writes one flow's words; conditions and documents that several of them share are written once."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._rules = RulesWriter(flow)
        self._conditions: dict[Condition, int] = {}
        self._documents: dict[tuple[str, ...], int] = {}
        self._sources = {name: number for number, name in enumerate(flow.sources)}

    def whole(self) -> dict[str, Json]:
        flow = self._flow
        written = {
            "id": flow.id,
            "version": flow.version,
            "hash": flow.content_hash,
            "language": flow.language,
            "voice": flow.voice,
            "sources_first": list(flow.sources_first),
            "title": _text(flow.title),
            "about": _text(flow.about),
            "terms": [_text(term) for term in flow.terms],
            "reviewed": reviewed_line(flow),
            "phrases": phrases(flow.language),
            "levels": {
                level.id: {"label": _text(level.label), "sign": level.sign, "within": _text(level.within)}
                for level in flow.levels
            },
            "steps": {name: self._step(step) for name, step in flow.steps.items()},
            "recommendations": {name: self._advice(advice) for name, advice in flow.recommendations.items()},
            "grounds": {name: self._ground(ground) for name, ground in flow.grounds.items()},
            "glossary": {
                name: _filled(term=term.term, forms=list(term.forms), plain=_text(term.plain))
                for name, term in flow.glossary.items()
            },
            "limits": {
                limit.id: _filled(
                    text=_text(limit.text), confidence=limit.confidence, sources=self._cited(limit.sources)
                )
                for limit in flow.limits.values()
            },
            "cards": [self._card(card) for card in flow.cards.values()],
            "sources": [self._source(source) for source in flow.sources.values()],
            "countries": _countries(flow),
        }
        written["documents"] = [list(document) for document in self._documents]
        written["conditions"] = [self._rules.condition(condition) for condition in self._conditions]
        return written | {"rules": self._rules_without_names()}

    def _rules_without_names(self) -> dict[str, Json]:
        """The rules; what may be answered to a question is told by the labels of its step."""
        whole = self._rules.whole()
        for question in whole["questions"]:
            question.pop("options", None)
            question.pop("words", None)
        return whole

    def _step(self, step: Step) -> Json:
        if not isinstance(step, Question):
            return {"say" if isinstance(step, Message) else "end": _text(step.say)}
        return _filled(
            ask=_text(step.ask),
            short=_text(step.short),
            help=_text(step.help),
            why=_text(step.why),
            sources=self._cited(step.sources),
            options={value: _option(option) for value, option in step.options.items()},
            words={word: _text(label) for word, label in step.words.items()},
            groups=[{"title": _text(group.title), "values": list(group.values)} for group in step.groups],
            unit=step.unit,
        )

    def _advice(self, advice: Recommendation) -> Json:
        return _filled(
            title=_text(advice.title),
            why=_text(advice.why),
            first=self._lines(advice.first),
            how=self._lines(advice.how),
            say=self._lines(advice.say),
            never=self._lines(advice.never),
            documents=self._lines(advice.documents),
            ask=self._lines(advice.ask),
            cost=_text(advice.cost),
            takes=_text(advice.takes),
            due=_text(advice.deadline.text) if advice.deadline is not None else "",
            dates=[self._key_date(date) for date in advice.dates],
            sources=self._cited(advice.sources),
        )

    def _lines(self, lines: Iterable[Line]) -> Json:
        """Each its text, the number of its condition (`null`: always), and its sources; what is empty at the end left out."""
        return [_trimmed([_text(line.text), self._when(line.when), self._cited(line.sources)]) for line in lines]

    def _key_date(self, date: KeyDate) -> Json:
        return _filled(
            text=_text(date.text),
            limit=date.limit,
            when=self._when(date.when),
            start=self._rules.value(date.start) if date.start is not None else None,
        )

    def _ground(self, ground: Ground) -> Json:
        return _filled(
            title=_text(ground.title),
            plain=_text(ground.plain),
            law=_text(ground.law),
            absolute=ground.absolute or None,
            tests=[
                _filled(
                    where=_text(test.where),
                    asks=_text(test.asks),
                    law=_text(test.law),
                    sources=self._cited(test.sources),
                )
                for test in ground.tests
            ],
            limits=[_text(limit) for limit in ground.limits],
            supports=list(ground.supports),
            sources=self._cited(ground.sources),
        )

    def _card(self, card: Card) -> Json:
        return _filled(
            text=_text(card.text),
            when=self._when(card.when),
            languages=dict(card.languages),
            checked=card.checked or None,
        )

    def _when(self, condition: Condition) -> int | None:
        return None if condition == ALWAYS else self._conditions.setdefault(condition, len(self._conditions))

    def _cited(self, sources: Iterable[str]) -> list[int]:
        return [self._sources[name] for name in sources]

    def _source(self, source: Source) -> Json:
        """The number of its document, and the place in it."""
        document = (
            source.title,
            source.confidence,
            source.checked.isoformat() if source.checked else "",
            source.expires.isoformat() if source.expires else "",
        )
        number = self._documents.setdefault(document, len(self._documents))
        return [number, source.article] if source.article else [number]


def _text(text: Text) -> Json:
    """A text of one wording is the words; of several, a mapping by role, `default` for the others."""
    if not text.voices:
        return text.default
    return {**text.voices, **({"default": text.default} if text.default else {})}


def _filled(**parts: Json) -> dict[str, Json]:
    """Without what is empty: a widget reads a missing part as an empty one."""
    return {name: part for name, part in parts.items() if part not in ("", [], {}, None)}


def _option(option: Option) -> Json:
    short = _text(option.short)
    label = _text(option.label)
    return _filled(
        label=label, short="" if short == label else short, help=_text(option.help), aliases=list(option.aliases)
    )


def _countries(flow: Flow) -> Json:
    """By code: the name, other codes, the languages of the country, and other names.

    What a country is called in those languages, and in `NAMED_IN`, every browser knows by itself. Other names are those of the
    tables that questions name, without those that are compared as one that is known.
    """
    if not any(question.kind in ("country", "countries") for question in flow.questions):
        return {}
    return {
        code: _trimmed(
            [
                country_name(code, flow.language),
                " ".join(country_codes(code)),
                " ".join(languages_of(code)),
                ";".join(_others(flow, code)),
            ]
        )
        for code in sorted(COUNTRIES)
    }


def _others(flow: Flow, code: str) -> Iterator[str]:
    tables = [flow.tables[name] for name in dict.fromkeys(question.table for question in flow.questions) if name]
    cells = (
        str(row.cells.get(column) or "")
        for table in tables
        for row in table.rows.get((code,), ())
        for column in ("name", "aliases")
    )
    named = (country_name(code, language) for language in (flow.language, *NAMED_IN))
    seen = {fold(name) for name in (code, *country_codes(code), *local_names(code), *named)}
    for other in (part.strip() for cell in cells for part in cell.split(";")):
        if fold(other) and fold(other) not in seen:
            seen.add(fold(other))
            yield other


def _trimmed(parts: list[Json]) -> list[Json]:
    """Without what is empty at the end."""
    while parts and parts[-1] in ("", [], None):
        parts = parts[:-1]
    return parts
