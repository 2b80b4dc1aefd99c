"""What the worker does for this app (timetable: config/celery.py)."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from cadres.deadlines.services import calendar_warnings
from cadres.files.services import file_search, uploads
from cadres.jobs.services import background_runs, job_runs, purges
from cadres.jobs.services.job_runs import recorded
from cadres.notifications.rules.preferences import Channel
from cadres.notifications.services import digests, outbox, sending
from cadres.offline.services import deliveries
from cadres.trail.services import seals
from cadres.viewers.rules.viewer import Viewer

# A server that does not answer must not keep the worker from everything else.
RUN = timedelta(seconds=20)
# A little less than the pace of the timetable (config/celery.py).
UNTIL_NEXT = timedelta(seconds=13)


@shared_task(acks_late=True, ignore_result=True)
@recorded(clock=timezone.now)
def deliver() -> int:
    """Put the notices that are due into the inboxes, until the timetable calls again."""
    ends = timezone.now() + UNTIL_NEXT
    return outbox.deliver(timezone.now(), lambda: timezone.now() < ends)


@shared_task(acks_late=True, ignore_result=True)
@recorded(clock=timezone.now)
def send(channel: str) -> int:
    """Send what is due by mail or to groups, for a while; the rest follows in the next run."""
    sent, ends = 0, timezone.now() + RUN
    while timezone.now() < ends and sending.send_next(Channel(channel), timezone.now()):
        sent += 1
    return sent


@shared_task(acks_late=True, ignore_result=True)
@recorded(clock=timezone.now)
def open_deliveries() -> int:
    """Do what phones delivered sealed, until the timetable calls again; return how many."""
    ends = timezone.now() + UNTIL_NEXT
    return deliveries.open_waiting(at=timezone.now(), has_time=lambda: timezone.now() < ends)


@shared_task(acks_late=True, ignore_result=True)
@recorded(clock=timezone.now)
def gather_digests() -> int:
    """Make the daily mails of those whose office is open."""
    return digests.gather_digests(timezone.now(), each=job_runs.each)


@shared_task(acks_late=True, ignore_result=True)
@recorded(clock=timezone.now)
def seal_trail() -> int:
    """Seal what was written since the last seal; return how many entries."""
    seal = seals.seal_trail(timezone.now())
    return seal.entries if seal else 0


@shared_task(acks_late=True, ignore_result=True)
@recorded(clock=timezone.now)
def search_files() -> int:
    """Each night: files without a row go; return how many rows lack their file."""
    return file_search.search_files(actor=Viewer.system(timezone.now())).missing


@shared_task(acks_late=True, ignore_result=True)
@recorded(clock=timezone.now)
def warn_of_calendar() -> int:
    """Each morning; the coming year's missing calendar is told once a week."""
    return calendar_warnings.warn_of_calendar(timezone.now())


@shared_task(acks_late=True, ignore_result=True)
@recorded(clock=timezone.now)
def purge() -> int:
    """Each night: delete what nobody needs any longer."""
    return purges.purge(actor=Viewer.system(timezone.now()))


@shared_task(acks_late=True, ignore_result=True, time_limit=2 * 60 * 60)
@recorded(clock=timezone.now)
def run_background() -> int:
    """Do the long work that waits; return how many runs."""
    done = 0
    while background_runs.run_next(timezone.now):
        done += 1
    return done


@shared_task(acks_late=True, ignore_result=True)
@recorded(clock=timezone.now)
def purge_uploads() -> int:
    """Forget files that were sent more than a day ago and no form has taken; return how many."""
    purged = 0
    while some := uploads.purge_uploads(actor=Viewer.system(timezone.now())):
        purged += some
    return purged
