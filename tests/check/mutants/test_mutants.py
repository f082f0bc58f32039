"""Mutants: one slip each, noticed by a scenario or a promise, the same for everybody, or named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from intake.check.cover import main_date
from intake.check.mutants.mutant import Mutant
from intake.check.mutants.noticed import Crowd
from intake.check.mutants.of_conditions import broken_conditions
from intake.check.mutants.of_flows import line_mutants, mutants
from intake.check.mutants.report import Mutation
from intake.check.mutants.run import judgements
from intake.check.mutants.verdict import Verdict
from intake.check.phrases.spelled import spelled
from intake.flow.load import load
from intake.flow.model import Flow
from tests.check.bailiff import BAILIFF, flow

PERSON = "letter: yes, day: 2026-11-26, owes: no, ill: no"
EXACT = f"a letter: {{date: 2026-11-24, answers: {{{PERSON}}}, expect: {{urgency: now, only_certain: [object, ask]}}}}"


def every(loaded: Flow) -> list[Mutant]:
    return [*mutants(loaded), *line_mutants(loaded)]


def judged(loaded: Flow, *, processes: int = 1) -> dict[tuple[str, str], Verdict]:
    """The verdict on each mutant, by its place and what was changed."""
    day = main_date(loaded) or date(2026, 11, 24)
    known = every(loaded)
    found = judgements(loaded, known, day, Crowd(loaded), seconds=10, processes=processes)
    return {(known[number].where, known[number].change): verdict for number, verdict in found}


def slip(loaded: Flow, where: str, change: str) -> Mutant:
    (found,) = [one for one in every(loaded) if (one.where, one.change) == (where, change)]
    return found


class TestVerdicts:
    """What becomes of a mutant."""

    def test_one_that_changes_what_a_scenario_expects_is_noticed_by_it(self, tmp_path: Path) -> None:
        """And is named with it."""
        verdict = judged(flow(tmp_path, EXACT))["recommendations.object.when", "“letter: yes” with a not before it"]
        assert verdict == Verdict("noticed", "“a letter”")

    def test_one_that_matters_to_people_whom_nobody_thought_of_survives(self, tmp_path: Path) -> None:
        """With somebody for whom it makes a difference."""
        verdict = judged(flow(tmp_path, EXACT))["recommendations.object.when", "owes: without 'unknown'"]
        assert verdict.state == "survived"
        assert verdict.person is not None
        person = {"ill": "no", **verdict.person}
        assert (person["letter"], person["owes"], person["ill"]) == ("yes", "unknown", "no")

    def test_one_that_a_promise_forbids_is_noticed(self, tmp_path: Path) -> None:
        """Though no scenario has such a person: the solver finds one."""
        promise = (
            "nobody who does not know goes without: {when: {letter: yes, owes: unknown}, then: {recommended: object}}"
        )
        verdict = judged(flow(tmp_path, EXACT, promise))["recommendations.object.when", "owes: without 'unknown'"]
        assert verdict == Verdict("noticed", "the promise “nobody who does not know goes without”")

    def test_a_promise_that_is_broken_anyway_notices_nothing(self, tmp_path: Path) -> None:
        """It would seem to notice everything."""
        promise = "everybody objects: {when: {letter: [yes, no]}, then: {recommended: object}}"
        verdict = judged(flow(tmp_path, EXACT, promise))["recommendations.object.when", "owes: without 'unknown'"]
        assert verdict.state == "survived"

    def test_a_scenario_that_fails_anyway_notices_nothing(self, tmp_path: Path) -> None:
        """It would seem to notice everything."""
        wrong = EXACT.replace("urgency: now", "urgency: later")
        assert {verdict.state for verdict in judged(flow(tmp_path, wrong)).values()} == {"survived"}

    def test_one_that_is_the_same_for_everybody_is_no_survivor(self, tmp_path: Path) -> None:
        """Who has no letter is not asked for its day, so it does not matter that the rung says so twice."""
        text = BAILIFF.replace("{near: true}", "{near: true, letter: yes}")
        verdict = judged(flow(tmp_path, EXACT, text=text))[
            "recommendations.object.urgency.now", "without “letter: yes”"
        ]
        assert verdict == Verdict("equivalent")

    def test_a_record_that_is_read_otherwise(self, tmp_path: Path) -> None:
        """`missing` matters for those who leave the answer out alone: a scenario of such a person notices it."""
        verdict = judged(flow(tmp_path, EXACT))["steps.ill.missing", "without its `missing`"]
        assert (verdict.state, verdict.person and "ill" in verdict.person) == ("survived", False)
        silent = EXACT.replace(", ill: no", "").replace("urgency: now", "status: complete, urgency: now")
        assert judged(flow(tmp_path, silent))["steps.ill.missing", "without its `missing`"].state == "noticed"

    def test_what_a_line_says_is_noticed_where_a_scenario_expects_it(self, tmp_path: Path) -> None:
        """`says` names the lines with a condition exactly."""
        where = "recommendations.object.how.1.when", "“ill: yes” with a not before it"
        assert judged(flow(tmp_path, EXACT))[where].state == "survived"
        says = EXACT.replace("only_certain", "says: {object: []}, only_certain")
        assert judged(flow(tmp_path, says))[where].state == "noticed"

    def test_the_urgency_of_one_recommendation_is_noticed_where_a_scenario_expects_it(self, tmp_path: Path) -> None:
        """Below the urgency of the whole nobody else would."""
        where = "recommendations.ask.urgency.otherwise", "otherwise 'soon', not 'later'"
        assert judged(flow(tmp_path, EXACT))[where].state == "survived"
        of = EXACT.replace("only_certain", "urgency_of: {ask: later}, only_certain")
        assert judged(flow(tmp_path, of))[where].state == "noticed"

    def test_who_is_asked_what_is_noticed_where_a_scenario_expects_it(self, tmp_path: Path) -> None:
        """A question whose missing answer is read in is never the next one: `passes` and `skips` look at the path."""
        text = BAILIFF.replace(
            "unknown: No idea}, next: ill", "unknown: No idea}, next: [{when: {owes: yes}, go: ill}, {go: done}]"
        )
        where = "steps.owes.next.0.when", "owes: 'no' too"
        assert judged(flow(tmp_path, EXACT, text=text))[where].state == "survived"
        asked = EXACT.replace("only_certain", "skips: [ill], only_certain")
        assert judged(flow(tmp_path, asked, text=text))[where].state == "noticed"

    def test_two_processes_come_to_the_same(self, tmp_path: Path) -> None:
        """In whichever order their verdicts come."""
        loaded = flow(tmp_path, EXACT)
        alone, together = judged(loaded), judged(loaded, processes=2)
        assert {one: verdict.state for one, verdict in alone.items()} == {
            one: verdict.state for one, verdict in together.items()
        }

    def test_a_slip_that_matters_on_sundays_alone_survives(self) -> None:
        """The date of the test is a Tuesday, and no claim rolls to a day four days later; two days on, one does."""
        found = judged(load("wages"))
        verdict = found["recommendations.claim.urgency.emergency", "“claim_by days_until at most 3”: 4 instead of 3"]
        assert verdict.state != "equivalent"


class TestSlips:
    """What is broken, and how often."""

    def test_each_part_of_a_condition(self, tmp_path: Path) -> None:
        """Worked out by hand: letter and (owes or ill)."""
        loaded = flow(tmp_path, EXACT)
        condition = loaded.recommendations["object"].when
        assert [spelled(one.became) for one in broken_conditions(loaded, condition)] == [
            "not (letter: yes and (owes: [no, unknown] or ill: yes))",
            "letter: yes or (owes: [no, unknown] or ill: yes)",
            "owes: [no, unknown] or ill: yes",
            "letter: yes",
            "not letter: yes and (owes: [no, unknown] or ill: yes)",
            "letter: [no, yes] and (owes: [no, unknown] or ill: yes)",
            "letter: yes and not (owes: [no, unknown] or ill: yes)",
            "letter: yes and (owes: [no, unknown] and ill: yes)",
            "letter: yes and ill: yes",
            "letter: yes and owes: [no, unknown]",
            "letter: yes and (not owes: [no, unknown] or ill: yes)",
            "letter: yes and (owes: unknown or ill: yes)",
            "letter: yes and (owes: no or ill: yes)",
            "letter: yes and (owes: [no, unknown, yes] or ill: yes)",
            "letter: yes and (owes: [no, unknown] or not ill: yes)",
            "letter: yes and (owes: [no, unknown] or ill: [no, yes])",
        ]

    @pytest.mark.parametrize(
        ("where", "change"),
        [
            ("facts.near", "“day days_until at most 3”: 4 instead of 3"),
            ("facts.near", "“day days_until at most 3”: 2 instead of 3"),
            ("recommendations.object.urgency.now", "without the rung 'now'"),
            ("recommendations.object.urgency.otherwise", "otherwise 'now', not 'soon'"),
            ("recommendations.object.urgency.otherwise", "otherwise 'later', not 'soon'"),
            ("steps.ill.missing", "`missing: yes`"),
        ],
    )
    def test_thresholds_rungs_floors_and_missing(self, where: str, change: str, tmp_path: Path) -> None:
        """Each is one slip."""
        assert slip(flow(tmp_path, EXACT), where, change).flow() is not None

    @pytest.mark.parametrize(
        ("name", "where", "change"),
        [
            ("wages", "tables.offices.columns.office", "'referee' read as 'court'"),
            ("wages", "values.owed", "times 16 instead of 15"),
            ("wages", "values.claim_by", "the latest instead of the earliest"),
            ("wages", "values.year_after_pay_day", "without its roll to the next working day"),
            ("wages", "recommendations.claim.deadline", "it counts from 'last_day'"),
            ("eviction", "ladders.situation.raise", "without its `raise`"),
            ("eviction", "ladders.situation.urgent", "the rung 'urgent' gives 'soon'"),
            ("eviction", "recommendations.pay_arrears.urgency.at_most", "without its ceiling"),
            ("eviction", "grounds.put_out.when", "“stage: locked_out” with a not before it"),
        ],
    )
    def test_tables_values_deadlines_lifts_and_ceilings(self, name: str, where: str, change: str) -> None:
        """In the flows that come with the program."""
        assert slip(load(name), where, change).flow() is not None

    def test_the_order_of_ways(self, tmp_path: Path) -> None:
        """Two ways with conditions change places; the last, without one, stays last."""
        text = BAILIFF.replace("[{when: {letter: yes}", "[{when: {letter: no}, go: ill}, {when: {letter: yes}")
        broken = slip(
            flow(tmp_path, EXACT, text=text), "steps.letter.next.0", "the way to 'day' before the way to 'ill'"
        )
        assert [way.go for way in broken.flow().steps["letter"].ways] == ["day", "ill", "owes"]

    def test_the_flow_itself_is_never_touched(self, tmp_path: Path) -> None:
        """It is the same after all its mutants were made."""
        loaded = flow(tmp_path, EXACT)
        before = repr(loaded)
        for one in every(loaded):
            assert one.flow() is not loaded
        assert repr(loaded) == before


def test_the_part_that_is_noticed_leaves_out_what_is_the_same_for_everybody() -> None:
    """98 of 100 will do; the equivalent are no part of either number."""
    known = [Mutant(("facts", str(number)), "", lambda: load("eviction")) for number in range(101)]
    verdicts = {number: Verdict("noticed") for number in range(98)} | {
        98: Verdict("survived"),
        99: Verdict("undecided"),
    }
    mutation = Mutation.of(known, {**verdicts, 100: Verdict("equivalent")})
    assert mutation.part_noticed == (98, 100)
    assert mutation.reaches_bar
    assert not Mutation.of(known, {**verdicts, 0: Verdict("survived")}).reaches_bar
