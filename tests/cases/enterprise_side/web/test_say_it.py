"""What the page behind a code asks: whom it is about, inspections, money owed, who may not see."""

from __future__ import annotations

import random
import re
from datetime import timedelta

import pytest
from django.test import Client

from cases.models import ScanReport, Ticket
from cases.tickets.rules.vocabulary import Source
from cases.tickets.selectors import tickets
from enterprises.register.services.gate_codes import issue_code
from enterprises.register.services.place_codes import issue_place_codes
from tests import hostile_texts, scanned
from tests.factories.enterprises import AssignmentFactory

pytestmark = pytest.mark.django_db
WECHAT = (
    "Mozilla/5.0 (Linux; Android 14; V2244A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0"
    " Chrome/126.0.6478.188 Mobile Safari/537.36 XWEB/1260117 MicroMessenger/8.0.50"
)


@pytest.fixture
def gate(enterprise, liaison, dispatcher):
    AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)
    return f"/q/{issue_code(enterprise, actor=dispatcher.viewer_now()).token}/"


@pytest.fixture
def window(handler, dispatcher):
    viewer = dispatcher.viewer_now()
    [code] = issue_place_codes(dispatcher.county, ["业扩窗口"], actor=viewer, unit=handler.unit)
    return f"/q/{code.token}/"


@pytest.fixture
def public(dispatcher):
    [code] = issue_place_codes(dispatcher.county, ["政务大厅"], actor=dispatcher.viewer_now())
    return f"/q/{code.token}/"


def test_anybody_says_something_at_a_public_code_and_needs_no_name(public, dispatcher):
    answer = scanned.report(public, HTTP_USER_AGENT=WECHAT)

    ticket = Ticket.objects.get()
    assert ticket.number in answer.content.decode()
    assert (ticket.county, ticket.enterprise, ticket.source) == (
        dispatcher.county, None, Source.SCAN
    )  # fmt: skip
    assert (ticket.applicant_name, ticket.applicant_phone) == ("", "")
    assert ScanReport.objects.get().place_code.place == "政务大厅"


@pytest.mark.parametrize("code", ["gate", "window", "public"])
def test_every_code_leads_to_the_drop_box_without_saying_from_where(code, request, dispatcher):
    page = Client().get(request.getfixturevalue(code)).content.decode()

    [said] = re.findall(rf'<a\s+href="/drop/{dispatcher.county.pk}/"([^>]*)>', page)
    assert 'referrerpolicy="no-referrer"' in said


def test_the_firm_that_is_said_stands_in_the_matter(public):
    scanned.report(public, firm="恒信达艾草制品有限公司")

    assert "诉求人说的企业：恒信达艾草制品有限公司。" in Ticket.objects.get().description


def test_at_a_window_its_unit_is_chosen_already(window, handler):
    page = Client().get(window).content.decode()

    assert re.search(rf'<option value="{handler.unit.pk}"[^>]* selected', page)
    assert "县供电公司 业扩窗口" in page


def test_two_people_with_the_same_words_at_a_public_code_have_two_matters(public):
    first, other = scanned.report(public), scanned.report(public)

    assert Ticket.objects.count() == 2
    assert first.content != other.content


def test_facts_of_an_inspection_are_kept_and_stand_in_the_matter(gate):
    answer = scanned.report(
        gate, scanned="no", certificate="yes", notice="unknown", abuses=["fees", "checks"]
    )

    report, ticket = ScanReport.objects.get(), Ticket.objects.get()
    assert (report.scanned, report.certificate, report.notice) == ("no", "yes", "unknown")
    assert report.abuses == ["fees", "checks"]
    assert "扫码入企没有，出示证件有，检查通知书没注意。" in ticket.description
    assert "反映的是：乱收费、乱检查。" in ticket.description
    assert ticket.category.name == "执法检查"
    assert "行政执法监督机构" in answer.content.decode()


def test_nothing_is_answered_for_anybody(gate):
    page = Client().get(gate).content.decode()

    assert not re.findall(r'type="(?:radio|checkbox)"[^>]* checked', page)


