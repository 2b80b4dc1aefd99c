"""The office splits an enterprise on the page: nothing is chosen for it, what it chose stays."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from cases.models import Ticket
from enterprises.models import Enterprise
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import AssignmentFactory, credit_code
from tests.factories.people import TownshipFactory

NAME, CODE = "恒信达食品有限公司", credit_code(900001)


@pytest.fixture
def ticket(enterprise, handler):
    return TicketFactory(in_hand=True, enterprise=enterprise, unit=handler.unit)


@pytest.fixture
def given(ticket, enterprise, liaison):
    town = TownshipFactory(name="城关镇", parent=enterprise.county)
    cover = AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre).pk
    return {
        "which": "new_firm", "name": NAME, "code": CODE, "township": town.pk,
        "tickets": [ticket.pk], f"cover_{cover}": "both",
    }  # fmt: skip


@pytest.fixture
def sent(client, dispatcher, enterprise):
    """Post to the page as the office, to look or to do it; return the answer and its words."""
    client.force_login(dispatcher.cadre)

    def _sent(**data):
        page = "enterprise-split" if "seen" in data else "enterprise-split-look"
        answer = client.post(reverse(f"enterprises:{page}", args=[enterprise.pk]), data)
        return answer, answer.content.decode()

    return _sent


def seen_on(said: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', said)
    assert found
    return found[1]


def test_what_is_there_is_listed_and_nothing_is_chosen(client, dispatcher, given, ticket):
    client.force_login(dispatcher.cadre)
    said = client.get(
        reverse("enterprises:enterprise-split", args=[ticket.enterprise_id])
    ).content.decode()

    assert ticket.number in said
    assert "张伟" in said
    assert " checked" not in said


def test_it_shows_the_counts_before_and_does_just_that(sent, given, ticket):
    answer, said = sent(**given)

    assert answer.status_code == 200
    assert "1 件在办工单（时限不变）" in said
    assert not Enterprise.objects.filter(code=CODE).exists()

    answer, _ = sent(**given, seen=seen_on(said), reason="分公司独立")
    new = Enterprise.objects.get(code=CODE)
    assert answer.url == reverse("enterprises:enterprise-detail", args=[new.pk])
    assert Ticket.objects.get().enterprise == new
    assert (new.name, new.township.name) == (NAME, "城关镇")


def test_what_was_chosen_is_there_again_when_it_is_to_be_changed(sent, given, ticket):
    answer, said = sent(**given, again="1")

    assert answer.status_code == 200
    assert f'value="{NAME}"' in said
    assert re.search(rf'name="tickets" value="{ticket.pk}"[^>]* checked', said)


def test_who_would_be_without_coverage_is_named(sent, given):
    cover = next(name for name in given if name.startswith("cover_"))
    _, said = sent(**(given | {cover: "stay"}))

    assert f"{NAME}将没有人包联" in said


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"which": ""}, "请选择分出的企业是否已在名录里"),
        ({"name": ""}, "请填写企业名称。"),
        ({"code": CODE[:-1] + "!"}, "第 18 位不能是"),
        ({"code": ""}, "请填写统一社会信用代码。"),
        ({"which": "known_firm"}, "请填写是哪家企业。"),
        ({"which": "known_firm", "into": "没有的厂"}, "名录里没有唯一的"),
        ({"tickets": ["999999999"]}, "选中的内容有变化"),
        ({"tickets": ["abc"]}, "选中的内容有变化"),
    ],
)
def test_what_is_missing_or_wrong_is_said_in_its_place(sent, given, changed, sentence):
    answer, said = sent(**(given | changed))

    assert answer.status_code == 422
    assert sentence in said


def test_of_each_cadre_it_has_to_be_said(sent, given):
    answer, said = sent(**{key: one for key, one in given.items() if "cover" not in key})

    assert answer.status_code == 422
    assert "请选择今后包联哪家企业" in said


def test_the_old_name_is_no_other_enterprise(sent, given, enterprise):
    _, said = sent(**(given | {"name": enterprise.name}))

    assert "分出的企业不能就是原企业" in said
    assert "修改选择" in said
    assert 'name="seen"' not in said


def test_without_a_reason_nothing_is_done(sent, given):
    _, said = sent(**given)
    answer, said = sent(**given, seen=seen_on(said), reason="")

    assert (answer.status_code, "请写明原因" in said) == (422, True)
    assert not Enterprise.objects.filter(code=CODE).exists()


def test_a_ticket_that_was_closed_meanwhile_is_asked_again(sent, given, ticket):
    _, said = sent(**given)
    ticket.delete()
    answer, said = sent(**given, seen=seen_on(said), reason="分公司独立")

    assert answer.status_code == 422
    assert "选中的内容有变化" in said
