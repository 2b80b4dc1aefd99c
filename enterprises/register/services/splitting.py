"""One enterprise becomes two (分立): the office says what goes over to the other one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Protocol

from django.db import transaction

from cadres.errors import Invalid
from cadres.people.rules import unit_merging as effects_rules
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Assignment, Enterprise, Visit
from enterprises.register.rules import authority, notice_kinds
from enterprises.register.rules.enterprise_names import name_key
from enterprises.register.rules.splitting import Covers, Parts
from enterprises.register.selectors import enterprises, merging
from enterprises.register.selectors import splitting as found
from enterprises.register.services import enterprises as services
from enterprises.register.services import gate_codes
from enterprises.register.services.coverage_notices import tell_cadre
from enterprises.register.services.enterprises import Facts

VERB = "enterprise.split"
ONE_DAY = timedelta(days=1)


class Follower(Protocol):
    """Moves what an upper app keeps of the old enterprise, as far as it was chosen."""

    def __call__(
        self, old: Enterprise, new: Enterprise, parts: Parts, *, actor: Viewer, why: str
    ) -> None: ...


# Called in the same transaction, after coverage and before the names; filled in apps.ready().
on_split: list[Follower] = []


@transaction.atomic
def split_enterprise(
    old: Enterprise,
    into: Enterprise | Facts,
    parts: Parts,
    *,
    actor: Viewer,
    seen: str,
    reason: str,
) -> Enterprise:
    """Parts of `old` go over to another enterprise, registered already or now; return that one.

    `seen` is the mark of the counts that the page showed. No clock moves. What is over stays with
    `old`, to whom it was promised, and so does the sign at its gate.
    """
    old, new = _ready(old, into, actor)
    if not reason.strip():
        raise Invalid(
            "请写明分立的原因。", {"reason": "请写明原因，例如分立、原来两家登记成一家。"}
        )
    effects = found.effects(old, new, parts, seen_by=actor)
    effects_rules.check(effects, seen)
    new = _on_the_register(new, into, actor)
    said = [str(holding) for holding in effects.moves]
    audit.record(
        VERB, old, actor=actor, into=new.pk, into_name=new.name, moves=said, reason=reason.strip()
    )
    _contacts(old, new, parts.of(found.CONTACTS))
    Visit.objects.filter(enterprise=old, pk__in=parts.of(found.VISITS)).update(enterprise=new)
    _coverage(old, new, parts, actor)
    for follow in on_split:
        follow(old, new, parts, actor=actor, why=f"由{old}分出到{new}：{reason.strip()}")
    _names(old, new, parts, actor)
    gate_codes.kept_code(new, actor=actor)
    return new


def _ready(
    old: Enterprise, into: Enterprise | Facts, actor: Viewer
) -> tuple[Enterprise, Enterprise]:
    """Both, locked in the order of their keys; then, in a second statement, seen and checked."""
    wanted = [one.pk for one in (old, into) if isinstance(one, Enterprise)]
    keys = Enterprise.objects.filter(pk__in=wanted).order_by("pk")
    list(keys.select_for_update(no_key=True).values_list("pk"))
    old = enterprises.fetch(old.pk, seen_by=actor)
    authority.check_keeps_register(actor, old.county_id)
    if isinstance(into, Facts):
        return old, services.drafted(into, actor=actor)
    new = enterprises.fetch(into.pk, seen_by=actor)
    authority.check_keeps_register(actor, new.county_id)
    return old, new


def _on_the_register(new: Enterprise, into: Enterprise | Facts, actor: Viewer) -> Enterprise:
    if isinstance(into, Facts):
        return services.add_enterprise(into, actor=actor)
    if new.merged_into_id is not None:
        new.is_active, new.merged_into = True, None
        new.save(update_fields=["is_active", "merged_into"])
        audit.record("enterprise.reactivate", new, actor=actor)
    return new


def _contacts(old: Enterprise, new: Enterprise, pks: Collection[int]) -> None:
    """Who is known there already, by name and phone, is known once; each has one that is first."""
    known = {(one.name, tuple(one.phone_keys)) for one in new.contacts.all()}
    for contact in old.contacts.filter(pk__in=pks).order_by("-is_primary", "pk"):
        if (contact.name, tuple(contact.phone_keys)) in known:
            contact.delete()
            continue
        contact.enterprise, contact.is_primary = new, not new.contacts.exists()
        contact.save(update_fields=["enterprise", "is_primary"])
    heir = old.contacts.order_by("-is_primary", "pk").first()
    if heir is not None and not heir.is_primary:
        heir.is_primary = True
        heir.save(update_fields=["is_primary"])


def _coverage(old: Enterprise, new: Enterprise, parts: Parts, actor: Viewer) -> None:
    """Of the old one it ended yesterday, of the new one it begins today; each is told."""
    arrives = parts.covering(Covers.GO, Covers.BOTH)
    leaves = parts.covering(Covers.GO)
    has = {_who(row) for row in merging.running(new, seen_by=actor)}
    for row in merging.running(old, seen_by=actor):
        if row.pk in arrives and _who(row) not in has:
            _begin(row, new, actor)
        if row.pk in leaves:
            _end(row, actor)


def _begin(row: Assignment, new: Enterprise, actor: Viewer) -> None:
    begun = Assignment.objects.create(
        enterprise=new,
        cadre_id=row.cadre_id,
        leader_name=row.leader_name,
        part=row.part,
        from_on=max(row.from_on, actor.today),
        to_on=row.to_on,
    )
    said = {"part": begun.part, "from_on": str(begun.from_on)}
    audit.record("assignment.begin", begun, actor=actor, **said)
    tell_cadre(notice_kinds.ASSIGNED, begun, actor=actor)


def _end(row: Assignment, actor: Viewer) -> None:
    if row.from_on >= actor.today:
        # It never was in force for the old one.
        row.delete()
        return
    row.to_on = actor.today - ONE_DAY
    row.save(update_fields=["to_on"])
    audit.record("assignment.end", row, actor=actor, to_on=str(row.to_on))
    tell_cadre(notice_kinds.ENDED, row, actor=actor)


def _who(row: Assignment) -> tuple[int | None, str, str]:
    return row.cadre_id, row.leader_name, row.part


def _names(old: Enterprise, new: Enterprise, parts: Parts, actor: Viewer) -> None:
    """A name leads to one of them; search words, of the tickets too, follow for both."""
    known = {name_key(new.name), *(name_key(alias.name) for alias in new.aliases.all())}
    for alias in found.names_that_go(old, new, parts.of(found.ALIASES)):
        if name_key(alias.name) in known:
            alias.delete()
        else:
            alias.enterprise = new
            alias.save(update_fields=["enterprise"])
    for enterprise in (old, new):
        services.follow_new_name(enterprise, actor=actor)
