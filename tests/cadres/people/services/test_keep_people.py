"""People are entered, corrected, leave and return."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, Cadre, SignIn
from cadres.people.selectors import viewers
from cadres.people.services.people import (
    PersonFacts,
    add_person,
    record_leaving,
    record_return,
    reveal_phone,
)
from cadres.people.services.postings import NewPosting
from cadres.sign_in.services.sign_in import cadre_named
from cadres.viewers.rules.roles import Role
from tests.factories.people import moment
from tests.fresh import edit_person

MONDAY = date(2026, 3, 2)
FRIDAY = date(2026, 3, 6)


def post(unit, role=Role.UNIT_CLERK):
    return NewPosting(unit, role, MONDAY)


def test_a_new_person_has_an_account_a_post_and_no_password(dispatcher, handler):
    facts = PersonFacts("宋 涛", "138 0000 4321")
    cadre = add_person(facts, post(handler.unit), actor=dispatcher.viewer(MONDAY))

    assert (cadre.name, cadre.account, cadre.phone) == ("宋涛", "songtao4321", "13800004321")
    assert not cadre.has_usable_password()
    assert viewers.build(cadre, at=moment(MONDAY)).clerk_unit_ids == (handler.unit.pk,)


def test_the_trail_holds_no_phone(dispatcher, handler):
    add_person(
        PersonFacts("宋涛", "13800004321"), post(handler.unit), actor=dispatcher.viewer(MONDAY)
    )

    assert "4321" not in str(list(AuditEntry.objects.values_list("detail", "object_label")))


def test_a_phone_belongs_to_one_person(dispatcher, handler):
    with pytest.raises(Conflict, match="手机号"):
        add_person(
            PersonFacts("宋涛", handler.cadre.phone),
            post(handler.unit),
            actor=dispatcher.viewer(MONDAY),
        )


@pytest.mark.parametrize(("name", "phone"), [("", "13800004321"), ("宋涛", "1380000432")])
def test_what_is_wrong_is_said(dispatcher, handler, name, phone):
    with pytest.raises(Invalid):
        add_person(PersonFacts(name, phone), post(handler.unit), actor=dispatcher.viewer(MONDAY))

    assert not Cadre.objects.filter(name="宋涛").exists()


def test_a_refused_post_leaves_no_person_behind(dispatcher, handler):
    with pytest.raises(NotPermitted):
        add_person(
            PersonFacts("宋涛"), post(handler.unit, Role.LEADER), actor=dispatcher.viewer(MONDAY)
        )

    assert not Cadre.objects.filter(name="宋涛").exists()


def test_nobody_enters_people_of_another_county(stranger, handler):
    with pytest.raises(NotPermitted):
        add_person(PersonFacts("宋涛"), post(handler.unit), actor=stranger.viewer(MONDAY))


def test_the_system_administrator_enters_somebody_whose_role_another_gives(sysadmin):
    cadre = add_person(PersonFacts("宋涛"), None, actor=sysadmin.viewer(MONDAY))

    assert not cadre.postings.exists()


def test_a_correction_keeps_account_and_untyped_phone(dispatcher, handler):
    account, phone = handler.cadre.account, handler.cadre.phone

    edited = edit_person(handler.cadre, PersonFacts("李娟娟"), actor=dispatcher.viewer(MONDAY))

    assert (edited.name, edited.account, edited.phone) == ("李娟娟", account, phone)


def test_who_leaves_loses_the_door_and_keeps_the_history(dispatcher, handler):
    SignIn.objects.create(
        cadre=handler.cadre, session_key="s", signed_in_at=moment(MONDAY), seen_at=moment(MONDAY)
    )

    record_leaving(handler.cadre, actor=dispatcher.viewer(FRIDAY), left_on=FRIDAY)

    posting = handler.cadre.postings.get()
    handler.cadre.refresh_from_db()
    assert posting.to_on == FRIDAY
    assert not handler.cadre.is_active
    assert not SignIn.objects.exists()
    assert viewers.of(handler.cadre.pk, at=moment(FRIDAY)) is None


@pytest.mark.parametrize("left_on", [date(2019, 12, 31), date(2026, 3, 7)])
def test_a_day_that_cannot_be_is_refused(dispatcher, handler, left_on):
    with pytest.raises(Invalid):
        record_leaving(handler.cadre, actor=dispatcher.viewer(FRIDAY), left_on=left_on)


def test_nobody_leaves_twice(dispatcher, handler):
    record_leaving(handler.cadre, actor=dispatcher.viewer(MONDAY), left_on=MONDAY)

    with pytest.raises(WrongState):
        record_leaving(handler.cadre, actor=dispatcher.viewer(FRIDAY), left_on=FRIDAY)


def test_who_comes_back_works_under_the_same_account(dispatcher, handler, outsider):
    record_leaving(handler.cadre, actor=dispatcher.viewer(MONDAY), left_on=MONDAY)

    record_return(
        handler.cadre,
        NewPosting(outsider.unit, Role.UNIT_CLERK, FRIDAY),
        actor=dispatcher.viewer(FRIDAY),
    )

    assert viewers.build(handler.cadre, at=moment(FRIDAY)).clerk_unit_ids == (outsider.unit.pk,)


def test_revealing_a_phone_is_recorded(dispatcher, handler):
    number = reveal_phone(handler.cadre, actor=dispatcher.viewer(MONDAY))

    entry = AuditEntry.objects.get()
    assert number == handler.cadre.phone
    assert (entry.verb, entry.object_id) == ("cadre.reveal_phone", handler.cadre.pk)
    assert number not in str(entry.detail)


def test_others_see_no_phone_and_leave_no_line(outsider, handler):
    with pytest.raises(NotPermitted):
        reveal_phone(handler.cadre, actor=outsider.viewer(MONDAY))

    assert not AuditEntry.objects.exists()


def test_a_leaver_s_number_is_free_and_does_not_come_back_once_given_on(dispatcher, handler):
    actor = dispatcher.viewer(FRIDAY)
    phone = handler.cadre.phone
    gone = record_leaving(handler.cadre, actor=actor, left_on=FRIDAY)

    heir = add_person(PersonFacts("宋涛", phone), post(handler.unit), actor=actor)

    assert cadre_named(phone) == heir
    with pytest.raises(Conflict, match="已由他人使用"):
        record_return(gone, post(handler.unit), actor=actor)
    edit_person(gone, PersonFacts(gone.name, "13911112222"), actor=actor)
    record_return(Cadre.objects.get(pk=gone.pk), post(handler.unit), actor=actor)
    assert cadre_named("13911112222") == gone
