"""Postings (任职): who works where in which role, from when to when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from cadres.errors import Conflict, Invalid, WrongState
from cadres.models import Cadre, Posting, Unit
from cadres.people.rules import authority, units
from cadres.people.selectors import people
from cadres.people.services import open_sessions, open_units
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules import roles
from cadres.viewers.rules.roles import ADMINISTRATORS, Role
from cadres.viewers.rules.viewer import Viewer


@dataclass(frozen=True, slots=True)
class NewPosting:
    """What is said of a posting."""

    unit: Unit
    role: Role
    from_on: date
    title: str = ""


@transaction.atomic
def add_posting(cadre: Cadre, new: NewPosting, *, actor: Viewer) -> Posting:
    """The person takes up a post; the three administrators stay apart from all else."""
    check_may_take_up(cadre, new, actor=actor)
    authority.check_alone(actor, new.role)
    return take_up(cadre, new, actor=actor)


def check_may_take_up(cadre: Cadre, new: NewPosting, *, actor: Viewer) -> None:
    """Raises NotPermitted, WrongState, Invalid or Conflict where the post cannot be given."""
    authority.check_may_post(actor, new.role, new.unit.region.path, cadre.pk)
    _check_open(cadre, new)
    _check_apart(cadre, new, actor.today)


@transaction.atomic
def take_up(cadre: Cadre, new: NewPosting, *, actor: Viewer) -> Posting:
    """Write the posting; whether it may be given has been asked, of one or of two."""
    cadre = Cadre.objects.select_for_update(no_key=True).get(pk=cadre.pk)
    new = replace(new, unit=open_units.hold_open(new.unit))
    _check_open(cadre, new)
    _check_apart(cadre, new, actor.today)
    posting = Posting.objects.create(
        cadre=cadre,
        unit=new.unit,
        role=new.role,
        title=new.title.strip(),
        from_on=new.from_on,
    )
    audit.record("posting.add", posting, actor=actor, role=str(new.role), unit=new.unit.pk)
    return posting


@transaction.atomic
def end_posting(posting: Posting, *, actor: Viewer, to_on: date, read: Read) -> Posting:
    """The person gives up the post; `to_on` is the last day on which it holds."""
    posting = locked(posting)
    role = Role(posting.role)
    authority.check_may_post(actor, role, posting.unit.region.path, posting.cadre_id)
    if posting.to_on is not None and posting.to_on < actor.today:
        raise WrongState("这项任职已经结束，请刷新页面。")
    if to_on < posting.from_on:
        sentence = "结束日期不能早于任职开始日期。"
        raise Invalid(sentence, {"to_on": sentence})
    given = {"to_on": to_on}
    now, verbs = people.posting_facts(posting), ("posting.end",)
    given = edits.settle(posting, now, given, read=read, actor=actor, verbs=verbs)
    return _end(posting, given["to_on"], actor)


@transaction.atomic
def end_for_another(posting: Posting, *, actor: Viewer) -> None:
    """The post ends yesterday, as another is taken up in its stead today; who may, is checked."""
    posting = locked(posting)
    role, place = Role(posting.role), posting.unit.region.path
    authority.check_may_post(actor, role, place, posting.cadre_id)
    if posting.to_on is None:
        _end(posting, max(posting.from_on, actor.today - timedelta(days=1)), actor)


def locked(posting: Posting) -> Posting:
    """Lock the row and read it again, with its person and the place of its unit."""
    rows = Posting.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "cadre", "unit__region"
    )
    return rows.get(pk=posting.pk)


def _end(posting: Posting, to_on: date, actor: Viewer) -> Posting:
    """Write the last day; it is on record, and what is open with the post is shut."""
    posting.to_on = to_on
    posting.save(update_fields=["to_on"])
    audit.record("posting.end", posting, actor=actor, role=posting.role, unit=posting.unit_id)
    open_sessions.shut_all_of(posting.cadre)
    return posting


def _check_open(cadre: Cadre, new: NewPosting) -> None:
    if not cadre.is_active:
        raise WrongState(f"{cadre.name}已离岗，请先办理返岗。")
    units.check_open(new.unit)
    same = Posting.objects.filter(cadre=cadre, unit=new.unit, role=new.role, to_on__isnull=True)
    if same.exists():
        raise Conflict(f"{cadre.name}已经是{new.unit.name}的{new.role.label}。")


def _check_apart(cadre: Cadre, new: NewPosting, today: date) -> None:
    until = Q(to_on__isnull=True) | Q(to_on__gte=min(new.from_on, today))
    held = Posting.objects.filter(until, cadre=cadre).values_list("role", flat=True)
    if roles.exclude_each_other({Role(role) for role in held}, new.role):
        three = "、".join(Role(role).label for role in Role if role in ADMINISTRATORS)
        raise Conflict(f"{three}三员分立，也不能兼任其他角色。{cadre.name}现任角色与此冲突。")
