"""Kinds of bulletins (通报), the days of which each tells, and how they are numbered."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import TextChoices

from cadres.errors import Invalid
from cases.figures.rules.completion import Period

LONGEST_TITLE, LONGEST_BODY = 100, 8000
NOT_OVER = "截止日期须在今天以前：当天的数还会变。"


class BulletinKind(TextChoices):
    WEEKLY = "weekly", "周通报"
    MONTHLY = "monthly", "月通报"
    YEARLY = "yearly", "年度总结"
    TASKS = "tasks", "双清单"


class BulletinState(TextChoices):
    DRAFT = "draft", "草拟"
    PROPOSED = "proposed", "待审批"
    APPROVED = "approved", "待封存"
    SEALED = "sealed", "已发布"
    VOID = "void", "已撤销"


class Copy(TextChoices):
    """One seal, two copies: small numbers stand in the first alone."""

    WHOLE = "whole", "内部件"
    PUBLISHED = "published", "公开件"


UNSEALED = frozenset({BulletinState.DRAFT, BulletinState.PROPOSED, BulletinState.APPROVED})


def usual_cutoff(kind: BulletinKind, today: date) -> date:
    """Return the last day of the last week, month or year that is over; of the lists, yesterday."""
    if kind is BulletinKind.TASKS:
        return today - timedelta(days=1)
    if kind is BulletinKind.WEEKLY:
        return today - timedelta(days=today.weekday() + 1)
    first = today.replace(day=1) if kind is BulletinKind.MONTHLY else date(today.year, 1, 1)
    return first - timedelta(days=1)


def period_until(kind: BulletinKind, cutoff: date) -> Period:
    """Return the days of which a bulletin of the kind tells, the last of them its cut-off."""
    if kind is BulletinKind.TASKS:
        return last_week(cutoff)
    if kind is BulletinKind.WEEKLY:
        return Period(cutoff - timedelta(days=cutoff.weekday()), cutoff)
    if kind is BulletinKind.MONTHLY:
        return Period(cutoff.replace(day=1), cutoff)
    return Period(date(cutoff.year, 1, 1), cutoff)


def last_week(cutoff: date) -> Period:
    """Return the week of which the double list says what was done; the next one is planned.

    It is the one before the week in which the list is written, the day after the cut-off: so a
    list of Monday (cut-off Sunday) and one of Tuesday (cut-off Monday) tell of the same weeks.
    """
    written_on = cutoff + timedelta(days=1)
    monday = written_on - timedelta(days=written_on.weekday() + 7)
    return Period(monday, monday + timedelta(days=6))


def check_cutoff(cutoff: date, today: date) -> None:
    """Raise Invalid where the day is not over: its events are still being written."""
    if cutoff >= today:
        raise Invalid(NOT_OVER, {"cutoff": NOT_OVER})


def number(kind: str, year: int, serial: int) -> str:
    """Return `周通报2026年第3期`."""
    return f"{BulletinKind(kind).label}{year}年第{serial}期"


def erratum_number(corrected: str, serial: int) -> str:
    """Return `周通报2026年第3期更正第1号`."""
    return f"{corrected}更正第{serial}号"
