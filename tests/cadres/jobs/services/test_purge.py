"""What nobody needs any longer is deleted, and what is still needed stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from cadres.jobs.services import purges
from cadres.models import JobRun, Notice, OnceKey, OutboxRow, SignInCount
from cadres.sign_in.rules import sign_in_delays
from cadres.viewers.rules.viewer import Viewer
from tests.factories.people import moment

pytestmark = pytest.mark.django_db

TODAY = moment(date(2028, 3, 6), 2)
HOUR = timedelta(hours=1)


def old(kind):
    return TODAY - timedelta(days=settings.KEPT_DAYS[kind], hours=1)


def young(kind):
    return TODAY - timedelta(days=settings.KEPT_DAYS[kind]) + timedelta(hours=1)


def purge():
    return purges.purge(actor=Viewer.system(TODAY))


def owed(person, at, **more):
    return OutboxRow.objects.create(
        kind="ticket_filed", object_id=1, to=person.cadre, once_per=str(at), queued_at=at, **more
    )


def test_settled_notices_go_and_what_is_owed_stays(liaison):
    owed(liaison, old("outbox"), done_at=old("outbox"))
    stays = [owed(liaison, young("outbox"), done_at=young("outbox"))]
    stays.append(owed(liaison, old("outbox") - timedelta(days=1)))

    assert purge() == 1
    assert set(OutboxRow.objects.all()) == set(stays)


def test_read_lines_of_the_inbox_go_and_unread_ones_stay(liaison):
    at = old("inbox")
    Notice.objects.create(to=liaison.cadre, kind="ticket_filed", object_id=1, at=at, read_at=at)
    unread = Notice.objects.create(to=liaison.cadre, kind="ticket_filed", object_id=1, at=at)

    assert purge() == 1
    assert Notice.objects.get() == unread


def test_expired_sessions_old_counts_and_old_runs_go(db):
    Session.objects.create(session_key="a", session_data="", expire_date=TODAY - HOUR)
    Session.objects.create(session_key="b", session_data="", expire_date=TODAY + HOUR)
    JobRun.objects.create(kind="k", started_at=old("job_runs"), ended_at=old("job_runs"))
    SignInCount.objects.create(key="a", last_at=TODAY - sign_in_delays.FORGOTTEN_AFTER - HOUR)
    SignInCount.objects.create(key="b", last_at=TODAY)

    assert purge() == 3
    assert Session.objects.get().session_key == "b"


def test_keys_of_submissions_go_when_nobody_sends_them_again(db):
    for name, at in (("a", old("once_keys")), ("b", young("once_keys"))):
        OnceKey.objects.create(name=name, content="", status=302, kept_at=at)

    assert purge() == 1
    assert OnceKey.objects.get().name == "b"


def test_many_go_in_small_transactions(liaison, monkeypatch):
    monkeypatch.setattr(purges, "BATCH", 2)
    for minutes in range(5):
        at = old("outbox") - timedelta(minutes=minutes)
        owed(liaison, at, done_at=at)

    assert purge() == 5
