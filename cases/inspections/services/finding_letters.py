"""The supervisors put what 明察暗访 found into a letter of their own organ."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import WrongState
from cadres.people.services import open_units
from cadres.viewers.rules.viewer import Viewer
from cases.inspections.rules import inspections as rules
from cases.inspections.rules.inspections import InspectionVerb
from cases.inspections.services import inspections
from cases.letters.rules import sheets
from cases.letters.rules.kinds import UNISSUED, LetterKind, LetterState
from cases.letters.rules.kinds_of_letters import finding_letters
from cases.letters.rules.kinds_of_letters.finding_letters import FindingFacts
from cases.letters.rules.wording import clauses
from cases.letters.selectors.styles import Style
from cases.letters.services.drafting import own_style, reply_days_of, save_draft
from cases.models import Inspection, Letter


@transaction.atomic
def draft_finding_letter(row: Inspection, kind: LetterKind, *, actor: Viewer) -> Letter:
    """A letter to the unit whose matter it is; one of the kind that lies there is returned.

    A unit that was closed meanwhile gets none.
    """
    row = inspections.ready(row, InspectionVerb.CLOSE, actor=actor)
    if kind not in finding_letters.KINDS:
        raise WrongState(f"明察暗访的问题不用{kind.label}。")
    style = own_style(row.county_id, kind, actor)
    mine = Letter.objects.filter(inspection=row, kind=kind)
    lying = mine.filter(state__in=UNISSUED).first()
    if lying is not None:
        return lying
    open_units.hold_open(row.unit, county_id=row.county_id)
    days = reply_days_of(kind, row.county_id, actor)
    sheet = sheets.cleaned(finding_letters.sheet(kind, _facts(row, style, days, actor)))
    return save_draft(
        sheet,
        kind,
        actor=actor,
        reply_days=days,
        organ=style.organ,
        county_id=row.county_id,
        inspection=row,
        unit_id=row.unit_id,
    )


def _facts(row: Inspection, style: Style, days: int, actor: Viewer) -> FindingFacts:
    return FindingFacts(
        issuer=style.issuer,
        contact=style.contact,
        unit=row.unit.name,
        manner=rules.Manner(row.manner).label,
        place=row.place,
        found_on=row.found_on,
        text=row.text,
        today=actor.today,
        reply_days=days,
        earlier=_earlier(row),
    )


def _earlier(row: Inspection) -> str:
    """The last letter of the matter that was issued, by its kind and number."""
    sent = Letter.objects.filter(inspection=row, state=LetterState.ISSUED).last()
    if sent is None or sent.dated_on is None:
        return ""
    return f"{sent.get_kind_display()}（{sent.number}，{clauses.day(sent.dated_on)}）"
