"""Not to know never calms: *don't know* in the place of an answer never lowers anybody's urgency."""

from __future__ import annotations

from collections.abc import Iterator

from intake.check.proofs.flaw import Flaw
from intake.check.proofs.search import Met, Search, in_words, not_decided
from intake.check.solver import NotDecided
from intake.flow.answers import Answer
from intake.flow.model import Question
from intake.flow.named import questions_of_recommendation

__all__ = ["calmed_by_unknown"]

UNKNOWN = "unknown"


def calmed_by_unknown(search: Search, question: Question) -> Iterator[Flaw]:
    """P710 if somebody's urgency is lower once they answer `unknown` to the question instead of what they answer."""
    if UNKNOWN not in question.options and UNKNOWN not in question.words:
        return
    flow, everybody, formulas = search.flow, search.everybody, search.everybody.formulas
    other = everybody.otherwise(question.id)
    unknown: Answer = (UNKNOWN,) if question.several else UNKNOWN
    calmer = []
    for level in flow.levels[:-1]:
        reached = everybody.ended.urgency_at_least(level.id)
        calmer.append(formulas.all_of(reached, formulas.negated(other.formula(reached))))
    comes_to_an_end = other.formula(everybody.complete)
    says = other.variables.says(unknown)
    formula = formulas.all_of(everybody.passes(question.id), says, comes_to_an_end, formulas.any_of(*calmer))
    calmed: list[Met] = []

    def holds(met: Met) -> bool:
        """Whether they are calmer with `unknown`. What is asked then is among their answers, kept aside."""
        calmed[:] = [search.met({**met.read, question.id: unknown})]
        return calmed[0].triage.ended and calmed[0].rank() < met.rank()

    one = search.smallest(formula, holds, f"`{question.id}: {UNKNOWN}` calms")
    path = ("steps", question.id)
    if isinstance(one, NotDecided):
        yield not_decided(f"`{question.id}: {UNKNOWN}` ever lowers the urgency", one, path)
    elif one is not None:
        yield _flaw(search, question, one, calmed[0], path)


def _flaw(search: Search, question: Question, one: Met, calmed: Met, path: tuple[str, ...]) -> Flaw:
    flow = search.flow
    carriers = [advice.recommendation for advice in one.triage.certain if advice.urgency == one.triage.urgency]
    named = questions_of_recommendation(flow, flow.recommendations[carriers[0]]) if carriers else frozenset()
    shown = {name: answer for name, answer in one.read.items() if name in named and name != question.id}
    answer = in_words({question.id: one.read[question.id]})
    message = f"`unknown` calms: '{one.triage.urgency}' with `{answer}`, '{calmed.triage.urgency}' with `unknown`"
    hint = f"for somebody with {in_words(shown)}: let `unknown` count as the worst answer"
    return Flaw("P710", message, hint, path, key=True)
