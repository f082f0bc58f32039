"""What every part of a description needs: texts in all their voices, conditions, levels and sources, as phrases."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from intake.authoring.describe.page import Block, Item, Items, Paragraph, outlined
from intake.check.phrases.phrase import Phrase, Run, joined, listed, said
from intake.check.phrases.phrases import Phrases
from intake.flow.conditions import ALWAYS, Condition
from intake.flow.model import Flow, Source
from intake.flow.text import Line, Text, pieces
from intake.report.names import date_text
from intake.report.rows import clean
from intake.report.sources import Sources
from intake.report.words import Words

__all__ = ["Teller"]


class Teller:
    """Tells one flow on one date. Sources are numbered in the order in which they are first told."""

    def __init__(self, flow: Flow, today: date) -> None:
        self.flow, self.today = flow, today
        self.words = Words(flow, {})
        self.phrases = Phrases(flow, self.words)
        self._sources = Sources(flow, today)
        self._told: dict[str, None] = {}

    # texts

    def text(self, text: Text) -> list[tuple[str, Phrase]]:
        """The words of a text: for everybody (""), or for each role its own, the others last."""
        if not text.voices:
            return [("", self._pieces(text.default))] if text.default else []
        found: dict[str, list[str]] = {}
        for voice, words in text.voices.items():
            found.setdefault(words, []).append(self.words.answer(self.flow.voice, voice) if self.flow.voice else voice)
        said_to = [(" and ".join(f"‘{one}’" for one in voices), self._pieces(words)) for words, voices in found.items()]
        return [*said_to, *([("the others", self._pieces(text.default))] if text.default else [])]

    def told(self, label: str, text: Text) -> list[Block]:
        """A text under its label: a paragraph, or a list with a line for each role."""
        found = self.text(text)
        if not found:
            return []
        if len(found) == 1 and not found[0][0]:
            return [Paragraph(found[0][1], label)]
        return [Items(tuple(Item(said(f"to {voice}: ", words)) for voice, words in found), label)]

    def inline(self, text: Text) -> Phrase:
        """A text in one line, all voices after one another."""
        found = self.text(text)
        return joined([said(f"to {voice}: ", words) if voice else words for voice, words in found], " / ")

    def line(self, line: Line) -> Item:
        """A line of advice, with its own condition, its own sources, and whether it is told as a question."""
        doubt = said(" (told as a question: its sources leave doubt)") if self._sources.doubtful(line.sources) else ()
        rest = said(" " if line.sources else "", self.cited(line.sources), doubt)
        found = self.text(line.text)
        if len(found) > 1:
            only = () if line.when == ALWAYS else said(", only when ", self.phrases.condition(line.when))
            voices = tuple(Item(said(f"to {voice}: ", words)) for voice, words in found)
            return Item(said("by role", only, rest, ":"), voices)
        return self.only_when(said(self.inline(line.text), rest), line.when)

    def only_when(self, words: Phrase, condition: Condition) -> Item:
        """A line with its condition after it in brackets, if it has one."""
        if condition == ALWAYS:
            return Item(words)
        outline = self.phrases.outline(condition)
        if not outline.parts:
            return Item(said(words, " (only when ", outline.head, ")"))
        return Item(said(words, " (only when ", outline.head, ":)"), tuple(map(outlined, outline.parts)))

    def sentence(self, text: Text) -> Phrase:
        """A text in one line that ends as a sentence does."""
        phrase = self.inline(text)
        return phrase if not phrase or phrase[-1].words.endswith((".", "?", "!")) else said(phrase, ".")

    def _pieces(self, words: str) -> Phrase:
        filled = pieces(words, lambda question: f"[{self.phrases.name(question)}]")
        return said(*(Run(clean(piece.words), "strong") if piece.strong else clean(piece.words) for piece in filled))

    # conditions

    def when(self, label: str, condition: Condition, *, always: str) -> Block:
        """A condition under its label."""
        if condition == ALWAYS:
            return Paragraph(said(always), label)
        outline = self.phrases.outline(condition)
        if not outline.parts:
            return Paragraph(said("when ", outline.head, "."), label)
        return Items(tuple(map(outlined, outline.parts)), label, said("when ", outline.head, ":"))

    def rung(self, lead: Phrase, condition: Condition) -> Item:
        """A line of a list with its condition after it, the parts of a long one below."""
        item = outlined(self.phrases.outline(condition))
        return Item(said(lead, " when ", item.phrase), item.below)

    def level(self, name: str) -> Run:
        """A level by its label."""
        return Run(self.phrases.text(self.flow.level(name).label), "strong")

    def recommendations(self, names: Iterable[str]) -> Phrase:
        """Recommendations by their titles."""
        return listed([(self.recommendation(name),) for name in names], "and")

    def recommendation(self, name: str) -> Run:
        """A recommendation by its title."""
        return Run(self.phrases.text(self.flow.recommendations[name].title), "recommendation", name)

    # sources

    def cited(self, ids: Iterable[str]) -> Phrase:
        """The numbers of sources."""
        numbered = ((name, self._sources.cite([name])[0]) for name in ids)
        runs = [(Run(str(number), "source", name),) for name, number in numbered]
        self._told |= dict.fromkeys(run.id for (run,) in runs)
        return joined(runs, " ")

    @property
    def told_sources(self) -> tuple[str, ...]:
        """The sources so far, in the order of their numbers."""
        return tuple(self._told)

    def sources(self, ids: Iterable[str]) -> list[Block]:
        """Sources in full, but for their addresses."""
        items = [Item(said(self.cited([name]), f" {self.sure(self.flow.sources[name])}")) for name in ids]
        return [Items(tuple(items), "Sources")] if items else []

    def sure(self, source: Source) -> str:
        """A source with its article, when it was checked, and how sure it is."""
        named = ", ".join(part for part in (clean(source.title), clean(source.article)) if part)
        checked = f"checked {self.day(source.checked)}" if source.checked else "date of check not known"
        expires = f"; to be checked again by {self.day(source.expires)}" if source.expires else ""
        return f"{named} ({checked}; confidence {source.confidence}{expires})"

    def day(self, day: date) -> str:
        """A day as the flow's readers write it."""
        return date_text(day, self.flow.language)
