"""A finding of tolerance (容错认定) is written down on a ticket."""

from __future__ import annotations

from cadres.pages.rules.action_fields import Choice, Day, Offer, Row, Text
from cases.tickets.actions.base.action import Asked, TicketAction, Verb
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.notices import Notice
from cases.tolerance.rules.tolerance import Outcome
from cases.tolerance.selectors import tolerance
from cases.tolerance.services.tolerance import record_finding


def _offer_circumstances(asked: Asked) -> Offer:
    listed = tolerance.offered(asked.ticket.county_id, seen_by=asked.viewer)
    choices = [("", "请选择"), *listed.values_list("pk", "text")]
    return Offer(choices={"circumstance_id": choices})


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
ACTIONS = (TOLERATE,)
