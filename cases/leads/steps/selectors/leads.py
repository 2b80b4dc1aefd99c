"""Leads as they exist for a reader: hidden and missing are the same."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from cadres.errors import Absent
from cases.leads.procedure.models.leads import Lead, LeadClock
from cases.leads.procedure.rules.clocks import TOWARD_REPORTER
from cases.leads.procedure.rules.procedure import ENDED
from cases.leads.procedure.rules.vocabulary import Side
from cases.leads.vault.rules.reader import Reader


def rows(*, seen_by: Reader) -> QuerySet[Lead]:
    return Lead.objects.visible_to(seen_by).for_list()


def open_rows(*, seen_by: Reader) -> QuerySet[Lead]:
    """Those that are still on their way, or of which the reporter waits to be told.

    What ended stands in the register.
    """
    found = rows(seen_by=seen_by)
    if seen_by.side == Side.SENDER:
        return found.exclude(state__in=sorted(ENDED))
    running = LeadClock.objects.filter(lead=OuterRef("pk"), ended_at__isnull=True)
    owed = running.filter(clock__in=sorted(TOWARD_REPORTER))
    return found.filter(~Q(state__in=sorted(ENDED)) | Exists(owed))


def fetch(pk: int, *, seen_by: Reader) -> Lead:
    """Return the lead; hidden and missing look the same from outside."""
    lead: Lead | None = Lead.objects.visible_to(seen_by).filter(pk=pk).first()
    if lead is None:
        raise Absent("没有这件线索。")
    return lead
