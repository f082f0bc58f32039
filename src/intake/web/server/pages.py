"""The plain pages: what each of them shows of a session, as the templates want it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from intake.engine.progress import progress
from intake.engine.session import Session
from intake.flow.answers import read_answer
from intake.flow.model import Flow, Question
from intake.report.advice import detail
from intake.report.cards import alarm, sentences, spoken
from intake.report.consequences import consequence_lines
from intake.report.names import date_text, language_name, text_direction
from intake.report.reviewed import reviewed_line
from intake.report.sources import Sources
from intake.report.summary import summarise
from intake.report.words import Words
from intake.web.server.around import given, given_before, listed, look_of
from intake.web.server.asked import asked, explained
from intake.web.server.carried import carried_by
from intake.web.server.fields import Form, Mend
from intake.web.server.say import say_in
from intake.web.server.served import House

__all__ = ["Pages", "Surroundings"]

_SHOWN_TURNS = 2


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is around a page: `up` leads from its address to the root, `styles` are addresses below that."""

    house: House
    up: str
    styles: Sequence[str]


@cache
def _environment() -> Environment:
    """The templates, read and compiled once: they come with the package and do not change."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent.parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True)
class Pages:
    """Draws the pages of one flow. A page is a text; each holds all that the next request needs."""

    flow: Flow
    around: Surroundings

    # Before the first question, and after something went wrong

    def terms(self) -> str:
        """What this is and is not; nothing is asked yet."""
        words = Words(self.flow, {})
        return self._draw(
            "terms.html",
            title=say_in(self.flow.language)("before"),
            heading=words.text(self.flow.title),
            about=words.row(self.flow.about),
            terms=[words.row(term) for term in self.flow.terms],
            explained=explained(words, self.flow.about, *self.flow.terms),
            reviewed=reviewed_line(self.flow),
        )

    def problem(self, detail: str) -> str:
        """What went wrong, and the way to the start."""
        say = say_in(self.flow.language)
        return self._draw("problem.html", title=say("error", words=say("problem_title")), detail=detail)

    # A session

    def here(self, session: Session, *, note: str = "", why: bool = False, fresh: bool = False) -> str:
        """The page for where the session is. `fresh`: an emergency has just become certain, and is told in full."""
        if session.ended:
            return self.check(session, note=note, fresh=fresh)
        if session.question is not None:
            return self.question(session, session.question, note=note, why=why, fresh=fresh)
        words = Words(self.flow, session.answers)
        say = self.flow.steps[session.state].say  # type: ignore[union-attr]  # a message: it is no question and no end
        return self._draw_step(
            "message.html",
            session,
            title=say_in(self.flow.language)("go_on"),
            note=note,
            fresh=fresh,
            said=words.row(say),
            explained=explained(words, say),
        )

    def question(
        self,
        session: Session,
        question: Question,
        *,
        form: Form | None = None,
        mend: Mend | None = None,
        note: str = "",
        why: bool = False,
        fresh: bool = False,
    ) -> str:
        """A question as a form: the open one, or an earlier one to change. `form`: what was typed in, with what to `mend`."""
        say = say_in(self.flow.language)
        words = Words(self.flow, session.answers)
        changing = question.id != session.state
        number = ""
        if not changing:
            stands = progress(session)
            fewest, most = stands.to_go
            key = "question_last" if most == 0 else "question_left" if fewest == most else "question_between"
            where = say(key, number=stands.number, count=most, fewest=fewest, most=most)
            number = say("at_question", number=stands.number)
        else:
            where = number = say("changing", name=words.name(question.id))
        answer = session.answers.get(question.id)
        return self._draw_step(
            "question.html",
            session,
            title=say("error", words=mend.words) if mend else number,
            where=where,
            note=note,
            fresh=fresh,
            until=question.id,
            asked=asked(words, question, answer, form, session.date),
            mend=mend,
            why=why,
            changing=changing,
            kept="" if answer is None else words.answer(question.id, answer),
        )

    def consequences(self, session: Session, question: Question, raw: object, new: str) -> str:
        """What a change would do, before it counts; `new` is the answer as the form carries it."""
        words = Words(self.flow, session.answers)
        say = say_in(self.flow.language)
        found = session.consequences(question.id, raw)
        return self._draw_step(
            "consequences.html",
            session,
            title=say("if_you_change_more"),
            where=say("changing", name=words.name(question.id)),
            until=question.id,
            question=question.id,
            new=new,
            changed=words.answer(question.id, read_answer(question, raw, session.date)),
            lines=consequence_lines(session, found),
            kept=words.answer(question.id, session.answers[question.id]),
        )

    def check(self, session: Session, *, note: str = "", fresh: bool = False) -> str:
        """Every answer of the path with a way to change it, and those that are kept aside."""
        say = say_in(self.flow.language)
        words = Words(self.flow, session.answers)
        triage = session.triage(because=False)
        end = self.flow.steps[session.state]
        return self._draw_step(
            "check.html",
            session,
            title=say("check"),
            where=say("last_step") if session.ended else "",
            note=note,
            fresh=fresh,
            said=words.row(end.say) if session.ended and not isinstance(end, Question) else (),
            answers=given(session, triage.path),
            aside=given(session, triage.kept_aside),
        )

    def summary(self, session: Session, *, brief: bool = False, with_answers: bool = False) -> str:
        """What to do, by when and why, with grounds and sources; `brief` is what is certain now."""
        say = say_in(self.flow.language)
        triage = session.triage()
        sources = Sources(self.flow, session.date)
        found = summarise(session.rules, session.answers, triage, sources)
        certain = [
            (item, detail(session.rules, session.answers, advice, sources), look_of(self.flow, advice.urgency))
            for item, advice in zip(found.items, triage.advice, strict=True)
            if item.certain
        ]
        return self._draw_step(
            "summary.html",
            session,
            title=say("summary_short" if brief else "summary"),
            summary=found,
            certain=[shown for shown in certain if shown[0].level.now] or certain if brief else certain,
            possible=() if brief else [item for item in found.items if not item.certain],
            brief=brief,
            with_answers=with_answers,
            answers=given(session, triage.path),
            sources=sources.listed(),
        )

    def words(self, session: Session, at: int | None) -> str:
        """Words to say or to show: the list of them, or one alone, in the language of the place first."""
        say = say_in(self.flow.language)
        cards = sentences(session, spoken(session))
        if not cards:
            return self.here(session, note=say("no_words"))
        return self._draw_step(
            "words.html",
            session,
            title=say("words"),
            cards=[card[0].text for card in cards],
            at=None if at is None else at % len(cards),
            card=() if at is None else cards[at % len(cards)],
            language_name=lambda language: language_name(language, self.flow.language),
        )

    def restart(self, session: Session) -> str:
        """Asks once before all is forgotten."""
        return self._draw_step("restart.html", session, title=say_in(self.flow.language)("restart"))

    # What all pages share

    def _draw_step(self, template: str, session: Session, *, title: str, **shown: Any) -> str:
        """A page of a session: with its thread, what is certain, and the hidden fields."""
        triage = session.triage()
        emergency = alarm(session, triage)
        before = given_before(session, shown.pop("until", session.state))
        return self._draw(
            template,
            title=title if emergency is None else f"{emergency.level.label}. {title}",
            carried=carried_by(session),
            alarm=emergency,
            live=listed(session, triage),
            so_far=triage.urgency,
            settled=triage.urgency in (triage.urgency_at_most, self.flow.emergency.id),
            has_back=len(session.path) > 1,
            has_answers=bool(session.answers),
            has_cards=bool(self.flow.cards),
            ended=session.ended,
            folded=before[:-_SHOWN_TURNS],
            turns=before[-_SHOWN_TURNS:],
            **{"where": "", "note": "", "fresh": False, **shown},
        )

    def _draw(self, template: str, **shown: Any) -> str:
        language = self.flow.language
        return (
            _environment()
            .get_template(template)
            .render(
                say=say_in(language),
                language=language,
                direction=text_direction(language),
                flow=self.flow,
                around=self.around,
                look_of=lambda level: look_of(self.flow, level),
                date_text=lambda day: date_text(day, language),
                **shown,
            )
        )
