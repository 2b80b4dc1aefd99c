"""The policy on the page of the ticket that a refused application led to."""

from __future__ import annotations

from cases.models import Policy
from cases.policies.selectors import policies
from cases.tickets.selectors.page.page_parts import PagePart
from cases.tickets.selectors.page.ticket_page import TicketPage


def of_ticket(page: TicketPage) -> Policy | None:
    """Return the policy, to whoever may see it; a row ties both, whatever the title says.

    The row comes along with the ticket: other tickets ask nothing.
    """
    if getattr(page.ticket, "policy_refusal", None) is None:
        return None
    return policies.of_ticket(page.ticket, seen_by=page.seen_by)


PART = PagePart(name="policy", template="cases/policies/_of_ticket.html", of=of_ticket)
