"""Edits as they are done by somebody who opened the page just now: nothing changed meanwhile."""

from __future__ import annotations

from typing import Any

from cadres.deadlines.selectors import calendar, limits, office_hours
from cadres.deadlines.services import calendar as calendars
from cadres.deadlines.services import limits as limit_services
from cadres.deadlines.services import office_hours as hours_services
from cadres.errors import DomainError
from cadres.notifications.selectors import preferences
from cadres.notifications.services import preferences as telling_services
from cadres.people.selectors import oversight, people, units
from cadres.people.services import oversight as oversight_services
from cadres.people.services import people as people_services
from cadres.people.services import postings as posting_services
from cadres.people.services import units as unit_services
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cases.leads.candidates.selectors import candidates
from cases.leads.candidates.services import candidate_rules
from cases.leads.handling.rules.archive import KeptCopy
from cases.leads.handling.selectors import stubs as stub_reads
from cases.leads.handling.services import delivery, drafts, reading_log, stubs, suggestions
from cases.leads.handling.services import receiving as room_handling
from cases.leads.handling.services import signing as room_signing
from cases.leads.keys.selectors import colleagues
from cases.leads.members.services import members
from cases.leads.register.services import quarterly
from cases.ledgers.selectors import ledger_answers as answer_reads
from cases.ledgers.services import ledger_answers as answer_services
from cases.letters.selectors import letters
from cases.letters.selectors import styles as letter_styles
from cases.letters.services import drafting, styles
from cases.supervision.selectors import ladder, ladder_steps
from cases.supervision.services import rungs, supervision_actions
from cases.tickets.selectors import promised_feedback, tickets
from cases.tickets.selectors.closing import signature_digests
from cases.tickets.services import filing
from cases.tickets.services import promised_feedback as promises
from cases.tickets.services.applications import redirection
from cases.tickets.services.handling import results
from cases.topics.rules import topics as topic_rules
from cases.topics.services import topics
from enterprises.coverage.services import assignments as assignment_services
from enterprises.register.selectors import assignments, contacts, enterprises, gate_codes
from enterprises.register.services import contacts as contact_services
from enterprises.register.services import enterprises as enterprise_services
from enterprises.register.services import gate_codes as code_services
from enterprises.visits.selectors import visits
from enterprises.visits.services import visits as visit_services

KEPT = KeptCopy("000002", "保密柜", "陈静")


def set_overseen(posting: Any, unit_ids: Any, *, actor: Any) -> Any:
    read = edits.read(posting, oversight.facts(posting), seen_by=actor)
    return oversight_services.set_overseen(posting, unit_ids, actor=actor, read=read)


def set_limit(limit: Any, *, actor: Any, **more: Any) -> Any:
    read = limits.read([limit.key], seen_by=actor)
    return limit_services.set_limit(limit, actor=actor, read=read, **more)


def end_limit(row: Any, *, actor: Any, on: Any) -> Any:
    read = limits.read([row.key], seen_by=actor)
    return limit_services.end_limit(row, actor=actor, on=on, read=read)


def apply_preset(preset: Any, region: Any, valid_from: Any, *, actor: Any) -> Any:
    read = limits.read(preset.keys, seen_by=actor)
    return limit_services.apply_preset(preset, region, valid_from, actor=actor, read=read)


def load_notice(notice: Any, *, actor: Any) -> Any:
    read = calendar.read(notice.year, seen_by=actor)
    return calendars.load_notice(notice, actor=actor, read=read)


def set_office_hours(hours: Any, *, actor: Any) -> Any:
    read = office_hours.read(seen_by=actor)
    return hours_services.set_office_hours(hours, actor=actor, read=read)


def edit_person(cadre: Any, facts: Any, *, actor: Any) -> Any:
    cadre.refresh_from_db()
    read = edits.read(cadre, people.facts(cadre), seen_by=actor)
    return people_services.edit_person(cadre, facts, actor=actor, read=read)


def edit_unit(unit: Any, facts: Any, *, actor: Any) -> Any:
    unit.refresh_from_db()
    read = edits.read(unit, units.facts(unit), seen_by=actor)
    return unit_services.edit_unit(unit, facts, actor=actor, read=read)


def set_webhook(unit: Any, address: str, *, actor: Any) -> Any:
    read = preferences.read_webhook(unit, seen_by=actor)
    return telling_services.set_webhook(unit, address, actor=actor, read=read)


def remove_webhook(unit: Any, *, actor: Any) -> Any:
    read = preferences.read_webhook(unit, seen_by=actor)
    return telling_services.remove_webhook(unit, actor=actor, read=read)


def end_posting(posting: Any, *, actor: Any, to_on: Any) -> Any:
    posting.refresh_from_db()
    read = edits.read(posting, people.posting_facts(posting), seen_by=actor)
    return posting_services.end_posting(posting, actor=actor, to_on=to_on, read=read)


