"""Contacts (企业联系人) with their phones masked; to see the whole number is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cadres.errors import Absent
from cadres.people.rules import masking
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Contact, Enterprise

# What a door names before anybody asks.
NONE = Contact.objects.none()


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact as a page shows it."""

    pk: int
    enterprise_id: int
    name: str
    post: str
    phone: str
    is_primary: bool
    # False while the phone is masked.
    is_revealed: bool = False


def lines(enterprise: Enterprise, *, seen_by: Viewer) -> list[ContactLine]:
    """Return the contacts of a visible enterprise, the primary one first."""
    visible = Enterprise.objects.visible_to(seen_by).filter(pk=enterprise.pk)
    rows = Contact.objects.filter(enterprise__in=visible).order_by("-is_primary", "pk")
    return [masked(row) for row in rows]


def fetch(pk: int, *, seen_by: Viewer) -> Contact:
    visible = Enterprise.objects.visible_to(seen_by)
    rows = Contact.objects.filter(enterprise__in=visible)
    contact = rows.select_related("enterprise__county", "enterprise__township").filter(pk=pk)
    found = contact.first()
    if found is None:
        raise Absent("没有这位联系人。")
    return found


def facts(contact: Contact) -> dict[str, Any]:
    """Return what an edit may change, as it stands; the whole number among it."""
    return {name: getattr(contact, name) for name in ("name", "post", "phone", "is_primary")}


def masked(contact: Contact) -> ContactLine:
    return _line(contact, masking.phone(contact.phone), is_revealed=False)


def revealed(contact: Contact, phone: str) -> ContactLine:
    """Return the line with the number that `reveal_phone` gave."""
    return _line(contact, phone, is_revealed=True)


def _line(contact: Contact, phone: str, *, is_revealed: bool) -> ContactLine:
    return ContactLine(
        pk=contact.pk,
        enterprise_id=contact.enterprise_id,
        name=contact.name,
        post=contact.post,
        phone=phone,
        is_primary=contact.is_primary,
        is_revealed=is_revealed,
    )
