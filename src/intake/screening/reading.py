"""The flow's meaning on a date as one SQL statement over a table of answers: a row a record in, a row a record out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlglot import exp

from intake.flow.model import Flow, Ladder, Recommendation
from intake.flow.values import Reference
from intake.screening.answers import columns_of
from intake.screening.conditions import Conditions
from intake.screening.places import Place, Routes
from intake.screening.stages import Stages
from intake.screening.tree import (
    Sql,
    chosen,
    greatest,
    least,
    literal,
    perhaps,
    surely,
)

__all__ = ["RECORD", "Reading"]

RECORD = "record"
"""The column that names the record; it goes through untouched."""


class Reading:
    """The columns reading of one flow on one date: what stands where at the end of all open routes, as expressions.

    `advice`: the recommendations that exist on the date; `ladders`: those that they climb, each once.
    """

    def __init__(self, flow: Flow, today: date) -> None:
        self.flow, self.today = flow, today
        self._stages = Stages([RECORD, *columns_of(flow)])
        self._conditions = Conditions(flow, today, self._stages)
        self._routes = Routes(flow, self._stages, self._conditions.truth)
        self.advice = [one for one in flow.recommendations.values() if one.valid_on(today)]
        self.ladders = list(dict.fromkeys(one.urgency.ladder for one in self.advice))
        self._rank = {level.id: level.rank for level in flow.levels}
        self._climbed = {ladder: self._climb(ladder, number) for number, ladder in enumerate(self.ladders)}
        self._when = {one.id: self._named(one.id, self._routes.end, one) for one in self.advice}

    def truth(self, advice: Recommendation) -> Sql:
        """Whether a recommendation is certain (true), possible (NULL) or excluded (false)."""
        return self._when[advice.id]

    def climbed(self, ladder: Ladder) -> tuple[Sql, Sql]:
        """A ladder's urgency so far and at most, as ranks."""
        return self._climbed[ladder]

    def between(self, advice: Recommendation) -> tuple[Sql, Sql]:
        """A recommendation's urgency so far and at most, as ranks: its ladder's, but never above its own top."""
        low, high = self._climbed[advice.urgency.ladder]
        if advice.urgency.at_most is None:
            return low, high
        top = literal(self._rank[advice.urgency.at_most])
        return least([low, top]), least([high, top])

    def urgency(self) -> tuple[Sql, Sql]:
        """The triage's, as ranks: the highest among the certain, and among those not excluded; NULL if there is none."""
        low = greatest([chosen([(surely(self.truth(one)), self.between(one)[0])]) for one in self.advice])
        high = greatest([chosen([(perhaps(self.truth(one)), self.between(one)[1])]) for one in self.advice])
        return low, high

    def known_day(self, start: Reference) -> Sql:
        """The day that a deadline is counted from; NULL where it is not known for certain."""
        known = self._conditions.values.known_day(start, self._routes.end)
        return self._stages.named("start of a deadline", known)

    def deadline(self, start: Reference, limit: str | None) -> Sql:
        """The last day of a limit (or the day itself) that is counted from there; NULL where there is no date."""
        day = self.known_day(start)
        return day if limit is None else self._conditions.values.end_of_limit(limit, day)

    def ground(self, name: str) -> Sql:
        """The flag that a ground is certain."""
        return surely(self._conditions.truth(self.flow.grounds[name].when, self._routes.end))

    @property
    def asked(self) -> Sequence[str]:
        """The questions that a way leads to, in the order of the steps."""
        return self._routes.asked

    def next_question(self) -> Sql:
        """The question at which the walk stops; NULL at an end: the first that is reached and has no answer."""
        return chosen((self._routes.stops_at(name), literal(name)) for name in self.asked)

    def next_number(self) -> Sql:
        """The same as a number: its place in `asked`, -1 at an end."""
        cases = ((self._routes.stops_at(name), literal(at)) for at, name in enumerate(self.asked))
        return chosen(cases, literal(-1))

    def reached(self) -> Mapping[str, Sql]:
        """For each step, in their order, the flag that some open route reaches it."""
        return self._routes.reached

    def may(self) -> Sequence[Sql]:
        """The questions that some open route passes, by their index, as words of bits."""
        return self._routes.end.may.words()

    def must(self) -> Sequence[Sql]:
        """The questions that all open routes pass."""
        return self._routes.end.must.words()

    def statement(self, source: str, outputs: Mapping[str, Sql], made_by: exp.Select | None = None) -> exp.Select:
        """The statement that gives these over a table of that name, which has the columns of the answers.

        `made_by`: what makes that table, if it is not there.
        """
        return self._stages.statement(source, outputs, made_by)

    def _named(self, hint: str, place: Place, advice: Recommendation) -> Sql:
        return self._stages.named(hint, self._conditions.truth(advice.when, place))

    def _climb(self, ladder: Ladder, number: int) -> tuple[Sql, Sql]:
        """The highest rung that is true, and that is not false; a lift that is undetermined lifts only the latter."""
        end, floor = self._routes.end, literal(self._rank[ladder.otherwise])
        rungs = sorted(((self._rank[level], when) for level, when in ladder.rungs), key=lambda rung: -rung[0])
        truths = [(self._conditions.truth(when, end), literal(rank)) for rank, when in rungs]
        low = chosen([(surely(truth), rank) for truth, rank in truths], floor)
        high = greatest([chosen([(perhaps(truth), rank) for truth, rank in truths], floor), low])
        if ladder.lift is not None:
            lift = self._stages.named(f"lift {number}", self._conditions.truth(ladder.lift, end))
            low, high = self._lifted(low, surely(lift)), self._lifted(high, perhaps(lift))
        hint = f"ladder {number}"
        return self._stages.named(hint, low), self._stages.named(f"{hint} at most", high)

    def _lifted(self, rank: Sql, flag: Sql) -> Sql:
        """One level up where the flag is set; nothing rises above the top."""
        up = exp.Add(this=exp.Paren(this=rank.copy()), expression=chosen([(flag, literal(1))], literal(0)))
        return least([up, literal(len(self.flow.levels) - 1)])