def end_assignment(row: Any, *, actor: Any, to_on: Any) -> Any:
    row.refresh_from_db()
    read = edits.read(row, assignments.end_facts(row), seen_by=actor)
    return assignment_services.end_assignment(row, actor=actor, to_on=to_on, read=read)


def revoke_code(enterprise: Any, *, actor: Any, reason: str) -> Any:
    read = gate_codes.read_code(enterprise, seen_by=actor)
    return code_services.revoke_code(enterprise, actor=actor, read=read, reason=reason)


def renew_code(enterprise: Any, *, actor: Any, reason: str) -> Any:
    read = gate_codes.read_code(enterprise, seen_by=actor)
    return code_services.renew_code(enterprise, actor=actor, read=read, reason=reason)


def edit_enterprise(enterprise: Any, facts: Any, *, actor: Any) -> Any:
    enterprise.refresh_from_db()
    read = edits.read(enterprise, enterprises.facts(enterprise), seen_by=actor)
    return enterprise_services.edit_enterprise(enterprise, facts, actor=actor, read=read)


def edit_contact(contact: Any, person: Any, *, actor: Any) -> Any:
    contact.refresh_from_db()
    read = edits.read(contact, contacts.facts(contact), seen_by=actor)
    return contact_services.edit_contact(contact, person, actor=actor, read=read)


def correct_visit(visit: Any, call: Any, *, actor: Any) -> Any:
    visit.refresh_from_db()
    read = edits.read(visit, visits.facts(visit), seen_by=actor)
    return visit_services.correct_visit(visit, call, actor=actor, read=read)


def set_office_line(county: Any, words: Any, *, actor: Any) -> Any:
    read = gate_codes.read_line(county, seen_by=actor)
    return code_services.set_office_line(county, words, actor=actor, read=read)


def correct_ticket(ticket: Any, *, actor: Any, **words: Any) -> Any:
    ticket.refresh_from_db()
    read = tickets.read(ticket, seen_by=actor)
    return filing.correct_ticket(ticket, actor=actor, read=read, **words)


def record_outer_number(ticket: Any, *, actor: Any, outer_number: str) -> Any:
    ticket.refresh_from_db()
    read = tickets.read(ticket, seen_by=actor)
    return redirection.record_outer_number(
        ticket, actor=actor, read=read, outer_number=outer_number
    )


def promise_feedback(measure: Any, *, actor: Any, **words: Any) -> Any:
    measure.refresh_from_db()
    read = promised_feedback.read(measure, seen_by=actor)
    return promises.promise_feedback(measure, actor=actor, read=read, **words)


def edit_letter(letter: Any, *, actor: Any, words: Any) -> Any:
    letter.refresh_from_db()
    read = edits.read(letter, letters.facts(letter), seen_by=actor)
    return drafting.edit_letter(letter, actor=actor, words=words, read=read)


def read_letter(letter: Any, *, actor: Any) -> Read:
    letter.refresh_from_db()
    return edits.read(letter, letters.facts(letter), seen_by=actor)


def set_style(county_id: int, kind: str, *, actor: Any, organ: str = "office", **words: Any) -> Any:
    now = letter_styles.facts(letter_styles.style(county_id, organ, kind, seen_by=actor))
    read = edits.read(letter_styles.about(county_id, organ, kind), now, seen_by=actor)
    return styles.set_style(county_id, organ, kind, actor=actor, read=read, **(now | words))


def set_rung(code: str, county_id: int, terms: Any, *, actor: Any) -> Any:
    return rungs.set_rung(code, county_id, terms, actor=actor, read=_rung(code, county_id, actor))


def switch_rung(code: str, county_id: int, *, actor: Any, **words: Any) -> Any:
    read = _rung(code, county_id, actor)
    return rungs.switch_rung(code, county_id, actor=actor, read=read, **words)


def end_rung(code: str, county_id: int, *, actor: Any) -> Any:
    return rungs.end_rung(code, county_id, actor=actor, read=_rung(code, county_id, actor))


def change_duty(member_id: int, duty: Any, *, actor: Any) -> Any:
    return members.change_duty(member_id, duty, actor=actor, read=_seat(member_id, actor))


def set_custodian(member_id: int, is_custodian: bool, *, actor: Any) -> Any:
    read = _seat(member_id, actor)
    return members.set_custodian(member_id, is_custodian, actor=actor, read=read)


def edit_lead(lead: Any, matter: Any, *, actor: Any) -> Any:
    try:
        _, read = reading_log.read_draft(lead, actor=actor)
    except DomainError:
        read = Read(actor.at, {})
    return drafts.edit_lead(lead, matter, actor=actor, read=read)


