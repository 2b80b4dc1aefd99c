"""季度清单: the quarter's rows and figures, frozen for those who decide on the maker's side."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from cadres.deadlines.rules.limits import day_of
from cadres.errors import Absent, Conflict, NotPermitted
from cases.leads.handling.services import letters
from cases.leads.keys.selectors import seats
from cases.leads.procedure.models.leads import Exclusion
from cases.leads.procedure.models.people import KeyPair
from cases.leads.procedure.rules import content
from cases.leads.procedure.rules.vocabulary import DECIDERS
from cases.leads.register.models.quarterly import QuarterlyList
from cases.leads.register.rules import quarter_lists as rules
from cases.leads.register.rules.quarter_lists import FieldFigures, ListRow, ListSheet
from cases.leads.register.selectors import figures as registers
from cases.leads.register.selectors import quarterly
from cases.leads.register.selectors.figures import Asked, RegisterRow
from cases.leads.register.services.summaries import read_summary
from cases.leads.vault.models.folders import Folder
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import folders as open_folders
from cases.leads.vault.services import folders, trail
from cases.leads.vault.services.room_transaction import together


@together()
def draw_up_quarterly(year: int, quarter: int, *, actor: Reader) -> ListSheet:
    """The list as it would be frozen now: read on record, kept nowhere."""
    if not actor.decides:
        raise NotPermitted("季度清单由本方负责人或分管负责人生成。")
    since, until = rules.period_of(year, quarter)
    rules.check_over(until, actor.today)
    if QuarterlyList.objects.filter(**_own(year, quarter, actor)).exists():
        raise Conflict("这个季度的清单已经生成，生成后不再改动。")
    return _sheet(year, quarter, since, until, actor)


@together()
def make_quarterly(year: int, quarter: int, *, actor: Reader, digest: str) -> QuarterlyList:
    """Freeze the quarter as the maker was shown it; once a side and quarter.

    Deciders who are kept from a lead of the list (回避) do not receive it: it would tell them that
    the lead exists.
    """
    sheet = draw_up_quarterly(year, quarter, actor=actor)
    rules.check_shown(sheet, digest)
    own = _own(year, quarter, actor)
    made = QuarterlyList.objects.create(**own, made_by_id=actor.cadre_id, made_at=actor.at)
    keys = _readers((row.lead_id for row in sheet.rows), actor)
    opened = folders.begin(
        FolderKind.QUARTERLY, keys, trust=actor.trust, at=actor.at, quarterly=made
    )
    folders.put(opened, PieceKind.NOTE, content.as_bytes(sheet), at=actor.at, by=actor.cadre_id)
    trail.record("quarterly.make", made, actor=actor.viewer, rows=len(sheet.rows))
    return made


@together()
def read_quarterly(made: QuarterlyList, *, actor: Reader) -> ListSheet:
    """Unlock a list, on record; whoever is by now kept from a lead of it reads it no more."""
    made = quarterly.fetch(made.pk, seen_by=actor)
    folder = Folder.objects.get(quarterly=made)
    opened = open_folders.opened(folder, seen_by=actor)
    piece = open_folders.pieces(folder, seen_by=actor).get()
    sheet = rules.sheet_of(open_folders.read(opened, piece))
    leads = [row.lead_id for row in sheet.rows]
    if Exclusion.objects.filter(lead__in=leads, mark__in=actor.marks).exists():
        raise Absent("没有这份季度清单。")
    trail.record("quarterly.read", made, actor=actor.viewer)
    return sheet


def _own(year: int, quarter: int, actor: Reader) -> dict[str, Any]:
    return {"county_id": actor.county_id, "side": actor.side, "year": year, "quarter": quarter}


def _sheet(year: int, quarter: int, since: date, until: date, actor: Reader) -> ListSheet:
    summary = read_summary(Asked(since=since, until=until), actor=actor)
    silent = {one.lead.pk for one in registers.unanswered(actor.today, seen_by=actor)}
    there = registers.register(Asked(until=until), seen_by=actor)
    return ListSheet(
        year=year,
        quarter=quarter,
        made_on=actor.today.isoformat(),
        made_by=actor.viewer.name,
        total=summary.total,
        by_field=tuple(FieldFigures(part.key, part.figures) for part in summary.by_field),
        rows=tuple(_row(one, since, silent, actor) for one in there if _belongs(one, since)),
    )


def _belongs(one: RegisterRow, since: date) -> bool:
    """Delivered in the quarter, or earlier and not answered when it began."""
    standing = one.standing
    if standing.delivered_on is None:
        return False
    is_of_quarter = standing.delivered_on >= since
    return is_of_quarter or standing.answered_on is None or standing.answered_on >= since


def _row(one: RegisterRow, since: date, silent: set[int], actor: Reader) -> ListRow:
    lead, standing = one.lead, one.standing
    return ListRow(
        lead_id=lead.pk,
        number=lead.number,
        state=lead.state,
        outcome=lead.outcome,
        delivered_on=_said(lead.delivered_at),
        signed_on=_said(lead.signed_at),
        accepted_on=_said(lead.accepted_at),
        answer_due_on=str(standing.answer_due_on or ""),
        answered_on=str(standing.answered_on or ""),
        is_carried=standing.delivered_on is not None and standing.delivered_on < since,
        is_overdue=standing.is_overdue(actor.today),
        is_silent=lead.pk in silent,
    )


def _said(at: datetime | None) -> str:
    return day_of(at).isoformat() if at else ""


def _readers(lead_ids: Iterable[int], actor: Reader) -> list[KeyPair]:
    kept = Exclusion.objects.filter(lead__in=list(lead_ids))
    marks = frozenset(kept.values_list("mark", flat=True))
    sitting = seats.seats(letters.own_office(actor), actor.at, seen_by=actor)
    return [
        seat.key_pair
        for seat in sitting
        if seat.member.duty in DECIDERS and not seat.is_kept_from(marks)
    ]
