"""Two tickets for one problem: the younger is merged into the older."""

from __future__ import annotations

from cadres.pages.rules.action_fields import Row, Text
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.actions.base.action import TicketAction, Verb
from cases.tickets.actions.base.shared_fields import note
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors import tickets
from cases.tickets.selectors.notices import Notice
from cases.tickets.services.duplicates.duplicates import merge_tickets


def _find_ticket(pk: int, ticket: Ticket, viewer: Viewer) -> Ticket:
    return tickets.fetch(pk, seen_by=viewer)


# Which ticket tells the same; the older of the two stays, whichever is named.
NAMED_BY_NUMBER = Text(
    "number",
    "另一张工单的编号",
    longest=text_limits.NAME,
    rows=0,
    help="例如：南召助企 2026-12。",
)
NOTE = note("说明", help="可不填，记入两张工单的经过。")
# On pages the two are looked at side by side first (cases/tickets/web/duplicates.py).
MERGE = TicketAction(
    verb="merge",
    step=Action.MERGE,
    label="并入",
    lead="",
    fields=(
        Row(
            "other", "另一张工单", find=_find_ticket, api_help="另一张工单；两张之中反映较早的保留"
        ),
        NOTE,
    ),
    service=merge_tickets,
    is_on_page=False,
    api=Verb(takes="Merging", about="Answers with the older ticket, which goes on."),
    tells=(
        Notice("ticket_merged", "工单已并入另一张工单"),
        Notice("ticket_absorbed", "有重复工单并入，请一并办理"),
    ),
)
ACTIONS = (MERGE,)
