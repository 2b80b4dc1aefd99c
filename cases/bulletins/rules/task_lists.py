"""The two lists of a bulletin (双清单) as lines: from what was sealed, in the order of the plan."""

from __future__ import annotations

from datetime import date

from cadres.pages.rules.wording import DASH
from cases.bulletins.rules.figures import Figures, Table
from cases.bulletins.rules.task_figures import FACTS, Facts
from cases.office_work.rules.tasks import TaskKind

HEAD = ["序号", *FACTS.values()]
LISTED = "tasks_listed"


def lines(figures: Figures, table: Table) -> list[list[str]]:
    """Return headings and a line for each task: 规定动作 first, by the day it is due."""
    of = [figures.tasks[pk] for pk in table.total.behind.get(LISTED, ())]
    of.sort(key=lambda facts: (facts["kind"] != TaskKind.SET.label, facts["due_on"]))
    told = [[str(at), *(_said(name, facts) for name in FACTS)] for at, facts in enumerate(of, 1)]
    return [HEAD, *told]


def _said(name: str, facts: Facts) -> str:
    """A day as it is written in a list of one week, `11月20日`; nothing is a dash."""
    if name == "due_on":
        on = date.fromisoformat(facts[name])
        return f"{on.month}月{on.day}日"
    return facts[name] or DASH
