"""What a phone says of itself at each contact, and what is gone with an emptied store."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from cadres.models import Phone
from cadres.offline.rules import losses
from cadres.offline.rules.losses import Waiting
from cadres.offline.selectors import commands
from cadres.viewers.rules.viewer import Viewer

NAME_LENGTH = 60
# A phone that is emptied every day is known for a month.
STORES_KNOWN = 30
SAID = ["name", "store", "left_stores", "app", "waiting", "newest", "seen_at", "lost", "lost_at"]


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact: the mark of the browser, its store, and how many of this person's actions wait.

    `done` are those of them that this very contact has settled; `is_told` says that the person has
    read what was lost.
    """

    mark: str
    store: str
    app: str = ""
    name: str = ""
    waiting: int = 0
    newest: str = ""
    done: int = 0
    is_told: bool = False


@transaction.atomic
def note_contact(contact: Contact, *, actor: Viewer) -> int:
    """Keep what the phone said; return how many actions are gone with an earlier store."""
    phone = _locked(contact, actor) or _new(contact, actor)
    if contact.store in phone.left_stores:
        return phone.lost
    before = Waiting(phone.store, phone.waiting)
    arrived = commands.arrived_sealed(phone.seen_at, seen_by=actor)
    gone = losses.lost(before, contact.store, arrived)
    if contact.is_told:
        phone.lost, phone.lost_at = 0, None
    if gone:
        phone.lost, phone.lost_at = phone.lost + gone, actor.at
    if phone.store != contact.store:
        phone.left_stores = [*phone.left_stores, phone.store][-STORES_KNOWN:]
    phone.store, phone.app, phone.newest = contact.store, contact.app, contact.newest
    phone.name = contact.name[:NAME_LENGTH]
    phone.waiting = losses.left_waiting(contact.waiting, contact.done)
    phone.seen_at = actor.at
    phone.save(update_fields=SAID)
    return phone.lost


def _locked(contact: Contact, actor: Viewer) -> Phone | None:
    rows = Phone.objects.select_for_update(no_key=True)
    return rows.filter(cadre_id=actor.person_id, mark=contact.mark).first()


def _new(contact: Contact, actor: Viewer) -> Phone:
    """Two tabs at once: the second waits, and finds the row of the first."""
    said = {"store": contact.store, "app": contact.app, "seen_at": actor.at}
    new = Phone(cadre_id=actor.person_id, mark=contact.mark, **said)
    Phone.objects.bulk_create([new], ignore_conflicts=True)
    return Phone.objects.select_for_update(no_key=True).get(
        cadre_id=actor.person_id, mark=contact.mark
    )
