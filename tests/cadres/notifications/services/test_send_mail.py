"""Mails: at once or in the daily one, in working hours, rendered when they go, each once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.models import CalendarVersion, Notice, OfficeHours, OutboxRow
from cadres.notifications.rules.preferences import Channel, Group, Mode
from cadres.notifications.rules.sending import RETRIES
from cadres.notifications.selectors import notices
from cadres.notifications.services import outbox, sending
from cadres.notifications.services.notices import mark_read
from cadres.notifications.services.preferences import choose_notices, set_email
from cases.tickets.selectors import notices as ticket_notices
from tests.factories.cases import TicketFactory
from tests.factories.people import moment

FRIDAY, SATURDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 9)
ADDRESS = "chenjing@county.example"


@pytest.fixture
def reader(dispatcher, mails):
    """A clerk of the office who wants mails at once."""
    set_email(ADDRESS, actor=dispatcher.viewer(FRIDAY))
    modes = {(Group.FLOW, Channel.MAIL): Mode.AT_ONCE}
    choose_notices(modes, actor=dispatcher.viewer(FRIDAY))
    return dispatcher


@pytest.fixture
def ticket(reader):
    return TicketFactory(enterprise__county=reader.county, enterprise__name="恒信达艾草制品")


def owe(ticket, reader, caller, kind="ticket_filed", once_per="once", at=None):
    actor = caller.viewer(FRIDAY) if at is None else caller.viewer(*at)
    outbox.queue(kind, ticket.pk, to=[reader.cadre.pk], actor=actor, once_per=once_per)
    return OutboxRow.objects.get(channel=Channel.MAIL, kind=kind, once_per=once_per)


def send(at):
    count = 0
    while sending.send_next(Channel.MAIL, at):
        count += 1
    return count


def test_a_mail_says_what_its_reader_may_see_and_where(ticket, reader, caller, mails):
    owe(ticket, reader, caller)

    assert send(moment(FRIDAY, 11)) == 1

    mail = mails.mails[0]
    assert mail["To"] == ADDRESS
    assert mail["Subject"] == "新登记工单，待交办"
    assert ticket.number in mail.get_content()
    assert "恒信达艾草制品" in mail.get_content()
    assert f"https://zhuqi.example/cases/tickets/{ticket.pk}/" in mail.get_content()


def test_the_inbox_is_told_at_once_and_the_same_thing_once_by_each_channel(ticket, reader, caller):
    for _ in range(2):
        owe(ticket, reader, caller)

    outbox.deliver(moment(FRIDAY, 10))

    assert Notice.objects.filter(to=reader.cadre).count() == 1
    assert OutboxRow.objects.filter(to=reader.cadre).count() == 2


def test_who_gave_no_address_is_owed_no_mail(ticket, caller, reader, office_head):
    outbox.queue(
        "ticket_filed",
        ticket.pk,
        to=[office_head.cadre.pk],
        actor=caller.viewer(FRIDAY),
        once_per="once",
    )

    assert not OutboxRow.objects.filter(channel=Channel.MAIL).exists()


def test_without_a_mail_server_no_mail_is_owed(ticket, reader, caller, settings):
    settings.EMAIL_HOST = ""

    outbox.queue(
        "ticket_filed",
        ticket.pk,
        to=[reader.cadre.pk],
        actor=caller.viewer(FRIDAY),
        once_per="once",
    )

    assert not OutboxRow.objects.filter(channel=Channel.MAIL).exists()


def test_what_the_reader_may_no_longer_see_is_not_mailed(ticket, reader, caller, mails, stranger):
    row = owe(ticket, reader, caller)
    ticket.county = stranger.county
    ticket.save(update_fields=["county"])

    send(moment(FRIDAY, 11))

    row.refresh_from_db()
    assert (row.is_dropped, row.error) == (True, "")
    assert mails.mails == []


def test_who_has_left_is_not_mailed(ticket, reader, caller, mails):
    owe(ticket, reader, caller)
    reader.cadre.is_active = False
    reader.cadre.save(update_fields=["is_active"])

    send(moment(FRIDAY, 11))

    assert mails.mails == []


def test_what_was_read_in_the_inbox_meanwhile_is_not_mailed(ticket, reader, caller, mails):
    owe(ticket, reader, caller)
    outbox.deliver(moment(FRIDAY, 10))
    mark_read(None, actor=reader.viewer(FRIDAY))

    send(moment(FRIDAY, 11))

    assert mails.mails == []


def test_who_switched_mails_off_meanwhile_gets_none(ticket, reader, caller, mails):
    owe(ticket, reader, caller)
    choose_notices({(Group.FLOW, Channel.MAIL): Mode.OFF}, actor=reader.viewer(FRIDAY))

    send(moment(FRIDAY, 11))

    assert mails.mails == []


def test_an_alarm_waits_for_the_office_to_open(ticket, reader, caller, mails):
    row = owe(ticket, reader, caller, at=(FRIDAY, 23))

    send(moment(FRIDAY, 23))
    send(moment(SATURDAY, 11))
    assert mails.mails == []
    row.refresh_from_db()
    opens = row.next_try_at

    send(opens)
    assert (opens.date(), len(mails.mails)) == (MONDAY, 1)


def test_an_alarm_at_noon_waits_for_the_afternoon(ticket, reader, caller, mails):
    row = owe(ticket, reader, caller)

    send(moment(FRIDAY, 13))

    row.refresh_from_db()
    assert mails.mails == []
    assert row.next_try_at == moment(FRIDAY, 14, 30)


def test_where_no_office_hours_are_set_nothing_waits_for_them(ticket, reader, caller, mails):
    last = CalendarVersion.objects.order_by("-number").first()
    without = CalendarVersion.objects.create(number=last.number + 1, loaded_at=last.loaded_at)
    OfficeHours.objects.update(until=without)
    owe(ticket, reader, caller, at=(FRIDAY, 23))

    send(moment(FRIDAY, 23))

    assert len(mails.mails) == 1


def test_what_is_urgent_waits_for_nothing(ticket, reader, caller, mails, urgent):
    choose_notices({(Group.DUE, Channel.MAIL): Mode.DIGEST}, actor=reader.viewer(FRIDAY))
    owe(ticket, reader, caller, kind=urgent, at=(SATURDAY, 23))

    send(moment(SATURDAY, 23))

    assert len(mails.mails) == 1


def test_what_is_urgent_stands_in_the_inbox_whatever_was_chosen(ticket, reader, caller, urgent):
    off = {(group, Channel.INBOX): Mode.OFF for group in Group}
    choose_notices(off, actor=reader.viewer(FRIDAY))
    owe(ticket, reader, caller, kind=urgent)
    owe(ticket, reader, caller)

    outbox.deliver(moment(FRIDAY, 10))

    assert [notice.kind for notice in Notice.objects.filter(to=reader.cadre)] == [urgent]


def test_a_server_that_is_away_is_tried_later_and_later(ticket, reader, caller, mails, settings):
    row = owe(ticket, reader, caller)
    settings.EMAIL_PORT = 1
    noon = moment(FRIDAY, 10)

    send(noon)

    row.refresh_from_db()
    assert row.error == "连不上邮件服务器，或连接中断"
    assert (row.done_at, row.sending_at) == (None, None)
    first = row.next_try_at - noon
    send(row.next_try_at)
    again = OutboxRow.objects.get(pk=row.pk)
    assert again.next_try_at - row.next_try_at > first > timedelta(0)
    settings.EMAIL_PORT = mails.port
    send(again.next_try_at)
    again.refresh_from_db()
    assert (len(mails.mails), again.error) == (1, "")


def test_after_enough_attempts_it_is_given_up_and_the_reason_kept(
    ticket, reader, caller, mails, settings
):
    row = owe(ticket, reader, caller)
    settings.EMAIL_PORT = 1

    while row.done_at is None:
        send(row.next_try_at)
        row.refresh_from_db()

    assert row.attempts == RETRIES[Channel.MAIL].attempts
    assert row.is_dropped
    assert row.error == "连不上邮件服务器，或连接中断"


def test_a_dead_address_stops_nobody_else(ticket, reader, caller, office_head, mails):
    set_email("gone@county.example", actor=office_head.viewer(FRIDAY))
    modes = {(Group.FLOW, Channel.MAIL): Mode.AT_ONCE}
    choose_notices(modes, actor=office_head.viewer(FRIDAY))
    mails.refuses["gone@county.example"] = "550 no such mailbox"
    outbox.queue(
        "ticket_filed",
        ticket.pk,
        to=[office_head.cadre.pk, reader.cadre.pk],
        actor=caller.viewer(FRIDAY),
        once_per="once",
    )

    send(moment(FRIDAY, 11))

    assert [mail["To"] for mail in mails.mails] == [ADDRESS]
    refused = OutboxRow.objects.get(channel=Channel.MAIL, to=office_head.cadre)
    assert (refused.is_dropped, refused.attempts) == (True, 1)
    assert refused.error == "收件邮箱被拒收（550）"


def test_a_full_mailbox_is_tried_again(ticket, reader, caller, mails):
    mails.refuses[ADDRESS] = "450 try again"
    row = owe(ticket, reader, caller)

    send(moment(FRIDAY, 11))

    row.refresh_from_db()
    assert (row.is_dropped, row.error) == (False, "收件邮箱被拒收（450）")


def test_a_mail_cut_off_in_the_middle_is_repeated_once_under_the_same_id(
    ticket, reader, caller, mails
):
    row = owe(ticket, reader, caller)
    at = moment(FRIDAY, 10)
    send(at)
    _as_if_cut_off(row, at)

    send(at + timedelta(minutes=5))
    assert len(mails.mails) == 1
    send(at + timedelta(minutes=11))

    first, repeat = mails.mails
    assert first["Message-ID"] == repeat["Message-ID"]
    assert send(at + timedelta(hours=1)) == 0


def test_a_mail_cut_off_twice_running_is_given_up(ticket, reader, caller, mails):
    row = owe(ticket, reader, caller)
    at = moment(FRIDAY, 10)
    send(at)
    _as_if_cut_off(row, at)
    OutboxRow.objects.filter(pk=row.pk).update(error=sending.CUT_OFF)

    send(at + timedelta(minutes=11))

    row.refresh_from_db()
    assert (row.is_dropped, row.error, len(mails.mails)) == (True, sending.CUT_OFF, 1)


def _as_if_cut_off(row, at):
    """Leave the row as a worker leaves it that dies after the mail has gone."""
    OutboxRow.objects.filter(pk=row.pk).update(
        sending_at=at, next_try_at=at + sending.MARK_HOLDS, done_at=None
    )


@pytest.fixture
def urgent(monkeypatch):
    """A kind that an app has declared urgent, about tickets."""
    kind = "ticket_urgent"
    monkeypatch.setitem(ticket_notices.TITLES, kind, "限时事项，请立即办理")
    monkeypatch.setattr(notices, "_wordings", dict(notices._wordings))
    notices.register(
        [kind], ticket_notices.word, ticket_notices.seen, group=Group.DUE, is_urgent=True
    )
    return kind
