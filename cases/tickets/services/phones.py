"""Phones of a ticket are shown to those who must call, each time on record."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import Invalid, NotPermitted
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules import visibility
from cases.tickets.selectors import tickets
from enterprises.models import Contact


@transaction.atomic
def reveal_phone(ticket: Ticket, *, actor: Viewer) -> str:
    """Show the phone that was left with the problem, or that of the enterprise's contact.

    The trail says to whom.
    """
    ticket = tickets.fetch(ticket.pk, seen_by=actor)
    if not visibility.may_reveal_phone(actor, ticket):
        raise NotPermitted("电话只对包联干部、承办单位和县助企办显示。")
    phone = ticket.applicant_phone or _contact_phone(ticket)
    if not phone:
        raise Invalid("还没有登记电话，请在企业页面补充联系人。")
    audit.record("ticket.reveal_phone", ticket, actor=actor)
    return phone


def _contact_phone(ticket: Ticket) -> str:
    contacts = Contact.objects.filter(enterprise_id=ticket.enterprise_id or 0)
    contact = contacts.order_by("-is_primary", "pk").first()
    return contact.phone if contact else ""
