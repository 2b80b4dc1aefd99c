"""Bulletins as those see them to whom they go; what stands in one, as it is signed and sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from cadres.errors import Absent
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import contents, figures, published, workflow
from cases.bulletins.rules.figures import Figures
from cases.bulletins.rules.kinds import BulletinKind, BulletinState, Copy
from cases.bulletins.rules.workflow import BulletinVerb
from cases.models import Bulletin, BulletinApproval, BulletinReceipt

EDITED = ("title", "body")


@dataclass(frozen=True, slots=True)
class BulletinPage:
    """One bulletin with its figures, what came after it, and what this viewer may do."""

    row: Bulletin
    figures: Figures
    errata: list[Bulletin]
    receipts: list[BulletinReceipt]
    approvals: list[BulletinApproval]
    verbs: tuple[BulletinVerb, ...]
    sees_inside: bool
    reads_whole: bool
    # Of an erratum, as far as this copy names the cells; and the tables of which it does not.
    differences: list[dict[str, Any]]
    only_in_tables: list[str]

    @property
    def state(self) -> BulletinState:
        return BulletinState(self.row.state)


def rows(*, seen_by: Viewer) -> QuerySet[Bulletin]:
    """Return the visible bulletins, the newest first."""
    found = Bulletin.objects.filter(workflow.bulletins_for(seen_by)).order_by("-cutoff_on", "-pk")
    return found.select_related("county", "corrects", "drafted_by", "proposed_by", "sealed_by")


def narrowed(found: QuerySet[Bulletin], kind: str = "", year: str = "") -> QuerySet[Bulletin]:
    """Keep those of a kind, and of a year by the cut-off; what cannot be read narrows nothing."""
    if kind in BulletinKind.values:
        found = found.filter(kind=kind)
    number = typed_values.number(year, 2199)
    return found.filter(cutoff_on__year=number) if number else found


def listed(found: QuerySet[Bulletin]) -> QuerySet[Bulletin]:
    """Without what only one page needs: figures of a county are many."""
    return found.defer("figures", "body", "checkpoint", "differences")


def fetch(pk: int, *, seen_by: Viewer) -> Bulletin:
    """Return the bulletin; hidden and missing look the same from outside."""
    row = rows(seen_by=seen_by).filter(pk=pk).first()
    if row is None:
        raise Absent(workflow.ABSENT)
    return row


def copy_of(row: Bulletin, asked: str, *, seen_by: Viewer) -> Figures:
    """Return the figures of the copy that was asked for, and that this viewer may read."""
    whole = figures.from_data(row.figures)
    if asked == Copy.PUBLISHED or not workflow.reads_whole(row, seen_by):
        return published.published(whole)
    return whole


def page(pk: int, copy: str = "", *, seen_by: Viewer) -> BulletinPage:
    """Return what the page of one bulletin shows to this viewer, in this copy (`Copy`)."""
    row = fetch(pk, seen_by=seen_by)
    found = copy_of(row, copy, seen_by=seen_by)
    cell_by_cell = tables_cell_by_cell(row, found, seen_by=seen_by)
    errata = list(rows(seen_by=seen_by).filter(corrects=row).order_by("pk"))
    inside = {*seen_by.office_county_ids, *seen_by.leader_county_ids}
    sees_inside = row.county_id in inside
    approvals = row.approvals.select_related("signed_by", "principal")
    return BulletinPage(
        row,
        found,
        errata,
        list(row.receipts.select_related("recorded_by")),
        list(approvals) if sees_inside else [],
        workflow.verbs_for(row, seen_by),
        sees_inside,
        workflow.reads_whole(row, seen_by),
        [one for one in row.differences if one["table"] in cell_by_cell],
        [*{one["table"]: 0 for one in row.differences if one["table"] not in cell_by_cell}],
    )


def tables_cell_by_cell(row: Bulletin, found: Figures, *, seen_by: Viewer) -> frozenset[str]:
    """Return the titles of the tables in which this copy of an erratum names each cell."""
    if row.corrects is None or not found.is_published:
        return frozenset(one.spec.title for one in found.tables)
    was = published.published(figures.from_data(_before(row, seen_by).figures))
    return published.cell_by_cell(was, found)


def _before(row: Bulletin, viewer: Viewer) -> Bulletin:
    """What an erratum was compared with: the erratum before it, or the original."""
    sealed = rows(seen_by=viewer).filter(corrects=row.corrects_id, state=BulletinState.SEALED)
    earlier = sealed.filter(serial__lt=row.serial) if row.serial else sealed
    return earlier.order_by("-serial").first() or fetch(row.corrects_id or 0, seen_by=viewer)


def facts(row: Bulletin) -> dict[str, Any]:
    """Return what an edit may change of it, as it stands."""
    return {name: getattr(row, name) for name in EDITED}


def content(row: Bulletin) -> dict[str, Any]:
    """Return all that is sealed of a bulletin, as plain data; before the seal without number."""
    return {
        "format": contents.FORMAT,
        "county": row.county.name,
        "kind": row.kind,
        "since": row.since.isoformat(),
        "cutoff": row.cutoff_on.isoformat(),
        "title": row.title,
        "body": row.body,
        "figures": row.figures,
        "corrects": row.corrects.number if row.corrects else "",
        "reason": row.reason,
        "differences": row.differences,
        "number": row.number,
        "sealed_at": timezone.localtime(row.sealed_at).isoformat() if row.sealed_at else "",
    }


def standing(row: Bulletin, *, seen_by: Viewer) -> Bulletin:
    """Return what was published last of this bulletin: its newest sealed erratum, or itself."""
    sealed = rows(seen_by=seen_by).filter(corrects=row, state=BulletinState.SEALED)
    return sealed.order_by("-serial").first() or row


def log(county_id: int, *, seen_by: Viewer) -> QuerySet[Bulletin]:
    """Return the county's sealed bulletins and errata in the order of their seals."""
    sealed = rows(seen_by=seen_by).filter(county=county_id, state=BulletinState.SEALED)
    return sealed.order_by("place")


def counties(*, seen_by: Viewer) -> dict[int, str]:
    """Return by id the counties that have published any."""
    sealed = rows(seen_by=seen_by).filter(state=BulletinState.SEALED).order_by()
    return dict(sealed.values_list("county_id", "county__name").distinct())


def corrected_cells(
    errata: list[Bulletin], *, is_published: bool = False, seen_by: Viewer
) -> Mapping[tuple[str, str, str], str]:
    """Return by table, row and column which sealed erratum corrected the cell last.

    Where a published copy names no cells of a table, by the table alone.
    """
    found = {}
    for one in errata:
        if one.state == BulletinState.SEALED:
            copy = copy_of(one, Copy.PUBLISHED if is_published else "", seen_by=seen_by)
            cell_by_cell = tables_cell_by_cell(one, copy, seen_by=seen_by)
            for cell in one.differences:
                is_told = cell["table"] in cell_by_cell
                place = (cell["row"], cell["column"]) if is_told else ("", "")
                found[cell["table"], *place] = one.number
    return found
