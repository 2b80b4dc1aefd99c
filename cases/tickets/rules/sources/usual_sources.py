"""The sources with which every county begins; it sets, closes and adds its own."""

from __future__ import annotations

from collections.abc import Mapping

from cases.tickets.rules.sources.sources import Filers, KnownSource, NumberRule, is_own
from cases.tickets.rules.vocabulary import HandlingClass, Source

OBSERVER, WATCHER, GRID = "other~observer", "other~watcher", "other~grid"
AGENT, STATION, RATING = "other~agent", "other~station", "other~rating"
TENDER, IDEA = "other~tender", "other~idea"


def _of_cadres(source: Source) -> KnownSource:
    return KnownSource(source, source.label, Filers.CADRES, number=NumberRule.NONE)


def _numbered(source: Source) -> KnownSource:
    """From a body that numbers what it passes on."""
    return KnownSource(source, source.label, Filers.CADRES, is_for_people=True)


def _of_office(code: str, name: str) -> KnownSource:
    """Somebody with a task of their own tells the office, of enterprises and of people."""
    return KnownSource(code, name, is_for_people=True)


USUAL = (
    _of_cadres(Source.VISIT),
    _of_cadres(Source.SERVICE_DAY),
    _of_cadres(Source.MEETING),
    KnownSource(Source.WALK_THROUGH, Source.WALK_THROUGH.label, Filers.CADRES),
    _of_cadres(Source.SCAN),
    KnownSource(
        Source.PHONE, Source.PHONE.label, Filers.CADRES, is_for_people=True,
        number=NumberRule.NONE,
    ),
    _numbered(Source.HOTLINE),
    _numbered(Source.BOARD),
    _numbered(Source.SUPERIOR),
    KnownSource(Source.INSPECTION, Source.INSPECTION.label, Filers.SUPERVISORS),
    _of_office(OBSERVER, "特邀监督员"),
    _of_office(WATCHER, "执法观察员"),
    _of_office(GRID, "网格员"),
    _of_office(AGENT, "帮办代办员"),
    _of_office(STATION, "护航政法工作站"),
    _of_office(RATING, "评价发现"),
    # Examined in a working day, done in ten (see the limits of its handling class).
    KnownSource(TENDER, "招投标投诉", handling_class=HandlingClass.TENDER),
    KnownSource(IDEA, "金点子", Filers.CADRES, is_for_people=True),
    _numbered(Source.OTHER),
)  # fmt: skip
BY_CODE: Mapping[str, KnownSource] = {one.code: one for one in USUAL}


def name_of(code: str, own: Mapping[str, str]) -> str:
    """Return what a source is called; `own` holds the names of counties' own ones."""
    known = BY_CODE.get(code)
    return known.name if known else own.get(code, code.partition("~")[0])


def needs_row(codes: set[str]) -> list[str]:
    """Return those whose names stand in rows."""
    return [code for code in codes if is_own(code)]
