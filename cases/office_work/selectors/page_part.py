"""The tasks of the double list on the page of the ticket that they come from."""

from __future__ import annotations

from dataclasses import dataclass

from cases.office_work.rules import tasks as rules
from cases.office_work.selectors import tasks
from cases.office_work.selectors.tasks import TaskLine
from cases.tickets.rules.workflow import OPEN
from cases.tickets.selectors.page.page_parts import PagePart
from cases.tickets.selectors.page.ticket_page import TicketPage


@dataclass(frozen=True, slots=True)
class TasksOfTicket:
    """The tasks that this viewer sees, and whether one may be made from the ticket."""

    ticket_id: int
    lines: list[TaskLine]
    may_plan: bool

    @property
    def query(self) -> str:
        """The ticket, as the address of the form names it."""
        return f"ticket={self.ticket_id}"


def of_ticket(page: TicketPage) -> TasksOfTicket:
    ticket, viewer = page.ticket, page.seen_by
    may_plan = ticket.state in OPEN and rules.may_plan(viewer, ticket.county_id)
    return TasksOfTicket(ticket.pk, tasks.of_ticket(ticket, seen_by=viewer), may_plan)


PART = PagePart(name="office_tasks", template="cases/office_work/_of_ticket.html", of=of_ticket)
