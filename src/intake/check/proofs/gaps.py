"""What gaps may hide: an emergency that is not seen until something else is answered, and an end without any advice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from intake.check.proofs.flaw import Flaw
from intake.check.proofs.scenario import scenario
from intake.check.proofs.search import DisagreementError, Met, Search, in_words, not_decided
from intake.check.solver import NotDecided
from intake.flow.findings import Path_
from intake.flow.lint_urgency import asked_of_all
from intake.flow.model import Recommendation
from intake.flow.named import questions_of_recommendation

__all__ = ["hidden_emergencies", "without_advice"]


def without_advice(search: Search) -> Iterator[Flaw]:
    """P706: somebody comes to an end, and nothing is advised to them: then they have no urgency either."""
    everybody, formulas = search.everybody, search.everybody.formulas
    any_advice = formulas.any_of(*(everybody.ended.certain(name) for name in search.flow.recommendations))
    one = search.smallest(formulas.negated(any_advice), lambda met: not met.triage.certain, "nothing is advised")
    path: Path_ = ("recommendations",)
    if isinstance(one, NotDecided):
        yield not_decided("everybody is advised something", one, path)
    elif one is not None:
        yaml = scenario("somebody is advised nothing", search.day, one.read, {"urgency": "none"})
        hint = f"let one `when` hold for everybody; here: {in_words(one.read)}"
        yield Flaw("P706", "somebody comes to an end and is advised nothing", hint, path, key=True, scenario=yaml)


def hidden_emergencies(search: Search) -> Iterator[Flaw]:
    """P707: an emergency that stays unseen although all is answered that it names, and all that everybody is asked."""
    everybody, top = search.everybody, search.flow.emergency.id
    everybodys = asked_of_all(search.flow)
    ended, formulas = everybody.ended, everybody.formulas
    for advice in _carriers(search):
        named = questions_of_recommendation(search.flow, advice)
        early = everybody.with_only(named | everybodys)
        emergency = formulas.all_of(ended.certain(advice.id), ended.advice_at_least(advice.id, top))
        seen = formulas.all_of(early.certain(advice.id), early.advice_at_least(advice.id, top))
        one = search.smallest(
            formulas.all_of(emergency, formulas.negated(seen)),
            _is_emergency(advice.id, top),
            f"'{advice.id}' is an emergency",
        )
        path: Path_ = ("recommendations", advice.id)
        if isinstance(one, NotDecided):
            yield not_decided(f"every emergency of '{advice.id}' is seen at once", one, path)
        elif one is not None:
            told = {name: answer for name, answer in one.read.items() if name in named | everybodys}
            if _is_emergency(advice.id, top)(search.met(told)):
                raise DisagreementError(search.flow, told, f"the emergency of '{advice.id}' is not seen")
            waits = next(name for name in one.read if name not in told)
            message = f"an emergency of '{advice.id}' is not seen before '{waits}' is answered"
            hint = f"ask what it depends on of everybody, before the ways part; here: {in_words(told)}"
            yield Flaw("P707", message, hint, path, key=True)


def _carriers(search: Search) -> list[Recommendation]:
    """The recommendations that can be an emergency."""
    top = search.flow.emergency.id
    return [
        advice
        for advice in search.flow.recommendations.values()
        if advice.valid_on(search.day) and search.everybody.ended.advice_at_least(advice.id, top) is not False
    ]


def _is_emergency(name: str, top: str) -> Callable[[Met], bool]:
    """Whether somebody is advised that at the highest level."""
    return lambda met: any(one.recommendation == name and one.urgency == top for one in met.triage.certain)
