from cases.models.approvals import Approval
from cases.models.imports import ImportBatch, RefusedRow
from cases.models.measures import Attachment, Measure
from cases.models.ratings import ConfirmationLink, Rating
from cases.models.tickets import Category, NumberSeries, Ticket, TicketEvent, TicketOrigin

__all__ = [
    "Approval",
    "Attachment",
    "Category",
    "ConfirmationLink",
    "ImportBatch",
    "Measure",
    "NumberSeries",
    "Rating",
    "RefusedRow",
    "Ticket",
    "TicketEvent",
    "TicketOrigin",
]
