"""The background worker and its timetable."""

from __future__ import annotations

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import heartbeat_sent
from django.conf import settings

from config.embedded import keeper
from config.processes import presence

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
keeper.hold(settings.ENVIRONMENT)

LONGEST_TASK = 2 * 60 * 60  # no task may have a longer time_limit

app = Celery("zhuqi")
app.conf.update(
    broker_url=settings.CELERY_BROKER_URL,
    result_backend=settings.CELERY_BROKER_URL,
    task_serializer="json",
    result_serializer="json",
    accept_content=["json"],
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    # A task is acknowledged when it is done. What nobody has acknowledged for this long is given to
    # another worker; before the longest task has ended that would be a second run of it. A worker
    # that is gone loses nothing meanwhile: the timetable calls every job again.
    broker_transport_options={"visibility_timeout": LONGEST_TASK + 30 * 60},
    task_default_queue="zhuqi",
    task_time_limit=15 * 60,
    result_expires=24 * 60 * 60,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,  # for as long as the broker is away, not a hundred times
    timezone=settings.TIME_ZONE,
    beat_scheduler="config.timetable:Timetable",
    beat_max_loop_interval=5,
    beat_schedule_filename=str(settings.LOCAL_DIR / "celerybeat-schedule"),
    beat_schedule={
        "deliver": {"task": "cadres.tasks.deliver", "schedule": 15.0, "options": {"expires": 15}},
        "send_mail": {
            "task": "cadres.tasks.send",
            "args": ["mail"],
            "schedule": 30.0,
            "options": {"expires": 30},
        },
        "send_to_groups": {
            "task": "cadres.tasks.send",
            "args": ["wecom"],
            "schedule": 30.0,
            "options": {"expires": 30},
        },
        # What phones delivered sealed; a person's own next contact opens it too.
        "open_deliveries": {
            "task": "cadres.tasks.open_deliveries",
            "schedule": 15.0,
            "options": {"expires": 15},
        },
        # One a person and working day, however often it is asked:
        # cadres/notifications/services/digests.py.
        "gather_digests": {
            "task": "cadres.tasks.gather_digests",
            "schedule": 300.0,
            "options": {"expires": 300},
        },
        "seal_trail": {
            "task": "cadres.tasks.seal_trail",
            "schedule": 300.0,
            "options": {"expires": 300},
        },
        "seal_room": {
            "task": "cases.leads.tasks.seal_room",
            "schedule": 300.0,
            "options": {"expires": 300},
        },
        "end_lent": {
            "task": "cases.leads.tasks.end_lent",
            "schedule": 600.0,
            "options": {"expires": 600},
        },
        "check_room_terms": {
            "task": "cases.leads.tasks.check_terms",
            "schedule": crontab(hour="3", minute="31"),
            "options": {"expires": 3 * 60 * 60},
        },
        # A notice that is loaded in the morning reaches the room within the hour.
        "recount_room": {
            "task": "cases.leads.tasks.recount_room",
            "schedule": 3600.0,
            "options": {"expires": 3600},
        },
        "sweep": {"task": "cases.tasks.sweep", "schedule": 600.0, "options": {"expires": 600}},
        "check_clocks": {
            "task": "cases.tasks.check_clocks",
            "schedule": crontab(hour="3", minute="17"),
            "options": {"expires": 3 * 60 * 60},
        },
        "warn_early": {
            "task": "cases.tasks.warn_early",
            "schedule": crontab(hour="5", minute="13"),
            "options": {"expires": 3 * 60 * 60},
        },
        "learn_proposals": {
            "task": "cases.tasks.learn_proposals",
            "schedule": crontab(hour="4", minute="7"),
            "options": {"expires": 3 * 60 * 60},
        },
        "purge": {
            "task": "cadres.tasks.purge",
            "schedule": crontab(hour="2", minute="11"),
            "options": {"expires": 3 * 60 * 60},
        },
        # Told once a week, from a day on that a limit names:
        # cadres/deadlines/services/calendar_warnings.py.
        "warn_of_calendar": {
            "task": "cadres.tasks.warn_of_calendar",
            "schedule": crontab(hour="7", minute="49"),
            "options": {"expires": 3 * 60 * 60},
        },
        "purge_uploads": {
            "task": "cadres.tasks.purge_uploads",
            "schedule": crontab(minute="23"),
            "options": {"expires": 60 * 60},
        },
        "search_files": {
            "task": "cadres.tasks.search_files",
            "schedule": crontab(hour="2", minute="37"),
            "options": {"expires": 3 * 60 * 60},
        },
        "search_room_files": {
            "task": "cases.leads.tasks.search_files",
            "schedule": crontab(hour="2", minute="53"),
            "options": {"expires": 3 * 60 * 60},
        },
        # Before the office opens; not on days off (cases/leads/candidates/services/candidates.py).
        "sweep_candidates": {
            "task": "cases.leads.tasks.sweep_candidates",
            "schedule": crontab(hour="4", minute="41"),
            "options": {"expires": 3 * 60 * 60},
        },
        # Usually kicked by the page itself; this takes up what a crash cut off.
        "run_background": {
            "task": "cadres.tasks.run_background",
            "schedule": 60.0,
            "options": {"expires": 60},
        },
        # Usually kicked by the page itself; this takes up what a crash cut off.
        "run_imports": {
            "task": "cases.tasks.run_imports",
            "schedule": 60.0,
            "options": {"expires": 60},
        },
    },
)
app.autodiscover_tasks()


@heartbeat_sent.connect
def _report_worker(**_: object) -> None:
    presence.report("worker")
