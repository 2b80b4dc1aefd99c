"""Which posts are lent, to whom, by whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.errors import Invalid, NotPermitted
from cadres.people.rules import authority, delegations
from cadres.people.rules.authority import Stand, Standing
from cadres.people.rules.delegations import Stage
from cadres.viewers.rules.roles import ADMINISTRATORS, DISCIPLINE, Role
from cadres.viewers.rules.viewer import Post, Viewer

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
HEADS = (Role.UNIT_HEAD, Role.OFFICE_HEAD, Role.SUPERVISOR_HEAD, Role.CENTRE_HEAD)
HERE, ELSEWHERE = "/1/5/", "/1/6/"


def post(role, unit=70, region=5, **more):
    return Post(1, unit, "县供电公司", role, region, **more)


def viewer(*posts, me=1):
    return Viewer(
        at=AT,
        cadre_id=me,
        name="李娟",
        posts=posts,
        roles=frozenset(post.role for post in posts),
        head_unit_ids=tuple(p.unit_id for p in posts if p.role is Role.UNIT_HEAD),
    )


LENT_HEAD = post(Role.UNIT_HEAD, principal_id=9, principal_name="王强")
DEPUTY = viewer(post(Role.UNIT_CLERK), LENT_HEAD)


@pytest.mark.parametrize(
    ("lent", "own", "may"),
    [
        (post(Role.UNIT_HEAD), post(Role.UNIT_CLERK), True),
        (post(Role.UNIT_HEAD), post(Role.CADRE), True),
        (post(Role.UNIT_HEAD), post(Role.UNIT_CLERK, unit=71), False),
        (post(Role.OFFICE_HEAD), post(Role.OFFICE_CLERK), True),
        (post(Role.OFFICE_HEAD), post(Role.LEADER, unit=72), False),
        (post(Role.LEADER), post(Role.LEADER, unit=72), True),
        (post(Role.LEADER), post(Role.OFFICE_HEAD, unit=73), True),
        (post(Role.LEADER), post(Role.LEADER, unit=80, region=6), False),
        (post(Role.LEADER), post(Role.OFFICE_CLERK), False),
    ],
)
def test_a_deputy_stands_beside_the_post(lent, own, may):
    assert delegations.may_stand_in(lent, [own]) is may


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS | DISCIPLINE))
def test_administrators_and_discipline_officers_neither_lend_nor_borrow(role):
    lent = post(Role.UNIT_HEAD)

    assert not delegations.may_stand_in(lent, [post(Role.UNIT_CLERK), post(role)])
    with pytest.raises(Invalid, match="不能委托"):
        delegations.check_lendable(Role.UNIT_HEAD, [Role.UNIT_HEAD, role])


@pytest.mark.parametrize("role", list(Role))
def test_only_deciding_posts_are_lent(role):
    if role in (*HEADS, Role.LEADER):
        delegations.check_lendable(role, [role])
        return
    with pytest.raises(Invalid):
        delegations.check_lendable(role, [role])


def test_a_lent_post_is_nothing_to_stand_on():
    assert not delegations.may_stand_in(post(Role.LEADER), [replaced(Role.OFFICE_HEAD)])


def replaced(role):
    return post(role, principal_id=9, principal_name="马超")


def test_what_is_lent_is_not_lent_on():
    with pytest.raises(NotPermitted, match="不能再转给别人"):
        delegations.check_may_make(DEPUTY, LENT_HEAD.posting_id, 9, HERE)


@pytest.mark.parametrize(
    ("maker", "place", "may"),
    [
        (viewer(post(Role.UNIT_HEAD), me=9), HERE, True),
        (viewer(post(Role.OFFICE_HEAD)), HERE, True),
        (viewer(post(Role.SYSTEM_ADMIN)), HERE, True),
        (viewer(post(Role.OFFICE_HEAD)), ELSEWHERE, False),
        (viewer(replaced(Role.OFFICE_HEAD)), HERE, False),
        (viewer(post(Role.OFFICE_CLERK)), HERE, False),
        (viewer(post(Role.SECURITY_ADMIN)), HERE, False),
        (viewer(post(Role.LEADER)), HERE, False),
    ],
)
def test_the_principal_makes_it_or_a_keeper_of_the_county(maker, place, may):
    assert delegations.may_make(maker, 9, place) is may


def test_nobody_takes_another_s_post_for_themselves():
    with pytest.raises(Invalid, match="给自己代理"):
        delegations.check_deputy(viewer(post(Role.OFFICE_HEAD)), 9, 1)


@pytest.mark.parametrize("who", [9, 7, 8])
def test_each_of_the_three_ends_it(who):
    delegations.check_may_end(viewer(me=who), (9, 7, 8))


def test_nobody_else_ends_it():
    with pytest.raises(NotPermitted):
        delegations.check_may_end(viewer(post(Role.OFFICE_HEAD)), (9, 7, None))


@given(st.integers(-400, 400), st.integers(0, 400), st.booleans())
def test_it_runs_exactly_on_its_days(begins, length, is_ended):
    from_on = MONDAY + timedelta(days=begins)
    to_on = from_on + timedelta(days=length)

    stage = delegations.stage(from_on, to_on, MONDAY, is_ended=is_ended)

    assert (stage is Stage.RUNNING) is (from_on <= MONDAY <= to_on and not is_ended)


def test_a_lent_post_gives_no_power_over_people():
    clerk = Standing(2, (Stand(70, Role.UNIT_CLERK, HERE),))

    assert not authority.may_issue_code(DEPUTY, clerk)
    assert not authority.hands_out_codes(DEPUTY)
    assert not authority.may_reveal_phone(DEPUTY, clerk)
    office = viewer(post(Role.CADRE), replaced(Role.OFFICE_HEAD))
    assert not authority.gives(office, HERE)
    assert authority.gives_anywhere(office) == []
    assert not authority.may_manage(office, clerk)
    assert not authority.may_manage_people(office, HERE)


def test_an_action_in_a_lent_post_names_both():
    own, lent = DEPUTY.posts

    assert DEPUTY.name_in(own) == DEPUTY.name_in(None) == "李娟"
    assert DEPUTY.name_in(lent) == "李娟 代 王强"
