"""Postings begin and end; the three administrators stay apart."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.people.selectors import viewers
from cadres.people.services.postings import NewPosting, add_posting
from cadres.viewers.rules.roles import Role
from tests.factories.people import moment
from tests.fresh import end_posting

MONDAY = date(2026, 3, 2)
FRIDAY = date(2026, 3, 6)


def test_somebody_stands_in_several_posts_at_once(secadmin, handler, outsider):
    new = NewPosting(outsider.unit, Role.UNIT_HEAD, MONDAY)
    add_posting(handler.cadre, new, actor=secadmin.viewer(MONDAY))

    seen = viewers.build(handler.cadre, at=moment(MONDAY))
    assert seen.clerk_unit_ids == (handler.unit.pk,)
    assert seen.head_unit_ids == (outsider.unit.pk,)


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_an_administrator_holds_nothing_else(secadmin, handler, role):
    with pytest.raises(Conflict, match="三员分立"):
        add_posting(
            handler.cadre,
            NewPosting(handler.unit, role, MONDAY),
            actor=secadmin.viewer(MONDAY),
        )


def test_nobody_becomes_a_second_administrator(secadmin, auditor):
    with pytest.raises(Conflict, match="三员分立"):
        add_posting(
            auditor.cadre,
            NewPosting(auditor.unit, Role.SYSTEM_ADMIN, MONDAY),
            actor=secadmin.viewer(MONDAY),
        )


def test_the_system_administrator_makes_no_administrators(sysadmin, handler):
    with pytest.raises(NotPermitted, match="审计管理员"):
        add_posting(
            handler.cadre,
            NewPosting(handler.unit, Role.AUDIT_ADMIN, MONDAY),
            actor=sysadmin.viewer(MONDAY),
        )


def test_nobody_gives_themselves_a_post(secadmin):
    with pytest.raises(NotPermitted, match="自己"):
        add_posting(
            secadmin.cadre,
            NewPosting(secadmin.unit, Role.AUDIT_ADMIN, MONDAY),
            actor=secadmin.viewer(MONDAY),
        )


def test_the_same_post_is_given_once(secadmin, handler):
    with pytest.raises(Conflict, match="已经是"):
        add_posting(
            handler.cadre,
            NewPosting(handler.unit, Role.UNIT_CLERK, MONDAY),
            actor=secadmin.viewer(MONDAY),
        )


def test_a_post_holds_through_its_last_day(dispatcher, handler):
    posting = handler.cadre.postings.get()
    end_posting(posting, actor=dispatcher.viewer(MONDAY), to_on=MONDAY)

    assert viewers.build(handler.cadre, at=moment(MONDAY)).clerk_unit_ids
    assert not viewers.build(handler.cadre, at=moment(FRIDAY)).clerk_unit_ids


def test_a_post_ends_once_and_not_before_it_begins(dispatcher, handler):
    posting = handler.cadre.postings.get()
    with pytest.raises(Invalid):
        end_posting(posting, actor=dispatcher.viewer(MONDAY), to_on=date(2019, 1, 1))
    end_posting(posting, actor=dispatcher.viewer(MONDAY), to_on=MONDAY)

    with pytest.raises(WrongState):
        end_posting(posting, actor=dispatcher.viewer(FRIDAY), to_on=FRIDAY)


def test_the_office_does_not_depose_the_leader(dispatcher, leader):
    with pytest.raises(NotPermitted):
        end_posting(leader.cadre.postings.get(), actor=dispatcher.viewer(MONDAY), to_on=MONDAY)
