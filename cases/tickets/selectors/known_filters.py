"""What another program may ask the list of tickets for, beyond what the page's filters offer."""

from __future__ import annotations

import django_filters
from django.db.models import Q

from cadres.pages.selectors.changed_since import SINCE, MomentFilter
from cadres.submissions.rules import text_limits
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.lists.orders import Order
from cases.tickets.rules.numbering import number_key
from cases.tickets.rules.sources.sources import plain_number
from cases.tickets.selectors.filters import TicketFilter, chosen


class TicketQuestion(TicketFilter):
    """The page's filters, exact numbers, and what changed since the last time somebody asked."""

    number = django_filters.CharFilter(label="工单编号", max_length=text_limits.NAME)
    outer_number = django_filters.CharFilter(
        label="外部编号或来源编号（热线、留言板的编号）",
        method="with_outer_number",
        max_length=text_limits.OUTER_NUMBER,
    )
    updated_since = MomentFilter(
        label=f"{SINCE}；先改动的在前",
        field_name="updated_at",
        lookup_expr="gte",
    )

    sort = chosen("排序", Order.choices, "最新登记在前")

    def filter_queryset(self, queryset: TicketQuerySet) -> TicketQuerySet:
        """Changes are followed in the order in which they happened, all else by the key."""
        found: TicketQuerySet = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        if asked.get("sort"):
            return found.in_named_order(self.order)
        return (
            found.in_order(Order.UPDATED) if asked.get("updated_since") else found.order_by("-pk")
        )

    def with_outer_number(self, rows: TicketQuerySet, name: str, value: str) -> TicketQuerySet:
        """A number in another body's books; the message's own, where the ticket came from one."""
        known = Q(outer_number=value) | Q(source_number=plain_number(value))
        return rows.filter(known | Q(origin__key=number_key(value)))
