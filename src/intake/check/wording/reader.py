"""Who reads which words of a flow: what the checks of wording go through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

from intake.flow.conditions import ALWAYS, Condition
from intake.flow.findings import Path_
from intake.flow.lint_texts import flow_texts
from intake.flow.model import Flow, Question, Recommendation
from intake.flow.text import Text

__all__ = ["Said", "all_said", "quoted", "read_by", "readers", "said_to_readers"]


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one text for some reader, where the text stands, and the condition under which it is shown."""

    words: str
    path: Path_
    when: Condition = ALWAYS

    @property
    def is_law(self) -> bool:
        """Whether these are the articles behind a ground: for the lawyer, no sentence, and as long as they are."""
        return self.path[0] == "grounds" and self.path[-1] == "law"

    def part(self, sentence: str) -> str:
        """The beginning of the sentence as it stands in the flow's file, for the caret: as much as has no marks in it."""
        begun = sentence.split(" ")[:8]
        for count in range(len(begun), 1, -1):
            start = " ".join(begun[:count])
            if start in self.words:
                return start
        return ""


def readers(flow: Flow) -> tuple[str | None, ...]:
    """The roles for whom texts must be plain: those that the flow names, else all; `None` where texts know no roles."""
    if flow.plain_for:
        return flow.plain_for
    voice = flow.steps.get(flow.voice) if flow.voice else None
    return tuple(voice.options) if isinstance(voice, Question) else (None,)


def said_to_readers(flow: Flow) -> Iterator[Said]:
    """Every text in the words for each of the roles for whom it must be plain, the same words once."""
    voices = readers(flow)
    for text, path in flow_texts(flow):
        for words in dict.fromkeys(text.for_voice(voice) for voice in voices):
            if words:
                yield Said(words, path, _shown_when(flow, path))


def all_said(flow: Flow) -> Iterator[Said]:
    """Every text in all its words, whoever reads them."""
    for text, path in flow_texts(flow):
        for words in text.variants():
            yield Said(words, path, _shown_when(flow, path))


def _shown_when(flow: Flow, path: Path_) -> Condition:
    """The condition of a line of advice; all else is shown with what it belongs to."""
    match path:
        case ("recommendations", str(name), str(part), int(at)):
            condition: Condition = getattr(flow.recommendations[name], part)[at].when
            return condition
        case _:
            return ALWAYS


def read_by(advice: Recommendation, voice: str | None) -> list[str]:
    """All words of a recommendation for this role, whether its lines are shown or not."""
    texts: list[Text] = [advice.title, advice.why, advice.cost, advice.takes, *(line.text for line in advice.lines())]
    return [said for text in texts if (said := text.for_voice(voice))]


def quoted(sentence: str) -> str:
    """The sentence as a finding names it."""
    return f"“{shorten(sentence, 160, placeholder=' …')}”"
