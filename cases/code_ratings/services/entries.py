"""An enterprise rates those who came in, by the code at its gate, and stays unknown."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from cadres.errors import Absent, Conflict, Invalid
from cadres.models import Unit
from cadres.people.services import open_units
from cadres.viewers.rules.viewer import Viewer
from cases.code_ratings.rules.entries import EntryKind, EntryTag
from cases.code_ratings.services import daily_budgets
from cases.code_ratings.services.rating import CHOOSE, USED, rater
from cases.enterprise_side.selectors import scan_page
from cases.enterprise_side.selectors.scan_page import ScanPage
from cases.enterprise_side.services.scan_budgets import Caller
from cases.models import EntryRating
from cases.window_ratings.rules.ratings import Level

NO_GATE = "这个二维码不是企业门口的，不能评入企。"


@dataclass(frozen=True, slots=True)
class Came:
    """Which unit came, what for, on which day, and how that was."""

    unit: Unit
    kind: str
    came_on: date
    level: str
    tags: Sequence[str] = ()


def gate(token: str, *, at: datetime) -> ScanPage:
    """Return the page of a code at a gate; raise Absent where it hangs somewhere else."""
    page = scan_page.of(token, seen_by=rater(at))
    if page.enterprise is None:
        raise Absent(NO_GATE)
    return page


@transaction.atomic
def rate_entry(token: str, came: Came, caller: Caller, *, actor: Viewer, form: str) -> EntryRating:
    """Keep what was said of the unit, without the enterprise, its code or the day.

    No line of the trail goes with it: its moment would tell who stood at the gate.
    """
    page = gate(token, at=actor.at)
    _check(came, actor.today)
    mark = hashlib.sha256(form.encode()).hexdigest()
    if EntryRating.objects.filter(form_mark=mark).exists():
        raise Conflict(USED)
    daily_budgets.check(replace(caller, code=f"entry {caller.code}"), page.county.pk, actor=actor)
    return EntryRating.objects.create(
        county=page.county,
        unit=open_units.hold_open(came.unit),
        kind=came.kind,
        month=came.came_on.replace(day=1),
        level=came.level,
        tags=list(came.tags),
        form_mark=mark,
    )


def _check(came: Came, today: date) -> None:
    faults = {}
    if came.level not in Level.values or came.level == Level.UNRATED:
        faults["level"] = CHOOSE
    if came.kind not in EntryKind.values:
        faults["kind"] = "请选择是走访还是检查。"
    if came.came_on > today:
        faults["came_on"] = "日期不能晚于今天。"
    if not set(came.tags) <= set(EntryTag.values):
        faults["tags"] = "请重新选择有没有这些情况。"
    if faults:
        raise Invalid("".join(faults.values()), faults)
