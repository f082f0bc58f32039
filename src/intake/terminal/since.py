"""What has changed for a person since their answers were kept: by another flow, by the day, or by answers that fit no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from intake.engine.rules import rules
from intake.flow.answers import read_answer
from intake.flow.model import Flow
from intake.report.rows import clean
from intake.report.words import Words
from intake.store.saves import Save

__all__ = ["changed_since"]


def changed_since(flow: Flow, save: Save, answers: Mapping[str, object], today: date) -> Iterator[str]:
    """The urgency and the advice then and now, where they differ; of another version also that they do not.

    `answers`: those of the save that the flow still takes. A save that does not say what they came to is not compared.
    """
    if save.came_to is None:
        return
    read = {name: read_answer(flow.question(name), raw, today) for name, raw in answers.items()}
    triage = rules(flow, today).triage(read, because=False)
    words = Words(flow, read)
    then, now = save.came_to.advised, tuple(advice.recommendation for advice in triage.certain)
    told = []
    if save.came_to.urgency != triage.urgency:
        told.append(
            f"The urgency was: {_level(words, save.came_to.urgency)}. Now it is: {_level(words, triage.urgency)}."
        )
    told += _listed("Advised now, and not then", words, (name for name in now if name not in then))
    told += _listed("Advised then, and not now", words, (name for name in then if name not in now))
    yield from told
    if not told and save.version != flow.version:
        yield "For your answers nothing has changed: the urgency and the advice are the same."


def _listed(lead: str, words: Words, names: Iterable[str]) -> list[str]:
    """A sentence that lists recommendations by their titles; one that the flow has no more, by its name."""
    known = words.flow.recommendations
    titles = [words.text(known[name].title) if name in known else clean(name.replace("_", " ")) for name in names]
    return [f"{lead}: {'; '.join(titles)}."] if titles else []


def _level(words: Words, level: str | None) -> str:
    if level is None:
        return "nothing certain"
    known = {one.id: one for one in words.flow.levels}
    return words.text(known[level].label) if level in known else clean(level)
