"""Leads at the points of their way at which somebody leaves, loses or asks."""

from __future__ import annotations

from cases.leads.handling.services import delivery, drafts
from cases.leads.handling.services.drafts import Beginning
from cases.leads.models import Lead, RoomEntry, Wrap
from cases.leads.procedure.rules.content import Reporter
from cases.leads.vault.rules.folder_access import FolderKind
from cases.leads.vault.selectors import folders
from cases.letters.exchange.printing import PRINTER
from tests import fresh
from tests.cases.leads.seating import Room, Seated, matter

REPORTER = Reporter("黄某", "恒信达艾草制品有限公司", "13900000000")


def drafted(
    room: Room, *, reporter: Reporter | None = None, stays: bool = False, **changes
) -> Lead:
    beginning = Beginning(reporter=reporter or Reporter(), reporter_stays=stays)
    return drafts.draft_lead(matter(**changes), beginning, actor=room.clerk.at())


def delivered(
    room: Room, *, reporter: Reporter | None = None, stays: bool = False, **changes
) -> Lead:
    lead, clerk = drafted(room, reporter=reporter, stays=stays, **changes), room.clerk.at()
    drafts.propose_lead(lead, actor=clerk)
    fresh.approve_lead(lead, actor=room.head.at())
    delivery.issue_letter(lead, actor=clerk, printer=PRINTER)
    fresh.deliver_lead(lead, actor=clerk)
    return Lead.objects.get(pk=lead.pk)


def signed(room: Room, *, reporter: Reporter | None = None, stays: bool = False) -> Lead:
    lead = delivered(room, reporter=reporter, stays=stays)
    fresh.sign_lead(lead, "正本一份", actor=room.registrar.at())
    return Lead.objects.get(pk=lead.pk)


def opens(lead: Lead, who: Seated, kind: FolderKind = FolderKind.FILE, **when) -> bool:
    """Whether they open the folder with their own key."""
    return folders.of_lead(lead, kind, seen_by=who.at(**when)) is not None


def holds(lead: Lead, who: Seated, kind: FolderKind = FolderKind.FILE) -> bool:
    """Whether a wrap for them is there at all, lent or lasting."""
    return Wrap.objects.filter(
        folder__lead=lead, folder__kind=kind, key_pair__member=who.member
    ).exists()


def lines(verb: str) -> int:
    return RoomEntry.objects.filter(verb=verb).count()
