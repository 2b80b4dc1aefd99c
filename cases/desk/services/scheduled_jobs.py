"""What falls due by itself (到期处理): every sweep of this app, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from cadres.jobs.rules.jobs import OFTEN, Job
from cadres.jobs.services import job_runs
from cases.subscriptions.services import subscriptions
from cases.supervision.services import escalation_sweep
from cases.tickets.services import due_warnings
from cases.tickets.services.applications import overdue_decisions, planning
from cases.tickets.services.closing import rechecks, reminders
from cases.tickets.services.handling import enterprise_questions
from cases.tickets.services.takeovers import leaver_notices

Sweep = Callable[[datetime], int]
KIND = "cases.sweep"

SWEEPS: tuple[tuple[str, str, Sweep], ...] = (
    ("questions", "到期未补充的恢复办理", enterprise_questions.sweep),
    ("checks", "到期的回头看", rechecks.sweep),
    ("feedback_due", "到期未反馈的提醒", due_warnings.remind_feedback),
    ("step_warnings", "临期和逾期的提醒", due_warnings.warn_steps),
    ("unpark", "挂账到期恢复办理", overdue_decisions.unpark_due),
    ("miss_plans", "计划到期未兑现的恢复办理", planning.miss_plans),
    ("raise_applications", "逾期未审的申请转上级", overdue_decisions.raise_applications),
    ("urge_heads", "逾期未审核的办理结果催办主要负责人", overdue_decisions.urge_heads),
    ("report_unsigned", "催办后仍未审核的报告分管县领导", overdue_decisions.report_unsigned),
    ("climb", "督办阶梯", escalation_sweep.escalate),
    ("confirmations", "提醒企业确认，提醒后没有答复的列为未答复", reminders.sweep),
    ("left_work", "离岗未转交的告知", leaver_notices.sweep),
    ("subscriptions", "定期送阅", subscriptions.sweep),
)


def jobs() -> list[Job]:
    return [Job(f"{KIND}.{name}", f"到期处理：{label}", OFTEN) for name, label, _ in SWEEPS]


def run(at: datetime) -> dict[str, int]:
    """Run all sweeps; return how many things each of them did."""
    return {name: sweep(at) for name, _, sweep in SWEEPS}


def run_apart(clock: Callable[[], datetime]) -> int:
    """Run each sweep as a job of its own, so that one that fails stops none of the others."""
    done = 0
    for name, _, sweep in SWEEPS:
        done += job_runs.run(f"{KIND}.{name}", partial(sweep, clock()), clock=clock) or 0
    return done
