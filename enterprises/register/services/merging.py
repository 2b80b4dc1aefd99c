"""One enterprise goes over into another (合并): names, contacts, coverage, the gate code."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from django.db import transaction

from cadres.errors import Invalid
from cadres.people.rules import unit_merging as effects_rules
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Assignment, Enterprise
from enterprises.register.rules import authority
from enterprises.register.selectors import enterprises, merging
from enterprises.register.services.enterprises import take_names

VERB = "enterprise.merge"


class Follower(Protocol):
    """Moves what an upper app keeps of the old enterprise to the new one."""

    def __call__(self, old: Enterprise, new: Enterprise, *, actor: Viewer, why: str) -> None: ...


# Called in the same transaction, before the names follow; filled in apps.ready().
on_merged: list[Follower] = []


@transaction.atomic
def merge_enterprises(
    old: Enterprise, new: Enterprise, *, actor: Viewer, seen: str, reason: str
) -> Enterprise:
    """`old` stands twice on the register, or became part of `new`; return `new`.

    `seen` is the mark of the counts that the page showed. Open matters go over with their clocks;
    what is over, and every visit, stays under the old name, which leads to the new one.
    """
    old, new = _locked(old, new, actor)
    if not reason.strip():
        raise Invalid("请写明合并的原因。", {"reason": "请写明原因，例如重复登记、吸收合并。"})
    effects = merging.effects(old, new, seen_by=actor)
    effects_rules.check(effects, seen)
    said = [str(holding) for holding in effects.moves]
    audit.record(
        VERB, old, actor=actor, into=new.pk, into_name=new.name, moves=said, reason=reason.strip()
    )
    _contacts(old, new)
    _coverage(old, new, actor)
    _gate(old, new, actor)
    for follow in on_merged:
        follow(old, new, actor=actor, why=f"{old}并入{new}：{reason.strip()}")
    _close(old, new)
    take_names(new, old, actor=actor)
    return new


def _locked(old: Enterprise, new: Enterprise, actor: Viewer) -> tuple[Enterprise, Enterprise]:
    """Both, in the order of their keys; then, in a second statement, through visibility."""
    keys = Enterprise.objects.filter(pk__in=[old.pk, new.pk]).order_by("pk")
    list(keys.select_for_update(no_key=True).values_list("pk"))
    pair = (
        enterprises.fetch(old.pk, seen_by=actor),
        enterprises.fetch(new.pk, seen_by=actor),
    )
    for enterprise in pair:
        authority.check_keeps_register(actor, enterprise.county_id)
    return pair


def _contacts(old: Enterprise, new: Enterprise) -> None:
    """Who is known there already, by phone or by name, is known once."""
    known = {(one.name, tuple(one.phone_keys)) for one in new.contacts.all()}
    for contact in old.contacts.order_by("pk"):
        if (contact.name, tuple(contact.phone_keys)) in known:
            continue
        contact.enterprise, contact.is_primary = new, not new.contacts.exists()
        contact.save(update_fields=["enterprise", "is_primary"])


def _coverage(old: Enterprise, new: Enterprise, actor: Viewer) -> None:
    """The coverage of the old one ended yesterday; the same people cover the new one from today."""
    has = {_who(row) for row in merging.running(new, seen_by=actor)}
    for row in merging.running(old, seen_by=actor):
        begins, ends = max(row.from_on, actor.today), row.to_on
        if row.from_on >= actor.today:
            # It never was in force for the old one.
            row.delete()
        else:
            row.to_on = actor.today - timedelta(days=1)
            row.save(update_fields=["to_on"])
        if _who(row) not in has:
            Assignment.objects.create(
                enterprise=new,
                cadre_id=row.cadre_id,
                leader_name=row.leader_name,
                part=row.part,
                from_on=begins,
                to_on=ends,
            )


def _who(row: Assignment) -> tuple[int | None, str, str]:
    return row.cadre_id, row.leader_name, row.part


def _gate(old: Enterprise, new: Enterprise, actor: Viewer) -> None:
    """The sign at the old gate goes on, where the new one has none; else it leads nowhere."""
    code = merging.code_of(old, seen_by=actor)
    if code is None:
        return
    if merging.code_of(new, seen_by=actor) is None:
        code.enterprise = new
        code.save(update_fields=["enterprise"])
        return
    code.revoked_at, code.revoked_by_id = actor.at, actor.cadre_id
    code.reason = f"企业并入{new}"[:200]
    code.save(update_fields=["revoked_at", "revoked_by", "reason"])
    audit.record("gate_code.revoke", code, actor=actor, reason=code.reason)


def _close(old: Enterprise, new: Enterprise) -> None:
    # Nobody has to follow a chain: what the old one had taken over goes on with it.
    Enterprise.objects.filter(merged_into=old).update(merged_into=new)
    old.is_active, old.merged_into = False, new
    old.save(update_fields=["is_active", "merged_into"])
