"""A finding of tolerance (容错认定) is written down on a ticket, and taken back by another."""

from __future__ import annotations

from cadres.pages.rules.action_fields import Choice, Day, Offer, Row, Text
from cases.tickets.actions.base.action import Asked, TicketAction, Verb
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.notices import Notice
from cases.tolerance.rules.tolerance import Outcome
from cases.tolerance.selectors import tolerance
from cases.tolerance.services.revocations import revoke_finding
from cases.tolerance.services.tolerance import record_finding


def _offer_circumstances(asked: Asked) -> Offer:
    listed = tolerance.offered(asked.ticket.county_id, seen_by=asked.viewer)
    choices = [("", "请选择"), *listed.values_list("pk", "text")]
    return Offer(choices={"circumstance_id": choices})


def _offer_standing(asked: Asked) -> Offer:
    found = tolerance.of_ticket(asked.ticket.pk, seen_by=asked.viewer)
    standing = [one for one in found if one.stands]
    choices = [(one.pk, f"{one.document_number} {one.outcome.label}") for one in standing]
    first = [] if len(choices) == 1 else [("", "请选择")]
    return Offer(choices={"finding_id": [*first, *choices]})


TOLERATE = TicketAction(
    verb="tolerate",
    step=Action.TOLERATE,
    label="容错认定",
    lead="登记有权机关作出的容错认定。登记后这件事不再督办，并在评价中列示；"
    "对企业的承诺期限不变，不写个人姓名。",
    fields=(
        Text(
            "matter",
            "认定事项",
            rows=3,
            help="哪一件事、哪一个环节。只写事，不写个人姓名。",
            api_help="认定事项，不写个人姓名",
        ),
        Row(
            "circumstance_id",
            "容错情形",
            is_bare=True,
            help="本县容错情形清单。",
            api_help="本县容错情形清单中的一项",
        ),
        Text(
            "organ",
            "认定机关",
            longest=80,
            rows=0,
            help="有权作出认定的机关全称。",
            api_help="作出认定的机关",
        ),
        Text("document_number", "认定文号", longest=60, rows=0, help="例如：召纪函〔2026〕3号"),
        Day("decided_on", "认定日期"),
        Choice("outcome", "认定结果", choices=Outcome.choices),
    ),
    offer=_offer_circumstances,
    service=record_finding,
    said="容错认定已登记，这件事不再督办。",
    submit="登记容错认定",
    api=Verb(takes="Tolerating"),
    tells=(Notice("ladder_tolerated", "已登记容错认定，这件事不再督办"),),
)
REVOKE = TicketAction(
    verb="revoke-tolerance",
    step=Action.REVOKE_TOLERANCE,
    label="撤销容错认定",
    lead="登记有权机关撤销认定的决定。登记后从今天起恢复督办，督办阶梯从头开始；"
    "原认定保留，评价中认定和撤销一并列示。",
    fields=(
        Row("finding_id", "撤销哪一项", is_bare=True, api_help="有效的容错认定中的一项"),
        Text(
            "organ",
            "决定撤销的机关",
            longest=80,
            rows=0,
            help="作出撤销决定的机关全称。",
            api_help="作出撤销决定的机关",
        ),
        Text("document_number", "撤销文号", longest=60, rows=0, help="例如：召纪函〔2026〕9号"),
        Day("decided_on", "撤销日期"),
        Text(
            "reason",
            "撤销理由",
            rows=3,
            help="按决定书写，只写事，不写个人姓名。",
            api_help="撤销理由，不写个人姓名",
        ),
    ),
    offer=_offer_standing,
    service=revoke_finding,
    said="撤销已登记。没有办结的，从今天起恢复督办。",
    submit="登记撤销",
    is_danger=True,
    api=Verb(takes="Revoking"),
    tells=(Notice("ladder_tolerance_revoked", "容错认定已撤销，恢复督办"),),
)
ACTIONS = (TOLERATE, REVOKE)
