"""Rules 2 to 9 of the meaning, on random small flows with gaps and off-path answers, against brute force.

`make test` tries a few hundred flows, the same each time; `INTAKE_HYPOTHESIS=thorough` tries 30,000 new ones.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.engine.recall import Recall
from intake.engine.rules import Rules, rules
from intake.engine.session import Session, SessionError
from intake.engine.triage import Triage
from intake.flow.answers import Answer, AnswerError, plain_answer, read_answer
from intake.flow.load import load
from intake.flow.model import Flow, Message, Question
from tests.engine import brute_force, by_the_letter
from tests.engine.random_flows import INVALID, TODAY, Answers, Case, Sample, cases, partial_answers, samples, smaller

THOROUGH = os.environ.get("INTAKE_HYPOTHESIS") == "thorough"
PROPERTIES = 16
TRIED = settings(
    max_examples=30_000 // PROPERTIES if THOROUGH else 60,
    derandomize=not THOROUGH,
    database=None,
    deadline=None,
    print_blob=THOROUGH,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
ENDINGS = 200
"""How many ways of answering the rest are tried at most."""


# ------------------------------------------------------------------------------------------------------------ helpers


def opened(sample: Sample) -> Flow:
    """The flow, through the front door: from a file, with every check (JSON is YAML)."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "random.yaml"
        path.write_text(json.dumps(sample.flow), encoding="utf-8")
        return load(path)


def answered(flow: Flow, raw: Answers) -> dict[str, Answer]:
    """Raw answers as the engine takes them."""
    return {name: read_answer(flow.question(name), answer, TODAY) for name, answer in raw.items()}


def engine(case: Case) -> tuple[Rules, dict[str, Answer]]:
    """The rules of a case and its answers."""
    flow = opened(case.sample)
    return rules(flow, TODAY), answered(flow, case.answers)


def states(triage: Triage) -> dict[str, str]:
    """The state of each recommendation."""
    return {advice.recommendation: advice.state for advice in triage.advice} | dict.fromkeys(
        triage.excluded, "excluded"
    )


def certain(triage: Triage) -> set[str]:
    return {advice.recommendation for advice in triage.certain}


def urgencies(triage: Triage) -> dict[str, tuple[str, str]]:
    """So far and at most, of each recommendation that is not excluded."""
    return {advice.recommendation: (advice.urgency, advice.urgency_at_most) for advice in triage.advice}


def deadlines(triage: Triage) -> dict[str, str | None]:
    return {
        advice.recommendation: advice.deadline.date.isoformat() if advice.deadline.date else None
        for advice in triage.advice
        if advice.deadline
    }


def rank(flow: Flow, level: str | None) -> int:
    """How urgent a level is; nothing is less urgent than the lowest."""
    return -1 if level is None else flow.level(level).rank


# --------------------------------------------------------------------------------------------------- against brute force


@TRIED
@given(cases())
def test_complete_answers_come_to_what_brute_force_says(case: Case) -> None:
    """Rules 1, 3, 4 and 6: once the path is answered there are two truth values, and nothing is only possible."""
    known, _ = engine(case)
    every = brute_force.completions(case.sample.flow, TODAY, case.answers, case.sample.domains)
    for raw, ending in islice(every, ENDINGS):
        answers = answered(known.flow, raw)
        walk, triage = known.walk(answers), known.triage(answers)
        assert walk.ended
        assert walk.path == triage.path == ending.path
        assert triage.possible == ()
        assert {advice.recommendation: advice.urgency for advice in triage.certain} == ending.advised
        assert all(so_far == at_most for so_far, at_most in urgencies(triage).values())
        assert triage.urgency == triage.urgency_at_most == ending.urgency
        assert triage.grounds == ending.grounds
        assert deadlines(triage) == ending.deadlines
        assert set(triage.kept_aside) == set(raw) - set(ending.path)


@TRIED
@given(cases())
def test_what_is_certain_holds_whatever_the_answers_still_to_come(case: Case) -> None:
    """Rules 4 to 6: certain is advised in every completion, excluded in none, and urgency lies between so far and at most."""
    known, answers = engine(case)
    flow, triage = known.flow, known.triage(answers)
    levels = urgencies(triage)
    every = brute_force.completions(case.sample.flow, TODAY, case.answers, case.sample.domains)
    for _, ending in islice(every, ENDINGS):
        assert certain(triage) <= set(ending.advised)
        assert not set(triage.excluded) & set(ending.advised)
        assert rank(flow, triage.urgency) <= rank(flow, ending.urgency) <= rank(flow, triage.urgency_at_most)
        for name, level in ending.advised.items():
            so_far, at_most = levels[name]
            assert rank(flow, so_far) <= rank(flow, level) <= rank(flow, at_most)
        assert set(triage.grounds) <= set(ending.grounds)
        for advice in triage.advice:
            if advice.deadline and advice.deadline.date and advice.recommendation in ending.advised:
                assert ending.deadlines[advice.recommendation] == advice.deadline.date.isoformat()


