"""A worker is killed in the middle of a mail: nothing is lost, and at most one repeat goes out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date, timedelta

import pytest

from cadres.models import OutboxRow
from cadres.notifications.rules.preferences import Channel, Group, Mode
from cadres.notifications.services import outbox, sending
from cadres.notifications.services.preferences import choose_notices, set_email
from cadres.viewers.rules.roles import Role
from config import env
from tests import cast
from tests.factories.cases import TicketFactory
from tests.factories.people import moment

FRIDAY = date(2026, 3, 6)
AT = moment(FRIDAY, 10)
# The very action of the worker, in a process of its own, at a moment within working hours.
ACTION = """
from datetime import datetime
import django
django.setup()
from cadres.notifications.rules.preferences import Channel
from cadres.notifications.services import sending
sending.send_next(Channel.MAIL, datetime.fromisoformat({at!r}))
"""


@pytest.fixture
def row(site, mails):
    """One mail owed, and nothing else: these tests share a database."""
    office = cast.unit("县助企办")
    reader, actor = (cast.person(name, Role.OFFICE_CLERK, office) for name in ("陈静", "赵敏"))
    set_email("chenjing@county.example", actor=reader.viewer(FRIDAY))
    modes = {(Group.FLOW, Channel.MAIL): Mode.AT_ONCE, (Group.FLOW, Channel.INBOX): Mode.OFF}
    choose_notices(modes, actor=reader.viewer(FRIDAY))
    ticket = TicketFactory(enterprise__county=cast.county())
    outbox.queue(
        "ticket_filed",
        ticket.pk,
        to=[reader.cadre.pk],
        actor=actor.viewer(FRIDAY, 9),
        once_per="once",
    )
    return OutboxRow.objects.get(to=reader.cadre, channel=Channel.MAIL)


def kill_in_the_middle(site, mails, word):
    """Start to send, and kill the process when the mail server has heard so much."""
    mails.holds_at = word
    values = {
        **site.values,
        "SMTP_URL": f"smtp://127.0.0.1:{mails.port}",
        "MAIL_FROM": "zhuqi@county.example",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", ACTION.format(at=AT.isoformat())], cwd=env.BASE_DIR, env=values
    )
    assert mails.is_held.wait(150)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    mails.holds_at = ""
    mails.goes_on.set()


def send(at):
    count = 0
    while sending.send_next(Channel.MAIL, at):
        count += 1
    return count


def test_a_worker_killed_before_the_mail_has_gone_loses_nothing(site, row, mails):
    kill_in_the_middle(site, mails, "RCPT")

    row.refresh_from_db()
    assert (row.done_at, row.sending_at) == (None, AT)
    assert send(AT + timedelta(minutes=5)) == 0
    assert send(AT + timedelta(minutes=11)) == 1
    assert len(mails.mails) == 1


def test_a_worker_killed_after_the_mail_has_gone_repeats_it_once_and_recognisably(site, row, mails):
    kill_in_the_middle(site, mails, "DATA")

    assert send(AT + timedelta(minutes=11)) == 1
    assert send(AT + timedelta(hours=1)) == 0
    row.refresh_from_db()
    assert (row.is_dropped, row.error) == (False, "")
    first, repeat = mails.mails
    assert first["Message-ID"] == repeat["Message-ID"]
