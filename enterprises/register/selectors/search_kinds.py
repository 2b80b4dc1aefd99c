"""Enterprises and, for whoever may ask for their phones, contacts in the one box."""

from __future__ import annotations

from cadres.encryption.models.encrypted_text import blind_keys
from cadres.pages.rules import wording
from cadres.people.rules import masking, phones
from cadres.search.models import find_texts
from cadres.search.rules import finding
from cadres.search.selectors.box import Asked, Found, Kind, Place
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Contact, Enterprise
from enterprises.register.rules import visibility
from enterprises.register.selectors import find_box, nearness

OWN = "我包联"


def ask_enterprises(asked: Asked, most: int, *, seen_by: Viewer) -> list[Found]:
    """Return enterprises on the register, the own ones first."""
    known = asked.once(find_box.read, seen_by)
    found = find_box.found(asked.text, seen_by=seen_by, most=most, known=known)
    return [
        Found(
            row.name,
            _about(row, seen_by),
            "enterprises:enterprise-detail",
            row.pk,
            OWN if row.is_own else "",
        )
        for row in found
    ]


def ask_contacts(asked: Asked, most: int, *, seen_by: Viewer) -> list[Found]:
    """Return contacts of the enterprises whose phones the viewer may ask for, and of no other.

    Of several words the last may be the person, the others the enterprise.
    """
    words = finding.words_of(asked.text)
    keys = blind_keys(phones.asked_for(asked.text))
    seen = visibility.phones_for(seen_by, near=nearness.ids(seen_by=seen_by))
    firms = Enterprise.objects.visible_to(seen_by).active().filter(seen)
    if len(words) > 1:
        firms = firms.filter(find_box.fitting(words[:-1], asked.once(find_box.read, seen_by)))
    rows = Contact.objects.filter(enterprise__in=firms).only("name", "find_text")
    if keys:
        rows = rows.filter(phone_keys__overlap=keys)
    else:
        rows = rows.filter(find_texts.fitting(words[-1:]))
    judged = rows.order_by()[: find_box.JUDGED]
    best = [row.pk for row in finding.nearest(words[-1:], judged, lambda row: row.pk)[:most]]
    shown = Contact.objects.select_related("enterprise").defer("enterprise__pairs").in_bulk(best)
    return [_contact(shown[pk]) for pk in best]


def has_contacts(viewer: Viewer) -> bool:
    """Whoever covers, handles or keeps the register; nobody else is told that there are any."""
    return bool(viewer.office_county_ids or viewer.enterprise_ids or viewer.unit_ids)


ENTERPRISES = Kind(
    Place.ENTERPRISES,
    "企业",
    "名称、别名、首字母、信用代码、乡镇",
    ask_enterprises,
    "enterprises:enterprise-list",
    lambda viewer: bool(viewer.home_county_ids),
)
CONTACTS = Kind(
    Place.CONTACTS, "企业联系人", "姓名、首字母、电话", ask_contacts, is_for=has_contacts
)


def _about(row: Enterprise, viewer: Viewer) -> str:
    town = row.township or row.county
    seen = row.last_contact_on
    last = f"最近联系 {wording.day(seen, viewer.today, short=True)}" if seen else "还没有联系记录"
    return f"{town.name} · {last}"


def _contact(row: Contact) -> Found:
    post = f" · {row.post}" if row.post else ""
    note = f"{row.enterprise.name}{post} · {masking.phone(row.phone)}"
    return Found(row.name, note, "enterprises:enterprise-detail", row.enterprise_id)
