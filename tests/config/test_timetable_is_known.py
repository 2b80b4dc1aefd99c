"""Every job of the timetable is kept, looked after, and over before it is given out again."""

from __future__ import annotations

import ast

from cadres.jobs.rules.jobs import kind_of
from cadres.jobs.selectors import job_runs
from config.celery import LONGEST_TASK, app
from tests.architecture import source


def test_every_job_of_the_timetable_is_looked_after():
    timetable = app.conf.beat_schedule.values()
    kinds = {
        kind_of(*entry["task"].rpartition(".")[::2], entry.get("args", ())) for entry in timetable
    }

    assert kinds - job_runs.kinds() == set()


def test_every_task_keeps_its_runs():
    assert [
        source.place(path, function)
        for path in source.in_layers("tasks")
        for function in source.functions(path)
        for names in [{ast.unparse(each).partition("(")[0] for each in function.decorator_list}]
        if "shared_task" in names and "recorded" not in names
    ] == []


def test_a_task_is_over_before_the_broker_gives_it_to_another_worker():
    app.loader.import_default_modules()
    limits = [task.time_limit or app.conf.task_time_limit for task in app.tasks.values()]

    assert max(limits) <= LONGEST_TASK
    assert app.conf.broker_transport_options["visibility_timeout"] > LONGEST_TASK
