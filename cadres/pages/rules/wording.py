"""How dates, working days and counts are said; one voice for pages, notices and sheets."""

from __future__ import annotations

from datetime import date, datetime

DASH = "—"
WEEKDAYS = "一二三四五六日"


def day(value: date | None, today: date, *, short: bool = False) -> str:
    """Return `11月20日 周五`; the year stands only where it is not this year's."""
    if value is None:
        return DASH
    weekday = "" if short else f" 周{WEEKDAYS[value.weekday()]}"
    return f"{_year(value, today)}{value.month}月{value.day}日{weekday}"


def span(from_on: date, to_on: date, today: date) -> str:
    """Return `11月20日至11月30日`; both days count, and one day stands alone."""
    first, last = day(from_on, today, short=True), day(to_on, today, short=True)
    return first if from_on == to_on else f"{first}至{last}"


def moment(value: datetime | None, today: date) -> str:
    """Return `11月20日 14:05`; the moment must already be in the county's own time."""
    if value is None:
        return DASH
    return f"{day(value.date(), today, short=True)} {value:%H:%M}"


def days_left(count: int | None) -> str:
    """Say how many working days remain; below zero they are overdue."""
    if count is None:
        return DASH
    if count == 0:
        return "今天到期"
    return f"还剩 {count} 个工作日" if count > 0 else f"超期 {-count} 个工作日"


def days_waited(count: int, how: str = "") -> str:
    """Say how long something has waited: 已等 5 个工作日; what came today, 不满 1 个工作日."""
    return f"{how or '已'} {count} 个工作日" if count else f"{how}不满 1 个工作日"


def capped(total: int | None, cap: int = 1000) -> str:
    """Return the total, or `1000+` where counting stopped above the cap."""
    if total is None:
        return DASH
    return f"{cap}+" if total > cap else str(total)


def person(name: str, unit: str = "") -> str:
    """Return `张伟（县工信局）`."""
    return f"{name}（{unit}）" if name and unit else name or DASH


def _year(value: date, today: date) -> str:
    return "" if value.year == today.year else f"{value.year}年"
