"""Codes for public places are given out, many at once, replaced, and withdrawn."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from cadres.errors import Conflict, Invalid
from cadres.models import Region, Unit
from cadres.people.services import open_units
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import PlaceCode
from enterprises.register.rules import authority
from enterprises.register.rules.place_codes import LONGEST_REASON, missing
from enterprises.register.selectors.codes import place_codes
from enterprises.register.services import code_tokens


@transaction.atomic
def issue_place_codes(
    county: Region, places: Sequence[str], *, actor: Viewer, unit: Unit | None = None
) -> list[PlaceCode]:
    """Each place gets a code of its own; where one hangs already, that one stays.

    Without a unit they are the county's own.
    """
    authority.check_keeps_place_codes(actor, county.pk)
    _one_after_the_other(county)
    if unit is not None:
        open_units.hold_open(unit, county_id=county.pk)
    hanging = place_codes.rows(county, seen_by=actor).filter(unit=unit)
    wanted = missing(places, hanging.values_list("place", flat=True))
    return [_issue(county, unit, place, actor) for place in wanted]


@transaction.atomic
def renew_place_code(code: PlaceCode, *, actor: Viewer, reason: str) -> PlaceCode:
    """The sign was lost or is misused: the old code ends, another begins at the same place."""
    code = _end(code, actor, reason)
    if code.unit is not None:
        open_units.hold_open(code.unit, county_id=code.county_id)
    fresh = _issue(code.county, code.unit, code.place, actor)
    audit.record("place_code.renew", fresh, actor=actor, reason=code.reason)
    return fresh


@transaction.atomic
def revoke_place_code(code: PlaceCode, *, actor: Viewer, reason: str) -> PlaceCode:
    """What hangs there leads nowhere from now on."""
    code = _end(code, actor, reason)
    audit.record("place_code.revoke", code, actor=actor, reason=code.reason)
    return code


def _end(code: PlaceCode, actor: Viewer, reason: str) -> PlaceCode:
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        sentence = f"请写明停用的原因，不超过 {LONGEST_REASON} 个字。"
        raise Invalid("请写明停用的原因。", {"reason": sentence})
    _one_after_the_other(code.county)
    code = place_codes.fetch(code.pk, seen_by=actor)
    authority.check_keeps_place_codes(actor, code.county_id)
    if code.revoked_at is not None:
        raise Conflict("这个二维码已经停用，请刷新页面。")
    code.revoked_at, code.revoked_by_id, code.reason = actor.at, actor.cadre_id, reason
    code.save(update_fields=["revoked_at", "revoked_by", "reason"])
    return code


def _issue(county: Region, unit: Unit | None, place: str, actor: Viewer) -> PlaceCode:
    code = PlaceCode.objects.create(
        county=county,
        unit=unit,
        place=place,
        token=code_tokens.drawn(),
        issued_at=actor.at,
        issued_by_id=actor.person_id,
    )
    audit.record("place_code.issue", code, actor=actor)
    return code


def _one_after_the_other(county: Region) -> None:
    """Which code hangs at a place is decided by one writer at a time."""
    Region.objects.select_for_update(no_key=True).filter(pk=county.pk).values_list("pk").first()
