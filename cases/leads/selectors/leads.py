"""Leads as they exist for a reader: hidden and missing are the same."""

from __future__ import annotations

from django.db.models import QuerySet

from cadres.errors import Absent
from cases.leads.models import Lead
from cases.leads.rules.procedure import ENDED
from cases.leads.rules.reader import Reader


def rows(*, seen_by: Reader) -> QuerySet[Lead]:
    return Lead.objects.visible_to(seen_by).for_list()


def open_rows(*, seen_by: Reader) -> QuerySet[Lead]:
    """Those that are still on their way; what ended stands in the register."""
    return rows(seen_by=seen_by).exclude(state__in=sorted(ENDED))


def fetch(pk: int, *, seen_by: Reader) -> Lead:
    """Return the lead; hidden and missing look the same from outside."""
    lead: Lead | None = Lead.objects.visible_to(seen_by).filter(pk=pk).first()
    if lead is None:
        raise Absent("没有这件线索。")
    return lead
