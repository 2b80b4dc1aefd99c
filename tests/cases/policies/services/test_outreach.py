"""An enterprise is told of a policy once; refused applications become tickets and a topic."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cadres.errors import Conflict, NotPermitted, WrongState
from cadres.models import AuditEntry
from cases.models import PolicyTelling
from cases.policies.rules.fit import Fit
from cases.policies.rules.list_views import Near
from cases.policies.rules.outreach import Way
from cases.policies.selectors import fitting, of_enterprise, refused_applications
from cases.policies.services.enterprise_merging import take_over
from cases.policies.services.outreach import tell_policy
from cases.policies.services.refused_applications import file_refusal
from cases.topics.services.policy_topics import open_topic_of
from enterprises.models import Size
from tests.factories.cases import CategoryFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.factories.policies import PolicyFactory

FRIDAY = date(2026, 3, 6)


@pytest.fixture
def row(handler):
    return PolicyFactory(unit=handler.unit, county=handler.county, title="技改补贴")


@pytest.fixture
def firm(liaison):
    firm = EnterpriseFactory(county=liaison.county, size=Size.SMALL, industry="食品加工")
    AssignmentFactory(enterprise=firm, cadre=liaison.cadre)
    return firm


def refuse(row, firm, person):
    return file_refusal(
        row,
        firm,
        actor=person.viewer(FRIDAY),
        category=CategoryFactory(),
        source="phone",
        description="窗口说材料不齐。",
    )


def test_an_enterprise_is_told_once_and_the_second_one_hears_who_was_first(
    row, firm, liaison, dispatcher
):
    tell_policy(row, firm, Way.PHONE, actor=liaison.viewer(FRIDAY))

    with pytest.raises(Conflict, match=f"由{liaison.cadre.name}告知（电话）"):
        tell_policy(row, firm, Way.LINK, actor=dispatcher.viewer(FRIDAY))

    (one,) = fitting.fitting(row, Fit.FITS, None, seen_by=dispatcher.viewer(FRIDAY)).page.rows
    assert (one.told.way, one.told.told_on) == (Way.PHONE, FRIDAY)
    assert AuditEntry.objects.filter(verb="policy.tell", object_id=row.pk).count() == 1


def test_the_database_itself_keeps_a_second_telling_out(row, firm, liaison):
    told = tell_policy(row, firm, Way.VISIT, actor=liaison.viewer(FRIDAY))
    told.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        told.save(force_insert=True)


def test_only_who_covers_the_enterprise_tells_it_and_the_office(row, firm, handler, dispatcher):
    with pytest.raises(NotPermitted):
        tell_policy(row, firm, Way.PHONE, actor=handler.viewer(FRIDAY))
    tell_policy(row, firm, Way.PHONE, actor=dispatcher.viewer(FRIDAY))
    assert PolicyTelling.objects.count() == 1


def test_of_what_is_over_nobody_is_told(row, firm, liaison):
    row.valid_to = date(2026, 3, 5)
    row.save(update_fields=["valid_to"])
    with pytest.raises(WrongState, match="已过期"):
        tell_policy(row, firm, Way.PHONE, actor=liaison.viewer(FRIDAY))


def test_a_refused_application_becomes_a_ticket_that_names_the_policy(row, firm, liaison):
    ticket = refuse(row, firm, liaison)

    assert (ticket.title, ticket.enterprise) == ("申报《技改补贴》被拒", firm)
    assert ticket.policy_refusal.policy == row
    with pytest.raises(Conflict, match=ticket.number):
        refuse(row, firm, liaison)


def test_several_refused_ones_open_a_topic_and_go_into_it(row, firm, liaison, dispatcher, handler):
    other = EnterpriseFactory(county=liaison.county)
    tickets = [refuse(row, firm, liaison), refuse(row, other, dispatcher)]

    topic, joined = open_topic_of(
        row,
        actor=dispatcher.viewer(FRIDAY),
        title="技改补贴兑现",
        description="都说材料不齐。",
        unit=handler.unit,
        owner_name="王强",
    )

    assert joined == 2
    assert set(topic.tickets.all()) == set(tickets)
    waiting = refused_applications.refused_tickets(row, seen_by=dispatcher.viewer(FRIDAY))
    assert waiting.filter(topic=None).count() == 0


def test_the_enterprise_s_page_says_what_fits_what_is_open_and_what_nearly_fits(
    firm, liaison, handler
):
    place = {"unit": handler.unit, "county": handler.county}
    fits = PolicyFactory(conditions__size=["small"], **place)
    near = PolicyFactory(conditions__size=["small"], conditions__industry=["装备制造"], **place)
    PolicyFactory(conditions__size=["above_scale"], **place)
    unknown = PolicyFactory(conditions__township=["1"], **place)
    PolicyFactory(valid_to=date(2026, 3, 1), **place)

    found = of_enterprise.overview(firm, seen_by=liaison.viewer(FRIDAY))

    said = {kind: [one.row for one in page.rows] for kind, page in found.groups}
    assert said == {Near.FITS: [fits], Near.UNKNOWN: [unknown], Near.NEAR: [near]}
    ((reason,),) = [one.reasons for one in dict(found.groups)[Near.NEAR].rows]
    assert reason.sentence == "行业类别是“食品加工”，要求是：装备制造"


def test_both_ways_say_the_same(firm, liaison, handler):
    place = {"unit": handler.unit, "county": handler.county}
    viewer = liaison.viewer(FRIDAY)
    for conditions in (
        {},
        {"conditions__size": ["small"]},
        {"conditions__size": ["sole"]},
        {"conditions__industry": ["食品加工"], "conditions__size": ["small", "sole"]},
        {"conditions__township": ["1"], "conditions__size": ["small"]},
    ):
        policy = PolicyFactory(**place, **conditions)
        there = policy in of_enterprise.rows(firm, Near.FITS, seen_by=viewer)
        assert there == (firm in fitting.enterprises_of(policy, Fit.FITS, seen_by=viewer))
        there = policy in of_enterprise.rows(firm, Near.UNKNOWN, seen_by=viewer)
        assert there == (firm in fitting.enterprises_of(policy, Fit.UNKNOWN, seen_by=viewer))


def test_what_a_merged_enterprise_was_told_goes_over(row, firm, liaison, dispatcher):
    other = EnterpriseFactory(county=liaison.county)
    tell_policy(row, firm, Way.PHONE, actor=liaison.viewer(FRIDAY))

    take_over(firm, other, actor=dispatcher.viewer(FRIDAY), why="合并")

    assert PolicyTelling.objects.get().enterprise == other
