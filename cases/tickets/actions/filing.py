"""What was filed is put right, goes to the right enterprise, or is void."""

from __future__ import annotations

from cadres.pages.rules.action_fields import Files, NamedRow, Offer, Row, Text, WhatWasRead
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Category, Ticket
from cases.tickets.actions.base.action import Asked, Done, TicketAction, Verb
from cases.tickets.actions.base.shared_fields import REASON
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors import categories, lookups, tickets
from cases.tickets.selectors.handling import proposals
from cases.tickets.selectors.notices import Notice
from cases.tickets.services.actions_with_files import correct_ticket
from cases.tickets.services.filing import void_ticket
from cases.tickets.services.takeovers.correct_enterprise import correct_enterprise
from enterprises.models import Enterprise
from enterprises.register.selectors import enterprises

_WHY = Text("reason", "更正原因", rows=2)


def _find_category(pk: int, ticket: Ticket, viewer: Viewer) -> Category:
    return lookups.category(pk, seen_by=viewer)


def _find_enterprise(pk: int, ticket: Ticket, viewer: Viewer) -> Enterprise | None:
    return lookups.enterprise(pk, seen_by=viewer)


def _named_enterprise(name: str, ticket: Ticket, viewer: Viewer) -> Enterprise:
    return enterprises.named(name, ticket.county_id, seen_by=viewer)


def _offer_correction(asked: Asked) -> Offer:
    ticket = asked.ticket
    known = {name: getattr(ticket, name) for name in ("category", "title", "description")}
    return Offer(
        rows={"category": categories.rows(seen_by=asked.viewer)},
        initial={**known, **_sure_category(asked)},
        read=tickets.read(ticket, seen_by=asked.viewer),
    )


def _sure_category(asked: Asked) -> dict[str, int]:
    """What nobody has classed yet is filled in where the county's model is sure of it."""
    if asked.ticket.category.name != categories.OTHER:
        return {}
    found = proposals.category(asked.ticket, seen_by=asked.viewer)
    return {"category": found.lines[0].pk} if found.is_sure else {}


def _offer_read(asked: Asked) -> Offer:
    return Offer(read=tickets.read(asked.ticket, seen_by=asked.viewer))


def _moved(done: Done) -> str:
    links = "原来发出的企业链接已作废，需要时请重新发。" if done.result.links else ""
    ticket = done.result.ticket
    return f"{ticket.number} 的企业已更正为{ticket.enterprise}。{links}各项时限不变。"


def _voided(done: Done) -> str:
    return f"{done.ticket.number} 已作废，不再计入统计，内容和原因仍可查看。"


CORRECT = TicketAction(
    verb="correct",
    step=Action.CORRECT,
    label="更正",
    lead="编号和日期不变，更正原因记入经过。",
    fields=(
        Row("category", "问题类别", find=_find_category),
        Text("title", "标题", longest=text_limits.TITLE, rows=0),
        Text("description", "问题描述", rows=6),
        _WHY,
        Files(label="补充附件"),
        WhatWasRead(),
    ),
    offer=_offer_correction,
    service=correct_ticket,
    said="已更正，原因记入经过。",
    submit="保存更正",
    api=Verb(takes="Correction"),
)
CORRECT_ENTERPRISE = TicketAction(
    verb="correct-enterprise",
    step=Action.CORRECT_ENTERPRISE,
    label="更正企业",
    lead="登记到别的企业名下的，改到正确的企业。包联干部随企业变，已发的企业链接作废，时限不变。",
    fields=(
        NamedRow(
            "enterprise",
            "正确的企业",
            longest=120,
            help="填企业全称、别名或统一社会信用代码；须在本县企业名录里。",
            api_help="正确的企业，须在本县名录里",
            find_by_name=_named_enterprise,
            find=_find_enterprise,
        ),
        _WHY,
        WhatWasRead(),
    ),
    offer=_offer_read,
    service=correct_enterprise,
    said=_moved,
    submit="更正企业",
    api=Verb(takes="EnterpriseCorrection"),
    tells=(Notice("ticket_enterprise_corrected", "工单登记的企业已更正"),),
)
VOID = TicketAction(
    verb="void",
    step=Action.VOID,
    label="作废",
    lead="登记有误或重复时作废。作废后不能恢复，也不再计入统计。",
    fields=(REASON,),
    service=void_ticket,
    said=_voided,
    submit="作废这张工单",
    is_danger=True,
    api=Verb(takes="Reason"),
    tells=(Notice("ticket_voided", "工单已作废"),),
)
ACTIONS = (CORRECT, CORRECT_ENTERPRISE, VOID)
