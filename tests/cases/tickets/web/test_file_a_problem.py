"""Filing: first for whom, then what; from the phone, from the office, with pictures or without."""

from __future__ import annotations

from pathlib import Path

import pytest

from cadres.models import Upload
from cases.models import Attachment, Ticket
from cases.tickets.rules.workflow import State
from tests.cases.signed_in_pages import PDF, upload
from tests.factories.cases import CategoryFactory
from tests.factories.enterprises import EnterpriseFactory, VisitFactory
from tests.pictures import photo

NEW = "/cases/tickets/new/"


@pytest.fixture
def typed():
    return {"description": "变压器容量不足，经常跳闸。", "category": CategoryFactory().pk}


def test_a_cadre_chooses_among_the_covered_enterprises(signed_in, liaison, covered):
    page = signed_in(liaison).get(NEW).content.decode()

    assert f"?enterprise={covered.pk}" in page
    assert covered.name in page


def test_another_enterprise_of_the_county_is_found_by_two_characters(
    signed_in, liaison, enterprise
):
    page = signed_in(liaison).get(NEW, {"q": "艾草"}).content.decode()

    assert f"?enterprise={enterprise.pk}" in page


def test_an_enterprise_that_is_not_found_says_what_to_do(signed_in, liaison):
    page = signed_in(liaison).get(NEW, {"q": "没有这家"}).content.decode()

    assert "没有找到这家企业" in page


def test_a_problem_is_filed_with_a_picture(signed_in, liaison, covered, typed):
    png = upload("现场.png", photo(kind="PNG"))

    answer = signed_in(liaison).post(
        f"{NEW}?enterprise={covered.pk}", typed | {"source": "visit", "uploads": [png]}, follow=True
    )

    ticket = Ticket.objects.get()
    assert (ticket.state, ticket.enterprise) == (State.FILED, covered)
    assert Attachment.objects.get(ticket=ticket).name == "现场.png"
    assert f"已登记为 {ticket.number}" in answer.content.decode()


def test_after_a_visit_the_ticket_keeps_it(signed_in, liaison, covered, typed):
    visit = VisitFactory(enterprise=covered, filed_by=liaison.cadre)

    signed_in(liaison).post(f"{NEW}?visit={visit.pk}", typed | {"source": "visit"})

    assert Ticket.objects.get().visit == visit


def test_the_office_files_for_somebody_from_the_hotline(signed_in, dispatcher, typed):
    client = signed_in(dispatcher)
    assert client.get(f"{NEW}person/").status_code == 200

    client.post(
        f"{NEW}person/",
        typed
        | {
            "source": "hotline",
            "applicant_name": "刘先生",
            "applicant_phone": "13800001111",
            "county": dispatcher.county.pk,
        },
    )

    ticket = Ticket.objects.get()
    assert (ticket.enterprise, ticket.applicant_name) == (None, "刘先生")


@pytest.mark.parametrize("name", ["handler", "leader", "sysadmin"])
def test_who_may_not_file_is_told_who_does(request, signed_in, name):
    answer = signed_in(request.getfixturevalue(name)).get(NEW)

    assert answer.status_code == 403
    assert "由助企干部或县助企办登记" in answer.content.decode()


def test_a_cadre_does_not_file_for_persons(signed_in, liaison):
    assert signed_in(liaison).get(f"{NEW}person/").status_code == 403


def test_a_forgotten_category_keeps_the_description(signed_in, liaison, covered):
    answer = signed_in(liaison).post(
        f"{NEW}?enterprise={covered.pk}", {"description": "写了很长的描述", "source": "visit"}
    )

    assert answer.status_code == 422
    assert "写了很长的描述" in answer.content.decode()
    assert not Ticket.objects.exists()


def test_a_day_to_come_is_refused_in_a_sentence(signed_in, liaison, covered, typed):
    answer = signed_in(liaison).post(
        f"{NEW}?enterprise={covered.pk}", typed | {"source": "visit", "filed_on": "2099-01-01"}
    )

    assert "反映日期不能晚于今天" in answer.content.decode()
    assert typed["description"] in answer.content.decode()


def test_a_wrong_file_leaves_nothing_behind(signed_in, liaison, covered, typed):
    answer = signed_in(liaison).post(
        f"{NEW}?enterprise={covered.pk}",
        typed | {"source": "visit", "uploads": [upload("好.pdf", PDF), upload("坏.pdf", b"MZ")]},
    )

    assert answer.status_code == 422
    assert not Ticket.objects.exists()
    assert not Attachment.objects.exists()


def test_an_enterprise_of_another_county_cannot_be_named(signed_in, liaison):
    elsewhere = EnterpriseFactory()

    answer = signed_in(liaison).get(NEW, {"enterprise": elsewhere.pk})

    assert answer.status_code == 422
    assert elsewhere.name not in answer.content.decode()


def test_where_filing_breaks_down_nothing_is_left_in_the_store_but_what_still_waits(
    signed_in, liaison, covered, typed, monkeypatch, tmp_path
):
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError

    client = signed_in(liaison)
    client.raise_request_exception = False
    monkeypatch.setattr("cases.tickets.services.attachments.audit.record", fails)

    answer = client.post(
        f"{NEW}?enterprise={covered.pk}",
        typed | {"source": "visit", "uploads": [upload("a.pdf", PDF)]},
    )

    assert answer.status_code == 500
    stored = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert stored == {Path(one.file.path) for one in Upload.objects.all()}
    assert not Attachment.objects.exists()