def test_money_owed_is_kept_and_the_national_platform_is_told(gate):
    given = {"amount": "128000.50", "contract_on": "2026-03-02", "debtor": "organ"}
    answer = scanned.report(gate, **given, case_number="TQ2026-77")

    ticket, report = Ticket.objects.get(), ScanReport.objects.get()
    assert (str(report.amount), f"{report.contract_on}") == ("128000.50", "2026-03-02")
    assert "金额 128,000.50 元，合同 2026-03-02 签订，欠款方是党政机关" in ticket.description
    assert "TQ2026-77" in ticket.description
    assert ticket.category.name == "拖欠账款"
    # 保障中小企业款项支付条例第二十五条: 30 days, and on where they end on days off.
    assert timedelta(30) <= ticket.due_on - ticket.filed_on <= timedelta(40)
    assert 'href="https://sme-dj.miit.gov.cn/"' in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("amount", "-1"), ("amount", "1e400"), ("amount", "很多"), ("contract_on", "2999-01-01"),
     ("contract_on", "昨天"), ("debtor", "nobody"), ("abuses", ["x"]), ("unit", "999999")],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_what_was_typed(gate, field, value):
    answer = scanned.report(gate, **{field: value})

    assert answer.status_code == 422
    assert scanned.SAID in answer.content.decode()
    assert not Ticket.objects.exists()


def test_kept_from_the_covering_cadre_it_goes_to_the_office_alone(gate, liaison, dispatcher):
    answer = scanned.report(gate, is_kept_from_cadres="on")

    assert not tickets.rows(seen_by=liaison.viewer_now()).exists()
    assert tickets.rows(seen_by=dispatcher.viewer_now()).count() == 1
    assert "查不到、数不到" in answer.content.decode()


def test_kept_from_a_unit_nobody_there_or_below_sees_it(gate, handler, dispatcher):
    scanned.report(gate, unit=handler.unit.pk, is_kept_from_unit="on")

    ticket = Ticket.objects.get()
    assert ticket.kept_from_unit_ids == [handler.unit.pk]
    assert not tickets.rows(seen_by=handler.viewer_now()).exists()


def test_which_unit_may_not_see_it_has_to_be_said(gate):
    answer = scanned.report(gate, is_kept_from_unit="on")

    assert answer.status_code == 422
    assert "请选择不想让哪个单位看到" in answer.content.decode()


def test_the_office_reads_on_the_ticket_from_whom_it_is_kept(gate, signed_in, dispatcher, handler):
    scanned.report(gate, unit=handler.unit.pk, is_kept_from_unit="on", is_kept_from_cadres="on")
    ticket = Ticket.objects.get()

    page = signed_in(dispatcher).get(f"/cases/tickets/{ticket.pk}/").content.decode()

    assert "诉求人不愿让包联干部和县供电公司看到这件事" in page
    assert "企业门口扫码反映" in page


@pytest.mark.parametrize("place", ["gate", "window", "public"])
def test_the_page_says_what_the_code_is_for_and_where_misconduct_goes(place, request, dispatcher):
    page = Client().get(request.getfixturevalue(place)).content.decode()

    assert "它不是检查码" in page
    assert f'href="/drop/{dispatcher.county.pk}/"' in page
    assert "<script>" not in page


@pytest.mark.parametrize("seed", range(40))
def test_no_text_and_no_file_breaks_the_page(public, seed):
    drawn = random.Random(seed)
    words, firm, name, phone, amount, day = (hostile_texts.text(drawn) for _ in range(6))
    given = {"description": words, "firm": firm, "name": name, "phone": phone,
             "amount": amount, "contract_on": day, "proof": words, "form": firm,
             "unit": phone, "uploads": hostile_texts.file(drawn)}  # fmt: skip

    answer = scanned.report(
        public, **given, signed=drawn.choice([words, scanned.given()["signed"]])
    )

    assert answer.status_code in {200, 400, 413, 422, 429}


def test_today_s_reports_are_told_by_place(public, window, signed_in, dispatcher):
    for _ in range(3):
        scanned.report(window)
    scanned.report(public)

    page = signed_in(dispatcher).get("/cases/codes/").content.decode()

    rows = re.findall(
        r"<tr><td data-label=\"单位\">(.*?)</td>.*?data-label=\"收到\">(\d+) 件", page, re.S
    )
    assert sorted(rows) == [("县供电公司", "3"), ("县里公共的", "1")]
