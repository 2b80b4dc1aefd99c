"""The register: what may stand on it, who keeps it, and what follows a new name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cadres.errors import Absent, Conflict, Invalid, NotPermitted
from cadres.models import AuditEntry
from enterprises.models import Enterprise, Size
from enterprises.register.rules.enterprises import tags
from enterprises.register.selectors import find_box
from enterprises.register.services import enterprises
from enterprises.register.services.enterprises import (
    Facts,
    add_alias,
    add_enterprise,
    deactivate_enterprise,
    reactivate_enterprise,
    remove_alias,
)
from tests.factories.enterprises import EnterpriseFactory, credit_code
from tests.factories.people import TownshipFactory
from tests.fresh import edit_enterprise

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def office(dispatcher):
    return dispatcher.viewer(FRIDAY)


@pytest.fixture
def facts(dispatcher):
    town = TownshipFactory(name="城关镇", parent=dispatcher.county)
    return Facts("恒信达艾草制品有限公司", credit_code(7), dispatcher.county, town, size=Size.SMALL)


def test_the_office_registers_an_enterprise(office, facts):
    enterprise = add_enterprise(facts, actor=office)

    assert Enterprise.objects.get().township.name == "城关镇"
    assert AuditEntry.objects.get(verb="enterprise.add").object_id == enterprise.pk


def test_a_registered_enterprise_is_found_by_two_characters(office, facts):
    enterprise = add_enterprise(facts, actor=office)

    assert find_box.found("艾草", seen_by=office) == [enterprise]


def test_blanks_and_small_letters_in_a_code_are_only_ways_of_writing(office, facts):
    written = facts.code[:9].lower() + " " + facts.code[9:].lower()

    assert add_enterprise(replace(facts, code=written), actor=office).code == facts.code


@pytest.mark.parametrize("code", ["91411321MA0000007", "914113210000000071", "ABC", ""])
def test_a_wrong_code_is_refused_in_words_beside_the_field(office, facts, code):
    with pytest.raises(Invalid) as refused:
        add_enterprise(replace(facts, code=code), actor=office)

    assert "统一社会信用代码" in refused.value.fields["code"]
    assert not Enterprise.objects.exists()


def test_a_code_stands_on_the_register_once(office, facts):
    add_enterprise(facts, actor=office)

    with pytest.raises(Conflict):
        add_enterprise(replace(facts, name="另一家公司"), actor=office)


def test_a_township_of_another_county_is_refused(office, facts):
    with pytest.raises(Invalid) as refused:
        add_enterprise(replace(facts, township=TownshipFactory()), actor=office)

    assert set(refused.value.fields) == {"township"}


@pytest.mark.parametrize("who", ["liaison", "handler", "head", "leader", "supervisor", "sysadmin"])
def test_nobody_but_the_office_keeps_the_register(request, facts, who):
    with pytest.raises(NotPermitted):
        add_enterprise(facts, actor=request.getfixturevalue(who).viewer(FRIDAY))


def test_the_office_of_another_county_does_not_see_what_it_may_not_edit(office, facts, stranger):
    enterprise = add_enterprise(facts, actor=office)

    with pytest.raises(Absent):
        edit_enterprise(enterprise, facts, actor=stranger.viewer(FRIDAY))


def test_a_former_name_becomes_an_alias_and_both_are_found(office, facts):
    enterprise = add_enterprise(facts, actor=office)

    edit_enterprise(enterprise, replace(facts, name="南召锦绣制衣有限公司"), actor=office)

    assert [alias.name for alias in enterprise.aliases.all()] == ["恒信达艾草制品有限公司"]
    assert find_box.found("艾草", seen_by=office) == [enterprise]
    assert find_box.found("制衣", seen_by=office) == [enterprise]


def test_an_upper_app_follows_a_new_name(office, facts, monkeypatch):
    followed = []
    monkeypatch.setattr(enterprises, "on_renamed", [lambda row, actor: followed.append(row.name)])
    enterprise = add_enterprise(facts, actor=office)

    edit_enterprise(enterprise, replace(facts, industry="纺织"), actor=office)
    edit_enterprise(enterprise, replace(facts, name="新名称有限公司"), actor=office)

    assert followed == ["新名称有限公司"]


def test_the_trail_says_which_facts_changed(office, facts):
    enterprise = add_enterprise(facts, actor=office)

    edit_enterprise(enterprise, replace(facts, industry="纺织", remark="停产"), actor=office)

    assert AuditEntry.objects.get(verb="enterprise.edit").detail["changed"] == [
        "industry",
        "remark",
    ]


def test_saving_without_a_change_leaves_no_line(office, facts):
    enterprise = add_enterprise(facts, actor=office)

    edit_enterprise(enterprise, facts, actor=office)

    assert not AuditEntry.objects.filter(verb="enterprise.edit").exists()


def test_an_alias_is_searched_until_it_is_taken_away(office, facts):
    enterprise = add_enterprise(facts, actor=office)

    add_alias(enterprise, "老艾坊", actor=office)
    assert find_box.found("艾坊", seen_by=office) == [enterprise]

    remove_alias(enterprise, enterprise.aliases.get().pk, actor=office)
    assert find_box.found("艾坊", seen_by=office) == []


def test_the_same_alias_is_kept_once(office, facts):
    enterprise = add_enterprise(facts, actor=office)

    add_alias(enterprise, "老艾坊", actor=office)
    add_alias(enterprise, "老 艾坊", actor=office)

    assert enterprise.aliases.count() == 1


def test_who_left_the_register_can_come_back(office, facts):
    enterprise = add_enterprise(facts, actor=office)

    deactivate_enterprise(enterprise, actor=office, reason="已注销")
    assert find_box.found("艾草", seen_by=office) == []

    reactivate_enterprise(enterprise, actor=office)
    assert find_box.found("艾草", seen_by=office) == [enterprise]


def test_leaving_the_register_needs_a_reason(office):
    enterprise = EnterpriseFactory(county_id=office.office_county_ids[0])

    with pytest.raises(Invalid):
        deactivate_enterprise(enterprise, actor=office, reason=" ")


def test_tags_stand_as_they_were_said_and_none_is_said_too(office, facts):
    said = add_enterprise(
        replace(facts, tags=tuple(tags("专精特新、 高新技术企业，无"))), actor=office
    )

    said.refresh_from_db()
    assert said.tags == ["专精特新", "高新技术企业"]
    assert tags("无") == ["无"]
    assert tags("") == []


def test_a_tag_too_long_is_refused_beside_its_field(office, facts):
    with pytest.raises(Invalid) as refused:
        add_enterprise(replace(facts, tags=("长" * 41,)), actor=office)

    assert "标签" in refused.value.fields["tags"]
