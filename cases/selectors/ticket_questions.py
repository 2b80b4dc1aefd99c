"""What another program may ask the list of tickets for, beyond what the page's filters offer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.forms import ValidationError
from django.utils.dateparse import parse_datetime

from cadres.rules import texts, typed
from cases.models.querysets import TicketQuerySet
from cases.rules.row_identity import number_key
from cases.selectors.filters import SORTS, TicketFilter

MOMENT = "请写成带时区的时刻，例如 2026-11-20T01:00:00Z；地址里的加号要写成 %2B。"
UPDATED = "updated"


class MomentField(forms.CharField):
    """A moment with its zone: without one nobody knows which eight hours are meant."""

    def to_python(self, value: Any) -> datetime | None:  # type: ignore[override]
        text = super().to_python(value)
        if not text:
            return None
        try:
            found = parse_datetime(text)
        except ValueError:
            found = None
        if found is None or found.tzinfo is None or not typed.is_countable(found.date()):
            raise ValidationError(MOMENT)
        return found


class MomentFilter(django_filters.Filter):  # type: ignore[misc]
    field_class = MomentField


class TicketQuestion(TicketFilter):
    """The page's filters, exact numbers, and what changed since the last time somebody asked."""

    number = django_filters.CharFilter(label="工单编号", max_length=texts.NAME)
    outer_number = django_filters.CharFilter(
        label="外部编号或来源编号（热线、留言板的编号）",
        method="with_outer_number",
        max_length=texts.OUTER_NUMBER,
    )
    updated_since = MomentFilter(
        label="这一时刻起有改动的，先改动的在前；填上一次答复里的 as_of",
        field_name="updated_at",
        lookup_expr="gte",
    )
    sort = django_filters.ChoiceFilter(
        label="排序，不填则最新登记在前",
        choices=[*SORTS, (UPDATED, "先改动的在前")],
        method="in_order",
    )

    def filter_queryset(self, queryset: TicketQuerySet) -> TicketQuerySet:
        """Changes are followed in the order in which they happened."""
        found: TicketQuerySet = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        if asked.get("updated_since") and not asked.get("sort"):
            return self.in_order(found, "sort", UPDATED)
        return found

    def in_order(self, rows: TicketQuerySet, name: str, value: str) -> TicketQuerySet:
        if value == UPDATED:
            return rows.order_by("updated_at", "pk")
        return self.narrow(rows, name, value)

    def with_outer_number(self, rows: TicketQuerySet, name: str, value: str) -> TicketQuerySet:
        """A number in another body's books; the message's own, where the ticket came from one."""
        return rows.filter(Q(outer_number=value) | Q(origin__key=number_key(value)))
