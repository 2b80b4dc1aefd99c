"""Codes and posts of administrators and discipline officers are given by two, never by one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.errors import Absent, Conflict, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OneTimeCode, OutboxRow, SecondApproval
from cadres.people.selectors import viewers
from cadres.people.services.postings import NewPosting, add_posting
from cadres.sign_in.services.one_time_codes import cadre_with_code, issue_codes, use_code
from cadres.sign_in.services.second_approvals import (
    approve,
    ask_for_code,
    ask_for_posting,
    print_first_half,
    refuse,
    withdraw,
)
from cadres.viewers.rules.roles import Role
from tests import cast
from tests.factories.people import moment
from tests.fresh import end_posting

MONDAY = date(2026, 3, 2)
LATER = MONDAY + timedelta(days=20)
PASSWORD = "Zhuqi-2026-ok"


@pytest.fixture
def asked(secadmin, sysadmin, auditor):
    return ask_for_code(auditor.cadre, "忘记密码", actor=secadmin.viewer(MONDAY))


@pytest.mark.parametrize("name", ["auditor", "sysadmin", "officer"])
def test_nobody_issues_such_a_code_alone(request, secadmin, name):
    meant = request.getfixturevalue(name)

    with pytest.raises(NotPermitted, match="双人办理"):
        issue_codes([meant.cadre], actor=secadmin.viewer(MONDAY))

    assert not OneTimeCode.objects.exists()


def test_two_halves_open_and_one_does_not(asked, secadmin, sysadmin, auditor):
    second = approve(asked, actor=sysadmin.viewer(MONDAY))
    first = print_first_half(asked, actor=secadmin.viewer(MONDAY))

    at, account = moment(MONDAY), auditor.cadre.account
    for alone in (first.code, second.code, first.code * 2, second.code * 2):
        assert cadre_with_code(account, alone, at=at) is None
    both = f"{second.spaced} {first.spaced}"
    own = viewers.build(auditor.cadre, at=at)
    assert use_code(auditor.cadre, both, actor=own, new_password=PASSWORD) == auditor.cadre


def test_until_both_have_printed_the_old_password_holds(asked, sysadmin, auditor):
    auditor.cadre.set_password(PASSWORD)
    auditor.cadre.save(update_fields=["password"])

    approve(asked, actor=sysadmin.viewer(MONDAY))

    auditor.cadre.refresh_from_db()
    assert auditor.cadre.check_password(PASSWORD)
    assert not OneTimeCode.objects.exists()


@pytest.mark.parametrize("name", ["secadmin", "auditor"])
def test_neither_who_asked_nor_who_is_meant_is_the_second(request, asked, name):
    with pytest.raises(NotPermitted, match="另一名管理员"):
        approve(asked, actor=request.getfixturevalue(name).viewer(MONDAY))


@pytest.mark.parametrize("name", ["dispatcher", "office_head", "stranger"])
def test_who_is_no_administrator_of_the_place_does_not_see_it(request, asked, name):
    with pytest.raises(Absent):
        approve(asked, actor=request.getfixturevalue(name).viewer(MONDAY))


def test_who_is_meant_and_the_auditor_are_told(secadmin, sysadmin, auditor, officer):
    ask_for_code(officer.cadre, "换手机", actor=secadmin.viewer(MONDAY))

    told = set(OutboxRow.objects.filter(kind="second_asked").values_list("to_id", flat=True))
    assert told == {officer.cadre.pk, sysadmin.cadre.pk, auditor.cadre.pk}
    assert AuditEntry.objects.get(verb="second.ask").actor_id == secadmin.cadre.pk


def test_only_who_asked_prints_the_other_half(asked, sysadmin):
    approve(asked, actor=sysadmin.viewer(MONDAY))

    with pytest.raises(NotPermitted):
        print_first_half(asked, actor=sysadmin.viewer(MONDAY))


def test_a_half_is_printed_once(asked, secadmin, sysadmin):
    approve(asked, actor=sysadmin.viewer(MONDAY))
    print_first_half(asked, actor=secadmin.viewer(MONDAY))

    with pytest.raises(WrongState):
        print_first_half(asked, actor=secadmin.viewer(MONDAY))
    with pytest.raises(WrongState):
        approve(asked, actor=sysadmin.viewer(MONDAY))


def test_what_lay_too_long_is_over_and_makes_room(asked, secadmin, sysadmin, auditor):
    with pytest.raises(WrongState):
        approve(asked, actor=sysadmin.viewer(LATER))

    ask_for_code(auditor.cadre, "再次提出", actor=secadmin.viewer(LATER))
    assert SecondApproval.objects.count() == 2


def test_one_at_a_time_with_a_reason(asked, sysadmin, auditor):
    with pytest.raises(Conflict, match="已有人提出"):
        ask_for_code(auditor.cadre, "也来一次", actor=sysadmin.viewer(MONDAY))
    withdraw(asked, actor=viewers.build(asked.asked_by, at=moment(MONDAY)))
    with pytest.raises(Invalid):
        ask_for_code(auditor.cadre, " ", actor=sysadmin.viewer(MONDAY))


def test_a_refused_one_gives_nothing(asked, secadmin, sysadmin):
    refuse(asked, actor=sysadmin.viewer(MONDAY))

    with pytest.raises(WrongState):
        print_first_half(asked, actor=secadmin.viewer(MONDAY))


def test_a_code_of_everybody_else_takes_one(secadmin, handler):
    assert issue_codes([handler.cadre], actor=secadmin.viewer(MONDAY))


def test_who_was_an_administrator_stays_under_two(secadmin, auditor):
    end_posting(auditor.cadre.postings.get(), actor=secadmin.viewer(MONDAY), to_on=MONDAY)

    with pytest.raises(NotPermitted):
        issue_codes([auditor.cadre], actor=secadmin.viewer(LATER))


@pytest.fixture
def newcomer(db):
    return cast.CadreFactory(name="新人")


@pytest.mark.parametrize("role", [Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN, Role.OFFICER_HEAD])
def test_nobody_makes_an_administrator_or_officer_alone(secadmin, newcomer, auditor, role):
    new = NewPosting(auditor.unit, role, MONDAY)

    with pytest.raises(NotPermitted, match="双人办理"):
        add_posting(newcomer, new, actor=secadmin.viewer(MONDAY))


def test_a_posting_holds_once_another_agreed(secadmin, sysadmin, auditor, newcomer):
    new = NewPosting(auditor.unit, Role.AUDIT_ADMIN, MONDAY)
    asked = ask_for_posting(newcomer, new, "接任", actor=secadmin.viewer(MONDAY))
    assert not newcomer.postings.exists()
    with pytest.raises(NotPermitted):
        approve(asked, actor=secadmin.viewer(MONDAY))

    approve(asked, actor=sysadmin.viewer(MONDAY))

    assert newcomer.postings.get().role == Role.AUDIT_ADMIN
