"""A roster of the next month: the same people, new ones, and who may be either."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.encryption.models.encrypted_text import blind_key
from cadres.models import AuditEntry, Cadre
from cadres.people.rules import masking, namesake_answers
from cadres.people.selectors import roster_people
from cadres.people.services.imports import import_roster
from cadres.people.services.people import record_leaving
from cadres.people.services.units_from_ledgers import Places
from cadres.viewers.rules.roles import Role
from cadres.workbooks.rules.row_values import Origin, RosterRow
from tests import cast

MONDAY = date(2026, 3, 2)


@pytest.fixture
def bring(dispatcher):
    """Import one row of the unit 县工信局."""

    def _bring(name: str, phone: str, unit: str = "县工信局", answer: str = ""):
        rows = [RosterRow(Origin("花名册.xlsx", "", "名单", 3), name, unit, "科员", phone)]
        places = Places(dispatcher.county)
        places.units = {places.key(unit): cast.unit(unit)}
        actor = dispatcher.viewer(MONDAY)
        asked = roster_people.doubts(rows, places.unit, seen_by=actor)
        said = {one.key: answer for one in asked if answer}
        return import_roster(rows, places, actor=actor, said=said)

    return _bring


def test_a_new_number_under_a_known_name_of_the_unit_makes_no_second_person(bring, liaison):
    tally = bring(liaison.cadre.name, "13911112222")

    (refused,) = tally.refused
    assert "同一个人换了号码" in refused.reason
    assert liaison.cadre.phone not in refused.reason
    assert Cadre.objects.filter(name=liaison.cadre.name).count() == 1


def test_the_same_person_gets_the_new_number_and_stays_one(bring, liaison):
    account = liaison.cadre.account
    tally = bring(liaison.cadre.name, "13911112222", answer=str(liaison.cadre.pk))

    assert (len(tally.changed), tally.made, tally.refused) == (1, [], [])
    kept = Cadre.objects.get(name=liaison.cadre.name)
    assert (kept.pk, kept.phone, kept.account) == (liaison.cadre.pk, "13911112222", account)
    assert AuditEntry.objects.get(verb="cadre.edit").detail == {"phone_changed": True}
    again = bring(liaison.cadre.name, "13911112222")
    assert (len(again.same), again.refused) == (1, [])


def test_another_person_of_the_same_name_is_entered_beside_the_first(bring, liaison):
    phone = liaison.cadre.phone
    tally = bring(liaison.cadre.name, "13911112222", answer=namesake_answers.OTHER)

    assert (len(tally.made), tally.refused) == (1, [])
    numbers = {one.phone for one in Cadre.objects.filter(name=liaison.cadre.name)}
    assert numbers == {phone, "13911112222"}


def test_of_two_namesakes_the_one_that_was_said(bring, liaison):
    bring(liaison.cadre.name, "13911112222", answer=namesake_answers.OTHER)
    second = Cadre.objects.get(phone_key=blind_key("13911112222"))
    (refused,) = bring(liaison.cadre.name, "13933334444").refused
    assert masking.phone("13911112222") in refused.reason

    bring(liaison.cadre.name, "13933334444", answer=str(second.pk))
    second.refresh_from_db()
    assert second.phone == "13933334444"


def test_an_answer_that_names_nobody_of_them_is_none(bring, liaison, dispatcher):
    tally = bring(liaison.cadre.name, "13911112222", answer=str(dispatcher.cadre.pk))

    assert len(tally.refused) == 1


def test_the_number_of_an_administrator_is_not_a_roster_s_to_change(bring):
    admin = cast.person("吴刚", Role.SYSTEM_ADMIN, cast.unit("县工信局")).cadre
    phone = admin.phone
    tally = bring(admin.name, "13911112222", answer=str(admin.pk))

    assert "管理员" in tally.refused[0].reason
    admin.refresh_from_db()
    assert admin.phone == phone


def test_the_same_name_in_another_unit_is_another_person(bring, liaison):
    tally = bring(liaison.cadre.name, "13911112222", "县住建局")

    assert (len(tally.made), tally.refused) == (1, [])


def test_a_number_that_a_leaver_had_may_be_somebody_else_s(bring, liaison, dispatcher):
    actor = dispatcher.viewer(MONDAY)
    record_leaving(liaison.cadre, actor=actor, left_on=MONDAY)

    heir = bring("宋涛", liaison.cadre.phone)
    again = bring(liaison.cadre.name, liaison.cadre.phone)

    assert len(heir.made) == 1
    (refused,) = again.refused
    assert "已属于" in refused.reason
    assert cast.person("宋涛", Role.CADRE, cast.unit("县工信局"))
