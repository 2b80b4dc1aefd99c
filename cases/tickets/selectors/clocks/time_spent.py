"""Whose the working days of many tickets are, added up by the database.

The same as `cases.tickets.rules.clocks.time_spent` says of one: spans that lie end to end, each of
whoever had the ticket then. Of a region there are too many to be read one by one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection
from django.utils import timezone

from cadres.deadlines.rules.limits import moment_of
from cadres.deadlines.rules.workdays import FIRST_DAY, WorkCalendar
from cadres.deadlines.selectors import calendar
from cadres.models import Region, RegionLevel
from cases.tickets.rules.clocks.time_spent import DISPUTED, OF_STATE, Spent
from cases.tickets.rules.workflow import State

# `given` are the tickets; `stood` their steps, each until the next one; `spans` what was whose;
# `held` the parts of it in which the unit waited for a decision. Working days between two days are
# the difference of how many lie up to each, so that spans are added up without being looked at.
SUMS = """
WITH given AS (
  SELECT key, id AS ticket, county_id AS county, filed_on
    FROM unnest(%(keys)s::text[], %(tickets)s::bigint[]) AS given (key, ticket)
    JOIN cases_ticket ON id = ticket
),
stood AS (
  SELECT key, ticket, county, filed_on, e.state, e.action = ANY(%(disputed)s) AS objects,
         (e.at AT TIME ZONE %(zone)s)::date AS since,
         lead((e.at AT TIME ZONE %(zone)s)::date) OVER road AS until,
         row_number() OVER road AS place,
         count(*) FILTER (WHERE e.state <> %(filed)s) OVER road AS run
    FROM given JOIN cases_ticketevent e ON e.ticket_id = ticket AND e.at <= %(end)s
  WINDOW road AS (PARTITION BY ticket ORDER BY e.at, e.id)
),
spans AS (
  SELECT key, ticket, county, place, state, since, coalesce(until, %(on)s) AS until,
         CASE WHEN state = %(filed)s AND bool_or(objects AND state = %(filed)s)
                     OVER (PARTITION BY ticket, run ORDER BY place)
              THEN %(dispute)s ELSE %(kinds)s::jsonb ->> state END AS kind
    FROM stood
   UNION ALL
  SELECT key, ticket, county, 0, '', filed_on, since, %(filing)s
    FROM stood WHERE place = 1 AND filed_on < since
),
asked AS (
  SELECT ticket_id, id, (asked_at AT TIME ZONE %(zone)s)::date AS begun,
         CASE WHEN decided_at <= %(end)s
              THEN (decided_at AT TIME ZONE %(zone)s)::date ELSE %(on)s END AS ended
    FROM cases_application
   WHERE asked_at <= %(end)s AND ticket_id IN (SELECT ticket FROM spans WHERE state = %(in_hand)s)
),
held AS (
  SELECT key, county, least(ended, until) AS until,
         greatest(begun, since, max(ended) OVER (
           PARTITION BY ticket, place ORDER BY begun, ended, id
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS since
    FROM spans JOIN asked ON ticket_id = ticket
   WHERE state = %(in_hand)s
),
parts AS (
  SELECT key, county, kind, since, until FROM spans WHERE kind IS NOT NULL
   UNION ALL
  SELECT key, county, %(approval)s, since, until FROM held WHERE since < until
   UNION ALL
  SELECT key, county, %(unit)s, until, since FROM held WHERE since < until
),
calendars AS (
  SELECT * FROM unnest(%(counties)s::bigint[], %(numbers)s::int[]) AS known (county, number)
),
tables AS MATERIALIZED (
  SELECT number, days::int[] FROM unnest(%(tables)s::text[]) WITH ORDINALITY AS t (days, number)
),
lengths AS MATERIALIZED (
  SELECT key, kind, days[until - %(first)s] - days[since - %(first)s] AS length
    FROM parts JOIN calendars USING (county) JOIN tables USING (number)
)
SELECT key, kind, sum(length) FROM lengths GROUP BY key, kind
"""
# The day before a table begins: its first place is one.
_BEFORE = FIRST_DAY - timedelta(days=1)


def summed(tickets: Mapping[str, Sequence[int]], on: date) -> list[tuple[str, Spent, int]]:
    """Return the working days up to the end of the day, by key and by whose they are.

    `tickets` were found through visibility; each stands under one key.
    """
    regions = Region.objects.exclude(level=RegionLevel.TOWNSHIP).values_list("pk", flat=True)
    known = calendar.work_calendars(regions)
    places = {one: place for place, one in enumerate(dict.fromkeys(known.values()), start=1)}
    said: dict[str, Any] = {
        "keys": [key for key, pks in tickets.items() for _ in pks],
        "tickets": [pk for pks in tickets.values() for pk in pks],
        "on": on,
        "end": moment_of(on),
        "zone": timezone.get_default_timezone_name(),
        "filed": State.FILED.value,
        "in_hand": State.IN_HAND.value,
        "first": _BEFORE,
        **{kind.value: kind.value for kind in Spent},
        "kinds": json.dumps(OF_STATE),
        "disputed": sorted(DISPUTED),
        "counties": list(known),
        "numbers": [places[one] for one in known.values()],
        "tables": [_table(one, on.year) for one in places],
    }
    with connection.cursor() as cursor:
        cursor.execute(SUMS, said)
        return [(key, Spent(kind), days) for key, kind, days in cursor.fetchall()]


@lru_cache(maxsize=256)
def _table(days: WorkCalendar, year: int) -> str:
    """How many working days lie up to each day until the end of the year, as an array is told."""
    counts = days.working_days_up_to(date(year, 12, 31))
    return f"{{{','.join(map(str, counts))}}}"
