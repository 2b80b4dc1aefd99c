"""What falls due by itself (到期处理): every sweep of this app, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from cases.services import checks, climbing, overdue_decisions, questions, reminders

Sweep = Callable[[datetime], int]

SWEEPS: tuple[tuple[str, Sweep], ...] = (
    ("questions", questions.sweep),
    ("checks", checks.sweep),
    ("feedback_due", reminders.remind_feedback),
    ("step_warnings", reminders.warn_steps),
    ("unpark", overdue_decisions.unpark_due),
    ("raise_applications", overdue_decisions.raise_applications),
    ("raise_results", overdue_decisions.raise_results),
    ("climb", climbing.climb),
)


def run(at: datetime) -> dict[str, int]:
    """Run all sweeps; return how many things each of them did."""
    return {name: sweep(at) for name, sweep in SWEEPS}
