"""Notices about tickets, in words, for readers who may see the ticket now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse

from cadres.models import Region
from cadres.notifications.rules.preferences import Group
from cadres.notifications.selectors.notices import Key, Message
from cadres.pages.models.prepared import IDS
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.viewers.rules.viewer import Viewer
from cases.models import Share, Ticket, TicketEvent
from cases.tickets.models.querysets import TicketQuerySet


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind of notice that an action owes, in the words of its reader's list.

    `is_waited_for` says that somebody is waited for, by a day: it goes before those that only tell.
    """

    kind: str
    title: str
    group: Group = Group.FLOW
    is_waited_for: bool = False


# What no action owes, but the worker, a filing, an enterprise; the others come with their actions.
TITLES = {
    "ticket_filed": "新登记工单，待交办",
    "ticket_enterprise_split": "企业分立，工单转到分出的企业",
    "ticket_raised": "工单提请裁定",
    "feedback_due": "约定的反馈日期已过，请向企业反馈",
    "step_soon": "签收、反馈或协办答复快到期了",
    "step_late": "签收、反馈或协办答复已超期",
    "ticket_withdrawn": "企业已撤回诉求，工单办结",
    "draft_waits": "经办人送签，待您签发",
    "remind_enterprise": "请提醒企业确认办理结果",
    "left_unanswered": "提醒后企业仍未答复，列为未答复",
    "plan_missed": "计划到期没有兑现，恢复办理",
    "application_raised": "申请逾期未审批，请审批或督促审批",
    "result_raised": "办理结果逾期未审核，您也可以审核",
    "result_waits": "办理结果已逾期，请尽快审核",
    "result_urged": "本单位办理结果逾期未审核，请主要负责人研究督办",
    "result_unsigned": "承办单位逾期未审核办理结果，催办后仍未审核",
    "ladder_reminder": "工单提醒",
    "ladder_step": "本单位承办事项已列入督办，请按期回复",
    "ladder_proposed": "督办待您签发",
    "ladder_to_gather": "有事项待列入通报，请汇总",
    "ticket_recounted": "日历更新，时限已重算",
}

# Kinds that do not belong to 工单流转.
GROUPS = {
    "draft_waits": Group.APPROVAL,
    "application_raised": Group.APPROVAL,
    "result_raised": Group.APPROVAL,
    "result_waits": Group.APPROVAL,
    "result_urged": Group.APPROVAL,
    "result_unsigned": Group.APPROVAL,
}
# Of these somebody is waited for, by a day: they go before those that only tell.
WAITED_FOR = {
    "ticket_filed",
    "ticket_raised",
    "feedback_due",
    "step_soon",
    "step_late",
    "draft_waits",
    "plan_missed",
    "remind_enterprise",
    "application_raised",
    "result_raised",
    "result_waits",
    "result_urged",
    "result_unsigned",
    "ladder_reminder",
    "ladder_step",
    "ladder_proposed",
}
# What the group of the handling unit may learn: that something waits there, by its number.
FOR_UNITS = ("ticket_dispatched", "ticket_denied", "ticket_remains")


def add(notice: Notice) -> None:
    """An action brings the words of what it tells."""
    TITLES[notice.kind] = notice.title
    if notice.group is not Group.FLOW:
        GROUPS[notice.kind] = notice.group
    if notice.is_waited_for:
        WAITED_FOR.add(notice.kind)


def kinds_by_group() -> dict[Group, list[str]]:
    found: dict[Group, list[str]] = defaultdict(list)
    for kind in TITLES:
        found[GROUPS.get(kind, Group.FLOW)].append(kind)
    return found


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Return a message per ticket that the reader may see; nothing for the others."""
    rows = _visible(owed, reader).values_list("pk", "number", "enterprise__name", "title")
    return _messages(
        owed, {pk: f"{number} {firm or ''} {title}" for pk, number, firm, title in rows}
    )


def word_for_unit(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Return the number alone of each ticket that is the unit's now."""
    return _messages(owed, dict(_visible(owed, reader).values_list("pk", "number")))


def seen(owed: Mapping[str, Sequence[int]], reader: Viewer) -> set[Key]:
    """Return which of the tickets the reader may see, without a word."""
    wanted = {pk for pks in owed.values() for pk in pks}
    pks = set(_SEEN(list(wanted), seen_by=reader))
    return {(kind, pk) for kind, ids in owed.items() for pk in ids if pk in pks}


_SEEN = PreparedForViewer(
    lambda viewer, pks: (
        Ticket.objects.visible_to(viewer).filter(pk__any_of=pks).values_list("pk", flat=True)
    ),
    IDS,
)


def _visible(owed: Mapping[str, Sequence[int]], reader: Viewer) -> TicketQuerySet:
    wanted = {pk for pks in owed.values() for pk in pks}
    return Ticket.objects.visible_to(reader).filter(pk__in=wanted)


def _messages(owed: Mapping[str, Sequence[int]], texts: Mapping[int, str]) -> dict[Key, Message]:
    # One look-up of the address for a hundred lines.
    before, _, after = reverse("cases:ticket-detail", args=[0]).rpartition("0")
    return {
        (kind, pk): Message(TITLES[kind], texts[pk], f"{before}{pk}{after}")
        for kind, pks in owed.items()
        for pk in pks
        if pk in texts
    }


# Of a county, to its office: the tickets themselves say which of their days have moved.
COUNTY = {"county_recounted": "日历更新，本县在办工单的时限已重算"}


def word_county(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Say so to whoever sees the county whole."""
    wanted = {pk for pks in owed.values() for pk in pks} & set(reader.county_ids)
    names = dict(Region.objects.filter(pk__in=wanted).values_list("pk", "name"))
    place = reverse("cases:ticket-list")
    return {
        (kind, pk): Message(COUNTY[kind], f"{names[pk]}，逐件记在工单的经过里", place)
        for kind, pks in owed.items()
        for pk in pks
        if pk in names
    }


# Told to a unit that a ticket, or a part of it, was taken from: it sees the ticket no more.
GONE = {
    "ticket_moved_away": "工单已改派其他单位，本单位不再办理",
    "share_ended": "协办、分办已结束",
}


def word_gone(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Say by its number alone what a unit had a part in and has no more."""
    numbers = _once_there(owed, reader)
    desk = reverse("cases:desk")
    return {
        (kind, pk): Message(GONE[kind], numbers[pk], desk)
        for kind, pks in owed.items()
        for pk in pks
        if pk in numbers
    }


def _once_there(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[int, str]:
    """Numbers of tickets that a unit of the reader held, or in which it had a share."""
    wanted = {pk for pks in owed.values() for pk in pks}
    own = [*reader.clerk_unit_ids, *reader.head_unit_ids]
    held = TicketEvent.objects.filter(ticket=OuterRef("pk"), unit_id__in=own)
    helped = Share.objects.filter(ticket=OuterRef("pk"), unit_id__in=own)
    found = Ticket.objects.filter(Exists(held) | Exists(helped), pk__in=wanted)
    return dict(found.values_list("pk", "number"))
