"""Topics (专题): opened by the office, carried by their owner, ended by two keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from cadres.deadlines.rules import terms
from cadres.deadlines.selectors import limits
from cadres.deadlines.selectors.terms import Calendars
from cadres.errors import Invalid, NotPermitted, WrongState
from cadres.models import Posting, Region, Unit
from cadres.notifications.services import outbox
from cadres.people.services import open_units
from cadres.submissions.rules import text_limits
from cadres.trail.services import audit
from cadres.viewers.rules import roles
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket, Topic, TopicNote
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.closing import approvals
from cases.tickets.rules.workflow import Action
from cases.tickets.services import recipients
from cases.tickets.services.bulk import Result, do_each
from cases.tickets.services.transitions import advance, ready
from cases.topics.rules import topics as rules
from cases.topics.rules.topics import TopicVerb
from cases.topics.selectors import topics


@transaction.atomic
def open_topic(
    *,
    actor: Viewer,
    county: Region,
    title: str,
    description: str,
    unit: Unit,
    owner_name: str,
) -> Topic:
    """The office names what many tickets have in common, and who answers for it by when."""
    if not rules.may_open(actor, county.pk):
        raise NotPermitted("专题由县助企办设立。")
    text_limits.require(title, "title", "请填写专题名称。")
    text_limits.require(description, "description", "请写明共性问题。")
    text_limits.require(owner_name, "owner_name", "请填写责任人。")
    unit = open_units.hold_open(unit, county_id=county.pk)
    topic = Topic.objects.create(
        county=county,
        title=title.strip(),
        description=description.strip(),
        unit=unit,
        owner_name=owner_name.strip(),
        opened_by_id=actor.cadre_id,
        opened_at=actor.at,
        opened_on=actor.today,
        **_term(county, actor),
    )
    _trace(topic, TopicVerb.OPEN, actor, "")
    _tell_owners("topic_opened", topic, actor)
    return topic


@transaction.atomic
def note_topic(topic: Topic, *, actor: Viewer, text: str) -> Topic:
    """The owner, or the office, says how far it is."""
    text_limits.require(text, "text", "请填写进展情况。")
    topic = _ready(topic, TopicVerb.NOTE, actor)
    _trace(topic, TopicVerb.NOTE, actor, text)
    concerned = [topic.opened_by_id, *_owners(topic, actor.today)]
    outbox.queue("topic_progress", topic.pk, to=concerned, actor=actor)
    return topic


@transaction.atomic
def resolve_topic(topic: Topic, *, actor: Viewer, result: str) -> Topic:
    """First key: the owner's head hands the result in."""
    text_limits.require(result, "result", "请填写解决情况。")
    topic = _ready(topic, TopicVerb.RESOLVE, actor)
    topic.result = result.strip()
    post = rules.post_for(actor, topic, TopicVerb.RESOLVE)
    topic.resolved_by_id, topic.resolved_on = actor.person_id, actor.today
    topic.resolved_for_id = post.principal_id if post else None
    topic.save(update_fields=["result", "resolved_by", "resolved_for", "resolved_on"])
    _trace(topic, TopicVerb.RESOLVE, actor, result)
    outbox.queue("topic_resolved", topic.pk, to=_office(topic, actor.today), actor=actor)
    return topic


@transaction.atomic
def return_topic(topic: Topic, *, actor: Viewer, digest: str, reason: str) -> Topic:
    """The office does not confirm: the owner goes on, and what was handed in stays on record."""
    text_limits.require(reason, "reason", "请写明退回的原因。")
    topic = _ready(topic, TopicVerb.RETURN, actor)
    approvals.check_seen(digest, rules.signed_digest(topic))
    topic.resolved_by, topic.resolved_for, topic.resolved_on = None, None, None
    topic.save(update_fields=["resolved_by", "resolved_for", "resolved_on"])
    _trace(topic, TopicVerb.RETURN, actor, reason)
    _tell_owners("topic_returned", topic, actor)
    return topic


