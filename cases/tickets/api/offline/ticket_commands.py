"""What can be done to tickets without a signal: filing one, every action that says `offline`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from rest_framework import serializers

from cadres.errors import Absent, Conflict, DomainError, Invalid
from cadres.offline.api.command_values import reader
from cadres.offline.rules.commands import Both, Made
from cadres.offline.services.command_registry import CommandKind, Order
from cadres.pages.api.action_fields import serializer_of
from cadres.pages.api.day_field import DayField
from cadres.pages.api.id_field import IdField
from cadres.pages.rules import wording
from cadres.pages.rules.action_fields import Files
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.actions.base import registry
from cases.tickets.actions.base.action import Done, TicketAction, found
from cases.tickets.rules import visit_sources
from cases.tickets.rules.sources.sources import LONGEST_CODE
from cases.tickets.rules.vocabulary import Source
from cases.tickets.selectors import lookups, tickets
from cases.tickets.selectors.offline import differences
from cases.tickets.services import actions_with_files
from cases.tickets.services.filing import Problem

NO_FILES = "这一项不能带照片或文件，请移除后再发送。"
BOTH = "离线期间，别人办理过同一处。请看两边的内容，改好后再发送一次，就按您填的登记。"


class OfflineFiling(serializers.Serializer):
    """The same words as a ticket online; the enterprise is the command's subject."""

    category = IdField(label="问题类别")
    description = serializers.CharField(max_length=text_limits.SENTENCES, label="问题描述")
    title = serializers.CharField(
        required=False, allow_blank=True, max_length=text_limits.TITLE, default=""
    )
    visit = serializers.IntegerField(required=False, allow_null=True, default=None)
    source = serializers.CharField(max_length=LONGEST_CODE, required=False, default=Source.VISIT)
    filed_on = DayField(required=False, allow_null=True, default=None)


def command_kinds() -> tuple[CommandKind, ...]:
    """Every kind of command on tickets that a phone may keep."""
    return (FILE, *(_kind_of(action) for action in registry.all_actions() if action.offline))


def verb_of(action: TicketAction) -> str:
    """Return the verb of its command: `ticket.note`; on a part of a ticket `measure.finish`."""
    return f"{action.part.name if action.part else 'ticket'}.{action.verb}"


def _file(order: Order, actor: Viewer) -> Made:
    words = dict(order.words)
    visit = lookups.visit(words["visit"], seen_by=actor)
    problem = Problem(
        **words
        # As on the page: a visit says by itself from where and when.
        | (visit_sources.known(visit) if visit else {})
        | {
            "category": lookups.category(words["category"], seen_by=actor),
            "enterprise": lookups.enterprise(order.subject, seen_by=actor),
            "visit": visit,
        }
    )
    ticket = actions_with_files.file_ticket(problem, actor=actor, uploads=order.uploads)
    until = wording.day(ticket.due_on, actor.today)
    return _made(ticket, f"已登记为 {ticket.number}，对企业承诺 {until} 前办结。")


FILE = CommandKind(verb="ticket.file", about="enterprise", read=reader(OfflineFiling), act=_file)


def _kind_of(action: TicketAction) -> CommandKind:
    """The action as a command: its words are those of the API, its files come by themselves."""
    fields = [one for one in action.fields if not isinstance(one, Files)]
    words = serializer_of(f"Offline {verb_of(action)}", fields)
    return CommandKind(
        verb=verb_of(action),
        about="ticket",
        read=_with_part(action, reader(words)),
        act=lambda order, actor: _act(action, order, actor),
        differences=lambda order, refusal, actor: _differences(action, order, refusal, actor),
    )


def _with_part(
    action: TicketAction, read: Callable[[Mapping[str, Any]], dict[str, Any]]
) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Of an action on a part of the ticket its number stands among the values."""
    part = action.part
    if part is None:
        return read

    def both(values: Mapping[str, Any]) -> dict[str, Any]:
        rest, number = dict(values), values.get(part.name)
        rest.pop(part.name, None)
        if not isinstance(number, int):
            raise Absent(tickets.ABSENT)
        return {**read(rest), part.name: number}

    return both


def _act(action: TicketAction, order: Order, actor: Viewer) -> Made:
    before = tickets.fetch(_subject(order), seen_by=actor)
    words = dict(order.words)
    part = None
    if action.part:
        part = action.part.find(before, words.pop(action.part.name), seen_by=actor)
    given = found(action, words, before, actor)
    _check_unchanged(action, order, before, actor)
    if _takes_files(action):
        given["uploads"] = list(order.uploads)
    elif order.uploads:
        raise Invalid(NO_FILES, {"files": NO_FILES})
    result = action.carry_out(part or before, given, actor=actor)
    said = action.tell(Done(before, result, actor, given, part))
    return _made(before, str(said))


def _check_unchanged(action: TicketAction, order: Order, ticket: Ticket, actor: Viewer) -> None:
    """Raise Conflict where somebody else has meanwhile written what these words would replace."""
    if not differences.overwritten(ticket, action.fields, order.words):
        return
    if differences.others_step(ticket.pk, order.trunk, seen_by=actor):
        raise Conflict(BOTH)


def _differences(
    action: TicketAction, order: Order, refusal: DomainError, actor: Viewer
) -> tuple[Both, ...]:
    """What others did meanwhile, field by field; nothing where nobody did anything."""
    pk = _subject(order)
    step = differences.others_step(pk, order.trunk, seen_by=actor)
    if step is None:
        return ()
    ticket = tickets.fetch(pk, seen_by=actor)
    moved = differences.moved_on(ticket, step, action.label, actor)
    return (moved, *differences.overwritten(ticket, action.fields, order.words))


def _takes_files(action: TicketAction) -> bool:
    return any(isinstance(one, Files) for one in action.fields)


def _subject(order: Order) -> int:
    if order.subject is None:
        raise Absent(tickets.ABSENT)
    return order.subject


def _made(ticket: Ticket, sentence: str) -> Made:
    place = reverse("cases:ticket-detail", args=[ticket.pk])
    return Made("ticket", ticket.pk, sentence, place, ticket.number)
