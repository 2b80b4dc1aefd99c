"""A job runs alone, its runs are kept, and whoever keeps the system hears once a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cadres.errors import WrongState
from cadres.jobs.rules.jobs import Job
from cadres.jobs.selectors import job_runs as reader
from cadres.jobs.services import job_runs
from cadres.jobs.services.job_locks import alone
from cadres.models import JobRun, OutboxRow
from cadres.viewers.rules.viewer import Viewer
from config import health
from tests.factories.people import moment

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 3, 6)
KIND = "cadres.seal_trail"


def at(hour=10, on=FRIDAY):
    return lambda: moment(on, hour)


def breaks():
    raise KeyError("13800001111")


def test_a_run_is_kept_with_its_count_and_its_length():
    moments = iter([moment(FRIDAY, 9), moment(FRIDAY, 9), moment(FRIDAY, 10)])

    assert job_runs.run(KIND, lambda: {"one": 2, "other": 3}, clock=lambda: next(moments)) == 5

    row = JobRun.objects.get()
    assert (row.kind, row.done, row.failed) == (KIND, 5, 0)
    assert row.ended_at - row.started_at == timedelta(hours=1)


def test_what_is_running_already_is_not_run_again():
    with alone(KIND) as is_first:
        assert is_first
        assert job_runs.run(KIND, lambda: 1, clock=at()) is None

    assert job_runs.run(KIND, lambda: 1, clock=at()) == 1
    assert JobRun.objects.count() == 1


def test_the_lock_outlives_what_the_job_itself_commits_and_ends_with_it():
    def looks() -> int:
        with alone(KIND) as is_free:
            return int(is_free)

    assert job_runs.run(KIND, looks, clock=at()) == 0
    assert looks() == 1


def test_a_run_that_breaks_is_kept_with_a_sentence_that_names_nobody():
    job_runs.run(KIND, breaks, clock=at())

    row = JobRun.objects.get()
    assert (row.failed, row.sentence) == (1, "系统内部出错（KeyError）")


def test_one_county_that_fails_stops_no_other():
    def action(county: int) -> int:
        if county == 2:
            raise WrongState("没有设置时限“签收”。")
        return county

    job_runs.run(KIND, lambda: job_runs.each("county", [1, 2, 3], action), clock=at())

    row = JobRun.objects.get()
    assert (row.done, row.failed, row.sentence) == (4, 1, "没有设置时限“签收”。")


def test_outside_of_a_job_what_breaks_is_raised():
    with pytest.raises(KeyError):
        job_runs.each("county", [1], lambda _: breaks())


def test_a_silent_job_keeps_neither_counts_nor_words():
    def action() -> int:
        job_runs.each("lead", [1, 2], lambda one: 5 if one == 1 else _refuse())
        return 5

    def _refuse() -> int:
        raise WrongState("张三的线索。")

    job_runs.run(KIND, action, clock=at(), is_silent=True)

    row = JobRun.objects.get()
    assert (row.done, row.failed, row.sentence) == (0, 1, "系统内部出错（WrongState）")


def test_who_keeps_the_system_hears_of_a_job_once_a_day(sysadmin):
    for hour in (9, 10, 11):
        job_runs.run(KIND, breaks, clock=at(hour))
    job_runs.run("cadres.send_mail", breaks, clock=at(12))
    assert OutboxRow.objects.filter(kind="job_failed", to=sysadmin.cadre).count() == 2

    job_runs.run(KIND, breaks, clock=at(9, FRIDAY + timedelta(days=1)))
    assert OutboxRow.objects.filter(kind="job_failed", to=sysadmin.cadre).count() == 3


def test_a_run_that_was_cut_off_is_found_by_the_next(sysadmin):
    cut_off = JobRun.objects.create(kind=KIND, started_at=moment(FRIDAY, 8))

    job_runs.run(KIND, lambda: 1, clock=at())

    cut_off.refresh_from_db()
    assert (cut_off.failed, cut_off.sentence) == (1, job_runs.CUT_OFF)
    assert OutboxRow.objects.filter(to=sysadmin.cadre).exists()


def test_of_runs_that_found_nothing_the_last_is_kept():
    for hour in (8, 9, 10):
        job_runs.run(KIND, lambda: 0, clock=at(hour))

    assert JobRun.objects.get().started_at == moment(FRIDAY, 10)


def test_a_job_is_late_when_nothing_was_heard_for_several_turns():
    job = Job(KIND, "审计封签", timedelta(minutes=5))

    assert job.is_late(moment(FRIDAY, 8), moment(FRIDAY, 9))
    assert not job.is_late(moment(FRIDAY, 9) - timedelta(minutes=20), moment(FRIDAY, 9))


def test_the_page_and_the_notice_say_what_failed(client, sysadmin):
    now = sysadmin.viewer_now().at
    job_runs.run(KIND, breaks, clock=lambda: now)
    client.force_login(sysadmin.cadre)

    page = client.get(reverse("cadres:jobs")).content.decode()

    assert "审计封签" in page
    assert "系统内部出错（KeyError）" in page
    assert "13800001111" not in page


@pytest.mark.django_db(databases=["default", "leads"])
def test_health_tells_anybody_that_something_failed_and_not_why(client, sysadmin, monkeypatch):
    monkeypatch.setattr(health, "_lately", health._Lately())
    now = sysadmin.viewer_now().at
    job_runs.run(KIND, breaks, clock=lambda: now)

    answer = client.get("/healthz/ready/")
    jobs = answer.json()["jobs"]

    assert (jobs[KIND]["failed"], jobs[KIND]["late"]) == (True, False)
    assert set(jobs[KIND]) == {"last_run", "seconds", "failed", "late"}
    assert "KeyError" not in answer.content.decode()
    assert jobs["cadres.purge"]["last_run"] is None


def test_a_site_just_begun_is_late_with_nothing():
    system = Viewer.system(moment(FRIDAY, 10))
    assert not any(line.is_late for line in reader.lines(seen_by=system))

    job_runs.run(KIND, lambda: 0, clock=at(8))

    late = {line.job.kind for line in reader.lines(seen_by=system) if line.is_late}
    assert KIND in late
    assert "cadres.deliver" in late
    assert "cadres.purge" not in late
