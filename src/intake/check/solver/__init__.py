"""The solver's reading of a flow: all its answers at one date, as formulas. The only place that imports z3.

    from intake.check.solver import Everybody, NotDecided

    everybody = Everybody(flow, date)                 # its own z3 context; make it once, ask it often
    ended, underway = everybody.ended, everybody.underway

Two readings of the same conditions, with the same methods. They return formulas (z3 Booleans, or plain True and False), which
`all_of`, `any_of` and `negated` of `everybody.formulas` join:

- `ended`: people who have answered all that their path asks; two truth values, quick formulas
- `underway`: people with gaps and answers kept aside; DESIGN's three values, at the end of all open routes
- `everybody.with_only(questions)`: as `underway`, for people who have answered these questions and no others

    ended.holds(condition)                  -> Truth(true, false)         undetermined is neither
    ended.certain("rec")   ended.excluded("rec")                          possible is neither
    ended.advice_at_least("rec", "soon")    ended.advice_may_reach(…)     the ladder of a recommendation, so far and at most
    ended.urgency_at_least("urgent")        ended.urgency_may_reach(…)    the triage's: among the certain, and at most
    ended.raised("ground")   ended.reads(value)   ended.seen("question")   all that a value can be; whether a question is asked
    everybody.passes("step")    everybody.takes("step", 0)                people who come to an end: steps visited, ways taken
    everybody.says("custody", "free")       everybody.given("custody")    that the answer is this one; that there is one
    everybody.described(answers)            all that one person says, and that nothing else is answered
    other = everybody.otherwise("custody")    other.formula(formula)        the formula, had they answered this one otherwise

    person = ended.find(formula, …)         somebody for whom all of them hold: smallest first (fewest answers, then plainest)
    person = underway.find(formula, …, smallest=False, seconds=1)

`find` gives a `Person` (`answers`: plain, ready to be a record or a scenario, in the flow's order; `read`: as the engine takes
them), or `None`: *proved* that there is nobody, or `NotDecided` (a value: never take it for `None`) with its reason.

Two flows with the same people (`diff`, mutants): `Everybody(new, date, among=old.people)`. The people must have been made for
both: `People([old, new], date)`. A mutated flow needs no mention if it names no country and reads no table column that the
others do not (else `UntoldError`).

Without z3 the import raises `SolverMissingError`, whose sentence names what to install (exit 69).
"""

from intake.check.solver.countries import UntoldError
from intake.check.solver.everybody import Everybody, Reading
from intake.check.solver.formulas import Formula, Formulas, NotDecided, SolverMissingError
from intake.check.solver.people import Otherwise, People, Person
from intake.check.solver.places import Truth
from intake.check.solver.variables import Variables

__all__ = [
    "Everybody",
    "Formula",
    "Formulas",
    "NotDecided",
    "Otherwise",
    "People",
    "Person",
    "Reading",
    "SolverMissingError",
    "Truth",
    "UntoldError",
    "Variables",
]
