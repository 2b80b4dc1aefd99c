"""Who reported it, opening as two, and what waits: each page for whose it is."""

from __future__ import annotations

import re

import pytest

from cases.leads.models import Asking
from tests.cases.leads.browsing import inside, queries, status, text
from tests.cases.leads.filing import REPORTER, drafted, lines, signed

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

TOKEN = re.compile(rb'(?<="X-CSRFToken": ")[^"]+|(?<=csrfmiddlewaretoken" value=")[^"]+')
WHY = "核实反映的时间"
LIST, GLASS = "/leads/askings/", "/leads/askings/glass/"


def asked(browser, lead) -> str:
    """The address of a request for the reporter's name."""
    assert status(browser, f"/leads/{lead.pk}/reporter/ask/", reason=WHY) == 302
    return f"{LIST}{Asking.objects.get().pk}/"


def glass(browser, named, who) -> str:
    """The address of a request to open as two."""
    assert status(browser, GLASS, number=named, reason=WHY) == 302
    return f"{LIST}{Asking.objects.get(member=who.member).pk}/"


def test_a_lead_without_a_reporter_has_no_such_part(room):
    assert "申请查阅" not in text(inside(room.clerk), f"/leads/{drafted(room).pk}/")


def test_the_custodian_sees_the_name_by_an_action_that_is_on_record(room):
    lead, custodian = drafted(room, reporter=REPORTER), inside(room.custodian)
    path = f"/leads/{lead.pk}/reporter/"

    assert REPORTER.name not in text(custodian, f"/leads/{lead.pk}/")
    assert custodian.get(path).status_code == 405
    assert REPORTER.phone in custodian.post(path).content.decode()
    assert lines("lead.read_reporter") == 1


def test_others_do_not_see_it(room):
    lead = drafted(room, reporter=REPORTER)

    for who in (room.head, room.clerk, room.registrar):
        answer = inside(who).post(f"/leads/{lead.pk}/reporter/")
        assert answer.status_code == 404
        assert REPORTER.name not in answer.content.decode()


def test_it_is_asked_answered_and_seen(room):
    lead = drafted(room, reporter=REPORTER)
    clerk, custodian = inside(room.clerk), inside(room.custodian)
    path = asked(clerk, lead)

    assert "待答复的申请" in text(custodian, "/leads/")
    assert WHY in text(custodian, path)
    assert status(custodian, f"{path}grant/", text="") == 302
    assert REPORTER.name in clerk.post(f"/leads/{lead.pk}/reporter/").content.decode()
    assert "已同意您查阅" in text(clerk, f"/leads/{lead.pk}/")


def test_a_refusal_needs_a_reason_which_the_asker_reads(room):
    clerk, custodian = inside(room.clerk), inside(room.custodian)
    path = asked(clerk, drafted(room, reporter=REPORTER))

    assert status(custodian, f"{path}refuse/", text=" ") == 422
    assert status(custodian, f"{path}refuse/", text="与办理无关") == 302
    assert "与办理无关" in text(clerk, path)


def test_the_reason_is_for_the_asker_and_the_custodian_alone(room):
    path = asked(inside(room.clerk), drafted(room, reporter=REPORTER))

    for who in (room.head, room.deputy, room.registrar):
        browser = inside(who)
        assert status(browser, path) == 404
        assert status(browser, f"{path}grant/", text="") == 404
        assert "我的申请" in text(browser, LIST)


def test_nobody_answers_their_own_request(room):
    clerk = inside(room.clerk)
    path = asked(clerk, drafted(room, reporter=REPORTER))

    assert status(clerk, f"{path}grant/") == 403
    assert status(clerk, f"{path}grant/", text="") == 403


def test_after_the_receipt_the_custodian_hands_the_name_over(room):
    lead = signed(room, reporter=REPORTER, stays=True)
    path, custodian = f"/leads/{lead.pk}/reporter/hand-over/", inside(room.custodian)

    assert "移交接收方保管人" in text(custodian, f"/leads/{lead.pk}/")
    assert status(inside(room.head), path, nothing="") == 403
    assert status(custodian, path, nothing="") == 302
    assert status(custodian, f"/leads/{lead.pk}/reporter/", nothing="") == 404


def test_what_is_asked_as_two_gets_the_same_answer_whether_it_is_there_or_not(room):
    lead, officer = signed(room), inside(room.officer)

    answers = {
        named: officer.post(GLASS, {"number": named, "reason": WHY}, follow=True).content
        for named in (lead.number, "召营商移〔2026〕99号")
    }

    assert len({TOKEN.sub(b"", one) for one in answers.values()}) == 1
    assert "您还没有申请" in next(iter(answers.values())).decode()


def test_two_open_a_file_and_the_head_takes_note(room):
    lead = signed(room)
    officer, head = inside(room.officer), inside(room.officer_head)
    assert status(officer, f"/leads/{lead.pk}/") == 404
    path = glass(officer, lead.number, room.officer)

    assert WHY in text(head, path)
    assert status(head, f"{path}confirm/", recovery_key=room.recovery["sender"]) == 422
    assert status(head, f"{path}confirm/", recovery_key=room.recovery["receiver"]) == 302
    assert "香烟两条" in text(officer, f"/leads/{lead.pk}/")
    assert "紧急查阅待阅" in text(head, "/leads/")
    assert status(head, f"{path}seen/", nothing="") == 302
    assert "紧急查阅待阅" not in text(head, "/leads/")


def test_a_second_person_refuses_and_the_asker_learns_nothing(room):
    officer, head = inside(room.officer), inside(room.officer_head)
    path = glass(officer, signed(room).number, room.officer)

    assert status(head, f"{path}decline/", nothing="") == 302
    assert "您还没有申请" in text(officer, LIST)


def test_an_opening_as_two_is_not_there_for_the_asker_the_other_side_and_clerks(room):
    path = glass(inside(room.officer), signed(room).number, room.officer)

    for who in (room.officer, room.registrar, room.head):
        browser = inside(who)
        assert status(browser, path) == 404
        key = room.recovery["receiver"]
        assert status(browser, f"{path}confirm/", recovery_key=key) == 404
        assert status(browser, f"{path}seen/", nothing="") == 404


def test_more_requests_cost_no_morequeries(room):
    clerk, custodian = inside(room.clerk), inside(room.custodian)
    asked(clerk, drafted(room, reporter=REPORTER))
    few = [queries(custodian, path) for path in (LIST, "/leads/")]
    for _ in range(3):
        lead = drafted(room, reporter=REPORTER)
        clerk.post(f"/leads/{lead.pk}/reporter/ask/", {"reason": WHY})

    assert [queries(custodian, path) for path in (LIST, "/leads/")] == few
