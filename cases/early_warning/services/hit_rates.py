"""How often each kind of warning and flag was right, counted anew on the county's own past."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, timedelta

from django.db import transaction

from cadres.deadlines.selectors import calendar
from cadres.viewers.rules.viewer import Viewer
from cases.early_warning.rules import growth, hit_rates, limit_keys, pace, past_periods, recurrence
from cases.early_warning.rules.hit_rates import HitRate
from cases.early_warning.rules.recurrence import Days, Subject
from cases.early_warning.rules.vocabulary import FlagKind, WarningKind
from cases.early_warning.selectors import answers, limits, past_tickets
from cases.early_warning.selectors.limits import Amounts
from cases.models import WarningHitRate

Judged = Iterator[tuple[bool, bool | None]]
# What is known of the last quarter of the days looked back over is told by those before it.
_TRIED = 4


@transaction.atomic
def count(county_id: int, *, actor: Viewer) -> int:
    """Count every kind anew; return how many kinds."""
    amounts = limits.of(county_id, actor.today, seen_by=actor)
    found = {**_of_flags(county_id, amounts, actor), **_of_warnings(county_id, amounts, actor)}
    for kind, rate in found.items():
        WarningHitRate.objects.update_or_create(
            county_id=county_id,
            kind=kind,
            defaults={**asdict(rate), "counted_on": actor.today},
        )
    return len(found)


def _of_flags(county_id: int, amounts: Amounts, actor: Viewer) -> dict[str, HitRate]:
    since = actor.today - timedelta(days=amounts[limit_keys.LOOK_BACK])
    known = answers.verdicts(county_id, since, seen_by=actor)
    found = {}
    for kind in FlagKind:
        flagged = answers.flagged(county_id, kind, seen_by=actor)
        found[kind.value] = hit_rates.of((key in flagged, known[key]) for key in known)
    return found


def _of_warnings(county_id: int, amounts: Amounts, actor: Viewer) -> dict[str, HitRate]:
    judged = {
        WarningKind.PACE: _paces(county_id, amounts, actor),
        WarningKind.GROWTH: _growths(county_id, amounts, actor),
        WarningKind.ENTERPRISE: _enterprises(county_id, amounts, actor),
        WarningKind.UNIT: _units(county_id, amounts, actor),
    }
    return {kind.value: hit_rates.of(found) for kind, found in judged.items()}


def _paces(county_id: int, amounts: Amounts, actor: Viewer) -> Judged:
    """The tickets due in the last quarter, as those due before it would have foretold them."""
    days = calendar.work_calendar(region_id=county_id)
    length = amounts[limit_keys.LOOK_BACK]
    since = actor.today - timedelta(days=length)
    past = list(past_tickets.timed(county_id, since, days, seen_by=actor))
    border = actor.today - timedelta(days=length // _TRIED)
    before = (one.past for one in past if one.due_on < border)
    known = pace.of_past(before, amounts[limit_keys.PACE_LEAST])
    share = limits.share(amounts, limit_keys.PACE_SHARE)
    for one in past:
        if border <= one.due_on < actor.today:
            yield pace.was_warned(known, one.past, one.length, share), one.past.slack < 0


def _growths(county_id: int, amounts: Amounts, actor: Viewer) -> Judged:
    length, least = amounts[limit_keys.GROWTH_SPAN], amounts[limit_keys.GROWTH_LEAST]
    since = actor.today - timedelta(days=past_periods.reach(length))
    filed = past_tickets.filings(county_id, since, seen_by=actor)
    days: dict[int, list[date]] = {}
    for event in filed:
        days.setdefault(event.subject[0], []).append(event.on)
    first = min((min(found) for found in days.values()), default=actor.today)
    periods, percent = amounts[limit_keys.GROWTH_PERIODS], amounts[limit_keys.GROWTH_CHANCE]
    for found in days.values():
        found.sort()
        for on in past_periods.tried(actor.today, length):
            compared = growth.of_days(found, first, on, length, periods)
            if compared is None:
                continue
            was_warned = growth.is_growing(compared, least=least, percent=percent)
            [after] = past_periods.counts(found, on + timedelta(days=length), length, 1)
            # Of the others those are compared with it of which there were as many.
            if was_warned or compared.now >= least:
                yield was_warned, after > compared.usual


def _enterprises(county_id: int, amounts: Amounts, actor: Viewer) -> Judged:
    length, least = amounts[limit_keys.ENTERPRISE_DAYS], amounts[limit_keys.ENTERPRISE_LEAST]
    since = actor.today - timedelta(days=3 * length)
    filed = past_tickets.filings(county_id, since, seen_by=actor)
    found = recurrence.by_subject(event for event in filed if event.subject[1] is not None)
    return _again(found, actor.today, least, length)


def _units(county_id: int, amounts: Amounts, actor: Viewer) -> Judged:
    length, least = amounts[limit_keys.UNIT_DAYS], amounts[limit_keys.UNIT_LEAST]
    since = actor.today - timedelta(days=3 * length)
    found = recurrence.by_subject(past_tickets.done_anew(county_id, since, seen_by=actor))
    return _again(found, actor.today, least, length)


def _again(found: Mapping[Subject, Days], today: date, least: int, length: int) -> Judged:
    """One day so long ago that what came of it is known: who had come so often, and comes again."""
    on = today - timedelta(days=length)
    for days in found.values():
        times = len(recurrence.within(days, on, length))
        if times:
            yield times >= least, recurrence.came_again(days, on, length)
