"""What is counted of tasks (双清单), and what stands in the two lists of a bulletin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cases.office_work.rules.tasks import TaskState

# By name: how it is called, what it counts, which states it takes in.
MEASURES: Mapping[str, tuple[str, str, frozenset[TaskState]]] = {
    "tasks_listed": (
        "列入任务",
        "截止日当天结束时列在该周、没有撤销的任务",
        frozenset({TaskState.PLANNED, TaskState.DONE, TaskState.CARRIED}),
    ),
    "tasks_done": ("已完成", "其中已填报完成、没有被退回的", frozenset({TaskState.DONE})),
    "tasks_carried": ("已结转", "其中结转到以后的周的", frozenset({TaskState.CARRIED})),
    "tasks_open": ("未填报", "其中还没有填报完成或结转的", frozenset({TaskState.PLANNED})),
}
LEAVES_OUT = "撤销的任务；截止日以后才列入的任务"
# By name what was read of a task at the cut-off, and how it is called: a column of the lists.
FACTS = {
    "kind": "类别",
    "text": "任务",
    "unit": "责任单位",
    "owner": "责任人",
    "due_on": "完成时限",
    "state": "状态",
    "result": "完成情况",
}
Facts = Mapping[str, str]


def counted_in(state: TaskState) -> Iterator[str]:
    """Yield the measures that count a task in this state."""
    for name, (_, _, states) in MEASURES.items():
        if state in states:
            yield name
