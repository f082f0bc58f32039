"""One person's live interview: answers, where they are, and what the answers come to.

A session is its answers: where it is follows from them, and save, resume, back and change are replay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from transitions import Machine

from intake.engine.machine import NEXT, machine_of
from intake.engine.rules import Rules, rules
from intake.engine.triage import Triage
from intake.flow.answers import Answer, read_answer
from intake.flow.model import End, Flow, Message, Question, Step

__all__ = ["Consequences", "Session", "SessionError"]


class SessionError(Exception):
    """A session was asked for something that its step does not allow, as an answer to a message."""


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a change of one answer would do, before it counts.

    `closes`: answered questions that would be kept aside; `reopens`: answers kept aside that would count again;
    `asks`: questions that would be new; `falls_away` and `advised`: recommendations that would no longer, or newly, be
    certain; urgency so far before and after (`None`: nothing certain).
    """

    closes: tuple[str, ...]
    reopens: tuple[str, ...]
    asks: tuple[str, ...]
    falls_away: tuple[str, ...]
    advised: tuple[str, ...]
    urgency_before: str | None
    urgency_after: str | None


class Session:
    """A live interview on one flow, moved by the flow's machine.

    `given` and `passed` are what the machine's guards read: the answers by question index, and the questions passed
    before the next way, as bits.
    """

    __slots__ = ("_event", "_on_step", "_seen", "flow", "given", "passed", "rules", "state")

    def __init__(
        self,
        flow: Flow,
        *,
        date: date | None = None,
        answers: Mapping[str, object] | None = None,
        on_step: Callable[[Session], None] | None = None,
        machine: Machine | None = None,
    ) -> None:
        """Starts at the flow's first step, or where `answers` (raw, as a record has them) lead.

        `date` is the date of the triage (default: today, local); `on_step` is called after each step that is reached;
        `machine` is one built with callbacks of one's own.

        Raises:
            AnswerError: an answer that its question does not take.
            KeyError: an answer to no question of the flow.
        """
        self.flow = flow
        self.rules: Rules = rules(flow, date or _today())
        self.state: str = flow.start
        self.given: list[Answer | None] = [None] * len(flow.questions)
        self.passed = 0
        self._seen: set[str] = set()
        self._on_step = on_step
        self._event = None if machine is None else machine.events[NEXT]
        if answers:
            for name, raw in answers.items():
                question = flow.question(name)
                self.given[question.index] = read_answer(question, raw, self.date)
            self._resume()

    @property
    def date(self) -> date:
        """The date of the triage."""
        return self.rules.today

    @property
    def step(self) -> Step:
        """The step where the session is."""
        return self.flow.steps[self.state]

    @property
    def question(self) -> Question | None:
        """The open question, or `None` at a message or an end."""
        step = self.step
        return step if isinstance(step, Question) else None

    @property
    def ended(self) -> bool:
        """Whether the session is at an end."""
        return isinstance(self.step, End)

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers given, in the flow's order; those kept aside too."""
        given = zip(self.flow.questions, self.given, strict=True)
        return {question.id: answer for question, answer in given if answer is not None}

    @property
    def path(self) -> tuple[str, ...]:
        """The steps from the start to where the session is."""
        walked = self.rules.walk(self.answers).path
        return walked[: walked.index(self.state) + 1]

    @property
    def kept_aside(self) -> tuple[str, ...]:
        """Questions whose answers the path does not need."""
        return self.triage(because=False).kept_aside

    def triage(self, *, because: bool = True) -> Triage:
        """What the answers so far come to."""
        return self.rules.triage(self.answers, because=because)

    def answer(self, raw: object) -> None:
        """Answers the question where the session is, and goes on to the next one that is open.

        Raises:
            AnswerError: the question does not take it; nothing has changed.
            SessionError: there is no question here.
        """
        question = self.flow.steps[self.state]
        if not isinstance(question, Question):
            raise SessionError(f"'{self.state}' asks nothing: use go_on(), or change() for an earlier answer")
        self.given[question.index] = read_answer(question, raw, self.rules.today)
        self._forward(question)

    def go_on(self) -> None:
        """Goes on from a message.

        Raises:
            SessionError: this is no message.
        """
        if not isinstance(self.step, Message):
            raise SessionError(f"'{self.state}' is no message: use answer()")
        self._seen.add(self.state)
        self._forward(self.step)

    def back(self) -> bool:
        """Goes back to the step before, with all answers kept. Returns whether there was one."""
        path = self.path
        if len(path) < 2:
            return False
        self._stand_at(path[-2])
        self._seen.discard(self.state)
        self._tell()
        return True

    def change(self, question: str, raw: object) -> None:
        """Changes an answer, and goes on to the first question that is open now.

        Raises:
            AnswerError: the question does not take it; nothing has changed.
            KeyError: the flow has no such question.
        """
        asked = self.flow.question(question)
        self.given[asked.index] = read_answer(asked, raw, self.date)
        self._stand_at(self.flow.start)
        if self._waits(self.step):
            self._tell()
        else:
            self._forward(self.step)

    def consequences(self, question: str, raw: object) -> Consequences:
        """What `change` would do, without doing it.

        Raises:
            AnswerError, KeyError: as `change`.
        """
        asked = self.flow.question(question)
        before = self.answers
        after = {**before, question: read_answer(asked, raw, self.date)}
        old, new = self.rules.triage(before, because=False), self.rules.triage(after, because=False)
        old_may, new_may = self.rules.reachable(before), self.rules.reachable(after)
        old_certain = tuple(advice.recommendation for advice in old.certain)
        new_certain = tuple(advice.recommendation for advice in new.certain)
        return Consequences(
            closes=tuple(name for name in before if name in old_may and name not in new_may),
            reopens=tuple(name for name in after if name in new_may and name not in old_may and name in before),
            asks=tuple(q.id for q in self.flow.questions if q.id in new_may - old_may and q.id not in after),
            falls_away=tuple(name for name in old_certain if name not in new_certain),
            advised=tuple(name for name in new_certain if name not in old_certain),
            urgency_before=old.urgency,
            urgency_after=new.urgency,
        )

    def restart(self) -> None:
        """Forgets every answer and stands at the start."""
        self.given = [None] * len(self.flow.questions)
        self._seen.clear()
        self._stand_at(self.flow.start)
        self._tell()

    def _waits(self, step: Step) -> bool:
        """Whether the person has something to do at this step: an open question, a message to read, an end."""
        if isinstance(step, Question):
            return self.given[step.index] is None
        return isinstance(step, End) or step.id not in self._seen

    def _forward(self, step: Step) -> None:
        """Moves on from the step where the session is, at least one step, to the next at which it waits."""
        if self._event is None:
            self._event = machine_of(self.flow).events[NEXT]
        event, steps = self._event, self.flow.steps
        while True:
            if isinstance(step, Question):
                self.passed |= 1 << step.index
            event.trigger(self)
            step = steps[self.state]
            if self._waits(step):
                break
        self._tell()

    def _stand_at(self, step: str) -> None:
        """Moves to a step of the path without asking: the questions before it are passed, its own is not."""
        self.state = step
        self.passed = 0
        for name in self.path[:-1]:
            before = self.flow.steps[name]
            if isinstance(before, Question):
                self.passed |= 1 << before.index

    def _resume(self) -> None:
        """Stands where the answers lead; messages before the last answer on the path were read when it was given."""
        path = self.rules.walk(self.answers).path
        answered = [at for at, name in enumerate(path) if name in self.answers]
        read = path[: answered[-1]] if answered else ()
        self._seen = {name for name in read if isinstance(self.flow.steps[name], Message)}
        if not self._waits(self.step):
            self._forward(self.step)

    def _tell(self) -> None:
        if self._on_step is not None:
            self._on_step(self)


def _today() -> date:
    return date.today()
