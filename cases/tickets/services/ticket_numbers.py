"""Give the next ticket number of a county and year, without gaps or reuse."""

from __future__ import annotations

from django.db import connection

from cadres.models import Region
from cases.models import NumberSeries
from cases.tickets.rules.numbering import ticket_number

MOVE_ON = (
    "UPDATE cases_numberseries SET last = last + %s WHERE prefix = %s AND year = %s RETURNING last"
)
FALLBACK_PREFIX = "助企"


def take_numbers(county: Region, year: int, count: int = 1) -> list[str]:
    """Reserve `count` numbers in a row; the series stays locked until the transaction ends."""
    prefix = county.number_prefix or f"{FALLBACK_PREFIX}{county.pk}"
    first = _moved_on(prefix, year, count) - count + 1
    pattern = county.number_pattern
    return [ticket_number(prefix, year, first + i, pattern) for i in range(count)]


def _moved_on(prefix: str, year: int, count: int) -> int:
    """Move the series on by so many; return its last number. The first one of a year begins it."""
    with connection.cursor() as cursor:
        cursor.execute(MOVE_ON, [count, prefix, year])
        found = cursor.fetchone()
    if found is not None:
        return int(found[0])
    NumberSeries.objects.get_or_create(prefix=prefix, year=year)
    return _moved_on(prefix, year, count)