@TRIED
@given(cases())
def test_the_engine_says_neither_more_nor_less_than_the_letter(case: Case) -> None:
    """Rules 3 to 7: routes written out one by one give the same states, urgencies, grounds, deadlines and reasons."""
    known, answers = engine(case)
    triage, letter = known.triage(answers), by_the_letter.read(case.sample.flow, TODAY, case.answers)
    assert states(triage) == letter.states
    assert urgencies(triage) == letter.urgencies
    assert (triage.urgency, triage.urgency_at_most) == (letter.urgency, letter.urgency_at_most)
    assert triage.grounds == letter.grounds
    assert deadlines(triage) == letter.deadlines
    assert triage.kept_aside == letter.kept_aside
    reasons = {advice.recommendation: tuple(name for name, _ in advice.because) for advice in triage.certain}
    assert reasons == letter.because


# ------------------------------------------------------------------------------------------------------- more answers


@TRIED
@given(cases(), st.data())
def test_more_answers_never_take_back(case: Case, data: st.DataObject) -> None:
    """Rules 5 and 6: adding answers keeps certain and excluded; so far never falls, at most never rises."""
    known, answers = engine(case)
    fewer = answered(known.flow, data.draw(smaller(case.answers), label="fewer answers"))
    before, after = known.triage(fewer), known.triage(answers)
    assert certain(before) <= certain(after)
    assert set(before.excluded) <= set(after.excluded)
    assert set(before.grounds) <= set(after.grounds)
    assert rank(known.flow, before.urgency) <= rank(known.flow, after.urgency)
    assert rank(known.flow, before.urgency_at_most) >= rank(known.flow, after.urgency_at_most)
    earlier, later = urgencies(before), urgencies(after)
    for name in later:
        assert rank(known.flow, earlier[name][0]) <= rank(known.flow, later[name][0])
        assert rank(known.flow, earlier[name][1]) >= rank(known.flow, later[name][1])
    dated = deadlines(after)
    assert all(dated[name] == day for name, day in deadlines(before).items() if day and name in dated)


@TRIED
@given(cases(), st.data())
def test_answers_that_no_open_way_leads_to_change_nothing(case: Case, data: st.DataObject) -> None:
    """Rule 2: answers kept aside can be taken away, given or changed, and only the list of them changes."""
    known, answers = engine(case)
    triage = known.triage(answers)
    may = known.reachable(answers)
    assert set(triage.kept_aside) == set(answers) - may
    others = {name: domain for name, domain in case.sample.domains.items() if name not in may}
    aside = data.draw(partial_answers(Sample(case.sample.flow, others)), label="answers kept aside")
    changed = {name: answers[name] for name in answers if name in may} | answered(known.flow, aside)
    again = known.triage(changed)
    assert again.kept_aside == tuple(question.id for question in known.flow.questions if question.id in aside)
    for part in ("advice", "excluded", "urgency", "urgency_at_most", "grounds", "path", "next_question"):
        assert getattr(again, part) == getattr(triage, part)


@TRIED
@given(cases())
def test_the_walk_stops_at_the_first_gap(case: Case) -> None:
    """Rule 5: the next question is the one on the path that has no answer, and it is not kept aside."""
    known, answers = engine(case)
    walk = known.walk(answers)
    asked = [name for name in walk.path if isinstance(known.flow.steps[name], Question)]
    assert [name for name in asked if name not in answers] == ([walk.next_question] if walk.next_question else [])
    assert walk.next_question in (None, walk.path[-1])
    assert set(asked) <= known.reachable(answers)
    assert known.triage(answers).path == walk.path


# ------------------------------------------------------------------------------------------------------------ because


@TRIED
@given(cases())
def test_a_because_alone_is_enough_and_nothing_of_it_is_to_spare(case: Case) -> None:
    """Rule 7: with its because alone the advice is certain and as urgent, and without any one of its answers it is not."""
    known, answers = engine(case)
    triage = known.triage(answers)
    for advice in triage.certain:
        because = dict(advice.because)
        assert because.items() <= answers.items()
        assert not set(because) & set(triage.kept_aside)
        assert list(because) == [question.id for question in known.flow.questions if question.id in because]
        assert carries(known, because, advice.recommendation, advice.urgency)
        for name in because:
            without = {other: answer for other, answer in because.items() if other != name}
            assert not carries(known, without, advice.recommendation, advice.urgency)
    assert all(advice.because == () for advice in triage.possible)


