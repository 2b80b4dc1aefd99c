"""A crowd of tickets poured in by SQL, to time the ladder on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.models import Cadre, Posting, Region, RegionLevel, Unit
from cadres.viewers.rules.roles import Role
from cases.models import Category

COUNTIES, UNITS = 20, 10
# One ticket in so many is open; of the open ones the first are due.
OPEN_SHARE = 12
TICKETS = """
    INSERT INTO cases_ticket (number, county_id, category_id, source, title, description,
        filed_at, filed_on, state, round, handling_class, unit_id, co_unit_ids, due_on,
        promised_on, is_late_hours, is_due_provisional, accepted_on, approved_on, closed_on, result,
        answer, outcome, plan_owner, legal_channel, outer_number, raised_why, applicant_name,
        applicant_phone, pairs, unit_due_on)
    SELECT '测〔2026〕' || n, units.county_id, %(category)s, 'visit', '测', '测',
        %(at)s - interval '30 days', %(on)s - 30,
        CASE WHEN is_open THEN 'in_hand' ELSE 'closed' END, 1, 'general', units.unit_id,
        '{}', due_on, due_on, false, false, %(on)s - 29,
        CASE WHEN NOT is_open THEN %(on)s - 9 END, CASE WHEN NOT is_open THEN %(on)s - 8 END,
        '', '', '', '', '', '', '', '', '', '{}', due_on
      FROM (SELECT n, n %% %(share)s = 0 AS is_open,
                   CASE WHEN n %% %(share)s = 0 AND n / %(share)s <= %(due)s
                        THEN %(late)s ELSE %(on)s + 20 END AS due_on
              FROM generate_series(1, %(tickets)s) n) made
      JOIN unnest(%(units)s::bigint[], %(counties)s::bigint[]) WITH ORDINALITY
           AS units (unit_id, county_id, place)
        ON units.place = 1 + made.n %% %(many)s
"""
CLOCKS = """
    INSERT INTO cases_clockevent (ticket_id, kind, verb, at, since, stated_on, due_on, unit_id,
        key, subject, amount, measure, basis, calendar, note)
    SELECT t.id, kind, 'started', t.filed_at, t.filed_at, t.due_on, t.due_on, t.unit_id,
           '', '', 0, '', '', 0, ''
      FROM cases_ticket t CROSS JOIN (VALUES ('promise'), ('unit')) AS kinds (kind)
"""

EVENTS = """
    INSERT INTO cases_ticketevent (ticket_id, action, at, actor_name, note, source_state, state,
        round, unit_id, due_on, promised_on, unit_due_on, is_late_hours, outcome, party)
    SELECT t.id, action, t.filed_at + after, '李娟', '', '', actions.state, 1, t.unit_id, t.due_on,
           t.promised_on, t.unit_due_on, false, '', ''
      FROM cases_ticket t
      JOIN (VALUES ('accept', 'in_hand', interval '1 hour'),
                   ('approve', 'unconfirmed', interval '21 days'),
                   ('call_back', 'closed', interval '22 days')) AS actions (action, state, after)
        ON t.state = 'closed' OR action = 'accept'
"""


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many tickets, and how many of them are due."""

    tickets: int
    due: int


def pour(crowd: Crowd, at: datetime, days: WorkCalendar) -> None:
    """Fill an empty database; every unit has a clerk and a head who are to be told."""
    units = _units(at)
    on = timezone.localdate(at)
    values = {
        "at": at,
        "on": on,
        "late": days.add_working_days(on, -1),
        "share": OPEN_SHARE,
        "due": crowd.due,
        "tickets": crowd.tickets,
        "category": Category.objects.order_by("pk").values_list("pk", flat=True)[0],
        "units": [unit.pk for unit in units],
        "counties": [unit.region_id for unit in units],
        "many": len(units),
    }
    with connection.cursor() as cursor:
        cursor.execute(TICKETS, values)
        cursor.execute(CLOCKS)
        cursor.execute(EVENTS)
        cursor.execute("ANALYZE cases_ticket, cases_clockevent, cases_ticketevent")


def _units(at: datetime) -> list[Unit]:
    counties = [_region(f"第{n}县", f"县{n}") for n in range(COUNTIES)]
    units = Unit.objects.bulk_create(
        Unit(region=county, name=f"第{n}局", name_key=f"第{n}局", kind="department", path=f"/{n}/")
        for county in counties
        for n in range(UNITS)
    )
    for role in (Role.UNIT_CLERK, Role.UNIT_HEAD):
        people = Cadre.objects.bulk_create(
            Cadre(
                account=f"{role}{unit.pk}",
                name="张伟",
                phone="",
                phone_key=f"{role}{unit.pk}",
                created_at=at,
            )
            for unit in units
        )
        since = timezone.localdate(at) - timedelta(days=900)
        Posting.objects.bulk_create(
            Posting(cadre=cadre, unit=unit, role=role, from_on=since)
            for cadre, unit in zip(people, units, strict=True)
        )
    return units


def _region(name: str, prefix: str) -> Region:
    county = Region.objects.create(name=name, level=RegionLevel.COUNTY, number_prefix=prefix)
    county.path = f"/{county.pk}/"
    county.save(update_fields=["path"])
    return county