@transaction.atomic
def close_topic(topic: Topic, *, actor: Viewer, digest: str, note: str = "") -> Topic:
    """Second key: somebody else, of the office, confirms; the tickets keep their own roads."""
    topic = _ready(topic, TopicVerb.CLOSE, actor)
    approvals.check_seen(digest, rules.signed_digest(topic))
    topic.confirmed_by_id, topic.closed_on = actor.person_id, actor.today
    topic.save(update_fields=["confirmed_by", "closed_on"])
    _trace(topic, TopicVerb.CLOSE, actor, note)
    outbox.queue("topic_closed", topic.pk, to=_owners(topic, actor.today), actor=actor)
    return topic


@transaction.atomic
def join_topic(ticket: Ticket, topic: Topic, *, actor: Viewer, note: str = "") -> Ticket:
    """The ticket is one of a kind; its own road and clock go on."""
    ticket = ready(ticket, Action.JOIN_TOPIC, actor=actor)
    topic = topics.fetch(topic.pk, seen_by=actor)
    if topic.closed_on is not None or topic.county_id != ticket.county_id:
        raise Invalid("请选择本县还在办理的专题。", {"topic": "请选择本县还在办理的专题。"})
    if ticket.topic_id is not None:
        raise WrongState(rules.HAS_ONE)
    said = f"{topic.title}：{note.strip()}" if note.strip() else topic.title
    ticket = advance(ticket, Action.JOIN_TOPIC, actor=actor, is_ready=True, note=said, topic=topic)
    recipients.tell_clerks("ticket_joined", ticket, [ticket.unit_id], actor=actor)
    return ticket


@transaction.atomic
def leave_topic(ticket: Ticket, *, actor: Viewer, reason: str) -> Ticket:
    """It was not of the kind after all."""
    text_limits.require(reason, "reason", "请写明移出的原因。")
    ticket = ready(ticket, Action.LEAVE_TOPIC, actor=actor)
    if ticket.topic is None:
        raise WrongState("这张工单不在任何专题里。")
    said = f"{ticket.topic.title}：{reason.strip()}"
    return advance(ticket, Action.LEAVE_TOPIC, actor=actor, is_ready=True, note=said, topic=None)


def join_all(pks: Sequence[int], *, actor: Viewer, topic: Topic, note: str = "") -> list[Result]:
    """Put all of them into one topic; return what came of each."""

    def act(ticket: Ticket) -> str:
        join_topic(ticket, topic, actor=actor, note=note)
        return f"已归入专题“{topic}”。"

    return do_each(pks, act, actor=actor)


def _term(county: Region, actor: Viewer) -> dict[str, Any]:
    """How long a topic may take, and by which document."""
    limit, days = limits.find(limit_keys.TOPIC, "", actor.today, county.pk), Calendars(county.pk)
    return terms.columns(terms.begin(limit, actor.at, days.newest), days.__getitem__)


def _ready(topic: Topic, verb: TopicVerb, actor: Viewer) -> Topic:
    """Lock it, look again, and check that the action may be done."""
    Topic.objects.select_for_update(no_key=True).filter(pk=topic.pk).values_list("pk").first()
    topic = topics.fetch(topic.pk, seen_by=actor)
    rules.check(verb, topic, actor)
    return topic


def _trace(topic: Topic, verb: TopicVerb, actor: Viewer, text: str) -> None:
    """Write the action into the topic's own course and into the trail."""
    post = rules.post_for(actor, topic, verb)
    TopicNote.objects.create(
        topic=topic,
        deed=verb,
        at=actor.at,
        actor_id=actor.cadre_id,
        actor_name=actor.name_in(post),
        unit_name=post.unit_name if post else "",
        text=text.strip(),
    )
    audit.record(f"topic.{verb}", topic, post, actor=actor)


def _owners(topic: Topic, on: date) -> list[int]:
    staff = Posting.objects.in_force(on).in_units([topic.unit_id])
    return staff.holding(*roles.UNIT).cadre_ids()


def _tell_owners(kind: str, topic: Topic, actor: Viewer) -> None:
    """It is theirs now: where nobody there can act, that is said."""
    clerks = recipients.speak_to_units([topic.unit_id], topic.county_id, actor=actor)
    outbox.queue(kind, topic.pk, to=[*clerks, *_owners(topic, actor.today)], actor=actor)


def _office(topic: Topic, on: date) -> list[int]:
    staff = Posting.objects.in_force(on).in_region(topic.county_id)
    return staff.holding(*roles.OFFICE).cadre_ids()
