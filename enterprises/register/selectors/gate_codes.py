"""Which code hangs at which gate, and whom the enterprise may call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from cadres.errors import Absent
from cadres.models import Region, RegionLevel
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Enterprise, EnterpriseCode, OfficeLine

ABSENT = "没有这个二维码。"
LINE_FACTS = ("name", "phone", "reports_a_day", "basis")
# A code carries the moment of its request, which is a little before that of its transaction.
SLACK = timedelta(minutes=5)


def current(enterprise: Enterprise, *, seen_by: Viewer) -> EnterpriseCode | None:
    """Return the code that is in force, or None where none was ever printed or it was revoked."""
    seen = Enterprise.objects.visible_to(seen_by)
    codes = EnterpriseCode.objects.filter(enterprise__in=seen, revoked_at__isnull=True)
    return codes.filter(enterprise=enterprise).select_related("issued_by").first()


def tokens(of: Sequence[int], *, seen_by: Viewer) -> dict[int, str]:
    """Return what hangs at the gates of these enterprises, by enterprise; none where none hangs."""
    seen = Enterprise.objects.visible_to(seen_by).filter(pk__in=of)
    codes = EnterpriseCode.objects.filter(enterprise__in=seen, revoked_at__isnull=True)
    return dict(codes.values_list("enterprise_id", "token"))


def tokens_changed(since: datetime, of: Sequence[int], *, seen_by: Viewer) -> list[int]:
    """Return those of these enterprises whose code was given out or ended since then."""
    since -= SLACK
    seen = Enterprise.objects.visible_to(seen_by).filter(pk__in=of)
    moved = Q(issued_at__gte=since) | Q(revoked_at__gte=since)
    codes = EnterpriseCode.objects.filter(moved, enterprise__in=seen)
    return list(codes.values_list("enterprise_id", flat=True))


def code_facts(enterprise: Enterprise, *, seen_by: Viewer) -> dict[str, Any]:
    """Return which code is in force."""
    found = current(enterprise, seen_by=seen_by)
    return {"code": found.pk if found else None}


def read_code(enterprise: Enterprise, *, seen_by: Viewer) -> Read:
    """Return what a page that ends the code reads of it now."""
    now = code_facts(enterprise, seen_by=seen_by)
    return edits.read(code_about(enterprise), now, seen_by=seen_by)


def code_about(enterprise: Enterprise) -> str:
    """The code of an enterprise, be there one or not."""
    return f"gate_code:{enterprise.pk}"


def enterprise_of(token: str, *, seen_by: Viewer) -> Enterprise:
    """Return whose code it is; unknown, revoked and those of enterprises off the register: none."""
    codes = EnterpriseCode.objects.filter(token=token.upper(), revoked_at__isnull=True)
    seen = Enterprise.objects.visible_to(seen_by).active().select_related("county", "township")
    found = seen.filter(pk__in=codes.values("enterprise_id")).first()
    if found is None:
        raise Absent(ABSENT)
    return found


def office_line(county: Region, *, seen_by: Viewer) -> OfficeLine:
    """Return what the county set, or what holds until it sets something (not saved)."""
    found = OfficeLine.objects.filter(county=county).first() if _sees(county.pk, seen_by) else None
    return found or OfficeLine(county=county, name=f"{county.name}万人助万企活动办公室")


def line_facts(line: OfficeLine) -> dict[str, Any]:
    """Return what an edit may change, as it stands."""
    return {name: getattr(line, name) for name in LINE_FACTS}


def read_line(county: Region, *, seen_by: Viewer) -> Read:
    """Return what a page that sets the line reads of it now."""
    now = line_facts(office_line(county, seen_by=seen_by))
    return edits.read(line_about(county), now, seen_by=seen_by)


def line_about(county: Region) -> str:
    """The line of a county, be there a row or not."""
    return f"office_line:{county.pk}"


def county(pk: int, *, seen_by: Viewer) -> Region:
    """Return a county whose register the viewer sees."""
    found = Region.objects.filter(pk=pk, level=RegionLevel.COUNTY).first()
    if found is None or not _sees(pk, seen_by):
        raise Absent("没有这个县区。")
    return found


def _sees(county_id: int, viewer: Viewer) -> bool:
    return viewer.is_system or county_id in viewer.home_county_ids
