"""A trial of the ladder is asked for here, and worked out by the worker: it replays thousands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cadres.errors import Conflict
from cadres.jobs.services import background_runs
from cadres.jobs.services.background_runs import Progress, Work
from cadres.viewers.rules.viewer import Viewer
from cases.supervision.selectors import ladder_trial
from cases.supervision.selectors.trial_runs import KIND, detail_of

# So many tickets a rung are named on the page; all are counted.
NAMED = 100


def ask_trial(county_id: int, since: date, until: date, *, actor: Viewer) -> None:
    """The worker shall say what each rung would have done in the period; nothing is changed."""
    ladder_trial.check(county_id, since, until, seen_by=actor)
    wanted = detail_of(county_id, since, until)
    if background_runs.ask(KIND, wanted, actor=actor).detail != wanted:
        raise Conflict("上一次试算还没有完成，请等它完成后再试算这一段。")


def total(detail: Mapping[str, Any], actor: Viewer) -> int:
    """How many tickets are replayed."""
    return ladder_trial.replayed(*_asked(detail), seen_by=actor)


def work_out(detail: Mapping[str, Any], actor: Viewer, progress: Progress) -> dict[str, Any]:
    """Keep figures and numbers; whose tickets they are is asked again when they are shown."""
    found = ladder_trial.trial(*_asked(detail), seen_by=actor, shown=NAMED, say=progress.say)
    return {
        "rungs": [
            {
                "code": one.rung.code,
                "name": one.rung.name,
                "is_active": one.rung.is_active,
                "condition": one.condition,
                "total": one.total,
                "by_unit": one.by_unit,
                "lines": [
                    [line.ticket_id, line.unit, line.on.isoformat(), line.why] for line in one.lines
                ],
            }
            for one in found
        ]
    }


def register_work() -> None:
    background_runs.register(KIND, Work(total, work_out))


def _asked(detail: Mapping[str, Any]) -> tuple[int, date, date]:
    ends = (date.fromisoformat(detail[name]) for name in ("since", "until"))
    return detail["county"], *ends