def carries(known: Rules, answers: Mapping[str, Answer], name: str, urgency: str) -> bool:
    """Whether the answers make the recommendation certain with at least that urgency."""
    triage = known.triage(answers, because=False)
    return name in certain(triage) and rank(known.flow, urgencies(triage)[name][0]) >= rank(known.flow, urgency)


# ------------------------------------------------------------------------------------------------------------ session


def follow(session: Session, answers: Mapping[str, Answer]) -> list[str]:
    """Answers and goes on until the session stops for want of an answer, or ends; the steps where it stood."""
    stood = [session.state]
    while not session.ended:
        if isinstance(session.step, Message):
            session.go_on()
        elif session.state in answers:
            session.answer(plain_answer(answers[session.state]))
        else:
            break
        stood.append(session.state)
    return stood


@TRIED
@given(cases())
def test_the_machine_and_the_replay_take_the_same_path(case: Case) -> None:
    """Rule 8: on every path the session's machine stands at each step that the walk of the same answers visits."""
    known, _ = engine(case)
    every = brute_force.completions(case.sample.flow, TODAY, case.answers, case.sample.domains)
    for raw, ending in islice(every, ENDINGS):
        reached: list[str] = []
        session = Session(known.flow, date=TODAY, on_step=lambda live, reached=reached: reached.append(live.state))  # type: ignore[misc]
        assert tuple(follow(session, answered(known.flow, raw))) == ending.path
        assert session.path == ending.path
        assert tuple(reached) == ending.path[1:]
        assert session.ended
        assert session.triage() == known.triage(session.answers)


@TRIED
@given(cases())
def test_a_session_stands_where_the_walk_stops(case: Case) -> None:
    """Rule 8: a session that is told what it asks for stops at the question where the walk stops, with the same triage."""
    known, answers = engine(case)
    session = Session(known.flow, date=TODAY)
    follow(session, answers)
    walk = known.walk(answers)
    assert session.path == walk.path
    assert (session.question.id if session.question else None) == walk.next_question
    assert session.ended == walk.ended
    told = {name: answer for name, answer in answers.items() if name in walk.path}
    assert session.answers == told
    assert session.triage() == known.triage(told)


@TRIED
@given(cases())
def test_resuming_is_replay(case: Case) -> None:
    """Rule 8: a session from saved answers says the same, and stands where they lead, or at a message not yet read."""
    known, answers = engine(case)
    session = Session(known.flow, date=TODAY, answers=case.answers)
    assert session.answers == answers
    assert session.triage() == known.triage(answers)
    follow_messages(session)
    assert session.path == known.walk(answers).path
    assert session.kept_aside == known.triage(answers).kept_aside


def follow_messages(session: Session) -> None:
    while isinstance(session.step, Message):
        session.go_on()


@TRIED
@given(cases())
def test_going_back_and_on_again_comes_to_the_same(case: Case) -> None:
    """Rule 8: back is history: it keeps every answer, and the same answers lead to where the session stood."""
    known, answers = engine(case)
    session = Session(known.flow, date=TODAY)
    stood = follow(session, answers)
    given_, triage = session.answers, session.triage()
    for step in reversed(stood[:-1]):
        assert session.back()
        assert session.state == step
        assert session.path == tuple(stood[: stood.index(step) + 1])
        assert (session.answers, session.triage()) == (given_, triage)
    assert not session.back()
    follow(session, answers)
    assert session.state == stood[-1]
    assert (session.answers, session.triage()) == (given_, triage)


@TRIED
@given(cases(), st.data())
def test_a_change_is_a_new_walk_and_does_what_was_foretold(case: Case, data: st.DataObject) -> None:
    """Rule 8: after a change the session is as one that was given the answers so; its consequences were told before."""
    known, answers = engine(case)
    session = Session(known.flow, date=TODAY, answers=case.answers)
    name = data.draw(st.sampled_from(list(case.sample.domains)), label="question")
    raw = data.draw(st.sampled_from(case.sample.domains[name]), label="answer")
    before = session.triage(because=False)
    told = session.consequences(name, raw)
    assert session.answers == answers
    session.change(name, raw)
    changed = answers | answered(known.flow, {name: raw})
    after = session.triage(because=False)
    assert session.answers == changed
    assert after == known.triage(changed, because=False)
    assert (told.urgency_before, told.urgency_after) == (before.urgency, after.urgency)
    assert set(told.falls_away) == certain(before) - certain(after)
    assert set(told.advised) == certain(after) - certain(before)
    assert set(told.closes) == (set(after.kept_aside) - set(before.kept_aside)) & set(answers)
    assert set(told.reopens) == set(before.kept_aside) - set(after.kept_aside)
    follow_messages(session)
    assert session.path == known.walk(changed).path


