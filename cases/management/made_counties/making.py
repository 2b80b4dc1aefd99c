"""Fill an empty database with a made county, city or province whose history obeys every rule."""

from __future__ import annotations

import gc
import multiprocessing
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.pool import AsyncResult
from random import Random

from django.db import connections, transaction
from django.utils import timezone

from cadres.errors import Conflict
from cadres.models import Cadre, Region, Unit
from cases.management.made_counties import days as work_days
from cases.management.made_counties import loading, people, plan, registry
from cases.management.made_counties.days import Days
from cases.management.made_counties.loading import Say
from cases.management.made_counties.plan import Slice
from cases.management.made_counties.registry import World
from cases.management.made_counties.tables import Block, Rows
from cases.management.made_counties.tickets import beside, filing
from cases.management.made_counties.tickets.filing import Start
from cases.management.made_counties.tickets.problems import KINDS
from cases.models import Category, NumberSeries, Ticket
from enterprises.models import Enterprise

# Postings and assignments begin before the first ticket.
BEFORE = timedelta(days=60)
# How many blocks may wait for the database; each holds some ten thousand tickets.
AHEAD = 3
NOT_EMPTY = "库中已有数据，造数只能用于空库。请换一个空库（设置 LOCAL_DIR 或 DATABASE_URL）。"


@dataclass(slots=True)
class Task:
    """Everything a process needs to write any block; the numbers name the blocks."""

    seed: int
    world: World
    days: Days
    slices: list[Slice]
    starts: list[Start]
    categories: dict[str, tuple[int, str]]

    @property
    def blocks(self) -> int:
        return 1 + len(self.world.counties) + len(self.slices)

    def block(self, number: int) -> list[Block]:
        """Regions and what stands above the counties, then the counties, then the tickets."""
        if number == 0:
            return self._above()
        counties = self.world.counties
        if number <= len(counties):
            return people.county_rows(counties[number - 1], self.days)
        i = number - 1 - len(counties)
        seed, total = f"{self.seed}/tickets/{i}", self.starts[-1].ticket
        return filing.slice_rows(
            self.slices[i], self.starts[i], counties, self.days, self.categories, seed, total
        )

    def _above(self) -> list[Block]:
        found = people.region_rows(self.world.places)
        if self.world.above is not None:
            found += people.county_rows(self.world.above, self.days)
        return found + _series(self)


def make_county(
    scale: str, *, seed: int, at: datetime, say: Say, processes: int = 1
) -> dict[str, int]:
    """Make everything up to the moment `at`; the same seed and moment make the same rows.

    Raises Conflict where the database already holds people, regions, enterprises or tickets.
    """
    check_empty()
    task = prepare(scale, seed, at, say)
    if processes > 1:
        # The children must not share a connection with us.
        connections.close_all()
    with transaction.atomic():
        counts = loading.load(_told(task, _blocks(task, processes), say), say)
        say("申请、协办、督办、文书……")
        loading.analyze()
        beside.add(at)
    loading.settle(say)
    return counts


def check_empty() -> None:
    for model in (Region, Unit, Cadre, Enterprise, Ticket):
        if model._default_manager.exists():
            raise Conflict(NOT_EMPTY)


def prepare(scale: str, seed: int, at: datetime, say: Say) -> Task:
    say("单位、干部、企业……")
    size, today = plan.SCALES[scale], timezone.localdate(at)
    begins = today - timedelta(days=size.days) - BEFORE
    counted = work_days.days(begins, at)
    above = registry.staff_above(size.cities, 1 if size.counties == 1 else 2)
    shares = plan.shares(size, above, Random(f"{seed}/shares"))
    made = registry.world(shares, seed, counted.first, counted.today)
    slices = plan.slices(size, shares, today)
    return Task(seed, made, counted, slices, _starts(slices), _categories())


def _starts(slices: list[Slice]) -> list[Start]:
    """Numbers begin anew with each year; the last start tells how many tickets there are."""
    starts, ticket, given = [], 1, [0] * len(slices[0].tickets)
    for i, part in enumerate(slices):
        if i and part.first.year != slices[i - 1].first.year:
            given = [0] * len(given)
        starts.append(Start(ticket, tuple(given)))
        ticket += sum(part.tickets)
        given = [last + count for last, count in zip(given, part.tickets, strict=True)]
    return [*starts, Start(ticket, tuple(given))]


def _series(task: Task) -> list[Block]:
    """The last number of each county and year."""
    last: dict[tuple[int, int], int] = {}
    for part, start in zip(task.slices, task.starts, strict=False):
        for place, count in enumerate(part.tickets):
            last[place, part.first.year] = start.numbers[place] + count
    rows = Rows()
    rows[NumberSeries] = [
        f"{task.world.counties[place].place.prefix}\t{year}\t{number}"
        for (place, year), number in last.items()
    ]
    return rows.blocks()


def _categories() -> dict[str, tuple[int, str]]:
    """The classes of problems that the texts are about; what is missing is added."""
    for kind in KINDS:
        Category.objects.get_or_create(name=kind.category)
    rows = Category.objects.values_list("name", "pk", "handling_class")
    return {name: (pk, handling_class) for name, pk, handling_class in rows}


def _told(task: Task, blocks: Iterator[list[Block]], say: Say) -> Iterator[Block]:
    """Say how far it is, and hand on one table after the other."""
    for done, block in enumerate(blocks, 1):
        yield from block
        if done % 10 == 0 or done == task.blocks:
            say(f"写入 {done}/{task.blocks} 批")


def _blocks(task: Task, processes: int) -> Iterator[list[Block]]:
    if processes < 2:
        return map(task.block, range(task.blocks))
    return _by_processes(task, processes)


def _by_processes(task: Task, processes: int) -> Iterator[list[Block]]:
    """Let children make the blocks; they come in order, and never more than a few are waiting."""
    _TASK.append(task)
    gc.collect()
    gc.freeze()
    waiting = deque[AsyncResult[list[Block]]]()
    try:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            for number in range(task.blocks):
                waiting.append(pool.apply_async(_block, (number,)))
                if len(waiting) > AHEAD:
                    yield waiting.popleft().get()
            while waiting:
                yield waiting.popleft().get()
    finally:
        _TASK.pop()
        gc.unfreeze()


# What the children were forked with.
_TASK: list[Task] = []


def _block(number: int) -> list[Block]:
    gc.disable()
    return _TASK[-1].block(number)
