"""Several administrators at the same moment: versions follow each other, one row stays open."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from threading import Barrier, Thread

from django.db import connection

from cadres.deadlines.rules.holiday_notices import Notice
from cadres.deadlines.rules.holidays import Holiday
from cadres.deadlines.rules.limits import Limit, LimitUnit
from cadres.models import CalendarVersion, TimeLimit
from cadres.submissions.rules.edits import EditedMeanwhile
from cadres.viewers.rules.viewer import Viewer
from tests.factories.people import moment
from tests.fresh import load_notice, set_limit

SYSTEM = Viewer.system(moment(date(2026, 11, 20)))
AT_ONCE, TURNS = 4, 3


def at_once(action: Callable[[int, int], object]) -> list[Exception]:
    """Each of the threads does its action several times; return what went wrong."""
    barrier, faults = Barrier(AT_ONCE), []

    def run(who: int) -> None:
        try:
            barrier.wait(timeout=10)
            for turn in range(TURNS):
                action(who, turn)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(who,)) for who in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return faults


def test_each_notice_gets_a_version_of_its_own(committed):
    before = CalendarVersion.objects.count()

    def load(who: int, turn: int) -> None:
        year = 2027 + who
        off = (Holiday("元旦", date(year, 1, 1), date(year, 1, 1 + turn)),)
        load_notice(Notice(year, "放假通知", f"{turn}号", "", None, off, ()), actor=SYSTEM)

    assert at_once(load) == []
    numbers = sorted(CalendarVersion.objects.values_list("number", flat=True))
    assert numbers == list(range(1, before + AT_ONCE * TURNS + 1))


def test_one_row_of_a_limit_stays_open(committed):
    def change(who: int, turn: int) -> object:
        amount = 10 * who + turn + 1
        basis = f"{amount}号"
        begins = date(2026, 12, 1)
        limit = Limit("promise", "general", amount, LimitUnit.WORKDAY, basis, valid_from=begins)
        # Whoever was overtaken reads again, and decides again.
        while True:
            with suppress(EditedMeanwhile):
                return set_limit(limit, actor=SYSTEM)

    assert at_once(change) == []
    rows = TimeLimit.objects.filter(key="promise", subject="general")
    assert rows.filter(valid_to__isnull=True).count() == 1
    assert rows.count() == 1 + AT_ONCE * TURNS
