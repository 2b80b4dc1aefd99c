"""A list of official checks comes into the calendar; the same list again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from cadres.errors import Invalid
from cadres.models import Region
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules.row_values import Tally
from enterprises.coverage.rules import periods
from enterprises.models import Alias, Enterprise, OfficialCheck
from enterprises.register.rules import authority
from enterprises.register.rules.enterprise_names import name_key
from enterprises.visits.rules import official_checks as rules
from enterprises.visits.rules.official_check_rows import CheckRow
from enterprises.visits.rules.official_checks import CheckFacts, CheckSource

UNKNOWN = "名录里没有这家企业，请核对名称或信用代码，或先在企业名录登记"
FACTS = ("on", "body", "subject", "scanned")


@transaction.atomic
def import_checks(rows: Sequence[CheckRow], county: Region, *, actor: Viewer) -> Tally:
    """Rows become checks of the enterprises they name; nobody is told of each.

    A row is known again by its number, else by enterprise, day, body and subject.
    """
    authority.check_keeps_register(actor, county.pk)
    tally, found = Tally(), _enterprises(rows, county)
    known = _known(set(found.values()))
    for row in rows:
        enterprise_id = found.get(row.code) or found.get(name_key(row.name))
        if enterprise_id is None:
            tally.refuse(row.origin, "企业名称", row.name, UNKNOWN)
        elif fault := _fault(row.facts, actor):
            tally.refuse(row.origin, "检查日期", row.facts.on.isoformat(), fault)
        else:
            _take(row, enterprise_id, county, known, tally, actor)
    audit.record(
        "official_check.import", county, actor=actor, made=tally.created, changed=tally.updated
    )
    return tally


def _take(
    row: CheckRow,
    enterprise_id: int,
    county: Region,
    known: dict[tuple[object, ...], OfficialCheck],
    tally: Tally,
    actor: Viewer,
) -> None:
    key = _key(enterprise_id, row.facts)
    check = known.get(key)
    if check is None:
        known[key] = _made(row.facts, enterprise_id, county, actor)
        tally.made.append(row.origin)
    elif differing := _differing(check, row.facts):
        for name, value in differing.items():
            setattr(check, name, value)
        check.save(update_fields=list(differing))
        tally.changed.append(row.origin)
    else:
        tally.same.append(row.origin)


def _made(facts: CheckFacts, enterprise_id: int, county: Region, actor: Viewer) -> OfficialCheck:
    return OfficialCheck.objects.create(
        enterprise_id=enterprise_id,
        county=county,
        number=facts.number,
        source=CheckSource.IMPORT,
        noted_by_id=actor.cadre_id,
        noted_at=actor.at,
        **{name: getattr(facts, name) for name in FACTS},
    )


def _differing(check: OfficialCheck, facts: CheckFacts) -> dict[str, object]:
    """What the list says otherwise; a blank cell wipes nothing out."""
    said = {name: getattr(facts, name) for name in FACTS}
    return {name: value for name, value in said.items() if value not in ("", getattr(check, name))}


def _fault(facts: CheckFacts, actor: Viewer) -> str:
    try:
        rules.check(facts, actor.today + periods.FURTHEST_AHEAD)
    except Invalid as refused:
        return refused.message.rstrip("。")
    return ""


def _enterprises(rows: Sequence[CheckRow], county: Region) -> dict[str, int]:
    """Ids by credit code, and by each name that one enterprise alone bears."""
    here = Enterprise.objects.filter(county=county)
    codes = {row.code for row in rows if row.code}
    found: dict[str, int] = dict(here.filter(code__in=codes).values_list("code", "pk"))
    names = {row.name for row in rows}
    bearing: dict[str, set[int]] = {}
    of_alias = Alias.objects.filter(name__in=names, enterprise__county=county)
    named = here.filter(Q(name__in=names), is_active=True).values_list("name", "pk")
    for name, pk in [*named, *of_alias.values_list("name", "enterprise_id")]:
        bearing.setdefault(name_key(name), set()).add(pk)
    return found | {name: pks.pop() for name, pks in bearing.items() if len(pks) == 1}


def _known(enterprise_ids: set[int]) -> dict[tuple[object, ...], OfficialCheck]:
    standing = OfficialCheck.objects.standing().filter(enterprise_id__in=enterprise_ids)
    return {_key(one.enterprise_id, _facts(one)): one for one in standing.order_by("pk")}


def _facts(check: OfficialCheck) -> CheckFacts:
    return CheckFacts(check.on, check.body, check.subject, check.number)


def _key(enterprise_id: int, facts: CheckFacts) -> tuple[object, ...]:
    if facts.number:
        return enterprise_id, facts.number
    return enterprise_id, facts.on, facts.body, facts.subject
