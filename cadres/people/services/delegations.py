"""Delegation (代理): a deciding post is lent from a day to a day, and may be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db import transaction

from cadres.errors import Conflict, Invalid, WrongState
from cadres.models import Cadre, Delegation, Posting
from cadres.pages.rules import wording
from cadres.people.rules import delegations as rules
from cadres.people.rules.delegations import BEGUN, ENDED, Stage
from cadres.people.selectors import viewers
from cadres.trail.services import audit
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Post, Viewer


class Tells(Protocol):
    """Tells principal and deputy that a post was lent, or came back: `kind` says which."""

    def __call__(self, kind: str, row: Delegation, *, actor: Viewer) -> None: ...


# Filled when the site starts (`cadres/apps.py`).
on_changed: list[Tells] = []


@dataclass(frozen=True, slots=True)
class NewDelegation:
    """What is said of a delegation; both days count."""

    posting: Posting
    deputy: Cadre
    from_on: date
    to_on: date
    reason: str


@transaction.atomic
def make_delegation(new: NewDelegation, *, actor: Viewer) -> Delegation:
    """The principal, or for somebody away the office head, lends a post to a deputy.

    One post has one deputy at a time: the posting is locked, so that two who lend it at once come
    one after the other.
    """
    posting = _locked(new.posting)
    principal, place = posting.cadre, posting.unit.region.path
    rules.check_may_make(actor, posting.pk, principal.pk, place)
    _check(posting, new, actor)
    made = Delegation.objects.create(
        principal=principal,
        posting=posting,
        deputy=new.deputy,
        from_on=new.from_on,
        to_on=new.to_on,
        reason=new.reason.strip(),
        made_by_id=actor.cadre_id,
        made_at=actor.at,
    )
    audit.record("delegation.make", made, actor=actor, **_facts(made))
    _tell_both(BEGUN, made, actor)
    return made


@transaction.atomic
def end_delegation(delegation: Delegation, *, actor: Viewer) -> Delegation:
    """The principal, the deputy or who made it ends it before its last day; the right is gone."""
    rows = Delegation.objects.select_for_update(no_key=True, of=("self",))
    delegation = rows.select_related("principal", "deputy", "posting").get(pk=delegation.pk)
    parties = (delegation.principal_id, delegation.deputy_id, delegation.made_by_id)
    rules.check_may_end(actor, parties)
    if _stage(delegation, actor.today) in (Stage.OVER, Stage.ENDED):
        raise WrongState("这项代理已经结束，请刷新页面。")
    delegation.ended_at, delegation.ended_by_id = actor.at, actor.cadre_id
    delegation.save(update_fields=["ended_at", "ended_by"])
    audit.record("delegation.end", delegation, actor=actor, **_facts(delegation))
    _tell_both(ENDED, delegation, actor)
    return delegation


def _locked(posting: Posting) -> Posting:
    rows = Posting.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "cadre", "unit__region"
    )
    return rows.get(pk=posting.pk)


def _check(posting: Posting, new: NewDelegation, actor: Viewer) -> None:
    role, begins = Role(posting.role), new.from_on
    if not new.reason.strip():
        raise Invalid("请填写代理的原因。", {"reason": "请填写代理的原因。"})
    rules.check_lendable(role, (post.role for post in _held(posting.cadre, begins)))
    rules.check_days(begins, new.to_on, actor.today, posting.to_on)
    if not Posting.objects.in_force(begins).filter(pk=posting.pk).exists():
        sentence = "这项任职在代理开始那天不在任，请核对日期。"
        raise Invalid(sentence, {"from_on": sentence})
    rules.check_deputy(actor, posting.cadre_id, new.deputy.pk)
    rules.check_may_stand_in(viewers.post_of(posting), _held(new.deputy, begins))
    _check_free(posting, new, actor.today)


def _check_free(posting: Posting, new: NewDelegation, today: date) -> None:
    others = Delegation.objects.unended().filter(posting=posting).select_related("deputy")
    other = others.filter(from_on__lte=new.to_on, to_on__gte=new.from_on).first()
    if other is not None:
        span = wording.span(other.from_on, other.to_on, today)
        raise Conflict(f"这项职务{span}已由{other.deputy.name}代理，请先结束那项代理或改选日期。")


def _held(cadre: Cadre, on: date) -> Iterable[Post]:
    """The own posts of somebody who has not left, as they hold on the day."""
    found = Posting.objects.in_force(on).filter(cadre=cadre).select_related("unit")
    return [viewers.post_of(posting) for posting in found]


def _stage(row: Delegation, today: date) -> Stage:
    return rules.stage(row.from_on, row.to_on, today, is_ended=row.ended_at is not None)


def _facts(row: Delegation) -> dict[str, object]:
    return {
        "posting": row.posting_id,
        "principal": row.principal.name,
        "deputy": row.deputy.name,
        "from_on": row.from_on.isoformat(),
        "to_on": row.to_on.isoformat(),
        "reason": row.reason,
        "made_by_principal": row.made_by_id == row.principal_id,
    }


def _tell_both(kind: str, row: Delegation, actor: Viewer) -> None:
    for tell in on_changed:
        tell(kind, row, actor=actor)
