"""Terms and marks: a term of art is explained where it is first read, and nothing is left of how the text was made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from intake.check.wording.reader import Said, said_to_readers
from intake.flow.conditions import ALWAYS, Condition
from intake.flow.findings import fold
from intake.flow.model import Flow
from intake.flow.parse import Find
from intake.flow.text import terms_in

__all__ = ["KNOWN_TERMS", "card_findings", "leftover_findings", "term_findings"]

KNOWN_TERMS = (
    "ad hoc", "affidavit", "bona fide", "caveat", "de facto", "de jure", "dual criminality", "estoppel", "ex officio",
    "ex parte", "habeas corpus", "in absentia", "in camera", "inter alia", "inter partes", "lex specialis", "locus standi",
    "mandamus", "mutatis mutandis", "ne bis in idem", "non-refoulement", "pacta sunt servanda", "prima facie", "pro bono",
    "pro se", "res judicata", "statute of limitations", "sub judice", "subpoena", "tort", "ultra vires", "vis-à-vis",
)  # fmt: skip
"""Words that only people of the law know, wherever they stand."""

_MARKED = re.compile(r"\[\[[^\[\]]*\]\]")
_BODY = ("help", "why", "say", "end", "first", "how", "never", "documents", "ask", "cost", "takes", "plain", "text")
_LEFT = re.compile(
    r"https?://\S+|(?P<identifier>\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b)|(?P<markup></?[a-zA-Z][^<>]*>|&[a-z]+;|&#\d+;|\*\*|__|`"
    r"|\[\[|\]\]|\]\([^)]*\))|(?P<note>\b(?:TODO|FIXME|TBD|XXX)\b|\blorem ipsum\b)",
    re.IGNORECASE,
)


def term_findings(flow: Flow, find: Find) -> None:
    """W803: a term of art that is not explained where a person first reads it.

    The first question, and what is said before it, explain for all that comes after; else each step, recommendation and
    ground explains its own terms: a person may open it first. A line that is not shown to all explains only for its own kind.
    """
    vocabulary = _Vocabulary(flow)
    first = [
        said for said in said_to_readers(flow) if said.path[0] == "terms" or said.path[:2] == ("steps", flow.start)
    ]
    before = {term for said in first for term in vocabulary.marked(said)}
    explained: dict[tuple[object, ...], list[tuple[str, Condition]]] = {}
    told: set[tuple[object, ...]] = set()
    for said in _bodies(flow):
        unit = said.path[:2]
        here = explained.setdefault(unit, [])
        here += [(term, said.when) for term in vocabulary.marked(said)]
        known = before | {term for term, when in here if when in (ALWAYS, said.when)}
        for word, term in vocabulary.unmarked(said):
            if term not in known and (unit, term) not in told:
                told.add((unit, term))
                mend = f"mark it where it is read first: [[{word}]]"
                hint = mend if term in flow.glossary else f"explain it under `glossary:` and {mend}"
                find("W803", f"'{word}' is a term of art, and nothing explains it here", hint, said.path, part=word)


class _Vocabulary:
    """The terms of art: those of the flow's glossary, and those that nobody knows anyway."""

    def __init__(self, flow: Flow) -> None:
        self._terms: dict[str, str] = {fold(word): word for word in KNOWN_TERMS}
        spoken: list[str] = [*KNOWN_TERMS]
        for term in flow.glossary.values():
            self._terms |= {fold(word): term.id for word in (term.id, term.term, *term.forms)}
            spoken += [term.term, *term.forms]
        alternatives = "|".join(re.escape(word) for word in sorted(spoken, key=len, reverse=True))
        self._spoken = re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)

    def marked(self, said: Said) -> set[str]:
        """The terms that these words explain."""
        return {self._terms[fold(word)] for word in terms_in(said.words) if fold(word) in self._terms}

    def unmarked(self, said: Said) -> list[tuple[str, str]]:
        """The words that are a term and bear no mark, each with its term."""
        found = self._spoken.finditer(_MARKED.sub(" ", said.words))
        return [(one.group(), self._terms[fold(one.group())]) for one in found]


def _bodies(flow: Flow) -> Iterator[Said]:
    """What stands below a title or a label: there a mark can be looked up."""
    for said in said_to_readers(flow):
        if said.path[0] in ("steps", "recommendations", "grounds") and said.path[2] in _BODY:
            yield said


def leftover_findings(flow: Flow, find: Find, texts: Iterable[Said]) -> None:
    """W807: names, markup and notes that were for those who made the text."""
    for said in texts:
        unmarked = _MARKED.sub(" ", re.sub(r"\*\*(.+?)\*\*", r"\1", said.words))
        for found in _LEFT.finditer(unmarked):
            if found.lastgroup is None:
                continue
            what = {"identifier": "a name of the flow", "markup": "markup", "note": "a note"}[found.lastgroup]
            hint = "write it in words; the only marks are **strong** and [[term]]"
            find("W807", f"{what} is left in the text: '{found.group()}'", hint, said.path, part=found.group())


def card_findings(flow: Flow, find: Find) -> None:
    """W808: a card that lacks a language which another card has."""
    known = dict.fromkeys(language for card in flow.cards.values() for language in card.languages)
    for name, card in flow.cards.items():
        missing = [language for language in known if language not in card.languages]
        if missing:
            message = f"the card has no words in: {', '.join(missing)}"
            find("W808", message, "add them under `in:`; other cards have them", ("cards", name), key=True)
