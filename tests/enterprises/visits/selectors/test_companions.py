"""Whom one may name beside oneself: one answer for the form, the plan and the phone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cadres.viewers.rules.roles import Role
from enterprises.models import VisitMember
from enterprises.visits.selectors import companions
from tests import cast
from tests.enterprises.visits.conftest import TODAY
from tests.factories.enterprises import VisitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def was_out(liaison, handler, covered):
    """The liaison and a clerk of another unit went together last week."""
    visit = VisitFactory(
        enterprise=covered, filed_by=liaison.cadre, visited_on=TODAY - timedelta(days=7)
    )
    for person in (liaison, handler):
        VisitMember.objects.get_or_create(visit=visit, cadre=person.cadre)
    return visit


def test_the_last_partner_comes_first_wherever_it_is_asked(was_out, liaison, handler, covered):
    viewer = liaison.viewer(TODAY)

    assert companions.suggested(covered, seen_by=viewer)[0].pk == handler.cadre.pk
    assert companions.taken_along(seen_by=viewer)[0].pk == handler.cadre.pk


def test_who_goes_out_no_more_is_neither_suggested_nor_taken_along(
    was_out, liaison, handler, covered
):
    handler.cadre.postings.update(role=Role.OFFICER)
    viewer = liaison.viewer(TODAY)

    for found in (
        companions.suggested(covered, seen_by=viewer),
        companions.taken_along(seen_by=viewer),
    ):
        assert handler.cadre.pk not in [one.pk for one in found]


def test_whoever_is_taken_along_may_be_named(was_out, liaison, covered):
    cast.person("周全", Role.UNIT_CLERK, cast.unit("县工信局"))
    viewer = liaison.viewer(TODAY)

    along = {one.pk for one in companions.taken_along(seen_by=viewer)}
    assert along
    assert along == companions.allowed(along, covered, seen_by=viewer)
