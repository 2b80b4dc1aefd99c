"""Somebody leaves with tickets in hand: head and office hear of it, once, until it is handed on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cadres.jobs.services import job_runs
from cadres.models import JobRun, OutboxRow, Posting
from cadres.people.selectors import person_page
from cadres.people.services.people import record_leaving
from cadres.viewers.rules.roles import Role
from cases.models import Ticket
from cases.tickets.selectors.takeovers import leavers_tickets
from cases.tickets.services.takeovers import leaver_notices
from tests import cast
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.factories.people import moment

MONDAY = date(2026, 3, 9)
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def taken(handler, head) -> list[Ticket]:
    firm = EnterpriseFactory(county=handler.county)
    return TicketFactory.create_batch(
        3, in_hand=True, enterprise=firm, unit=handler.unit, handler=handler.cadre
    )


def told() -> set[str]:
    rows = OutboxRow.objects.filter(kind=leavers_tickets.KIND)
    return set(rows.values_list("to__name", flat=True))


def test_head_and_office_hear_of_it_that_day_and_once(taken, handler, head, dispatcher):
    leaver_notices.sweep(moment(MONDAY))
    assert told() == set()

    record_leaving(handler.cadre, actor=dispatcher.viewer(MONDAY), left_on=MONDAY)
    for _ in "12":
        leaver_notices.sweep(moment(MONDAY, 11))

    assert told() == {head.cadre.name, dispatcher.cadre.name}
    assert OutboxRow.objects.filter(kind=leavers_tickets.KIND).count() == 2
    pk = handler.cadre.pk
    for reader in (head, dispatcher):
        words = leavers_tickets.word({leavers_tickets.KIND: [pk]}, reader.viewer(MONDAY))
        assert "留下 3 件在办工单" in words[leavers_tickets.KIND, pk].title


def test_a_post_that_ends_by_itself_is_told_of_on_the_day_after(taken, handler, head):
    Posting.objects.filter(cadre=handler.cadre).update(to_on=MONDAY)

    leaver_notices.sweep(moment(MONDAY))
    assert told() == set()

    leaver_notices.sweep(moment(TUESDAY))
    assert head.cadre.name in told()


def test_once_it_is_handed_on_nothing_is_said_any_more(taken, handler, head, caller):
    Posting.objects.filter(cadre=handler.cadre).update(to_on=MONDAY)
    Ticket.objects.update(handler=caller.cadre)

    words = leavers_tickets.word({leavers_tickets.KIND: [handler.cadre.pk]}, head.viewer(TUESDAY))

    assert words == {}


def test_before_somebody_leaves_work_coverage_and_signatures_stand_together(
    taken, handler, head, liaison, dispatcher
):
    result = TicketFactory(resolved=True, enterprise=taken[0].enterprise, unit=head.unit)
    AssignmentFactory(enterprise=result.enterprise, cadre=liaison.cadre)
    office = dispatcher.viewer(MONDAY)

    works = person_page.before_leaving(handler.cadre, seen_by=office)
    signs = person_page.before_leaving(head.cadre, seen_by=office)
    covers = person_page.before_leaving(liaison.cadre, seen_by=office)

    assert [(had.heading, had.total) for had in works] == [("在办工单", 3)]
    assert [(had.heading, had.total) for had in signs] == [("等待签批", 1)]
    assert [(had.heading, had.total) for had in covers] == [("包联企业", 1)]
    assert [one.title for one in signs[0].things] == [result.title]


def test_who_keeps_people_and_sees_no_tickets_reads_how_many_there_are(
    client, taken, handler, head, liaison, sysadmin
):
    TicketFactory(resolved=True, enterprise=taken[0].enterprise, unit=head.unit)
    AssignmentFactory(enterprise=taken[0].enterprise, cadre=liaison.cadre)
    client.force_login(sysadmin.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")

    for person, heading, total in (
        (handler, "在办工单", 3), (head, "等待签批", 1), (liaison, "包联企业", 1),
    ):  # fmt: skip
        (had,) = person_page.before_leaving(person.cadre, seen_by=sysadmin.viewer(MONDAY))
        assert (had.heading, had.total, had.things, had.url) == (heading, total, [], "")
        page = client.get(reverse("cadres:person-leave", args=[person.cadre.pk])).content.decode()
        assert heading in page
        assert "名下没有在办的工作" not in page
        assert taken[0].title not in page


def test_whoever_keeps_no_people_reads_no_counts(taken, handler, outsider):
    assert person_page.before_leaving(handler.cadre, seen_by=outsider.viewer(MONDAY)) == []


def test_one_whose_office_cannot_be_found_keeps_nobody_else_from_being_told(
    taken, handler, head, monkeypatch
):
    other = cast.person("李梅", Role.UNIT_CLERK, handler.unit).cadre
    TicketFactory(in_hand=True, enterprise=taken[0].enterprise, unit=handler.unit, handler=other)
    Posting.objects.filter(cadre__in=[handler.cadre, other]).update(to_on=MONDAY)
    usual = leaver_notices._office

    def office(left, actor):
        if left.cadre_id == handler.cadre.pk:
            raise LookupError("no such county")
        return usual(left, actor)

    monkeypatch.setattr(leaver_notices, "_office", office)
    at = moment(TUESDAY)

    assert (
        job_runs.run("cases.sweep.left_work", lambda: leaver_notices.sweep(at), clock=lambda: at)
        == 1
    )

    assert JobRun.objects.get(kind="cases.sweep.left_work").failed == 1
    rows = OutboxRow.objects.filter(kind=leavers_tickets.KIND)
    assert set(rows.values_list("object_id", "to__name")) == {(other.pk, head.cadre.name)}
