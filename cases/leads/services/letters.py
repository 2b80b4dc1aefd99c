"""The room's own letters: numbered in its own series, frozen, and kept locked."""

from __future__ import annotations

from cadres.errors import WrongState
from cases.leads.models import RoomSeries
from cases.leads.rules.reader import Reader
from cases.leads.selectors import seats
from cases.leads.services.room import together
from cases.rules.letters import wording


@together()
def next_number(*, actor: Reader) -> str:
    """Give the next number of the office's own series in this year, without gaps or reuse."""
    office = seats.office(actor.county_id, actor.side, seen_by=actor)
    if office is None:
        raise WrongState("本方的线索室还没有启用。")
    return number_in(office.series, actor.today.year)


def number_in(series: str, year: int) -> str:
    """Under a lock on the series: two letters at once wait for each other."""
    RoomSeries.objects.get_or_create(series=series, year=year)
    row = RoomSeries.objects.select_for_update().get(series=series, year=year)
    row.last += 1
    row.save(update_fields=["last"])
    return wording.number(series, year, row.last)
