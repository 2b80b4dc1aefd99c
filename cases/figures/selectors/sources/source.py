"""What tables of figures are made of besides tickets: enterprises, letters; a source for each.

An upper room puts in its own source by `register`, once, when the site starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from cadres.errors import Invalid
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules.cross_tables import Ask, Dimension
from cases.figures.rules.definitions import catalogue
from cases.figures.rules.definitions.entries import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Whatever is counted: which rows, parted by what, and the condition of each measure.

    `columns` are the entries of its table in the catalogue; `period_word` says what the period is
    of, `note` what holds for the whole table. `listed` orders the rows behind a number, `lines`
    makes of a page of them what `template` shows.
    """

    group: Group
    columns: tuple[str, ...]
    dimensions: tuple[Dimension, ...]
    period_word: str
    note: str
    rows: Callable[[Ask, Viewer], QuerySet[Any]]
    column: Callable[[Dimension, Ask, Viewer], Any]
    condition: Callable[[str, Ask, Viewer], Q]
    is_open_to: Callable[[Viewer], bool]
    listed: Callable[[QuerySet[Any]], QuerySet[Any]]
    lines: Callable[[Sequence[Any], Viewer], Sequence[Any]]
    template: str
    unit: str


_SOURCES: dict[Group, Source] = {}


def register(*sources: Source) -> None:
    """Take sources in. Raises ValueError where there is one of this group."""
    for source in sources:
        if source.group in _SOURCES:
            raise ValueError(f"{source.group} has two sources")
        _SOURCES[source.group] = source


def every() -> Iterable[Source]:
    return _SOURCES.values()


def of(name: str) -> Source | None:
    """Return the source of an entry of the catalogue; of tickets there is none."""
    return _SOURCES.get(catalogue.entry(name).group)


def for_group(group: Group) -> Source | None:
    return _SOURCES.get(group)


def check(source: Source, ask: Ask, viewer: Viewer) -> None:
    """Raise Invalid where the viewer, the rows or the day are not for this source."""
    if not source.is_open_to(viewer):
        raise Invalid("没有这一栏，请从报表重新打开。")
    if ask.across is not None or ask.rows not in source.dimensions:
        said = "、".join(one.label for one in source.dimensions)
        raise Invalid(f"“{source.group.label}”按{said}分行，不能交叉，请换一项。")
    if ask.as_of and ask.as_of > viewer.today:
        raise Invalid("查看日期不能晚于今天。", {"as_of": "查看日期不能晚于今天。"})
