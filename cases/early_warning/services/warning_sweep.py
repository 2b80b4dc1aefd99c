"""The warnings of a county as they stand this morning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar
from cadres.viewers.rules.viewer import Viewer
from cases.early_warning.rules import (
    growth,
    limit_keys,
    pace,
    past_periods,
    recurrence,
    warning_words,
)
from cases.early_warning.rules.vocabulary import WarningKind
from cases.early_warning.selectors import limits, past_tickets
from cases.early_warning.selectors.limits import Amounts
from cases.models import EarlyWarning

_ABOUT = ("kind", "ticket_id", "category_id", "enterprise_id", "unit_id")


@transaction.atomic
def sweep(county_id: int, *, actor: Viewer) -> int:
    """Keep what is found today, since when it stands, and nothing else; return how many."""
    amounts = limits.of(county_id, actor.today, seen_by=actor)
    found = list(_found(county_id, amounts, actor))
    rows = EarlyWarning.objects.filter(county=county_id)
    since = {_about(one): one.found_on for one in rows}
    rows.delete()
    for one in found:
        one.county_id = county_id
        one.found_on = since.get(_about(one), actor.today)
    EarlyWarning.objects.bulk_create(found, batch_size=500)
    return len(found)


def _found(county_id: int, amounts: Amounts, actor: Viewer) -> Iterator[EarlyWarning]:
    yield from _slow(county_id, amounts, actor)
    yield from _growing(county_id, amounts, actor)
    yield from _enterprises(county_id, amounts, actor)
    yield from _units(county_id, amounts, actor)


def _slow(county_id: int, amounts: Amounts, actor: Viewer) -> Iterator[EarlyWarning]:
    days = calendar.work_calendar(region_id=county_id)
    known = _pace(county_id, amounts, days, actor)
    share = limits.share(amounts, limit_keys.PACE_SHARE)
    for one in past_tickets.running(county_id, seen_by=actor):
        left = days.working_days_between(actor.today, one.due_on)
        compared = known.compare(one.unit_id, one.handling_class, left)
        if left < 1 or compared is None or not pace.is_slow(compared, share):
            continue
        facts = {"left": left, "like": compared.like, "missed": compared.missed}
        yield EarlyWarning(
            kind=WarningKind.PACE,
            ticket_id=one.pk,
            unit_id=one.unit_id,
            ticket_ids=known.missed_in(compared.group),
            facts={**facts, "of_unit": compared.is_of_unit},
        )


def _pace(county_id: int, amounts: Amounts, days: WorkCalendar, actor: Viewer) -> pace.Pace:
    since = actor.today - timedelta(days=amounts[limit_keys.LOOK_BACK])
    past = past_tickets.timed(county_id, since, days, seen_by=actor)
    return pace.of_past((one.past for one in past), amounts[limit_keys.PACE_LEAST])


def _growing(county_id: int, amounts: Amounts, actor: Viewer) -> Iterator[EarlyWarning]:
    length, least = amounts[limit_keys.GROWTH_SPAN], amounts[limit_keys.GROWTH_LEAST]
    since = actor.today - timedelta(days=length * (past_periods.BEFORE + 1))
    filed = past_tickets.filings(county_id, since, seen_by=actor)
    days = recurrence.by_subject(
        recurrence.Event(event.subject[0], event.on, event.ticket_id) for event in filed
    )
    first = min((found[0][0] for found in days.values()), default=actor.today)
    periods, percent = amounts[limit_keys.GROWTH_PERIODS], amounts[limit_keys.GROWTH_CHANCE]
    for category, found in days.items():
        compared = growth.of_days([on for on, _ in found], first, actor.today, length, periods)
        if compared is None or not growth.is_growing(compared, least=least, percent=percent):
            continue
        yield EarlyWarning(
            kind=WarningKind.GROWTH,
            category_id=category,
            ticket_ids=[pk for _, pk in recurrence.within(found, actor.today, length)],
            facts={
                "days": length,
                "now": compared.now,
                "usual": f"{compared.usual:.1f}",
                "chance": warning_words.chance_words(compared.chance),
            },
        )


def _enterprises(county_id: int, amounts: Amounts, actor: Viewer) -> Iterator[EarlyWarning]:
    length, least = amounts[limit_keys.ENTERPRISE_DAYS], amounts[limit_keys.ENTERPRISE_LEAST]
    since = actor.today - timedelta(days=length)
    filed = past_tickets.filings(county_id, since, seen_by=actor)
    found = recurrence.by_subject(event for event in filed if event.subject[1] is not None)
    for subject, pks in recurrence.again(found, actor.today, least=least, length=length):
        category, enterprise = subject
        yield EarlyWarning(
            kind=WarningKind.ENTERPRISE,
            category_id=category,
            enterprise_id=enterprise,
            ticket_ids=pks,
            facts={"days": length, "times": len(pks)},
        )


def _units(county_id: int, amounts: Amounts, actor: Viewer) -> Iterator[EarlyWarning]:
    length, least = amounts[limit_keys.UNIT_DAYS], amounts[limit_keys.UNIT_LEAST]
    since = actor.today - timedelta(days=length)
    found = recurrence.by_subject(past_tickets.done_anew(county_id, since, seen_by=actor))
    for unit, pks in recurrence.again(found, actor.today, least=least, length=length):
        times = len(recurrence.within(found[unit], actor.today, length))
        yield EarlyWarning(
            kind=WarningKind.UNIT,
            unit_id=unit,
            ticket_ids=pks,
            facts={"days": length, "times": times},
        )


def _about(one: EarlyWarning) -> tuple[object, ...]:
    return tuple(getattr(one, name) for name in _ABOUT)
