"""How many questions `interpol` asks, and that each of them can change something for the person who is asked."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import timedelta
from itertools import chain
from math import ceil
from statistics import median
from typing import Any

import pytest

import intake
from intake.check.tried import tried
from intake.engine.kleene import TRUE
from intake.flow.answers import Answer, read_answer
from intake.flow.data import embedded_flow
from intake.flow.model import Question
from intake.flow.yaml_text import YamlText
from tests.flows.interpol_oracle import RECOMMENDATIONS, VALUES, WORDS, certain, level
from tests.flows.interpol_people import COUNTRIES, FLOW, NEAR_DAYS, PAST_DAYS, TODAY, person

MEDIAN_AT_MOST = 16
NEARLY_ALL, AT_MOST = 0.95, 20

# The contract has these asked of every role but an office, whatever else they say: nobody may slip past an emergency.
ASKED_OF_EVERYBODY = {
    *("role", "immediate_danger", "custody", "travel", "extradition_stage", "notice_type", "vulnerability"),
}
# What a lawyer asks besides: a record without these is complete, and comes to the same.
ADDED = {question.id for question in FLOW.questions} - set(VALUES) - set(WORDS)

RULES = intake.rules(FLOW, TODAY)
LINES = {
    name: [
        (RULES.test(line.when), line.text)
        for line in chain(advice.first, advice.how, advice.say, advice.never, advice.documents, advice.ask)
    ]
    for name, advice in FLOW.recommendations.items()
}
CARDS = [(card.id, RULES.test(card.when)) for card in FLOW.cards.values()]

People = dict[str, Answer]


def asked(answers: Mapping[str, Answer]) -> list[str]:
    """The questions on the path of these answers; messages and ends are not counted."""
    path = RULES.walk(answers).path
    return [name for name in path if isinstance(FLOW.steps[name], Question)]


def sought() -> set[str]:
    """The scenarios whose people were sought two by two, for what decides: they are not like those who come."""
    folder = embedded_flow("interpol")
    assert folder is not None
    file = folder / "scenarios" / "decisions.yaml"
    return set(YamlText(file.name, file.read_bytes()).data["scenarios"])


def lengths() -> list[int]:
    """How many questions each person of a whole scenario is asked in an interview."""
    others = sought()
    ended = [one for one in tried(FLOW) if one.status == "complete" and one.scenario.name not in others]
    return sorted(
        sum(isinstance(FLOW.steps[name], Question) for name in one.rules.standing(one.given).stop.path) for one in ended
    )


def test_most_people_are_asked_sixteen_questions_or_fewer_and_nearly_all_twenty() -> None:
    """Over the scenarios, as an interview asks them: the questions that records may leave out are counted."""
    asked_of = lengths()
    assert median(asked_of) <= MEDIAN_AT_MOST, asked_of
    assert asked_of[ceil(NEARLY_ALL * len(asked_of)) - 1] <= AT_MOST, asked_of


# What a question could be answered


def possible_answers(question: Question) -> list[Answer]:
    """Every value, and every single one of several; days on both sides of each boundary; countries of each sort."""
    offered: Mapping[str, list[object]] = {
        "choice": list(question.options),
        "choices": [[], *([value] for value in question.options)],
        "country": list(COUNTRIES[:-1]),
        "countries": [[], *([country] for country in COUNTRIES[:-1])],
        "date": [
            *(NEAR_DAYS if question.range.at_most is None else PAST_DAYS),
            (TODAY - timedelta(days=250)).isoformat(),
        ],
    }
    return [read_answer(question, raw, TODAY) for raw in (*offered[question.kind], *question.words)]


POSSIBLE = {question.id: possible_answers(question) for question in FLOW.questions}


def anybody(chance: random.Random) -> People:
    """An answer to every question, also to those that the path does not reach."""
    return {name: chance.choice(answers) for name, answers in POSSIBLE.items()}


def somebody(chance: random.Random) -> People:
    """A person of a scenario, with up to three other answers; what they were not asked is answered by chance."""
    scenario = chance.choice([one for one in FLOW.scenarios if one.expect.status == "complete"])
    told = {name: read_answer(FLOW.question(name), raw, TODAY) for name, raw in scenario.answers.items()}
    whole = anybody(chance)
    changed = chance.sample(sorted(POSSIBLE), chance.randint(0, 3))
    return whole | told | {name: chance.choice(POSSIBLE[name]) for name in changed}


# What a person sees


def outcome(answers: People) -> tuple[object, ...]:
    """All that a person reads at the end: level, advice with its days, grounds, and each line and card that is shown."""
    given = RULES.given(answers)
    triage = RULES.triage_of(given, because=False)
    assert triage.ended
    place = RULES.standing(given).place
    view = given.seen_with(place.may, place.must)
    role = str(answers["role"])
    lines = [
        text.for_voice(role)
        for advice in triage.certain
        for when, text in LINES[advice.recommendation]
        if when(*view) == TRUE
    ]
    cards = [name for name, when in CARDS if when(*view) == TRUE]
    return triage.urgency, triage.advice, triage.grounds, tuple(filter(None, lines)), tuple(cards)


TRIES = 200


def can_change_something(name: str, answers: People, chance: random.Random) -> bool:
    """Whether another answer to this question, whatever is answered after it, can come to something else."""
    path = asked(answers)
    before = {question: answers[question] for question in path[: path.index(name)]}
    for at in range(TRIES):
        rest = (answers if at % 4 == 0 else anybody(chance)) | before
        this, other = (rest | {name: chance.choice(POSSIBLE[name])} for _ in range(2))
        if this[name] != other[name] and outcome(this) != outcome(other):
            return True
    return False


def test_nobody_is_asked_a_question_that_can_not_change_anything_for_them() -> None:
    """Each question on the path of 600 people matters: to the level, to what is advised, or to a line that they read."""
    chance = random.Random(5)
    idle: set[tuple[str, str]] = set()
    for _ in range(600):
        answers = somebody(chance)
        for name in asked(answers):
            if name not in ASKED_OF_EVERYBODY and not can_change_something(name, answers, chance):
                idle.add((name, str({question: answers[question] for question in asked(answers)})))
    assert idle == set()


# What the added questions may and may not do


def test_what_a_lawyer_asks_besides_is_asked_of_some_and_not_of_others() -> None:
    """A question for everybody would belong to the contract; one that is asked of nobody to nothing."""
    chance = random.Random(6)
    paths = [set(asked(somebody(chance))) for _ in range(300)]
    for name in ADDED:
        assert 0 < sum(name in path for path in paths) < len(paths) / 2, name


def with_added(chance: random.Random) -> tuple[dict[str, Any], People]:
    """A record of the contract's questions alone, and the same with answers to all added questions."""
    chosen = {name: chance.choice(values) for name, values in sorted(VALUES.items())}
    chosen |= {name: chance.choice(COUNTRIES) for name in ("requesting_country", "current_country")}
    record = person(**chosen | {name: [chosen[name]] for name in ("concerns", "vulnerability")})
    added = {name: chance.choice(POSSIBLE[name]) for name in sorted(ADDED)}
    return record, {name: read_answer(FLOW.question(name), raw, TODAY) for name, raw in record.items()} | added


def test_no_answer_to_an_added_question_changes_the_level_or_what_is_advised() -> None:
    """They make an advice finer. Whoever leaves them out, as most records do, loses no advice and no level."""
    chance = random.Random(7)
    for _ in range(600):
        record, answers = with_added(chance)
        triage = RULES.triage(answers, because=False)
        assert triage.ended
        assert triage.urgency == level(record, TODAY)
        advised = {advice.recommendation for advice in triage.certain}
        assert advised & set(RECOMMENDATIONS) == certain(record, TODAY)


@pytest.mark.parametrize("name", sorted(ADDED))
def test_an_added_question_says_what_a_record_without_it_is_read_as(name: str) -> None:
    """Records were written before the question was there, and stay complete."""
    question = FLOW.question(name)
    assert question.missing is not None
    assert question.missing in ("unknown", ("unknown",), ())
