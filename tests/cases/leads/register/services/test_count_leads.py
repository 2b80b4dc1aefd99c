"""The register, what is late, what is silent, and figures that open to their rows."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from cases.leads.handling.services.receiving import report_progress
from cases.leads.models import RoomEntry
from cases.leads.register.rules.figures import By, Figure
from cases.leads.register.selectors import figures
from cases.leads.register.selectors.figures import Asked
from cases.leads.register.services.summaries import read_rows, read_summary
from tests.cases.leads import course
from tests.cases.leads.seating import MONDAY

pytestmark = pytest.mark.django_db(databases=["default", "leads"])
LATER = date(2026, 3, 20)
# 3 months after acceptance are over.
SUMMER, QUARTER_PAST = date(2026, 7, 1), date(2026, 6, 2)
MARCH = Asked(since=date(2026, 3, 1), until=date(2026, 3, 31))


@pytest.fixture
def leads(room):
    """A draft, one delivered, one accepted, one answered: in the order of their numbers."""
    return {
        "draft": course.draft(room),
        "delivered": course.deliver(room, field="market"),
        "accepted": course.accept(room, field="service"),
        "answered": course.answer(room, LATER, field="service"),
    }


def test_the_register_begins_with_the_letter(room, leads):
    rows = figures.register(Asked(), seen_by=room.head.at(LATER))

    assert [row.lead for row in rows] == [leads[k] for k in ("delivered", "accepted", "answered")]
    assert rows[0].standing.delivered_on == MONDAY


def test_the_register_asks_as_often_for_many_as_for_one(room):
    course.deliver(room)
    course.deliver(room)
    with CaptureQueriesContext(connections["leads"]) as queries:
        figures.register(Asked(), seen_by=room.head.at(LATER))

    assert sum("leads_lead" in query["sql"] for query in queries) == 2


def test_whoever_is_not_named_finds_nothing_in_it(room):
    course.deliver(room)
    assert figures.register(Asked(), seen_by=room.custodian.at(LATER)) == []


def test_the_receiver_counts_by_field_and_every_cell_opens(room, leads):
    registrar = room.registrar.at(LATER)

    found = read_summary(MARCH, actor=registrar)

    assert (found.total.transferred, found.total.accepted, found.total.answered) == (3, 2, 1)
    assert (found.total.in_time, found.total.overdue) == (1, 1)
    assert [(part.key, part.figures.transferred) for part in found.by_field] == [
        ("市场环境", 1),
        ("政务服务", 2),
    ]
    assert [(part.key, part.figures.transferred) for part in found.by_unit] == [("县气象局", 3)]
    _every_cell_opens(found, registrar)


def test_the_sender_counts_what_it_gave_away_as_such_and_totals_agree(room, leads):
    head = room.head.at(LATER)

    found = read_summary(MARCH, actor=head)

    assert [(part.key, part.figures.transferred) for part in found.by_field] == [
        ("市场环境", 1),
        ("内容已移交", 2),
    ]
    assert sum(part.figures.transferred for part in found.by_unit) == found.total.transferred
    _every_cell_opens(found, head)


def test_counting_what_lies_locked_is_reading(room):
    course.draft(room)
    before = RoomEntry.objects.filter(verb="lead.list").count()

    read_summary(MARCH, actor=room.head.at(LATER))

    assert RoomEntry.objects.filter(verb="lead.list").count() == before + 1


def test_another_month_has_other_figures(room):
    course.deliver(room)
    april = Asked(since=date(2026, 4, 1), until=date(2026, 4, 30))

    found = read_summary(april, actor=room.head.at(LATER))

    assert (found.total.transferred, found.by_field) == (0, ())


def test_what_is_late_is_listed_the_longest_over_first(room):
    draft, delivered = course.draft(room), course.deliver(room)
    assert figures.overdue(MONDAY, seen_by=room.head.at()) == []

    late = figures.overdue(LATER, seen_by=room.head.at(LATER))

    assert [row.lead for row in late] == [delivered, draft]


def test_what_says_nothing_for_a_quarter_comes_to_the_joint_meeting(room):
    lead = course.accept(room)
    head = room.head.at(SUMMER)

    assert figures.unanswered(QUARTER_PAST, seen_by=head) == []
    (silent,) = figures.unanswered(date(2026, 6, 3), seen_by=head)
    assert (silent.lead, silent.heard_on, silent.due_on) == (lead, MONDAY, QUARTER_PAST)


def test_a_word_of_progress_ends_the_silence(room):
    lead = course.accept(room)
    registrar = room.registrar.at(date(2026, 5, 20))
    report_progress(lead, actor=registrar)

    assert figures.unanswered(SUMMER, seen_by=room.head.at(SUMMER)) == []


def _every_cell_opens(found, reader):
    """As many rows behind each figure as it says."""
    for figure in Figure:
        asked = Asked(MARCH.since, MARCH.until, figure=figure)
        assert len(read_rows(asked, actor=reader)) == getattr(found.total, figure)
        for part in found.by_field:
            rows = read_rows(asked, by=By.FIELD, key=part.key, actor=reader)
            assert len(rows) == getattr(part.figures, figure)
