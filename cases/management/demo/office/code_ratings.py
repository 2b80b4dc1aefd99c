"""The demo's ratings by code: of a window, one of them bad, and of units that came in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from cases.code_ratings.rules.entries import EntryKind, EntryTag
from cases.code_ratings.services.entries import Came, rate_entry
from cases.code_ratings.services.rating import Said, rate_by_code, rater
from cases.enterprise_side.services.scan_budgets import Caller
from cases.management.demo.people import Cast
from cases.management.demo.texts import MARKET
from cases.management.demo.ticket_histories import Course
from cases.window_ratings.rules.ratings import Level
from cases.window_ratings.rules.tags import Tag
from enterprises.models import EnterpriseCode
from enterprises.register.selectors.codes import place_codes

DAYS = 6
SAID = (
    Said(Level.VERY_GOOD),
    Said(Level.GOOD, matter="营业执照变更"),
    Said(
        Level.BAD,
        tags=[Tag.TRIPS, Tag.NOT_TOLD],
        matter="营业执照变更",
        words="头一回没说要原件，又跑了一趟。",
    ),
)
# One enterprise each, so that a sum of five may be shown.
CAME = (
    (EntryKind.CHECK, Level.GOOD, ()),
    (EntryKind.CHECK, Level.FAIR, (EntryTag.ESCORT,)),
    (EntryKind.CHECK, Level.BAD, (EntryTag.NO_WARNING, EntryTag.PAPERS)),
    (EntryKind.CHECK, Level.VERY_GOOD, ()),
    (EntryKind.CHECK, Level.GOOD, (EntryTag.PAPERS,)),
    (EntryKind.CHECK, Level.BAD, (EntryTag.FEES,)),
)


def course(cast: Cast, now: datetime) -> Course:
    at = now.replace(hour=11, minute=20) - timedelta(days=DAYS)
    yield at
    actor, unit = rater(at), cast.units[MARKET]
    window = place_codes.rows(cast.county, seen_by=actor).filter(unit=unit).first()
    if window is not None:
        for number, said in enumerate(SAID):
            caller = Caller(window.token)
            rate_by_code(window.token, said, caller, actor=actor, form=f"demo window {number}")
    gates = EnterpriseCode.objects.filter(revoked_at__isnull=True).order_by("pk")
    for number, (gate, (kind, level, tags)) in enumerate(zip(gates, CAME, strict=False)):
        came = Came(unit, kind, timezone.localdate(at), level, tags)
        form = f"demo entry {number}"
        rate_entry(gate.token, came, Caller(gate.token), actor=actor, form=form)