def set_rule(rule: Any, basis: str, *, is_on: bool, actor: Any) -> Any:
    read = candidates.read_rule(rule.fires, seen_by=actor)
    return candidate_rules.set_rule(rule, basis, is_on=is_on, actor=actor, read=read)


def approve_ticket(ticket: Any, *, actor: Any, **words: Any) -> Any:
    words.setdefault("digest", signature_digests.digest(ticket))
    return results.approve_ticket(ticket, actor=actor, **words)


def send_back_ticket(ticket: Any, *, actor: Any, **words: Any) -> Any:
    words.setdefault("digest", signature_digests.digest(ticket))
    return results.send_back_ticket(ticket, actor=actor, **words)


def issue_step(step: Any, *, actor: Any) -> Any:
    return supervision_actions.issue_step(step, actor=actor, digest=ladder_steps.card_digest(step))


def refuse_step(step: Any, *, actor: Any, reason: str) -> Any:
    digest = ladder_steps.card_digest(step)
    return supervision_actions.refuse_step(step, actor=actor, digest=digest, reason=reason)


def answer_supervision(ticket: Any, *, actor: Any, reply: str, promised_on: Any = None) -> Any:
    """Where no day is said, the very day is promised."""
    digest = ladder_steps.asked_digest(ticket, seen_by=actor)
    return supervision_actions.answer_supervision(
        ticket,
        actor=actor,
        digest=digest,
        reply=reply,
        promised_on=promised_on or actor.today,
    )


def close_topic(topic: Any, *, actor: Any, **words: Any) -> Any:
    topic.refresh_from_db()
    digest = topic_rules.signed_digest(topic)
    return topics.close_topic(topic, actor=actor, digest=digest, **words)


def return_topic(topic: Any, *, actor: Any, reason: str) -> Any:
    topic.refresh_from_db()
    digest = topic_rules.signed_digest(topic)
    return topics.return_topic(topic, actor=actor, digest=digest, reason=reason)


def approve_lead(lead: Any, *, actor: Any) -> Any:
    return drafts.approve_lead(lead, actor=actor, digest=_seen(lead, actor))


def refuse_lead(lead: Any, refusal: Any, reason: str, *, actor: Any) -> Any:
    return drafts.refuse_lead(lead, refusal, reason, actor=actor, digest=_seen(lead, actor))


def deliver_lead(lead: Any, *, actor: Any, **words: Any) -> Any:
    given = {"kept": KEPT, "digest": _seen(lead, actor), **words}
    return delivery.deliver_lead(lead, actor=actor, **given)


def sign_lead(lead: Any, receipt: str, *, actor: Any) -> Any:
    return delivery.sign_lead(lead, receipt, actor=actor, digest=_seen(lead, actor))


def decide_lead(lead: Any, *, actor: Any) -> Any:
    lead.refresh_from_db()
    try:
        digest = suggestions.digest_of(lead, actor=actor)
    except DomainError:
        digest = ""
    return suggestions.decide_lead(lead, actor=actor, digest=digest)


def acknowledge_feedback(lead: Any, *, actor: Any) -> Any:
    lead.refresh_from_db()
    digest = room_signing.feedback_digest(lead, actor=actor)
    return room_handling.acknowledge_feedback(lead, actor=actor, digest=digest)


def keep_answers(batch: Any, *, actor: Any, words: Any, matches: Any) -> Any:
    read = answer_reads.read(words, matches, batch.county, seen_by=actor)
    return answer_services.keep(batch, actor=actor, words=words, matches=matches, read=read)


def make_quarterly(year: int, quarter: int, *, actor: Any) -> Any:
    try:
        digest = quarterly.draw_up_quarterly(year, quarter, actor=actor).digest
    except DomainError:
        digest = ""
    return quarterly.make_quarterly(year, quarter, actor=actor, digest=digest)


def hand_on_stub(stub: Any, *, actor: Any) -> Any:
    digest = stub_reads.digest(stub)
    return stubs.hand_on_stub(stub, actor=actor, digest=digest)


def confirm_received(stub: Any, *, actor: Any) -> Any:
    stub.refresh_from_db()
    return stubs.confirm_received(stub, actor=actor, digest=stub_reads.digest(stub))


def _seen(lead: Any, actor: Any) -> str:
    """Whose file it is not, has seen nothing."""
    try:
        return drafts.digest_of(drafts.own_file(lead, actor), actor)
    except DomainError:
        return ""


def _seat(member_id: int, actor: Any) -> Read:
    try:
        return colleagues.read(member_id, seen_by=actor)
    except DomainError:
        return Read(actor.at, {})


def _rung(code: str, county_id: int, actor: Any) -> Read:
    """Who may not look at the page has read nothing; the service says what it thinks of that."""
    try:
        found, _ = ladder.rung(county_id, code, seen_by=actor)
    except DomainError:
        return Read(actor.at, {})
    return ladder.read(found, county_id, seen_by=actor)
