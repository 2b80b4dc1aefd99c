"""Drafts the 请示 or 报告 of a ticket that is handed up to the city or the province."""

from __future__ import annotations

from cadres.models import RegionLevel
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules import sheets
from cases.letters.rules.kinds import UNISSUED, LetterKind
from cases.letters.rules.kinds_of_letters import upward
from cases.letters.rules.kinds_of_letters.upward import UpwardFacts
from cases.letters.rules.organs import Organ
from cases.letters.rules.workflow import LetterVerb
from cases.letters.selectors import facts
from cases.letters.selectors import styles as letter_styles
from cases.letters.selectors.styles import Style
from cases.letters.services.drafting import new_draft, trace
from cases.models import Application, Letter, Ticket
from cases.tickets.rules.applications.applications import Level

REGIONS = {Level.CITY: RegionLevel.CITY, Level.PROVINCE: RegionLevel.PROVINCE}


def draft_upward(ticket: Ticket, asked: Application, *, actor: Viewer) -> Letter | None:
    """Drafted by the system for the office to look over; nothing goes up by itself.

    A county that issues neither of the two has none drafted; one that lies there stays.
    """
    if asked.level not in upward.LEVELS:
        return None
    style = _style(ticket.county_id, actor)
    if style is None or _lies(ticket, style.kind):
        return None
    sheet = sheets.cleaned(upward.sheet(style.kind, _facts(ticket, asked, style, actor)))
    letter = new_draft(
        sheet,
        style.kind,
        actor=actor,
        organ=style.organ,
        county_id=ticket.county_id,
        ticket=ticket,
    )
    letter.save(force_insert=True)
    trace(letter, LetterVerb.DRAFT, actor=actor)
    return letter


def _style(county_id: int, actor: Viewer) -> Style | None:
    styles = letter_styles.of_counties([county_id], seen_by=actor)
    found = [styles[county_id, Organ.OFFICE, kind] for kind in upward.KINDS]
    return next((one for one in found if one.is_issuing), None)


def _lies(ticket: Ticket, kind: LetterKind) -> bool:
    return Letter.objects.filter(ticket=ticket, kind=kind, state__in=sorted(UNISSUED)).exists()


def _facts(ticket: Ticket, asked: Application, style: Style, actor: Viewer) -> UpwardFacts:
    row = facts.full(ticket, seen_by=Viewer.system(actor.at))
    matter = facts.matter(row, issuer=style.issuer, contact=style.contact, today=actor.today)
    return UpwardFacts(
        issuer=style.issuer,
        contact=style.contact,
        addressee=_above(ticket, asked.level),
        who=matter.who,
        titled=matter.titled,
        number=matter.number,
        unit=matter.unit,
        title=matter.title,
        description=matter.description,
        reason=asked.reason,
        tried=asked.tried,
        proposal=asked.proposal,
        filed_on=matter.filed_on,
        today=actor.today,
    )


def _above(ticket: Ticket, level: str) -> str:
    """The campaign office of the city or the province in which the county lies."""
    region = ticket.county
    while region.parent is not None and region.level != REGIONS[Level(level)]:
        region = region.parent
    return f"{region.name}万人助万企活动办公室"
