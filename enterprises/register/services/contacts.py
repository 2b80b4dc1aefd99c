"""The people at the enterprise are kept; their numbers are shown one at a time, on the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from cadres.encryption.models.encrypted_text import blind_keys
from cadres.errors import Invalid
from cadres.people.rules import masking, naming, phones
from cadres.search.rules import finding
from cadres.submissions.rules import text_limits
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Contact, Enterprise
from enterprises.register.rules import authority
from enterprises.register.selectors import contacts, enterprises, nearness

KEPT = ("name", "find_text", "post", "phone", "phone_keys")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the enterprise. An empty phone keeps the one that is stored."""

    name: str
    post: str = ""
    phone: str = ""
    is_primary: bool = False


@transaction.atomic
def add_contact(enterprise: Enterprise, person: Person, *, actor: Viewer) -> Contact:
    """A contact joins the enterprise; the first one is the primary one."""
    enterprise = _ready(enterprise, actor)
    name, post, phone = _checked(person)
    is_primary = person.is_primary or not enterprise.contacts.filter(is_primary=True).exists()
    if is_primary:
        _demote(enterprise)
    contact = Contact.objects.create(
        enterprise=enterprise,
        name=name,
        post=post,
        phone=phone,
        phone_keys=blind_keys(phones.keys(phone)),
        is_primary=is_primary,
        find_text=finding.find_text([name]),
    )
    audit.record("contact.add", contact, actor=actor, is_primary=is_primary)
    return contact


@transaction.atomic
def edit_contact(contact: Contact, person: Person, *, actor: Viewer, read: Read) -> Contact:
    """Name, post, phone or primacy change; a phone that was not typed again stays."""
    enterprise = _ready(contact.enterprise, actor)
    contact = contacts.fetch(contact.pk, seen_by=actor)
    given = edits.settle(
        contact,
        contacts.facts(contact),
        _given(person),
        read=read,
        actor=actor,
        verbs=("contact.edit",),
        words={"phone": masking.phone},
    )
    contact.name, contact.post = given["name"], given["post"]
    contact.find_text = finding.find_text([contact.name])
    phone = given.get("phone", "")
    if phone:
        contact.phone, contact.phone_keys = phone, blind_keys(phones.keys(phone))
    if given.get("is_primary") and not contact.is_primary:
        _demote(enterprise)
        contact.is_primary = True
    contact.save(update_fields=[*KEPT, "is_primary"])
    audit.record("contact.edit", contact, actor=actor, phone_changed=bool(phone))
    return contact


@transaction.atomic
def remove_contact(contact: Contact, *, actor: Viewer) -> Enterprise:
    """A contact who left the enterprise is deleted, number and all; the next one moves up."""
    enterprise = _ready(contact.enterprise, actor)
    contact = contacts.fetch(contact.pk, seen_by=actor)
    audit.record("contact.remove", contact, actor=actor)
    contact.delete()
    if contact.is_primary and (heir := enterprise.contacts.order_by("pk").first()):
        heir.is_primary = True
        heir.save(update_fields=["is_primary"])
    return enterprise


@transaction.atomic
def reveal_phone(contact: Contact, *, actor: Viewer) -> str:
    """Give out the whole number, and write down who asked for it."""
    contact = contacts.fetch(contact.pk, seen_by=actor)
    authority.check_reveals_phone(is_near=nearness.is_near(contact.enterprise, seen_by=actor))
    if not contact.phone:
        raise Invalid("没有登记这位联系人的电话。")
    audit.record("contact.reveal_phone", contact, actor=actor, enterprise=contact.enterprise.name)
    return contact.phone


def _ready(enterprise: Enterprise, actor: Viewer) -> Enterprise:
    # Lock by key first: which contact is the primary one is decided by one writer at a time.
    Enterprise.objects.select_for_update(no_key=True).filter(pk=enterprise.pk).values_list(
        "pk"
    ).first()
    enterprise = enterprises.fetch(enterprise.pk, seen_by=actor)
    authority.check_edits_contacts(actor, enterprise)
    return enterprise


def _demote(enterprise: Enterprise) -> None:
    enterprise.contacts.filter(is_primary=True).update(is_primary=False)


def _given(person: Person) -> dict[str, Any]:
    """What was said of somebody known: a phone left empty and a box not ticked say nothing."""
    name, post, phone = _checked(person)
    given = {"name": name, "post": post, "phone": phone, "is_primary": person.is_primary}
    return {field: value for field, value in given.items() if value or field in ("name", "post")}


def _checked(person: Person) -> tuple[str, str, str]:
    name, post = naming.person_name(person.name), person.post.strip()
    phone = naming.phone(person.phone)
    fields = {}
    if not 0 < len(name) <= 40:
        fields["name"] = "请填写联系人姓名，不超过 40 个字。"
    if len(post) > 60:
        fields["post"] = "职务不超过 60 个字。"
    if fault := phones.fault(phone):
        fields["phone"] = f"{fault}。"
    if len(phone) > text_limits.PHONE:
        fields["phone"] = f"电话不超过 {text_limits.PHONE} 个字。"
    if fields:
        raise Invalid("".join(fields.values()), fields)
    return name, post, phone
