"""The daily mail: one a person and working day, when the office opens, of what still waits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.jobs.services import job_runs
from cadres.models import OutboxRow
from cadres.notifications.rules.preferences import DIGEST_KIND, Channel, Group, Mode
from cadres.notifications.services import outbox, sending
from cadres.notifications.services.digests import gather_digests
from cadres.notifications.services.notices import mark_read
from cadres.notifications.services.preferences import choose_notices, set_email
from tests.factories.cases import TicketFactory
from tests.factories.people import moment

THURSDAY, FRIDAY, SATURDAY, MONDAY = (date(2026, 3, day) for day in (5, 6, 7, 9))


@pytest.fixture
def reader(dispatcher, mails):
    """A clerk of the office with an address, who has chosen nothing."""
    set_email("chenjing@county.example", actor=dispatcher.viewer(THURSDAY))
    return dispatcher


@pytest.fixture
def tickets(reader):
    return [TicketFactory(enterprise__county=reader.county) for _ in range(3)]


@pytest.fixture
def owed(tickets, reader, caller):
    """Three notices of Thursday, one of them to sign."""
    for ticket, kind in zip(
        tickets, ("ticket_filed", "ticket_resolved", "ticket_objected"), strict=True
    ):
        owe(ticket, reader, caller.viewer(THURSDAY), kind)
    return tickets


def owe(ticket, reader, actor, kind="ticket_filed"):
    outbox.queue(kind, ticket.pk, to=[reader.cadre.pk], actor=actor, once_per="once")


def morning(on, hour=9):
    """What the worker does in the morning of a day."""
    at = moment(on, hour)
    gather_digests(at, each=job_runs.each)
    while sending.send_next(Channel.MAIL, at):
        pass


def test_the_daily_mail_lists_by_group_what_waits(owed, mails):
    morning(FRIDAY)

    (mail,) = mails.mails
    text = mail.get_content()
    assert mail["Subject"] == "3月6日 周五 消息汇总（3 条）"
    assert all(ticket.number in text for ticket in owed)
    flow, approval = text.index("【工单流转】"), text.index("【审批】")
    assert flow < text.index(owed[2].number) < approval < text.index(owed[1].number)


def test_nothing_goes_out_at_once_where_the_daily_mail_was_chosen(owed, mails):
    while sending.send_next(Channel.MAIL, moment(THURSDAY, 15)):
        pass

    assert mails.mails == []


def test_there_is_one_a_day_however_often_it_is_gathered(owed, mails):
    for hour in (9, 10, 11):
        morning(FRIDAY, hour)

    assert len(mails.mails) == 1
    assert not OutboxRow.objects.filter(channel=Channel.MAIL, done_at=None).exists()


def test_there_is_none_before_the_office_opens_and_none_on_a_day_off(owed, mails):
    for on, hour in ((FRIDAY, 5), (SATURDAY, 10)):
        morning(on, hour)

    assert mails.mails == []


def test_what_comes_after_the_office_has_opened_waits_for_the_next_working_day(
    tickets, reader, caller, mails
):
    owe(tickets[0], reader, caller.viewer(FRIDAY, 10))

    morning(FRIDAY, 11)
    assert mails.mails == []
    morning(MONDAY)

    assert tickets[0].number in mails.mails[0].get_content()


def test_nothing_waits_means_no_mail(reader, mails):
    morning(FRIDAY)

    assert mails.mails == []
    assert not OutboxRow.objects.filter(kind=DIGEST_KIND).exists()


def test_what_was_read_or_may_no_longer_be_seen_is_left_out(owed, reader, mails, stranger):
    outbox.deliver(moment(THURSDAY, 16))
    read = reader.cadre.notices.get(object_id=owed[0].pk)
    mark_read([read.pk], actor=reader.viewer(THURSDAY))
    owed[1].county = stranger.county
    owed[1].save(update_fields=["county"])

    morning(FRIDAY)

    text = mails.mails[0].get_content()
    assert owed[2].number in text
    assert owed[0].number not in text
    assert owed[1].number not in text


def test_when_all_was_read_there_is_no_mail(owed, reader, mails):
    outbox.deliver(moment(THURSDAY, 16))
    mark_read(None, actor=reader.viewer(THURSDAY))

    morning(FRIDAY)

    assert mails.mails == []
    assert not OutboxRow.objects.filter(done_at=None).exists()


def test_a_group_switched_off_meanwhile_is_left_out(owed, reader, mails):
    choose_notices({(Group.APPROVAL, Channel.MAIL): Mode.OFF}, actor=reader.viewer(THURSDAY))

    morning(FRIDAY)

    assert "【审批】" not in mails.mails[0].get_content()


def test_a_daily_mail_that_failed_is_sent_later_with_all_it_held(owed, mails, settings):
    settings.EMAIL_PORT = 1
    morning(FRIDAY)
    settings.EMAIL_PORT = mails.port
    digest = OutboxRow.objects.get(kind=DIGEST_KIND)

    assert digest.next_try_at > moment(FRIDAY, 9)
    while sending.send_next(Channel.MAIL, digest.next_try_at + timedelta(minutes=1)):
        pass

    assert all(ticket.number in mails.mails[0].get_content() for ticket in owed)


def test_who_has_left_is_owed_nothing_more(owed, reader, mails):
    reader.cadre.is_active = False
    reader.cadre.save(update_fields=["is_active"])

    morning(FRIDAY)

    assert mails.mails == []
    assert not OutboxRow.objects.filter(channel=Channel.MAIL, done_at=None).exists()
