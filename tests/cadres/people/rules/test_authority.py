"""Who may set up people, postings and codes: a table of who, over whom."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cadres.people.rules import authority
from cadres.people.rules.authority import Stand, Standing
from cadres.trail.rules import trail_readers
from cadres.viewers.rules.roles import ADMINISTRATORS, DISCIPLINE, Role
from cadres.viewers.rules.viewer import Post, Viewer

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
HERE, ELSEWHERE, TOWN = "/1/5/", "/1/6/", "/1/5/9/"


def viewer(role, region=5, unit=70, me=1):
    return Viewer(
        at=AT,
        cadre_id=me,
        posts=(Post(1, unit, "单位", role, region),),
        roles=frozenset({role}),
        head_unit_ids=(unit,) if role is Role.UNIT_HEAD else (),
        home_county_ids=(region,),
    )


def person(*stands, pk=2):
    return Standing(pk, tuple(Stand(unit, role, place) for unit, role, place in stands))


CLERK = person((70, Role.UNIT_CLERK, HERE))
CLERK_OF_TOWN = person((71, Role.UNIT_CLERK, TOWN))
OFFICE_HEAD = person((72, Role.OFFICE_HEAD, HERE))
AUDITOR = person((70, Role.AUDIT_ADMIN, HERE))
FOREIGNER = person((80, Role.UNIT_CLERK, ELSEWHERE))
OF_TWO_UNITS = person((70, Role.UNIT_CLERK, HERE), (72, Role.OFFICE_CLERK, HERE))


@pytest.mark.parametrize(
    ("role", "over", "may"),
    [
        (Role.UNIT_HEAD, CLERK, True),
        (Role.UNIT_HEAD, CLERK_OF_TOWN, False),
        (Role.UNIT_HEAD, OF_TWO_UNITS, False),
        (Role.UNIT_HEAD, AUDITOR, False),
        (Role.OFFICE_CLERK, CLERK, True),
        (Role.OFFICE_CLERK, CLERK_OF_TOWN, True),
        (Role.OFFICE_CLERK, OF_TWO_UNITS, False),
        (Role.OFFICE_HEAD, OF_TWO_UNITS, True),
        (Role.OFFICE_CLERK, OFFICE_HEAD, False),
        (Role.OFFICE_CLERK, FOREIGNER, False),
        (Role.SECURITY_ADMIN, AUDITOR, True),
        (Role.SECURITY_ADMIN, FOREIGNER, False),
        (Role.SYSTEM_ADMIN, CLERK, False),
        (Role.AUDIT_ADMIN, CLERK, False),
        (Role.UNIT_CLERK, CLERK, False),
        (Role.LEADER, CLERK, False),
    ],
)
def test_codes_are_handed_out_by_those_who_answer_for_the_person(role, over, may):
    assert authority.may_issue_code(viewer(role), over) is may


def test_nobody_gives_themselves_a_code_or_a_post():
    me = viewer(Role.SECURITY_ADMIN)

    assert not authority.may_issue_code(me, person((70, Role.SECURITY_ADMIN, HERE), pk=1))
    assert not authority.may_post(me, Role.CADRE, HERE, 1)


def test_the_system_administrator_gives_no_administrator_and_no_discipline_officer():
    given = authority.gives(viewer(Role.SYSTEM_ADMIN), HERE)

    assert not given & (ADMINISTRATORS | DISCIPLINE)
    assert Role.OFFICE_HEAD in given


def test_the_security_administrator_gives_every_role():
    assert authority.gives(viewer(Role.SECURITY_ADMIN), HERE) == frozenset(Role)


@pytest.mark.parametrize("role", [r for r in Role if r not in authority.GIVES])
def test_nobody_else_gives_any(role):
    assert not authority.gives(viewer(role), HERE)


def test_a_role_reaches_into_the_townships_and_not_across_the_border():
    office = viewer(Role.OFFICE_CLERK)

    assert authority.gives(office, TOWN)
    assert not authority.gives(office, ELSEWHERE)


def test_whoever_may_not_give_a_role_may_not_touch_who_holds_it():
    assert authority.may_manage(viewer(Role.SYSTEM_ADMIN), CLERK)
    assert not authority.may_manage(viewer(Role.SYSTEM_ADMIN), AUDITOR)
    assert not authority.may_manage(viewer(Role.OFFICE_CLERK), OFFICE_HEAD)


@pytest.mark.parametrize("role", list(Role))
def test_only_the_audit_administrator_reads_the_trail(role):
    assert trail_readers.may_read_trail(viewer(role)) is (role is Role.AUDIT_ADMIN)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.OFFICE_CLERK, True),
        (Role.UNIT_HEAD, True),
        (Role.SYSTEM_ADMIN, False),
        (Role.SECURITY_ADMIN, False),
        (Role.LEADER, False),
        (Role.UNIT_CLERK, False),
    ],
)
def test_phones_are_shown_to_the_office_and_the_own_head(role, may):
    assert authority.may_reveal_phone(viewer(role), CLERK) is may


def test_another_head_does_not_see_the_phone():
    assert not authority.may_reveal_phone(viewer(Role.UNIT_HEAD, unit=99), CLERK)
