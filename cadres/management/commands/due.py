"""Print when a term ends: `due --start 2026-02-13 --working-days 5`."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError

from cadres.deadlines.rules import limits
from cadres.deadlines.rules.limits import Limit, LimitUnit
from cadres.deadlines.selectors import calendar
from cadres.errors import DomainError
from cadres.submissions.rules import typed_values

UNITS = {
    "working_days": LimitUnit.WORKDAY,
    "calendar_days": LimitUnit.CALENDAR_DAY,
    "months": LimitUnit.MONTH,
}


class Command(BaseCommand):
    help = "计算期限届满日：起算当日不计入，逢节假日顺延；跨入未发布日历的年份加 provisional。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        # Everything is text here, so that a wrong value meets a sentence and not a usage line.
        parser.add_argument("--start", help="起算日期，例如 2026-02-13")
        for name in UNITS:
            parser.add_argument(f"--{name.replace('_', '-')}", metavar="N")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            start, limit = _day(options["start"]), _limit(options)
            due = limits.due_on(limit, start, calendar.work_calendar())
        except DomainError as error:
            raise CommandError(error.message, returncode=2) from error
        except ProgrammingError as error:
            raise CommandError("数据库还没有建好，请先运行 make setup。", returncode=2) from error
        suffix = " provisional" if due.is_provisional else ""
        self.stdout.write(f"{due.on}{suffix}")


def _day(text: str | None) -> date:
    if not text:
        raise CommandError("请用 --start 给出起算日期，例如 --start 2026-02-13。", returncode=2)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(
            f"日期“{text}”无法识别，请写成 2026-02-13 的样子。", returncode=2
        ) from error


def _limit(options: dict[str, Any]) -> Limit:
    given = [(unit, options[name]) for name, unit in UNITS.items() if options[name] is not None]
    if len(given) != 1:
        raise CommandError(
            "请在 --working-days、--calendar-days、--months 中给出且只给出一个。", returncode=2
        )
    unit, text = given[0]
    if not (typed_values.is_digits(text) and len(text) < 10):
        raise CommandError(f"期限“{text}”无法识别，请填写不小于 0 的整数。", returncode=2)
    return Limit("due", "", int(text), unit, "命令行")
