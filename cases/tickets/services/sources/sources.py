"""The head of the office sets, adds and closes the sources of the county's matters."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction

from cadres.errors import Conflict, NotPermitted
from cadres.models import Region
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import TicketSource
from cases.tickets.rules.sources import sources as rules
from cases.tickets.rules.sources.sources import KnownSource
from cases.tickets.rules.sources.usual_sources import USUAL
from cases.tickets.selectors.sources import sources

DOUBLE = "已有同名的来源，请核对。"
SET, ADD = "ticket_source.set", "ticket_source.add"


@transaction.atomic
def add_source(county: Region, kind: str, said: KnownSource, *, actor: Viewer) -> TicketSource:
    """The county has a source of its own, which hangs on a kind and is counted as that."""
    county = _held(county.pk, actor)
    rules.check_kind(kind)
    said = replace(said, code=rules.own_code(kind, 0), name=said.name.strip())
    rules.check(said)
    _check_name(county.pk, said)
    row = TicketSource(county=county, code=said.code, **_columns(said), **_by(actor))
    row.save(force_insert=True)
    row.code = rules.own_code(kind, row.pk)
    row.save(update_fields=["code"])
    audit.record(ADD, row, actor=actor, name=row.name, kind=kind)
    return row


@transaction.atomic
def set_source(
    county: Region, code: str, *, actor: Viewer, read: Read, said: dict[str, Any]
) -> TicketSource:
    """What holds of a source from now on; what came by it keeps it, also where it is closed."""
    county = _held(county.pk, actor)
    now = sources.fetch(county.pk, code, seen_by=actor)
    row = TicketSource.objects.filter(county=county, code=code).first()
    given = edits.settle(
        row or TicketSource(),
        sources.facts(now),
        said,
        read=read,
        actor=actor,
        verbs=(SET,),
        about=sources.about(county.pk, code),
    )
    new = replace(now, **given)
    rules.check(new)
    _check_name(county.pk, new)
    row, _ = TicketSource.objects.update_or_create(
        county=county, code=code, defaults={**_columns(new), **_by(actor)}
    )
    audit.record(SET, row, actor=actor, name=new.name, is_open=new.is_open)
    return row


def _held(county_id: int, actor: Viewer) -> Region:
    """Two who set at once queue at the county."""
    if county_id not in actor.office_head_county_ids:
        raise NotPermitted(sources.SETTERS)
    return Region.objects.select_for_update(no_key=True).get(pk=county_id)


def _columns(said: KnownSource) -> dict[str, Any]:
    """A usual source is called alike everywhere: its row has no name."""
    columns = {name: getattr(said, name) for name in sources.COLUMNS}
    own = said.name.strip() if rules.is_own(said.code) else ""
    return {**columns, "shape": said.shape.strip(), "name": own}


def _by(actor: Viewer) -> dict[str, Any]:
    return {"set_at": actor.at, "set_by_id": actor.cadre_id}


def _check_name(county_id: int, said: KnownSource) -> None:
    if not rules.is_own(said.code):
        return
    name = said.name.strip()
    others = TicketSource.objects.filter(county_id=county_id, name=name).exclude(code=said.code)
    if others.exists() or name in {one.name for one in USUAL}:
        raise Conflict(DOUBLE, {"name": DOUBLE})
