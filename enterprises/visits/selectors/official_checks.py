"""Official checks (涉企检查) in the calendar: who, when, for what; never what was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cadres.errors import Absent
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Enterprise, OfficialCheck
from enterprises.register.rules import authority
from enterprises.visits.models.querysets import CheckQuerySet
from enterprises.visits.rules import quiet_days
from enterprises.visits.rules.official_checks import UNNAMED, Shown
from enterprises.visits.rules.quiet_days import QuietDays

ABSENT = "没有这条检查记录。"
ASKED = (("scanned", "扫码入企"), ("card", "出示执法证"), ("notice", "检查通知书"))


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check in words; `said` is what the enterprise said of scan, card and notice."""

    pk: int
    enterprise_id: int
    enterprise: str
    township: str
    on: date
    body: str
    subject: str
    number: str
    source: str
    said: str
    # It fell on a day on which the county or the enterprise asks for quiet.
    quiet: QuietDays | None
    may_strike: bool


def rows(*, seen_by: Viewer) -> CheckQuerySet:
    """Return the checks of visible enterprises that stand, the earliest first."""
    seen = OfficialCheck.objects.visible_to(seen_by).standing()
    return seen.for_list().order_by("on", "pk")


def fetch(pk: int, *, seen_by: Viewer) -> OfficialCheck:
    found = rows(seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Absent(ABSENT)
    return found


def of_enterprise(enterprise: Enterprise, from_on: date, *, seen_by: Viewer) -> list[OfficialCheck]:
    """Return the checks of one enterprise since the day, planned ones included."""
    return list(rows(seen_by=seen_by).filter(enterprise=enterprise, on__gte=from_on))


def lines(
    checks: Iterable[OfficialCheck], rules: tuple[QuietDays, ...], *, seen_by: Viewer
) -> list[CheckLine]:
    return [_line(one, rules, seen_by) for one in checks]


def _line(check: OfficialCheck, rules: tuple[QuietDays, ...], viewer: Viewer) -> CheckLine:
    return CheckLine(
        pk=check.pk,
        enterprise_id=check.enterprise_id,
        enterprise=check.enterprise.name,
        township=check.enterprise.township.name if check.enterprise.township else "",
        on=check.on,
        body=check.body or UNNAMED,
        subject=check.subject,
        number=check.number,
        source=check.get_source_display(),
        said="；".join(
            f"{label}：{Shown(getattr(check, name)).label}"
            for name, label in ASKED
            if getattr(check, name)
        ),
        quiet=quiet_days.standing(rules, check.on),
        may_strike=authority.may_strike_check(viewer, check),
    )
