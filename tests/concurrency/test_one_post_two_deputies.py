"""The head and the office lend the same post at the same moment: it has one deputy."""

from __future__ import annotations

from datetime import date, timedelta

from cadres.errors import Conflict
from cadres.models import Delegation, UnitKind
from cadres.people.services.delegations import NewDelegation, make_delegation
from cadres.viewers.rules.roles import Role
from tests import cast
from tests.concurrency.test_one_button_two_people import together

FRIDAY = date(2026, 3, 6)


def test_a_post_that_two_lend_at_once_has_one_deputy(committed):
    unit = cast.unit("县供电公司")
    head = cast.person("王强", Role.UNIT_HEAD, unit)
    office = cast.person("马超", Role.OFFICE_HEAD, cast.unit("县助企办", UnitKind.OFFICE))
    deputies = [cast.person(name, Role.UNIT_CLERK, unit) for name in ("李娟", "李梅")]
    posting, until = head.cadre.postings.get(), FRIDAY + timedelta(days=3)
    first, second = (
        NewDelegation(posting, deputy.cadre, FRIDAY, until, "外出学习") for deputy in deputies
    )

    answers = together(
        lambda: make_delegation(first, actor=head.viewer(FRIDAY)),
        lambda: make_delegation(second, actor=office.viewer(FRIDAY)),
    )

    assert {type(answer) for answer in answers} == {Delegation, Conflict}
    assert Delegation.objects.count() == 1
