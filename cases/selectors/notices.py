"""Notices about tickets, in words, for readers who may see the ticket now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Exists, OuterRef
from django.urls import reverse

from cadres.models import Region
from cadres.rules.telling import Group
from cadres.rules.viewer import Viewer
from cadres.selectors.notices import Key, Message
from cases.models import Share, Ticket, TicketEvent
from cases.models.querysets import TicketQuerySet

TITLES = {
    "ticket_filed": "新登记工单，待交办",
    "ticket_voided": "工单已作废",
    "ticket_dispatched": "新交办工单，待签收",
    "ticket_objected": "承办单位退回，待重新交办",
    "ticket_accepted": "承办单位已签收",
    "ticket_admitted": "承办单位已受理",
    "ticket_progress": "工单有新进展",
    "ticket_resolved": "办理结果待您审核",
    "ticket_sent_back": "负责人退回补办",
    "ticket_approved": "审核通过，待企业确认",
    "ticket_closed": "企业已确认，工单办结",
    "ticket_denied": "企业反映未解决，重新办理",
    "ticket_remains": "企业反映部分解决，请办理剩下的",
    "ticket_reminded": "催办：请尽快办理",
    "ticket_enterprise_corrected": "工单登记的企业已更正",
    "ticket_enterprise_split": "企业分立，工单转到分出的企业",
    "ticket_merged": "工单已并入另一张工单",
    "ticket_absorbed": "有重复工单并入，请一并办理",
    "ticket_joined": "工单已归入专题",
    "ticket_handed_over": "工单转交给您经办",
    "ticket_raised": "工单提请裁定",
    "ticket_settled": "助企办主任已作出处理",
    "ticket_reassigned": "改派到本单位的工单，待签收",
    "objection_refused": "退回异议未受理，请签收办理",
    "share_asked": "新的协办、分办任务，待签收",
    "share_added": "增加了协办、分办单位",
    "share_accepted": "协办单位已签收",
    "share_answered": "协办单位已答复",
    "feedback_due": "约定的反馈日期已过，请向企业反馈",
    "step_soon": "签收、反馈或协办答复快到期了",
    "step_late": "签收、反馈或协办答复已超期",
    "ticket_asked": "需要企业补充情况，请联系企业",
    "ticket_answered": "企业已补充，请继续办理",
    "ticket_resumed": "恢复办理，承办时限继续计算",
    "ticket_withdrawn": "企业已撤回诉求，工单办结",
    "ticket_redirected": "已转法定渠道，工单办结",
    "ticket_explained": "解释说明后办结",
    "ticket_redone": "助企办要求重新办理",
    "ticket_reopened": "回访不属实，重新办理",
    "draft_waits": "经办人送签，待您签发",
    "draft_returned": "负责人退回修改，请修改后再送签",
    "extension_asked": "延期申请待您审批",
    "extension_granted": "延期已批准，告知企业后承诺才顺延",
    "extension_told": "企业已知道延期，承诺时限顺延",
    "extension_refused": "延期未批准，按原时限办理",
    "parking_asked": "挂账申请待您审批",
    "parking_granted": "挂账已批准",
    "parking_refused": "挂账未批准，继续办理",
    "plan_asked": "列入计划申请待您审批",
    "plan_granted": "已列入计划，请按期答复企业",
    "plan_refused": "列入计划未批准，继续办理",
    "ticket_unplanned": "计划终止，恢复办理",
    "plan_missed": "计划到期没有兑现，恢复办理",
    "contact_lost": "多次联系不上企业",
    "contact_regained": "重新联系上企业，待确认",
    "hand_up_asked": "提级申请待您审批",
    "hand_up_granted": "提级已批准",
    "hand_up_refused": "提级未批准，继续办理",
    "ticket_unparked": "挂账恢复办理",
    "ticket_brought_back": "提级事项已返回，继续办理",
    "application_raised": "申请逾期未审批，请审批或督促审批",
    "result_raised": "办理结果逾期未审核，您也可以审核",
    "result_waits": "办理结果已逾期，请尽快审核",
    "result_urged": "本单位办理结果逾期未审核，请主要负责人研究督办",
    "result_unsigned": "承办单位逾期未审核办理结果，催办后仍未审核",
    "ladder_reminder": "工单提醒",
    "ladder_step": "本单位承办事项已列入督办，请按期回复",
    "ladder_proposed": "督办待您签发",
    "ladder_to_gather": "有事项待列入通报，请汇总",
    "ladder_answered": "承办单位已回复督办",
    "ladder_suspended": "工单已暂停督办",
    "ladder_tolerated": "已登记容错认定，这件事不再督办",
    "ticket_recounted": "日历更新，时限已重算",
}

# Kinds that do not belong to 工单流转.
GROUPS = {
    "ticket_resolved": Group.APPROVAL,
    "draft_waits": Group.APPROVAL,
    "extension_asked": Group.APPROVAL,
    "parking_asked": Group.APPROVAL,
    "plan_asked": Group.APPROVAL,
    "hand_up_asked": Group.APPROVAL,
    "application_raised": Group.APPROVAL,
    "result_raised": Group.APPROVAL,
    "result_waits": Group.APPROVAL,
    "result_urged": Group.APPROVAL,
    "result_unsigned": Group.APPROVAL,
}
# Of these somebody is waited for, by a day: they go before those that only tell.
WAITED_FOR = (
    "ticket_filed",
    "ticket_dispatched",
    "ticket_objected",
    "ticket_resolved",
    "ticket_sent_back",
    "ticket_denied",
    "ticket_remains",
    "ticket_reminded",
    "ticket_raised",
    "ticket_reassigned",
    "ticket_redone",
    "ticket_reopened",
    "objection_refused",
    "share_asked",
    "feedback_due",
    "step_soon",
    "step_late",
    "ticket_asked",
    "draft_waits",
    "draft_returned",
    "extension_asked",
    "extension_granted",
    "parking_asked",
    "plan_asked",
    "plan_missed",
    "contact_regained",
    "hand_up_asked",
    "application_raised",
    "result_raised",
    "result_waits",
    "result_urged",
    "result_unsigned",
    "ladder_reminder",
    "ladder_step",
    "ladder_proposed",
)
# What the group of the handling unit may learn: that something waits there, by its number.
FOR_UNITS = ("ticket_dispatched", "ticket_denied", "ticket_remains")


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
    pks = set(_visible(owed, reader).values_list("pk", flat=True))
    return {(kind, pk) for kind, ids in owed.items() for pk in ids if pk in pks}


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
