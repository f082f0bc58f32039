"""Rungs of ladders that never count, or that always do, so that what stands below them never counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from intake.check.proofs.flaw import Flaw
from intake.check.proofs.search import Search, not_decided
from intake.check.solver import Formula, NotDecided
from intake.flow.conditions import ALWAYS, Condition
from intake.flow.findings import Path_
from intake.flow.model import Ladder, Recommendation

__all__ = ["idle_rungs"]


def idle_rungs(search: Search) -> Iterator[Flaw]:
    """P704 for each rung, and each `raise`, without which nobody's urgency would be another, or that holds for everybody."""
    for path, ladder, users in _ladders(search):
        climbed = _Climbed(search, path, ladder, users)
        yield from climbed.rungs()
        yield from climbed.lift()


def _ladders(search: Search) -> Iterator[tuple[Path_, Ladder, list[Recommendation]]]:
    """Each ladder with the recommendations that climb it."""
    named = {id(ladder): ("ladders", name) for name, ladder in search.flow.ladders.items()}
    users: dict[int, tuple[Path_, Ladder, list[Recommendation]]] = {}
    for advice in search.flow.recommendations.values():
        if advice.valid_on(search.day):
            ladder = advice.urgency.ladder
            path: Path_ = named.get(id(ladder), ("recommendations", advice.id, "urgency"))
            users.setdefault(id(ladder), (path, ladder, []))[2].append(advice)
    yield from users.values()


class _Climbed:
    """One ladder and those to whom something is advised that climbs it."""

    def __init__(self, search: Search, path: Path_, ladder: Ladder, users: Sequence[Recommendation]) -> None:
        self._search, self._path, self._ladder, self._users = search, path, ladder, users
        self._ended, self._formulas = search.everybody.ended, search.everybody.formulas
        self._ranks: Mapping[str, int] = {level.id: level.rank for level in search.flow.levels}
        self._floor, self._top = self._ranks[ladder.otherwise], max(self._ranks.values())

    def rungs(self) -> Iterator[Flaw]:
        """Each rung but `otherwise`."""
        steps = sorted(self._ladder.rungs, key=lambda rung: -self._ranks[rung[0]])
        for at, (level, condition) in enumerate(steps):
            where: Path_ = (*self._path, level)
            found = self._found(self._decides(steps, at))
            if isinstance(found, NotDecided):
                yield not_decided(f"the rung '{level}' ever counts", found, where)
            elif not found:
                why = "its condition holds for nobody to whom it could matter, or a higher rung holds as well"
                yield Flaw("P704", f"the rung '{level}' counts for nobody", why, where, key=True)
            elif self._found(self._fails(condition, self._ranks[level])) is False:
                hint = "what stands below it never counts: mend its condition, or make the level `otherwise`"
                yield Flaw("P704", f"the rung '{level}' holds for everybody", hint, where, key=True)

    def lift(self) -> Iterator[Flaw]:
        """`raise`."""
        if self._ladder.lift is None:
            return
        lift, formulas = self._ended.holds(self._ladder.lift).true, self._formulas
        lifted = (
            formulas.all_of(formulas.negated(self._reaches(rank)), self._reaches(rank - 1), self._seen(rank, rank - 1))
            for rank in range(1, self._top + 1)
        )
        tests: tuple[tuple[Formula, str, str], ...] = (
            (
                formulas.all_of(lift, formulas.any_of(*lifted)),
                "`raise` lifts nobody",
                "its condition holds for nobody whose level could be higher",
            ),
            (formulas.negated(lift), "`raise` lifts everybody", "write the levels one higher instead"),
        )
        for formula, message, hint in tests:
            found = self._found(formula)
            if isinstance(found, NotDecided):
                yield not_decided(f"{message} is so", found, (*self._path, "raise"))
            elif not found:
                yield Flaw("P704", message, hint, (*self._path, "raise"), key=True)

    def _found(self, formula: Formula) -> bool | NotDecided:
        found = self._ended.find(formula, smallest=False, seconds=self._search.seconds())
        if isinstance(found, NotDecided):
            return found
        self._search.proved += 1
        return found is not None

    def _seen(self, rank: int, below: int) -> Formula:
        """Something is advised that climbs this ladder, and whose ceiling lets that rank be told from the one below."""
        names = (one.id for one in self._users if below < min(self._ceiling(one), rank))
        return self._formulas.any_of(*(self._ended.certain(name) for name in names))

    def _ceiling(self, advice: Recommendation) -> int:
        return self._top if advice.urgency.at_most is None else self._ranks[advice.urgency.at_most]

    def _reaches(self, rank: int) -> Formula:
        """The rungs alone come to that rank."""
        rungs = (when for level, when in self._ladder.rungs if self._ranks[level] >= rank)
        return rank <= self._floor or self._formulas.any_of(*(self._ended.holds(when).true for when in rungs))

    def _fails(self, condition: Condition, rank: int) -> Formula:
        """The rung does not hold for somebody to whom something is advised that climbs the ladder."""
        return self._formulas.all_of(self._formulas.negated(self._ended.holds(condition).true), self._seen(rank, -1))

    def _decides(self, steps: Sequence[tuple[str, Condition]], at: int) -> Formula:
        """The rung holds, none above it does, and what would count without it is lower to see."""
        formulas, rank = self._formulas, self._ranks[steps[at][0]]
        true = [self._ended.holds(when).true for _, when in steps]
        instead = [*((self._ranks[level], when) for level, when in steps[at + 1 :]), (self._floor, ALWAYS)]
        lower = []
        for index, (below, when) in enumerate(instead):
            between = map(formulas.negated, true[at + 1 : at + 1 + index])
            lower.append(formulas.all_of(self._ended.holds(when).true, *between, self._seen(rank, below)))
        return formulas.all_of(true[at], *map(formulas.negated, true[:at]), formulas.any_of(*lower))
