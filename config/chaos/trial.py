"""Kills one thing after another under people at work, and counts what became of their work."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import psycopg
from psycopg import sql

from cases.models import Ticket
from config import env
from config.chaos import site as sites
from config.chaos.clients import Client
from config.chaos.ledger import MARK, Action, Ledger
from config.chaos.site import Site
from config.embedded import keeper
from enterprises.models import Visit

PATIENCE = 180.0  # seconds in which what was killed must be back by itself
STEADY = 5.0  # seconds of ordinary work before each kill, and after the last
AT_WORK = 3  # actions that must have been accepted again before it counts as back


@dataclass(frozen=True, slots=True)
class Row:
    """One kill and the actions sent from it until the next."""

    killed: str
    sent: int
    accepted: int
    stored: int
    lost: int
    doubled: int
    seconds_down: float
    seconds_until_back: float | None

    @property
    def is_fine(self) -> bool:
        return self.accepted == self.stored == self.sent and not self.doubled and self.is_back

    @property
    def is_back(self) -> bool:
        return self.seconds_until_back is not None


@dataclass(slots=True)
class _Window:
    killed: str
    begins: float
    back: float | None = None


def run(
    site: Site, people: Sequence[Client], kills: Iterable[str], say: Callable[[str], object]
) -> list[Row]:
    """Kill each in turn while the people work; return what was counted, a row for each."""
    ledger = people[0].ledger
    for person in people:
        person.sign_in()
        person.start()
    time.sleep(STEADY)
    windows = [_kill(site, ledger, name, say) for name in kills]
    for person in people:
        person.stops.set()
    for person in people:
        person.join()
    ends = [*(window.begins for window in windows[1:]), float("inf")]
    stored = _stored(site.here)
    return [_row(w, end, ledger.actions, stored) for w, end in zip(windows, ends, strict=True)]


def refusals(ledger: Ledger) -> list[str]:
    """Return what was refused and why: a trial with refusals tells nothing."""
    return sorted({action.refused for action in ledger.actions if action.refused})


def _kill(site: Site, ledger: Ledger, name: str, say: Callable[[str], object]) -> _Window:
    pids = site.victims()[name]
    site.until(lambda: bool(pids()), PATIENCE)  # what the last kill ended with it starts again
    before = pids()
    window = _Window(name, time.monotonic())
    if before:
        sites.kill(before[0])
        is_back = site.until(lambda: _is_back(site, ledger, pids, before, window), PATIENCE)
        window.back = time.monotonic() - window.begins if is_back else None
    spent = "没有恢复" if window.back is None else f"{window.back:.1f} 秒后恢复"
    say(f"{name}（进程 {before[0] if before else '没有找到'}）：{spent}")
    time.sleep(STEADY)
    return window


def _is_back(
    site: Site, ledger: Ledger, pids: sites.Pids, before: list[int], window: _Window
) -> bool:
    now = pids()
    stands = before[0] not in now and len(now) >= min(len(before), 1)
    return stands and site.is_ready() and ledger.accepted_since(window.begins) >= AT_WORK


def _stored(here: env.Environment) -> Counter[str]:
    """Count each action's words in the database itself, past everything that might hide a row."""
    given = here.database or keeper.database(here)
    columns = ((Ticket, "description"), (Visit, "summary"))
    found: Counter[str] = Counter()
    with psycopg.connect(
        host=given["HOST"], port=given["PORT"] or None, user=given["USER"],
        password=given["PASSWORD"], dbname=given["NAME"],
    ) as connection:  # fmt: skip
        for model, column in columns:
            query = sql.SQL("SELECT {0} FROM {1} WHERE {0} LIKE %s").format(
                sql.Identifier(column), sql.Identifier(model._meta.db_table)
            )
            found.update(row[0] for row in connection.execute(query, [f"{MARK} %"]))
    return found


def _row(window: _Window, end: float, actions: list[Action], stored: Counter[str]) -> Row:
    mine = [action for action in actions if window.begins <= action.sent_at < end]
    accepted = [action for action in mine if action.accepted_at is not None]
    moments = sorted(d.accepted_at for d in actions if d.accepted_at is not None)
    return Row(
        killed=window.killed,
        sent=len(mine),
        accepted=len(accepted),
        stored=sum(stored[action.text] > 0 for action in mine),
        lost=sum(stored[action.text] == 0 for action in accepted),
        doubled=sum(stored[action.text] > 1 for action in mine),
        seconds_down=_longest_silence(
            [window.begins, *(m for m in moments if window.begins <= m < end)]
        ),
        seconds_until_back=window.back,
    )


def _longest_silence(moments: list[float]) -> float:
    """The longest time in which nobody's action was accepted."""
    return max((after - before for before, after in pairwise(moments)), default=0.0)
