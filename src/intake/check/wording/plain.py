"""Plain words: no long sentence, and advice that somebody can read who has had eight years of school."""

from __future__ import annotations

from intake.check.wording.measures import grade, sentences, words
from intake.check.wording.reader import quoted, read_by, readers, said_to_readers
from intake.flow.findings import Path_
from intake.flow.model import Flow, Recommendation
from intake.flow.parse import Find

__all__ = ["HIGHEST_GRADE", "MOST_WORDS", "grade_findings", "length_findings"]

MOST_WORDS = 20
"""The most words of a sentence."""
HIGHEST_GRADE = 8.0
"""The highest reading grade of a recommendation."""
_ENOUGH = 8
"""The fewest words that have a grade: of less, one long word would decide."""


def length_findings(flow: Flow, find: Find) -> None:
    """W801: a sentence that nobody reads to its end in a bad hour."""
    for said in said_to_readers(flow):
        if said.is_law:
            continue
        for sentence in sentences(said.words):
            counted = len(words(sentence))
            if counted > MOST_WORDS:
                message = f"a sentence of {counted} words: {quoted(sentence)}"
                find("W801", message, f"make two of it, of at most {MOST_WORDS}", said.path, part=said.part(sentence))


def grade_findings(flow: Flow, find: Find) -> None:
    """W802: a recommendation, or the reason for it, that asks for more than eight years of school."""
    for name, advice in flow.recommendations.items():
        path: Path_ = ("recommendations", name)
        whole = _hardest_reader(flow, advice)
        if whole is not None:
            _tell(find, f"'{name}'", *whole, path)
            continue
        for voice in readers(flow):
            why = advice.why.for_voice(voice)
            if len(words(why)) >= _ENOUGH and grade([why]) > HIGHEST_GRADE:
                _tell(find, f"the reason for '{name}'", voice, [why], (*path, "why"))
                break


def _hardest_reader(flow: Flow, advice: Recommendation) -> tuple[str | None, list[str]] | None:
    """The role for which it is hardest to read, and its texts; `None` if it is plain for all."""
    texts = [(voice, read_by(advice, voice)) for voice in readers(flow)]
    voice, read = max(texts, key=lambda one: grade(one[1]))
    return (voice, read) if grade(read) > HIGHEST_GRADE else None


def _tell(find: Find, what: str, voice: str | None, texts: list[str], path: Path_) -> None:
    hardest = max((sentence for text in texts for sentence in sentences(text)), key=lambda one: grade([one]))
    whom = f" for '{voice}'" if voice else ""
    message = f"{what} reads at grade {grade(texts):.1f}{whom}; hardest: {quoted(hardest)}"
    hint = f"shorter sentences and shorter words, to grade {HIGHEST_GRADE:.0f} or lower"
    find("W802", message, hint, path, key=True)
