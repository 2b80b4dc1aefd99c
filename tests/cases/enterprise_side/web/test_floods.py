"""Against floods: a form signed by this site, a field for programs, budgets, a proof of work."""

from __future__ import annotations

import base64
import json
import re
from datetime import timedelta
from html import unescape

import altcha
import pytest
from django.test import Client
from django.utils import timezone

from cadres.deadlines.rules.limits import LimitKey, LimitUnit
from cadres.models import Region, TimeLimit
from cases.enterprise_side.rules import limit_keys
from cases.enterprise_side.selectors import scan_page
from cases.enterprise_side.services import proof_of_work
from cases.enterprise_side.services.scan_budgets import Caller, Verdict, weigh
from cases.enterprise_side.services.scanning import scanner
from cases.enterprise_side.web.signed_forms import drawn
from cases.models import Ticket
from enterprises.models import EnterpriseCode
from enterprises.register.services.gate_codes import PublicWords, issue_code
from enterprises.register.services.place_codes import issue_place_codes
from tests import scanned
from tests.factories.enterprises import EnterpriseFactory
from tests.fresh import set_office_line

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_counted")]
CARRIER = "111.7.96.3"


@pytest.fixture
def public(dispatcher):
    [code] = issue_place_codes(dispatcher.county, ["政务大厅"], actor=dispatcher.viewer_now())
    words = PublicWords("南召县万人助万企活动办公室", "0377-66900000", 5, "县助企办设定")
    set_office_line(dispatcher.county, words, actor=dispatcher.viewer_now())
    return f"/q/{code.token}/"


def limit(key: LimitKey, amount: int, county: Region) -> None:
    TimeLimit.objects.create(
        key=key,
        region=county,
        amount=amount,
        unit=LimitUnit.TICKETS,
        basis="召助企〔2026〕9号",
        valid_from=timezone.localdate() - timedelta(days=1),
        set_at=timezone.now(),
    )


def solved(page: str) -> str:
    return worked_out(unescape(re.search(r'data-proof="([^"]+)"', page)[1]))


def worked_out(said: str) -> str:
    challenge = json.loads(said)
    solution = altcha.solve_challenge(altcha.Challenge.from_dict(challenge))
    payload = {"challenge": challenge, "solution": solution.to_dict()}
    return base64.b64encode(json.dumps(payload).encode()).decode()


def test_300_a_minute_from_one_address_by_300_codes_are_all_kept(dispatcher):
    firms = [EnterpriseFactory(county=dispatcher.county) for _ in range(300)]
    codes = [issue_code(firm, actor=dispatcher.viewer_now()).token for firm in firms]

    taken = [scanned.report(f"/q/{code}/", REMOTE_ADDR=CARRIER).status_code for code in codes]

    assert taken == [200] * 300
    assert Ticket.objects.count() == EnterpriseCode.objects.count() == 300


def test_3000_from_one_code_are_throttled_with_a_sentence(public, dispatcher):
    """Every one is weighed; those that are taken, and the last one, come through the page."""
    budget = limit_keys.USUALLY[limit_keys.OF_CODE]
    taken = [scanned.report(public, description=f"第 {n} 件。") for n in range(budget)]
    viewer = scanner(timezone.now())
    key = scan_page.of(public.split("/")[2], seen_by=viewer).key
    verdicts = {
        weigh(Caller(key, "", f"10.0.{n % 250}.9"), dispatcher.county.pk, is_proved=False,
              actor=viewer)
        for n in range(budget, 2_999)
    }  # fmt: skip
    last = scanned.report(public, description="第 2999 件。")

    assert {answer.status_code for answer in taken} == {200}
    assert verdicts == {Verdict.PROVE}
    assert Ticket.objects.count() == budget
    assert last.status_code == 429
    page = last.content.decode()
    for words in ("先要证明不是程序在提交", "第 2999 件。", "留电话，等回拨"):
        assert words in page


