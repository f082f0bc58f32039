"""Texts: words for every role, placeholders and terms that are there, and a reason beside every piece of advice."""

from __future__ import annotations

from collections.abc import Iterator

from intake.flow.documents import Path_
from intake.flow.findings import fold, nearest
from intake.flow.model import Flow, Question
from intake.flow.parse import Find
from intake.flow.text import Line, Text, placeholders, terms_in

__all__ = ["flow_texts", "text_findings"]


def text_findings(flow: Flow, find: Find, broken: frozenset[str]) -> None:
    """E210, E217, E501, E502, W503 to W505: what a reader would miss or stumble over."""
    check = _Check(flow, find, broken)
    for key in ("plain_for", "sources_first"):
        for at, role in enumerate(getattr(flow, key)):
            check.role(role, ("flow", key, at))
    for text, path in flow_texts(flow):
        check.voices_of(text, path)
        for words in text.variants():
            check.placeholders_of(words, path)
            check.terms_of(words, path)
    for name, advice in flow.recommendations.items():
        if not advice.why:
            find("W503", f"'{name}' gives no reason", "add `why:`", ("recommendations", name), key=True)
        if not advice.how:
            find("W504", f"'{name}' does not say how", "add `how:` with its steps", ("recommendations", name), key=True)
    for question in flow.questions:
        if not question.why:
            message = f"'{question.id}' does not say why it is asked"
            find("W505", message, "add `why:`", ("steps", question.id), key=True)


class _Check:
    """What a text may name: the roles, the questions and the terms of a flow."""

    def __init__(self, flow: Flow, find: Find, broken: frozenset[str]) -> None:
        self.flow, self.find, self.broken = flow, find, broken
        voice = flow.steps.get(flow.voice) if flow.voice else None
        self.voices = list(voice.options) if isinstance(voice, Question) else []
        self.questions = {question.id for question in flow.questions}
        self.terms = {fold(word) for term in flow.glossary.values() for word in (term.id, term.term, *term.forms)}

    def voices_of(self, text: Text, path: Path_) -> None:
        if not text.voices:
            return
        for role in text.voices:
            self.role(role, (*path, role), "default")
        missing = [role for role in self.voices if role not in text.voices]
        if not text.default and missing:
            self.find("E501", f"no words for: {', '.join(missing)}", "add `default:`", path)

    def role(self, role: str, path: Path_, *others: str) -> None:
        """E502: a role that the flow does not ask for. The words for `others` stand beside those of the roles, as keys."""
        if role in self.voices or (self.flow.voice or "") in self.broken:
            return
        known = [*self.voices, *others]
        near = nearest(role, known)
        hint = f"did you mean '{near}'?" if near else "roles: " + ", ".join(known)
        if not self.flow.voice:
            hint = "name the question that asks for the role: `voice:` under `flow:`"
        self.find("E502", f"'{role}' is no role of this flow", hint, path, key=bool(others))

    def placeholders_of(self, words: str, path: Path_) -> None:
        for name in dict.fromkeys(placeholders(words)):
            if name not in self.questions and name not in self.broken:
                near = nearest(name, sorted(self.questions))
                hint = f"did you mean '{{{near}}}'?" if near else "name a question; a brace itself is doubled: {{"
                self.find("E217", f"'{{{name}}}' is no question", hint, path, part=f"{{{name}}}")

    def terms_of(self, words: str, path: Path_) -> None:
        for term in dict.fromkeys(terms_in(words)):
            if fold(term) not in self.terms and not {"glossary", term} & self.broken:
                near = nearest(term, [word for known in self.flow.glossary.values() for word in (known.id, known.term)])
                hint = f"did you mean '[[{near}]]'?" if near else "explain it under `glossary:`"
                part = f"[[{term}]]" if f"[[{term}]]" in words else f"|{term}]]"
                self.find("E210", f"'{term}' is not in the glossary", hint, path, part=part)


def flow_texts(flow: Flow) -> Iterator[tuple[Text, Path_]]:
    """Every text that somebody may read, with its path in the flow, in the flow's order."""
    yield flow.title, ("flow", "title")
    yield flow.about, ("flow", "about")
    for at, text in enumerate(flow.terms):
        yield text, ("terms", at)
    for level in flow.levels:
        yield level.label, ("levels", level.id, "label")
        yield level.within, ("levels", level.id, "within")
    for step in flow.steps.values():
        if isinstance(step, Question):
            yield from _question_texts(step)
        else:
            yield step.say, ("steps", step.id, "say" if step.ways else "end")
    for name, fact in flow.facts.items():
        yield fact.title, ("facts", name, "title")
    for name, advice in flow.recommendations.items():
        path: Path_ = ("recommendations", name)
        for key in ("title", "why", "cost", "takes"):
            yield getattr(advice, key), (*path, key)
        for key in ("first", "how", "say", "never", "documents", "ask"):
            yield from _line_texts(getattr(advice, key), (*path, key))
        if advice.deadline:
            yield advice.deadline.text, (*path, "deadline", "text")
        for at, day in enumerate(advice.dates):
            yield day.text, (*path, "dates", at, "text")
    for name, ground in flow.grounds.items():
        for key in ("title", "plain", "law"):
            yield getattr(ground, key), ("grounds", name, key)
        for at, test in enumerate(ground.tests):
            for key in ("where", "asks", "law"):
                yield getattr(test, key), ("grounds", name, "tests", at, key)
        for at, text in enumerate(ground.limits):
            yield text, ("grounds", name, "limits", at)
    if flow.country_sheet is not None:
        yield from ((text, ("country_sheet", *inside)) for text, inside in flow.country_sheet.texts())
    for name, limit in flow.limits.items():
        yield limit.text, ("limits", name, "text")
    for name, term in flow.glossary.items():
        yield term.plain, ("glossary", name, "plain")
    for name, card in flow.cards.items():
        yield card.text, ("cards", name, "text")


def _question_texts(question: Question) -> Iterator[tuple[Text, Path_]]:
    path: Path_ = ("steps", question.id)
    for key in ("ask", "short", "help", "why"):
        yield getattr(question, key), (*path, key)
    for value, option in question.options.items():
        place = (*path, question.kind, value)
        yield option.label, place
        yield option.help, place
        if option.short is not option.label:
            yield option.short, place
    for word, label in question.words.items():
        yield label, (*path, "words", word)
    for at, group in enumerate(question.groups):
        yield group.title, (*path, "groups", at, "title")


def _line_texts(lines: tuple[Line, ...], path: Path_) -> Iterator[tuple[Text, Path_]]:
    for at, line in enumerate(lines):
        yield line.text, (*path, at)
