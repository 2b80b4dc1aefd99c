"""The notice for the gate, and the page behind its code: no account, no cookie, no script."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from cadres.models import AuditEntry
from cases.models import Ticket
from enterprises.models import EnterpriseCode
from enterprises.register.services.gate_codes import PublicWords, issue_code
from tests import forms, scanned
from tests.factories.enterprises import AssignmentFactory
from tests.fresh import set_office_line

PHONE = "0377-66900000"


@pytest.fixture
def firm(enterprise, liaison, dispatcher):
    AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)
    words = PublicWords("南召县万人助万企活动办公室", PHONE, 5, "县助企办设定")
    set_office_line(enterprise.county, words, actor=dispatcher.viewer_now())
    return enterprise


@pytest.fixture
def path(firm, liaison):
    return f"/q/{issue_code(firm, actor=liaison.viewer_now()).token}/"


def test_it_says_who_serves_the_enterprise_and_shows_no_private_phone(path, liaison):
    page = Client().get(path).content.decode()

    assert "恒信达艾草制品有限公司" in page
    assert "首席服务员" in page
    assert "县工信局" in page
    assert "张伟" not in page
    assert PHONE in page
    assert liaison.cadre.phone not in page


def test_a_cadre_who_scans_it_is_led_to_the_card_and_can_look_as_the_enterprise(
    path, signed_in, liaison, firm
):
    client = signed_in(liaison)

    led = client.get(path)
    looked = client.get(f"{path}?look=1")

    assert led["Location"] == f"/enterprises/{firm.pk}/"
    assert "反映问题" in looked.content.decode()


def test_a_cadre_of_another_county_sees_what_everybody_sees(path, signed_in, stranger):
    assert "反映问题" in signed_in(stranger).get(path).content.decode()


def test_a_browser_without_cookies_can_report(path, firm):
    client = Client(enforce_csrf_checks=True)

    client.get(path)
    assert not client.cookies
    answer = scanned.report(path, client, description="变压器容量不足。")

    ticket = Ticket.objects.get(enterprise=firm)
    assert ticket.number in answer.content.decode()
    # A mark by chance, for the budgets; nothing that would have to come back.
    assert set(client.cookies) == {"scan"}
    assert scanned.report(path, description="另一件。").status_code == 200


def test_nobody_can_put_another_number_into_the_page(path):
    page = Client().get(f"{path}?number=假编号").content.decode()

    assert "假编号" not in page


def test_what_was_typed_stays_when_the_day_is_full(path, firm, dispatcher):
    words = PublicWords("县助企办", PHONE, 1, "县助企办设定")
    set_office_line(firm.county, words, actor=dispatcher.viewer_now())
    scanned.report(path, description="第一件。")

    answer = scanned.report(path, description="第二件。")

    assert answer.status_code == 422
    assert "第二件。" in answer.content.decode()
    assert "请明天再提交" in answer.content.decode()


def test_a_wrong_code_is_missing_like_every_other_page(db):
    wrong, missing = Client().get("/q/ACDEFGHJKMNP/"), Client().get("/nowhere/")

    assert wrong.status_code == missing.status_code == 404
    assert "没有找到" in wrong.content.decode()


def test_the_first_print_gives_the_code_and_goes_on_record(signed_in, liaison, firm):
    address = f"/cases/enterprises/{firm.pk}/notice/file/"

    answer = signed_in(liaison).post(address, {"form": "pdf"})

    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    squeezed = "".join(text.split())
    assert "优化营商环境告知书" in squeezed
    assert "张伟（县工信局）" in squeezed
    assert PHONE in squeezed
    assert EnterpriseCode.objects.get().enterprise == firm
    assert AuditEntry.objects.get(verb="business_notice.print").detail == {"form": "pdf"}


def test_it_is_had_as_word_too(signed_in, dispatcher, firm):
    answer = signed_in(dispatcher).post(
        f"/cases/enterprises/{firm.pk}/notice/file/", {"form": "docx"}
    )

    assert answer.content[:2] == b"PK"
    assert ".docx" in answer.headers["Content-Disposition"]


def test_a_lost_sign_is_renewed_from_the_page(signed_in, liaison, firm, path):
    address = f"/cases/enterprises/{firm.pk}/notice/"

    forms.save(signed_in(liaison), f"{address}renew/", {"reason": "标牌丢失", "then": "renew"})

    fresh = EnterpriseCode.objects.get(revoked_at__isnull=True)
    assert f"/q/{fresh.token}/" in signed_in(liaison).get(address).content.decode()
    assert Client().get(path).status_code == 404


def test_the_button_is_offered_to_those_who_may(signed_in, liaison, outsider, firm):
    pages = [
        signed_in(who).get(f"/enterprises/{firm.pk}/").content.decode()
        for who in (liaison, outsider)
    ]

    assert ["打印告知书" in page for page in pages] == [True, False]
