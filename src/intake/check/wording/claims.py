"""Claims: no promise of safety or of an outcome, no guess told as a rule, no figure without its source."""

from __future__ import annotations

import re
from collections.abc import Iterable

from intake.check.wording.measures import sentences
from intake.check.wording.reader import Said, all_said, quoted
from intake.flow.findings import Path_
from intake.flow.model import Flow
from intake.flow.parse import Find
from intake.flow.text import Text

__all__ = ["promised", "promising_findings", "unsourced_findings", "weak_findings"]

_SAFE_THING = (
    r"country|countries|state|states|place|places|route|routes|border|borders|trip|trips|flight|airport|airports"
)
_UNDONE = r"removed|deleted|released|freed|free|granted|accepted|approved|cancelled|dropped|lifted|withdrawn|acquitted"
_CAN_NOT = r"(?:can ?not|can['’]t|will not|won['’]t)"
_CLAIMS: dict[str, re.Pattern[str]] = {
    what: re.compile("|".join(patterns), re.IGNORECASE)
    for what, patterns in {
        "that something is safe": (
            rf"\b(?:safe|safer|safest|softer) (?:{_SAFE_THING})\b",
            rf"\b(?:{_SAFE_THING}) (?:\w+ ){{0,3}}(?:is|are|as) (?:\w+ )?safe\b",
            r"\b(?:is|are) safe (?:for you|to)\b",
            r"\bsafe to travel\b|\byou may travel\b|\btravel safely\b",
            r"(?<!that )\byou (?:are|will be) (?:now )?safe\b",
            r"\bprotects you from arrest\b",
        ),
        "an outcome": (
            rf"\bwill (?:surely |certainly |soon )?(?:be|get) (?:{_UNDONE})\b",
            r"\b(?:you|they|we) (?:will|shall) win\b",
            r"\b(?:sure|certain) to (?:win|succeed|get)\b|\balways (?:works|succeeds|wins)\b",
            r"\bguarantee(?:s|d)?\b(?! by)|\bwithout fail\b|\b100 ?%",
        ),
        "a chance in numbers": (
            r"\bchances? (?:of|is|are) (?:\w+ ){0,3}\d",
            r"\b\d+ ?(?:%|per ?cent) (?:chance|of (?:all )?(?:the )?(?:cases|claims|requests|people))",
        ),
    }.items()
}
"""What a text may not say, unless it says that it is not so."""
_CLAIMS_OF_NOTHING: dict[str, re.Pattern[str]] = {
    what: re.compile(pattern, re.IGNORECASE)
    for what, pattern in {
        "that nothing can happen": rf"\b{_CAN_NOT} be (?:arrested|held|detained|extradited|deported|evicted)\b"
        rf"|\b(?:no one|nobody) (?:will|can) (?:stop|arrest|find|hold|evict)\b|\bnothing (?:can|will) happen\b"
        r"|\bnothing to (?:fear|worry)\b|\bno risk\b",
        "calm by order": r"\b(?:do not|don['’]t|no need to) (?:panic|worry)\b|\bcalm down\b|\brest assured\b",
    }.items()
}
"""What says *not* itself: another *not* before it takes it back."""
_NEGATION = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|neither|nor|cannot|whether|who(?:ever)? (?:says|promises))\b|n['’]t\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[:;]")
_ASKS = re.compile(r"\b(?:ask|check)\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|sixty|ninety)[ -]"
    r"(?:hours?|days?|weeks?|months?|years?|times|members?|countries|states|articles?|lawyers|per ?cent|euros?|crowns?)\b"
    r"|\d ?%|\b(?:Article|Articles|Art\.|Rule|Section|§) ?\d",
    re.IGNORECASE,
)


def promised(sentence: str) -> str | None:
    """What the sentence promises that nobody can; `None` if it promises nothing, asks, or denies it.

    >>> promised("In this country you will win.")
    'an outcome'
    >>> promised("Nobody can promise that you will win.") is None
    True
    """
    if sentence.endswith("?"):
        return None
    for clause in _CLAUSE.split(sentence):
        for what, pattern in (*_CLAIMS.items(), *_CLAIMS_OF_NOTHING.items()):
            found = pattern.search(clause)
            if found is not None and not _NEGATION.search(clause[: found.start()]):
                return what
    return None


def promising_findings(flow: Flow, find: Find) -> None:
    """W804: a text that promises safety or an outcome."""
    for said in all_said(flow):
        for sentence in sentences(said.words):
            what = promised(sentence)
            if what is not None:
                hint = "say what can be done, and what it may come to"
                find("W804", f"this promises {what}: {quoted(sentence)}", hint, said.path, part=said.part(sentence))


def weak_findings(flow: Flow, find: Find) -> None:
    """W805: what rests on sources of low confidence alone, and asks nobody."""

    def weak(sources: Iterable[str]) -> bool:
        known = [flow.sources[name] for name in sources if name in flow.sources]
        return bool(known) and all(source.confidence == "low" for source in known)

    def check(text: Text, path: Path_) -> None:
        for words in text.variants():
            if not _ASKS.search(words) and not words.rstrip().endswith("?"):
                message = f"told as a rule, on sources of low confidence alone: {quoted(words)}"
                find("W805", message, "let it ask: “Ask a lawyer whether …”", path)

    for name, advice in flow.recommendations.items():
        for part in ("first", "how", "say", "never", "documents", "ask"):
            for at, line in enumerate(getattr(advice, part)):
                if weak(line.sources or advice.sources):
                    check(line.text, ("recommendations", name, part, at))
    for name, ground in flow.grounds.items():
        if weak(ground.sources):
            check(ground.plain, ("grounds", name, "plain"))


def unsourced_findings(flow: Flow, find: Find) -> None:
    """W806: a figure or an article in a question or a term that names no source. (All else must have one: E152.)"""

    def check(text: Text, path: Path_, mend: str) -> None:
        for words in text.variants():
            for sentence in sentences(words):
                if _FIGURE.search(sentence):
                    part = Said(words, path).part(sentence)
                    find("W806", f"nothing says where this comes from: {quoted(sentence)}", mend, path, part=part)

    for question in flow.questions:
        if not question.sources:
            for key in ("help", "why"):
                check(getattr(question, key), ("steps", question.id, key), "add `sources:` to the question")
    for term in flow.glossary.values():
        if term.source is None:
            check(term.plain, ("glossary", term.id, "plain"), "add `source:` to the term")
