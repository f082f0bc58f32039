"""What CONTRACT.md says of one complete record: written from its tables alone, and knowing nothing of the flow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

__all__ = [
    "CONCERNS",
    "LEVELS",
    "RECOMMENDATIONS",
    "VALUES",
    "VULNERABILITIES",
    "WORDS",
    "Record",
    "certain",
    "grounds",
    "level",
    "path",
]

Record = Mapping[str, Any]

LEVELS = ("planned", "soon", "urgent", "emergency")
VULNERABILITIES = ("minor", "pregnant", "illness_or_disability", "sole_carer", "no_interpreter")
CONCERNS = (
    *(
        "political",
        "ethnic_or_religious",
        "private_dispute",
        "torture",
        "unfair_trial",
        "death_penalty",
        "ne_bis_in_idem",
    ),
    *("time_barred", "in_absentia", "not_crime_here", "mistaken_identity", "refugee", "extradition_refused"),
    *("no_clear_facts", "low_seriousness", "stale_or_no_follow_up", "human_rights_general", "health_or_age"),
    "journalist_or_activist",
)
RECOMMENDATIONS = (
    *(
        "safety_first",
        "settle_first",
        "emergency_lawyer",
        "oppose_detention",
        "interim_measures",
        "extradition_defence",
    ),
    *("consular_contact", "asylum_protection", "no_travel", "ccf_provisional_measures", "ccf_deletion", "ccf_access"),
    *(
        "ccf_preemptive",
        "ccf_revision",
        "passport_fix",
        "bank_and_reputation",
        "national_authority_request",
        "evidence",
    ),
    *("missing_person_support", "victim_or_witness_advice", "legal_consultation"),
)
VALUES = {
    "role": ("self", "family", "lawyer", "victim", "authority", "other"),
    "immediate_danger": ("yes", "no", "unknown"),
    "notice_type": (
        *("red", "diffusion", "blue", "green", "yellow", "black", "orange", "purple", "silver", "un_special"),
        *("travel_document", "none", "unknown"),
    ),
    "how_known": ("public_list", "police", "border", "arrest", "visa_or_residence", "bank", "rumour", "other"),
    "custody": ("free", "questioned_released", "restrictions", "detained", "surrender_ordered", "unknown"),
    "extradition_stage": (
        *("none", "provisional_arrest", "request_received", "court", "ordered", "refused_before", "unknown"),
    ),
    "travel": ("none", "planned", "imminent", "unknown"),
    "offence": (
        *("fraud_or_economic", "tax", "corruption", "drugs", "violence", "terrorism_or_extremism"),
        *("speech_or_political", "family_or_child", "cheque_or_private_debt", "other", "unknown"),
    ),
    "concerns": CONCERNS,
    "asylum": ("none", "applicant", "refugee", "new_citizen", "unknown"),
    "fears_requesting_state": ("yes", "no", "unknown"),
    "ccf_history": ("none", "access_requested", "deletion_pending", "refused", "deleted", "unknown"),
    "vulnerability": (*VULNERABILITIES, "none"),
    "has_lawyer": ("yes", "no", "unknown"),
}
# The words beside countries and dates.
WORDS = {
    "current_country": ("unknown",),
    "requesting_country": ("unknown",),
    "nationalities": ("unknown",),
    "custody_since": ("unknown",),
    "next_deadline": ("none", "unknown"),
    "travel_date": ("unknown",),
}
# Not in this set: the death penalty, of which reference/interpol/grounds.yaml knows no rule that bars data.
_SUPPORTS_DELETION = frozenset(CONCERNS) - {"death_penalty"}
_ABOUT_THE_PERSON = ("red", "diffusion", "blue", "green", "silver", "un_special", "travel_document")
_OFFICIAL_SIGNS = ("police", "border", "arrest", "bank", "visa_or_residence")
_RUNNING = ("provisional_arrest", "request_received", "court", "ordered")
# The two that the contract names; the people of these tests meet no other country that acts for a state.
_ACTS_FOR = {"HK": "CN", "MO": "CN"}


def path(record: Record) -> tuple[str, ...]:
    """The questions of the contract that are about a person with these answers."""
    countries = ("requesting_country", "current_country")
    if record["role"] == "authority":
        return ("role", *countries)
    asked = ["role", "immediate_danger", "custody", "travel", "extradition_stage", "notice_type", "how_known"]
    asked += ["vulnerability", *countries, "nationalities", "asylum", "fears_requesting_state", "offence", "concerns"]
    asked += ["ccf_history", "has_lawyer"]
    bound = record["custody"] in ("restrictions", "detained", "surrender_ordered")
    if bound:
        asked.append("custody_since")
    if record["travel"] == "planned":
        asked.append("travel_date")
    if bound or record["extradition_stage"] in (*_RUNNING, "unknown"):
        asked.append("next_deadline")
    return tuple(asked)


class _Facts:
    """The answers on the path; what is not asked is nothing, and no comparison with it holds."""

    def __init__(self, record: Record, today: date) -> None:
        self.answers = {question: record[question] for question in path(record)}
        self.today = today

    def __getitem__(self, question: str) -> Any:
        return self.answers.get(question)

    def days_until(self, question: str) -> int | None:
        """Calendar days from today, a past day as today; `None` for a word or no answer."""
        answer = self[question]
        return max(0, (date.fromisoformat(answer) - self.today).days) if answer and answer[0].isdigit() else None

    def within(self, question: str, days: int) -> bool:
        until = self.days_until(question)
        return until is not None and until <= days

    @property
    def held(self) -> bool:
        return self["custody"] in ("detained", "surrender_ordered")

    @property
    def ordered(self) -> bool:
        return bool(self["custody"] == "surrender_ordered" or self["extradition_stage"] == "ordered")

    @property
    def sign(self) -> bool:
        return self["notice_type"] not in (None, "none") or self["how_known"] in _OFFICIAL_SIGNS

    @property
    def concerns(self) -> set[str]:
        return set(self["concerns"] or ())

    @property
    def nothing_known(self) -> bool:
        asked = ("immediate_danger", "notice_type", "extradition_stage", "travel", "next_deadline")
        return all(self[question] == "unknown" for question in asked) and not self.held and self["custody"] != "unknown"


def level(record: Record, today: date) -> str:
    """The level of the situation."""
    it = _Facts(record, today)
    at = LEVELS.index(_before_raise(it))
    vulnerable = set(it["vulnerability"] or ()) - {"none"}
    return LEVELS[min(at + bool(vulnerable), 3)]


def _before_raise(it: _Facts) -> str:
    if it.nothing_known:
        return "urgent"
    if (
        it["immediate_danger"] in ("yes", "unknown")
        or it.held
        or it["custody"] == "unknown"
        or it["extradition_stage"] == "ordered"
        or it["travel"] in ("imminent", "unknown")
        or it.within("travel_date", 1)
        or it.within("next_deadline", 3)
        or it["next_deadline"] == "unknown"
    ):
        return "emergency"
    if (
        it["custody"] == "restrictions"
        or it["extradition_stage"] in ("request_received", "court", "provisional_arrest", "unknown")
        or it.within("travel_date", 14)
        or it["travel_date"] == "unknown"
        or it.within("next_deadline", 14)
        or (it["asylum"] == "refugee" and it.sign and it["fears_requesting_state"] in ("yes", "unknown"))
    ):
        return "urgent"
    if it.sign or it.within("next_deadline", 60):
        return "soon"
    return "planned"


def certain(record: Record, today: date) -> set[str]:
    """The recommendations that are certain, row by row of the contract's table."""
    it = _Facts(record, today)
    notice, stage, history, asylum = it["notice_type"], it["extradition_stage"], it["ccf_history"], it["asylum"]
    fears, custody, travel, how = it["fears_requesting_state"], it["custody"], it["travel"], it["how_known"]
    running = stage in _RUNNING
    deletion = (
        notice in _ABOUT_THE_PERSON
        and history in ("none", "access_requested", "unknown")
        and (bool(it.concerns & _SUPPORTS_DELETION) or asylum == "refugee")
    )
    fleeing = asylum in ("applicant", "refugee") or fears in ("yes", "unknown")
    requesting = it["requesting_country"]
    own = set(it["nationalities"] or ()) - {"unknown", requesting, it["current_country"], _ACTS_FOR.get(requesting)}
    feared = {"political", "ethnic_or_religious", "journalist_or_activist"}
    grave = {"torture", "death_penalty", "unfair_trial", "refugee"}
    says = {
        "safety_first": it["immediate_danger"] in ("yes", "unknown"),
        "settle_first": it.nothing_known or custody == "unknown",
        "emergency_lawyer": it.held
        or it.ordered
        or (it.within("next_deadline", 3) and stage in ("provisional_arrest", "request_received", "court")),
        "oppose_detention": it.held,
        "interim_measures": it.ordered and (bool(it.concerns & grave) or asylum in ("applicant", "refugee")),
        "extradition_defence": running,
        "consular_contact": it.held and bool(own) and (not fleeing or asylum == "new_citizen"),
        "asylum_protection": asylum in ("applicant", "refugee") or fears == "yes",
        "no_travel": not it.held
        and (
            notice in ("red", "diffusion")
            or (travel not in (None, "none") and (notice in (*_ABOUT_THE_PERSON, "unknown") or how in _OFFICIAL_SIGNS))
        ),
        "ccf_provisional_measures": (deletion or history == "deletion_pending")
        and (it.held or custody == "restrictions" or running or travel == "imminent"),
        "ccf_deletion": deletion,
        "ccf_access": notice == "unknown" and history in ("none", "unknown"),
        "ccf_preemptive": notice in ("none", "unknown")
        and not it.held
        and history in ("none", "unknown")
        and (fears == "yes" or bool(it.concerns & feared)),
        "ccf_revision": history == "refused",
        "passport_fix": notice == "travel_document",
        "bank_and_reputation": how == "bank" or notice == "silver",
        "national_authority_request": history == "deleted"
        or how in ("border", "visa_or_residence")
        or it["role"] == "authority",
        "evidence": bool(it.concerns) or it.held or running,
        "missing_person_support": notice in ("yellow", "black"),
        "victim_or_witness_advice": it["role"] == "victim",
        "legal_consultation": True,
    }
    return {recommendation for recommendation, holds in says.items() if holds}


def grounds(record: Record) -> list[str]:
    """The chosen concerns in the contract's order, and the two grounds that other answers give."""
    asked = path(record)
    found = set(record["concerns"]) if "concerns" in asked else set()
    if "asylum" in asked and record["asylum"] == "refugee":
        found.add("refugee")
    if "extradition_stage" in asked and record["extradition_stage"] == "refused_before":
        found.add("extradition_refused")
    return [concern for concern in CONCERNS if concern in found]
