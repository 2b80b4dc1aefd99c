"""What two administrators do together, as those see it whom it concerns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from cadres.errors import Absent
from cadres.models import Cadre, Posting, SecondApproval, Unit
from cadres.notifications.selectors.notices import Key, Message
from cadres.people.rules import authority
from cadres.sign_in.rules import second_approvals as rules
from cadres.sign_in.rules.second_approvals import Kind, State
from cadres.viewers.rules.roles import ADMINISTRATORS, Role
from cadres.viewers.rules.viewer import Viewer

# The list shows the newest; older ones stand in the trail.
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One of them, with what the viewer can do about it."""

    row: SecondApproval
    what: str
    is_over: bool
    may_decide: bool
    may_withdraw: bool
    may_print: bool


def rows(*, seen_by: Viewer) -> list[Line]:
    """Return the newest, those that wait first."""
    found = sorted(_visible(seen_by)[:SHOWN], key=lambda row: row.state != State.WAITING)
    return [_line(row, seen_by) for row in found]


def fetch(pk: int, *, seen_by: Viewer) -> SecondApproval:
    found = _visible(seen_by).filter(pk=pk).first()
    if found is None:
        raise Absent("没有这项双人办理。")
    return found


def concerned(asked: SecondApproval, *, seen_by: Viewer) -> set[int]:
    """Return the ids of who is told: who is meant, who asked, the administrators of the place."""
    held = Posting.objects.in_force(seen_by.today).holding(*ADMINISTRATORS)
    places = _regions_of(asked)
    near = held.filter(unit__region_id__in=places).values_list("cadre_id", flat=True)
    return {asked.cadre_id, asked.asked_by_id, *near}


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    wanted = {pk for pks in owed.values() for pk in pks}
    rows = {row.pk: row for row in _visible(reader).filter(pk__in=wanted)}
    return {
        (kind, pk): _message(kind, rows[pk], reader)
        for kind, pks in owed.items()
        for pk in pks
        if pk in rows
    }


def _visible(viewer: Viewer) -> QuerySet[SecondApproval]:
    found = SecondApproval.objects.select_related(
        "cadre", "asked_by", "decided_by", "unit__region"
    ).order_by("-asked_at", "-pk")
    if viewer.is_system:
        return found
    mine = Q(cadre_id=viewer.cadre_id) | Q(asked_by_id=viewer.cadre_id)
    if not viewer.is_administrator:
        return found.filter(mine)
    units = Unit.objects.filter(authority.units_for(viewer))
    near = Posting.objects.filter(unit__in=units).values("cadre_id")
    return found.filter(mine | Q(cadre_id__in=near) | Q(unit__in=units))


def _regions_of(asked: SecondApproval) -> set[int]:
    """The regions where the person stands and where the post is, with those above them."""
    held = Posting.objects.filter(cadre_id=asked.cadre_id)
    paths = set(held.values_list("unit__region__path", flat=True))
    if asked.unit:
        paths.add(asked.unit.region.path)
    return {int(pk) for path in paths for pk in path.strip("/").split("/") if pk}


def _line(row: SecondApproval, viewer: Viewer) -> Line:
    is_over = rules.is_over(row.asked_at, viewer.at)
    waits = row.state == State.WAITING and not is_over
    mine = row.asked_by_id == viewer.cadre_id
    others = viewer.is_administrator and not mine and row.cadre_id != viewer.cadre_id
    return Line(
        row=row,
        what=_what(row),
        is_over=is_over and row.state in (State.WAITING, State.APPROVED),
        may_decide=waits and others,
        may_withdraw=waits and mine,
        may_print=row.state == State.APPROVED and mine and not is_over,
    )


def _what(row: SecondApproval) -> str:
    if row.kind == Kind.CODE or row.unit is None:
        return f"给{row.cadre.name}发放一次性口令"
    return f"{row.cadre.name}任{row.unit.name}{Role(row.role).label}"


def _message(kind: str, row: SecondApproval, reader: Viewer) -> Message:
    asked = kind == rules.ASKED
    state = State(row.state).label
    title = "有一项双人办理等确认" if asked else f"双人办理{state}"
    text = f"{_what(row)}，{row.asked_by.name}提出：{row.reason}。"
    if reader.cadre_id == row.cadre_id:
        text += "这是关于您本人的账号；如果您不知情，请马上告诉其他管理员。"
    here = "cadres:second-approvals" if reader.is_administrator else "cadres:profile"
    return Message(title=title, text=text, url=reverse(here))


def names_waiting(cadre: Cadre, *, seen_by: Viewer) -> bool:
    """Is a code of the person asked for or agreed to, and not yet printed?"""
    open_ones = _visible(seen_by).filter(
        cadre=cadre, kind=Kind.CODE, state__in=[State.WAITING, State.APPROVED]
    )
    return any(not rules.is_over(row.asked_at, seen_by.at) for row in open_ones)
