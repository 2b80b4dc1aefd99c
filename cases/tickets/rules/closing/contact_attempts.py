"""Attempts to reach the enterprise (联系): by what means, and when they were enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices


class ContactMeans(TextChoices):
    CALL = "call", "电话"
    MESSAGE = "message", "微信、短信"
    VISIT = "visit", "上门"
    LINK = "link", "企业链接"


# What somebody can have tried: the link is opened by the enterprise itself.
TRIED = (ContactMeans.CALL, ContactMeans.MESSAGE, ContactMeans.VISIT)
TRIED_CHOICES = [(means.value, means.label) for means in TRIED]


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody tried on a day, in vain."""

    on: date
    by: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """On how many days it must have been tried, and whether the last time by somebody else."""

    days: int
    another: bool


def is_lost(attempts: Sequence[Attempt], wanted: Wanted) -> bool:
    """Were these attempts, in their order, enough? Several on one day are one."""
    if not attempts or days_tried(attempts) < wanted.days:
        return False
    return not wanted.another or is_last_by_another(attempts)


def days_tried(attempts: Sequence[Attempt]) -> int:
    return len({one.on for one in attempts})


def is_last_by_another(attempts: Sequence[Attempt]) -> bool:
    """Did somebody else make the last attempt than made the one of the day before it?"""
    last = attempts[-1]
    before = [one for one in attempts if one.on != last.on]
    return bool(before) and before[-1].by != last.by


def missing(attempts: Sequence[Attempt], wanted: Wanted) -> str:
    """Say what is still wanted before it may be said that nobody can be reached."""
    days = wanted.days - days_tried(attempts)
    said = [f"还要在 {days} 个不同的日子联系"] if days > 0 else []
    if wanted.another:
        said.append("最后一次须由另一位同志联系")
    return "，".join(said)