# -------------------------------------------------------------------------------------------------------- same in, same out


@TRIED
@given(cases(), st.data())
def test_the_order_of_answers_does_not_matter(case: Case, data: st.DataObject) -> None:
    """Rules 8 and 9: a session is the set of its answers, so any order of giving them comes to the same."""
    known, answers = engine(case)
    order = data.draw(st.permutations(list(answers)), label="order")
    shuffled = {name: answers[name] for name in order}
    assert known.triage(shuffled) == known.triage(answers)
    live = Session(known.flow, date=TODAY)
    for name in order:
        live.change(name, plain_answer(answers[name]))
    assert live.triage() == known.triage(answers)


@TRIED
@given(cases())
def test_the_same_in_gives_the_same_out(case: Case) -> None:
    """Rule 9: the same flow, answers and date give the same triage, asked twice, after other work, or read anew."""
    known, answers = engine(case)
    first = known.triage(answers)
    known.triage({})
    assert repr(known.triage(dict(answers))) == repr(first)
    assert repr(rules(opened(case.sample), TODAY).triage(answers)) == repr(first)


@TRIED
@given(samples(), st.data(), st.booleans())
def test_what_is_recalled_is_what_would_be_worked_out(sample: Sample, data: st.DataObject, because: bool) -> None:
    """Rule 9: of many records in a run, each comes to the same as alone, whichever came before."""
    known = rules(opened(sample), TODAY)
    recall = Recall(known, because=because)
    for raw in data.draw(st.lists(partial_answers(sample), min_size=2, max_size=8), label="records"):
        answers = answered(known.flow, raw)
        signature = 0
        for name, answer in answers.items():
            signature |= recall.classes.marks(known.flow.question(name).index, answer)
        assert recall.triage(known.given(answers), signature) == known.triage(answers, because=because)


@TRIED
@given(samples(), st.data())
def test_whatever_a_record_holds_is_an_answer_or_an_error(sample: Sample, data: st.DataObject) -> None:
    """Rule 8: an answer is read as itself again, and anything else is refused with one clear error and changes nothing."""
    flow = opened(sample)
    session = Session(flow, date=TODAY)
    name = data.draw(st.sampled_from(list(sample.domains)), label="question")
    raw = data.draw(st.sampled_from((*sample.domains[name], *INVALID)), label="raw")
    question = flow.question(name)
    if raw in sample.domains[name]:
        answer = read_answer(question, raw, TODAY)
        assert read_answer(question, plain_answer(answer), TODAY) == answer
        session.change(name, raw)
        assert session.answers == {name: answer}
        return
    try:
        session.change(name, raw)
    except AnswerError as error:
        assert (error.question, session.answers) == (name, {})  # noqa: PT017 - it may be an answer after all
        assert error.code  # noqa: PT017
        assert error.message  # noqa: PT017
    else:
        assert plain_answer(session.answers[name]) in (raw, [raw])


def test_a_session_takes_no_answer_where_nothing_is_asked() -> None:
    """Rule 8: an answer to a message or after the end would be lost, so it is refused."""
    steps = {"m0": {"say": "Read this.", "next": "q0"}, "q0": {"ask": "What is q0?", "number": {}, "next": "done"}}
    advice = {"r0": {"title": "Do this", "urgency": "planned", "sources": ["law"]}}
    flow = opened(
        Sample(
            {
                "flow": {"id": "small", "version": "1.0.0", "title": "Small", "language": "en", "start": "m0"},
                "levels": {"planned": {"label": "Planned"}},
                "steps": {**steps, "done": {"end": "Thank you."}},
                "recommendations": advice,
                "sources": {"law": {"title": "The law", "checked": "2026-11-24", "confidence": "high"}},
            },
            {},
        )
    )
    session = Session(flow, date=date(2026, 11, 24))
    with pytest.raises(SessionError):
        session.answer(1)
    session.go_on()
    with pytest.raises(SessionError):
        session.go_on()
    session.answer(1)
    assert session.ended
    with pytest.raises(SessionError):
        session.answer(2)
    with pytest.raises(SessionError):
        session.go_on()
    assert session.answers == {"q0": 1}
