"""Leads carried along their way by the room's own actions."""

from __future__ import annotations

from datetime import date

from cases.leads.handling.rules.suggestions import Opinion
from cases.leads.handling.services import delivery, drafts, receiving
from cases.leads.handling.services.drafts import Beginning
from cases.leads.models import Lead
from cases.leads.procedure.rules.content import Feedback
from cases.letters.exchange.printing import PRINTER
from tests import fresh
from tests.cases.leads.road import suggest
from tests.cases.leads.seating import MONDAY, Room, matter


def draft(room: Room, on: date = MONDAY, **changes) -> Lead:
    said = matter(found_on=on.isoformat(), **changes)
    return drafts.draft_lead(said, Beginning(), actor=room.clerk.at(on))


def deliver(room: Room, on: date = MONDAY, **changes) -> Lead:
    lead = draft(room, on, **changes)
    drafts.propose_lead(lead, actor=room.clerk.at(on))
    fresh.approve_lead(lead, actor=room.head.at(on))
    delivery.issue_letter(lead, actor=room.clerk.at(on), printer=PRINTER)
    return fresh.deliver_lead(lead, actor=room.clerk.at(on)).lead


def sign(room: Room, on: date = MONDAY, **changes) -> Lead:
    lead = deliver(room, on, **changes)
    return fresh.sign_lead(lead, "正本一份，周正", actor=room.registrar.at(on)).lead


def accept(room: Room, on: date = MONDAY, **changes) -> Lead:
    lead, registrar = sign(room, on, **changes), room.registrar.at(on)
    suggest(lead, Opinion.ACCEPT, actor=registrar)
    fresh.decide_lead(lead, actor=room.officer_head.at(on))
    return receiving.accept_lead(lead, actor=registrar).lead


def answer(room: Room, answered_on: date, on: date = MONDAY, **changes) -> Lead:
    lead, registrar = accept(room, on, **changes), room.registrar.at(answered_on)
    feedback = Feedback("handled", persons=1, on=answered_on.isoformat())
    return receiving.feed_back(lead, feedback, actor=registrar, printer=PRINTER).lead
