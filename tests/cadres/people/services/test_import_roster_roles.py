"""Roles that a roster says: given, changed and refused by the rules of the page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.models import AuditEntry, Cadre, Posting
from cadres.people.rules import authority
from cadres.people.services import roster_roles
from cadres.people.services.imports import import_roster
from cadres.people.services.roster_roles import RoleLine
from cadres.people.services.units_from_ledgers import Places
from cadres.viewers.rules.roles import Role
from cadres.workbooks.rules.row_values import Origin, RosterRow
from tests import cast

MONDAY = date(2026, 3, 2)
PHONE = "13911112222"
UNIT, OTHER = "县工信局", "县住建局"

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return cast.person("郭建国", Role.OFFICE_HEAD, cast.unit("县助企办"))


@pytest.fixture
def bring(head):
    """Import rows of (role, unit) about one person; by the head unless somebody else is said."""

    def _bring(*said, name="宋涛", phone=PHONE, post="", by=None, partly=()):
        actor = (by or head).viewer(MONDAY)
        rows = [
            RosterRow(Origin("花名册.xlsx", "", "名单", at), name, unit, post, phone, role)
            for at, (role, unit) in enumerate(said, 3)
        ]
        places = Places(cast.county())
        places.units = {places.key(unit): cast.unit(unit) for unit in (UNIT, OTHER)}
        return import_roster(rows, places, actor=actor, partly=partly)

    return _bring


def held(name="宋涛") -> set[tuple[str, str]]:
    found = Posting.objects.filter(cadre__name=name, to_on=None)
    return {(posting.unit.name, posting.role) for posting in found.select_related("unit")}


def test_a_roster_gives_what_the_head_of_the_office_gives():
    assert authority.GIVES[Role.OFFICE_HEAD] == authority.BY_ROSTER
    assert not authority.BY_ROSTER & authority.PROTECTED


@pytest.mark.parametrize("role", sorted(authority.BY_ROSTER))
def test_somebody_new_gets_the_role_of_the_row(bring, role):
    tally = bring((Role(role), UNIT), post="科员")

    assert (len(tally.made), tally.refused) == (1, [])
    assert held() == {(UNIT, role)}
    assert Posting.objects.get(cadre__name="宋涛").title == "科员"
    assert tally.roles == [RoleLine("宋涛", UNIT, "", Role(role).label)]


def test_without_a_role_a_row_makes_a_cadre_and_touches_no_other_role(bring):
    bring((Role.UNIT_HEAD, UNIT))
    tally = bring((None, UNIT))

    assert held() == {(UNIT, Role.UNIT_HEAD), (UNIT, Role.CADRE)}
    assert tally.roles == []


def test_the_same_role_again_changes_nothing(bring):
    bring((Role.UNIT_CLERK, UNIT))
    tally = bring((Role.UNIT_CLERK, UNIT))

    assert (len(tally.same), tally.changed, tally.roles) == (1, [], [])
    assert AuditEntry.objects.filter(verb="posting.add").count() == 1


def test_a_changed_role_ends_the_former_one_and_leaves_the_trail_of_the_page(bring):
    bring((None, UNIT), post="科员")
    tally = bring((Role.UNIT_CLERK, UNIT))

    assert len(tally.changed) == 1
    assert held() == {(UNIT, Role.UNIT_CLERK)}
    assert tally.roles == [RoleLine("宋涛", UNIT, "助企干部", "承办经办")]
    former = Posting.objects.get(cadre__name="宋涛", role=Role.CADRE)
    assert former.to_on == max(former.from_on, MONDAY - timedelta(days=1))
    assert Posting.objects.get(cadre__name="宋涛", to_on=None).title == "科员"
    verbs = AuditEntry.objects.filter(verb__startswith="posting.").order_by("pk")
    assert [entry.verb for entry in verbs] == ["posting.end", "posting.add"]


def test_several_rows_say_several_roles(bring):
    tally = bring((Role.CADRE, UNIT), (Role.UNIT_CLERK, UNIT))

    assert (len(tally.made), tally.refused) == (2, [])
    assert held() == {(UNIT, Role.CADRE), (UNIT, Role.UNIT_CLERK)}
    again = bring((Role.CADRE, UNIT), (Role.UNIT_CLERK, UNIT))
    assert len(again.same) == 2


def test_who_moves_with_a_role_no_longer_has_it_in_the_former_unit(bring):
    bring((Role.UNIT_CLERK, UNIT))
    tally = bring((Role.UNIT_CLERK, OTHER))

    assert held() == {(OTHER, Role.UNIT_CLERK)}
    assert tally.roles == [RoleLine("宋涛", OTHER, f"{UNIT} 承办经办", "承办经办")]


def test_which_of_several_roles_ends_is_not_guessed(bring):
    bring((Role.CADRE, UNIT), (Role.UNIT_CLERK, UNIT))
    tally = bring((Role.UNIT_HEAD, UNIT))

    (refused,) = tally.refused
    assert (refused.column, refused.value) == ("角色", "单位负责人")
    assert "看不出改任哪一项" in refused.reason
    assert held() == {(UNIT, Role.CADRE), (UNIT, Role.UNIT_CLERK)}


def test_a_clerk_of_the_office_gives_and_takes_no_role_of_the_office(bring, dispatcher):
    new = bring((Role.OFFICE_CLERK, UNIT), by=dispatcher)
    assert new.refused[0].reason == roster_roles.NOT_YOURS.format(role="助企办经办")
    assert not Cadre.objects.filter(name="宋涛").exists()

    bring((Role.OFFICE_CLERK, UNIT))
    taken = bring((Role.CADRE, UNIT), by=dispatcher)
    assert "助企办经办" in taken.refused[0].reason
    titled = bring((Role.OFFICE_CLERK, UNIT), post="主任科员", by=dispatcher)
    assert len(titled.refused) == 1
    assert held() == {(UNIT, Role.OFFICE_CLERK)}


def test_nobody_gives_themselves_a_role(bring, head):
    own = head.cadre
    tally = bring((Role.UNIT_HEAD, UNIT), name=own.name, phone=own.phone)

    assert tally.refused[0].reason == roster_roles.OWN
    assert (UNIT, Role.UNIT_HEAD) not in held(own.name)


def test_a_refused_role_stops_no_other_row_and_ends_nothing(bring, dispatcher):
    bring((None, UNIT), (None, OTHER))
    tally = bring((None, UNIT), (Role.OFFICE_CLERK, OTHER), by=dispatcher)

    assert (len(tally.same), len(tally.refused)) == (1, 1)
    assert held() == {(UNIT, Role.CADRE), (OTHER, Role.CADRE)}


@pytest.mark.parametrize("role", [None, Role.UNIT_CLERK])
def test_of_whom_a_row_is_refused_nothing_ends(bring, role):
    bring((role, UNIT), (role, OTHER))

    bring((role, UNIT), partly=[PHONE])

    assert held() == {(UNIT, role or Role.CADRE), (OTHER, role or Role.CADRE)}
