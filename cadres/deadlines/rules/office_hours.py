"""Office hours (作息时间): the spans of the office day, and which season of them holds where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.utils import timezone

from cadres.errors import Invalid

# What says so where no row sets any; without hours no working hour can be counted.
MISSING = "没有设置作息时间，请系统管理员在“工作日历”的“作息时间”中设置。"


@dataclass(frozen=True, slots=True)
class Span:
    """Offices are open from `starts` up to `ends`; the last moment is no longer office time."""

    starts: time
    ends: time

    def __str__(self) -> str:
        return f"{self.starts:%H:%M}–{self.ends:%H:%M}"

    def on(self, day: date) -> tuple[datetime, datetime]:
        return datetime.combine(day, self.starts), datetime.combine(day, self.ends)


@dataclass(frozen=True, slots=True)
class Season:
    """From `valid_from` on these spans make the office day, until the next season begins."""

    label: str
    valid_from: date
    spans: tuple[Span, ...]

    def __str__(self) -> str:
        return "，".join(str(span) for span in self.spans)


def seasons_at(path: str, known: Iterable[tuple[str, Season]]) -> tuple[Season, ...]:
    """Return the seasons that hold at a place, in order; the nearest region's go before the wider.

    `known` pairs each season with its region's path, empty for everywhere. A region without hours
    of its own yet keeps those of the wider one until its first season begins.
    """
    fitting = [(len(where), season) for where, season in known if path.startswith(where)]
    holding = [
        max(
            (row for row in fitting if row[1].valid_from <= begins),
            key=lambda row: (row[0], row[1].valid_from),
        )[1]
        for begins in sorted({season.valid_from for _, season in fitting})
    ]
    return tuple(_without_repeats(holding))


def check(label: str, spans: Sequence[Span]) -> None:
    """Refuse an office day that cannot be right."""
    if not label.strip():
        raise Invalid("请填写作息名称，例如“夏季作息”。", {"label": "请填写名称"})
    if not spans:
        raise Invalid("请至少填写一段上下班时间。", {"starts": "请填写上班时间"})
    for span in spans:
        if span.ends <= span.starts:
            raise Invalid(f"{span} 的下班时间不晚于上班时间，请核对。")
    for earlier, later in pairwise(sorted(spans, key=lambda span: span.starts)):
        if later.starts < earlier.ends:
            raise Invalid(f"{earlier} 与 {later} 重叠，请核对。")


def local(moment: datetime) -> datetime:
    """Return what the clock on the wall shows, without a zone."""
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment


def like(model: datetime, wall: datetime) -> datetime:
    """Return the wall's time with a zone where the model has one."""
    return timezone.make_aware(wall) if timezone.is_aware(model) else wall


def length_words(length: timedelta) -> str:
    """Say a length of time: 3 小时 30 分."""
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    if hours and minutes:
        return f"{hours} 小时 {minutes} 分"
    return f"{hours} 小时" if hours or not minutes else f"{minutes} 分"


def _without_repeats(seasons: Sequence[Season]) -> list[Season]:
    """Where a wider region's season begins, the nearer one's just goes on."""
    return [season for i, season in enumerate(seasons) if not i or seasons[i - 1] != season]