def test_whoever_works_out_the_sum_is_taken_and_each_sum_is_good_for_one(public, dispatcher):
    limit(limit_keys.OF_CODE, 1, county=dispatcher.county)
    scanned.report(public, description="第一件。")
    asked = scanned.report(public, description="第二件。").content.decode()
    proof = solved(asked)

    taken = scanned.report(public, description="第二件。", proof=proof)
    again = scanned.report(public, description="第三件。", proof=proof)

    assert (taken.status_code, again.status_code) == (200, 429)
    assert Ticket.objects.count() == 2


def test_a_sum_of_another_code_or_none_at_all_is_no_proof(public):
    other = worked_out(proof_of_work.challenge("OTHER", at=timezone.now()))
    for payload in (other, "AAAA", base64.b64encode(b"[1]").decode(), "x" * 5_000):
        assert not proof_of_work.is_solved(payload, public.split("/")[2])
    assert proof_of_work.is_solved(other, "OTHER")


def test_beyond_what_is_taken_with_a_proof_it_is_full(public, dispatcher):
    limit(limit_keys.OF_CODE, 1, county=dispatcher.county)
    limit(limit_keys.PROVED, 1, county=dispatcher.county)
    scanned.report(public, description="第一件。")
    for words, status in (("第二件。", 200), ("第三件。", 429)):
        asked = scanned.report(public, description=words).content.decode()
        answer = scanned.report(public, description=words, proof=solved(asked))
        assert answer.status_code == status

    assert "刚才收到的太多了" in answer.content.decode()


def test_one_browser_is_asked_before_others_at_the_same_code(public, dispatcher):
    limit(limit_keys.OF_BROWSER, 1, county=dispatcher.county)
    one, other = Client(), Client()
    scanned.report(public, one, description="第一件。")

    codes = [scanned.report(public, who, description=f"{n}").status_code
             for n, who in enumerate((one, one, other))]  # fmt: skip

    assert codes == [200, 429, 200]


def test_without_a_script_a_phone_is_left_and_the_office_has_it(public, dispatcher):
    limit(limit_keys.PHONES, 1, county=dispatcher.county)
    back = f"{public}phone/"

    taken = scanned.report(back, phone="13700001111", name="周强")
    again = scanned.report(back, phone="13700002222")

    ticket = Ticket.objects.get()
    assert (taken.status_code, again.status_code) == (200, 429)
    assert ticket.number in taken.content.decode()
    assert (ticket.applicant_phone, ticket.applicant_name) == ("13700001111", "周强")
    assert "请回拨" in ticket.description
    assert "0377-66900000" in again.content.decode()


@pytest.mark.parametrize(
    ("age", "sentence"),
    [(timedelta(seconds=1), "按得太快了"), (timedelta(days=2), "打开得太久")],
)
def test_a_form_is_some_seconds_old_and_not_of_yesterday(public, age, sentence):
    answer = scanned.report(public, signed=drawn(timezone.now() - age))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert scanned.SAID in answer.content.decode()
    assert not Ticket.objects.exists()


def test_a_form_that_this_site_did_not_draw_brings_nothing(public):
    assert scanned.report(public, signed="made-up").status_code == 422
    assert not Ticket.objects.exists()


def test_a_form_brings_one_report_and_says_so(public):
    form = scanned.given()
    first = Client().post(public, form)
    other = Client().post(public, {**form, "description": "另一件事。"})

    assert (first.status_code, other.status_code) == (200, 422)
    assert "先前已经反映过一件" in other.content.decode()
    assert "另一件事。" in other.content.decode()
    assert Ticket.objects.count() == 1


def test_what_only_programs_fill_is_refused_in_words(public):
    answer = scanned.report(public, website="http://example.com")

    assert answer.status_code == 422
    assert "把最后一格清空" in answer.content.decode()
    assert not Ticket.objects.exists()
