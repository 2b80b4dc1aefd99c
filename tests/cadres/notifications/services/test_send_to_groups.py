"""A unit's group: told by number alone, by its robot only, in working hours, each thing once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from cadres.errors import Invalid, NotPermitted
from cadres.models import AuditEntry, OutboxRow, UnitWebhook
from cadres.notifications.rules.preferences import Channel
from cadres.notifications.services import outbox, sending
from cases.tickets.services.handling.dispatch import dispatch_ticket, recall_ticket
from tests.factories.cases import TicketFactory
from tests.factories.people import moment
from tests.fresh import remove_webhook, set_webhook

FRIDAY, SATURDAY = date(2026, 3, 6), date(2026, 3, 7)


@pytest.fixture
def listening(handler, sysadmin, robot):
    """The handling unit, whose group has a robot."""
    set_webhook(handler.unit, robot.address, actor=sysadmin.viewer(FRIDAY))
    return handler.unit


@pytest.fixture
def ticket(listening):
    return TicketFactory(
        assigned=True,
        enterprise__county=listening.region,
        enterprise__name="恒信达艾草制品",
        title="变压器增容",
        unit=listening,
    )


def owe(ticket, actor, kind="ticket_dispatched"):
    outbox.queue_for_unit(
        kind, ticket.pk, unit_ids=[ticket.unit_id], actor=actor.viewer(FRIDAY), once_per="once"
    )
    return OutboxRow.objects.get(unit_id=ticket.unit_id)


def send(at):
    while sending.send_next(Channel.WECOM, at):
        pass


def test_a_group_learns_kind_number_and_link_and_nothing_else(ticket, dispatcher, robot):
    owe(ticket, dispatcher)

    send(moment(FRIDAY, 11))

    assert robot.texts() == [
        f"新交办工单，待签收\n{ticket.number}\nhttps://zhuqi.example/cases/tickets/{ticket.pk}/"
    ]
    assert robot.posts[0][0].endswith("?key=secret-of-the-group")


def test_dispatching_tells_the_group_of_the_unit(dispatcher, listening, robot):
    ticket = TicketFactory(enterprise__county=listening.region)

    dispatch_ticket(
        ticket, actor=dispatcher.viewer(FRIDAY), unit=listening, handling_class="general"
    )
    send(moment(FRIDAY, 11))

    assert ticket.number in robot.texts()[0]


def test_a_unit_that_lost_the_ticket_meanwhile_is_not_told(dispatcher, listening, robot):
    ticket = TicketFactory(enterprise__county=listening.region)
    office = dispatcher.viewer(FRIDAY)
    dispatch_ticket(ticket, actor=office, unit=listening, handling_class="general")
    recall_ticket(ticket, actor=office, reason="派错单位")

    send(moment(FRIDAY, 11))

    assert robot.posts == []
    assert OutboxRow.objects.get(unit=listening).is_dropped


def test_a_unit_without_a_group_is_owed_nothing(outsider, dispatcher):
    ticket = TicketFactory(enterprise__county=outsider.county)

    outbox.queue_for_unit(
        "ticket_dispatched",
        ticket.pk,
        unit_ids=[outsider.unit.pk],
        actor=dispatcher.viewer(FRIDAY),
        once_per="once",
    )

    assert not OutboxRow.objects.exists()


def test_kinds_not_meant_for_units_never_go_there(ticket, dispatcher):
    with pytest.raises(ValueError, match="not registered for units"):
        owe(ticket, dispatcher, kind="ticket_closed")


def test_the_same_thing_is_told_a_group_once(ticket, dispatcher, robot):
    for _ in range(2):
        owe(ticket, dispatcher)

    send(moment(FRIDAY, 11))

    assert len(robot.posts) == 1


def test_a_group_is_left_in_peace_outside_working_hours(ticket, dispatcher, robot):
    row = owe(ticket, dispatcher)

    send(moment(SATURDAY, 11))
    assert robot.posts == []

    row.refresh_from_db()
    send(row.next_try_at)
    assert len(robot.posts) == 1


@pytest.mark.parametrize(
    ("answer", "error", "is_final"),
    [
        ((200, '{"errcode": 45009}'), "企业微信没有接收（45009）", False),
        ((200, '{"errcode": 93000}'), "企业微信没有接收（93000）", True),
        ((200, "<html>"), "企业微信的答复读不懂", False),
        ((500, ""), "企业微信答复异常（HTTP 500）", False),
        ((302, "https://127.0.0.1:9/elsewhere"), "企业微信答复异常（HTTP 302）", False),
    ],
)
def test_what_the_robot_refuses_is_tried_again_unless_it_is_for_good(
    ticket, dispatcher, robot, answer, error, is_final
):
    robot.answers.append(answer)
    row = owe(ticket, dispatcher)

    send(moment(FRIDAY, 11))

    row.refresh_from_db()
    assert (row.error, row.is_dropped) == (error, is_final)
    if not is_final:
        send(row.next_try_at)
        row.refresh_from_db()
        assert (row.error, row.is_dropped, len(robot.posts)) == ("", False, 2)


def test_a_server_with_a_certificate_nobody_vouches_for_gets_nothing(
    ticket, dispatcher, robot, monkeypatch
):
    monkeypatch.delenv("SSL_CERT_FILE")
    row = owe(ticket, dispatcher)

    send(moment(FRIDAY, 11))

    row.refresh_from_db()
    assert (row.error, robot.posts) == ("连不上企业微信，或没有及时答复", [])


def test_a_host_that_is_no_longer_allowed_gets_nothing(ticket, dispatcher, robot, settings):
    row = owe(ticket, dispatcher)
    settings.WEBHOOK_HOSTS = ("qyapi.weixin.qq.com",)

    send(moment(FRIDAY, 11))

    row.refresh_from_db()
    assert (row.is_dropped, robot.posts) == (True, [])


def test_the_address_is_kept_encrypted_and_out_of_the_trail(listening, robot):
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM cadres_unitwebhook")
        (kept,) = cursor.fetchone()

    assert "secret-of-the-group" not in kept
    assert UnitWebhook.objects.get().address == robot.address
    entry = AuditEntry.objects.get(verb="unit.set_webhook")
    assert "secret" not in str(entry.detail) + entry.object_label


@pytest.mark.parametrize(
    "address",
    [
        "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1",
        "https://example.com/cgi-bin/webhook/send?key=1",
        "https://qyapi.weixin.qq.com@example.com/send?key=1",
        "https://name:word@qyapi.weixin.qq.com/send?key=1",
        "https://qyapi.weixin.qq.com:8443/send?key=1",
        "https://qyapi.weixin.qq.com:port/send?key=1",
        "https://169.254.169.254/latest/",
        "file:///etc/passwd",
        "不是地址",
        "",
    ],
)
def test_only_https_and_the_allowed_host_are_kept(handler, sysadmin, settings, address):
    settings.WEBHOOK_HOSTS = ("qyapi.weixin.qq.com",)

    with pytest.raises(Invalid):
        set_webhook(handler.unit, address, actor=sysadmin.viewer(FRIDAY))


def test_only_the_system_administrator_and_the_office_head_set_it(
    handler, head, dispatcher, office_head, robot
):
    for person in (handler, head, dispatcher):
        with pytest.raises(NotPermitted):
            set_webhook(handler.unit, robot.address, actor=person.viewer(FRIDAY))

    set_webhook(handler.unit, robot.address, actor=office_head.viewer(FRIDAY))
    assert UnitWebhook.objects.get().set_by == office_head.cadre


def test_a_group_taken_off_is_told_nothing_more(ticket, dispatcher, robot, sysadmin):
    owe(ticket, dispatcher)
    remove_webhook(ticket.unit, actor=sysadmin.viewer(FRIDAY))

    send(moment(FRIDAY, 11))

    assert robot.posts == []


def test_a_row_has_exactly_one_receiver(ticket, dispatcher, handler):
    row = owe(ticket, dispatcher)

    for change in ({"to": handler.cadre}, {"unit": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OutboxRow.objects.filter(pk=row.pk).update(**change)
