"""Give the next ticket number of a county and year, without gaps or reuse."""

from __future__ import annotations

from django.db import transaction

from cadres.models import Region
from cases.models import NumberSeries
from cases.tickets.rules.numbering import ticket_number

FALLBACK_PREFIX = "助企"


@transaction.atomic
def take_numbers(county: Region, year: int, count: int = 1) -> list[str]:
    """Reserve `count` numbers in a row; the series stays locked until the transaction ends."""
    prefix = county.number_prefix or f"{FALLBACK_PREFIX}{county.pk}"
    NumberSeries.objects.get_or_create(prefix=prefix, year=year)
    series = NumberSeries.objects.select_for_update(no_key=True).get(prefix=prefix, year=year)
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    pattern = county.number_pattern
    return [ticket_number(prefix, year, first + i, pattern) for i in range(count)]
