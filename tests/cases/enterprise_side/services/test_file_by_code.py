"""Whoever scans the code at the gate raises a problem of that enterprise, within a day's limit."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Invalid, WrongState
from cadres.models import AuditEntry, OutboxRow
from cases.enterprise_side.services.scanning import Report, file_by_code, scanner
from cases.models import Ticket, TicketEvent
from cases.tickets.rules.vocabulary import Source
from cases.tickets.services.phones import reveal_phone
from enterprises.register.services.gate_codes import PublicWords, issue_code
from tests.factories.people import moment
from tests.fresh import revoke_code, set_office_line

FRIDAY = date(2026, 11, 20)
REPORT = Report("变压器容量不足，经常跳闸。", name="周强", phone="13700001111")


@pytest.fixture
def token(enterprise, liaison):
    return issue_code(enterprise, actor=liaison.viewer(FRIDAY)).token


def filed(token, report=REPORT, on=FRIDAY):
    return file_by_code(token, report, actor=scanner(moment(on))).ticket


def test_it_is_a_ticket_of_the_enterprise_that_came_by_code(token, enterprise):
    ticket = filed(token)

    assert (ticket.enterprise, ticket.source) == (enterprise, Source.SCAN)
    assert ticket.filed_by is None
    assert TicketEvent.objects.get(ticket=ticket).actor_name == "企业扫码"
    assert AuditEntry.objects.get(verb="ticket.file").actor_name == "企业扫码"


def test_the_office_is_told(token, dispatcher):
    filed(token)

    assert OutboxRow.objects.get(kind="ticket_filed").to == dispatcher.cadre


def test_without_a_class_it_is_filed_as_other(token):
    assert filed(token).category.name == "其他"


def test_the_phone_that_was_left_is_the_one_to_call(token, enterprise, dispatcher):
    enterprise.contacts.create(name="刘总", phone="13800002222")
    ticket = filed(token)

    assert reveal_phone(ticket, actor=dispatcher.viewer(FRIDAY)) == "13700001111"


def test_pressed_twice_it_is_filed_once(token):
    assert filed(token) == filed(token)
    assert Ticket.objects.count() == 1


def test_a_county_s_limit_of_a_day_ends_it_until_tomorrow(token, dispatcher):
    words = PublicWords("县助企办", "0377-66900000", 1, "县助企办设定")
    set_office_line(dispatcher.county, words, actor=dispatcher.viewer(FRIDAY))
    filed(token)
    another = Report("路不好走。")

    with pytest.raises(WrongState, match="0377-66900000"):
        filed(token, another)
    assert filed(token, another, on=date(2026, 11, 21))


def test_a_revoked_code_files_nothing(token, enterprise, liaison):
    revoke_code(enterprise, actor=liaison.viewer(FRIDAY), reason="标牌丢失")

    with pytest.raises(Absent):
        filed(token)


@pytest.mark.parametrize("report", [Report("  "), Report("停电。", phone="12")])
def test_what_cannot_be_read_is_said(token, report):
    with pytest.raises(Invalid):
        filed(token, report)
