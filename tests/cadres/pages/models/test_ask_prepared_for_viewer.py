"""A question is written once for a shape of sight, and says for everybody what it always said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection
from psycopg.types.json import Jsonb

from cadres.models import Cadre, Posting, Unit
from cadres.pages.models import prepared_for_viewer
from cadres.pages.models.prepared import DAY, ID, IDS, MOMENT, OTHER_ID, SINCE, UNTIL
from cadres.pages.models.prepared_for_viewer import ALL, PreparedForViewer
from cadres.people.selectors import viewers
from cadres.viewers.rules.roles import Role
from cases.desk.selectors import desk
from cases.figures.rules.completion import By, Period
from cases.figures.rules.cross_tables import TABLES, Ask, Dimension
from cases.figures.selectors import completion, cross_tables, disputes, prepared_tables
from cases.figures.selectors.completion import Question
from cases.models import Ticket
from cases.tickets.selectors import tickets
from config import urls
from tests.factories.cases import TicketFactory
from tests.factories.people import PostingFactory, moment

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)
# What stands for a key, several keys, days and a moment, where a question is asked of them.
SUNDAY, NEW_YEAR = date(2026, 3, 1), date(2026, 1, 1)


def moments_at(marks, days):
    """What a table of figures makes of its first day and of the day of its look."""
    return zip(prepared_tables.moments(*marks), prepared_tables.moments(*days), strict=True)


def of_another(place):
    """What stands for the days of a further question in one statement, and its own days."""
    marks = [mark.replace(month=1 + place) for mark in (SINCE, UNTIL, DAY)]
    days = [date(2025, 1 + place, day) for day in (1, 20, 25)]
    return (
        *zip(marks, days, strict=True),
        *moments_at((marks[0], marks[2]), (days[0], days[2])),
        *moments_at((marks[0], prepared_for_viewer.DAY), (days[0], MONDAY)),
    )


GIVEN = (
    *((ID, 7), (OTHER_ID, 8), (IDS, [7, 8])),
    *((DAY, SUNDAY), (MOMENT, moment(SUNDAY)), (prepared_for_viewer.DAY, MONDAY)),
    *((SINCE, NEW_YEAR), (UNTIL, date(2026, 2, 28))),
    *moments_at((SINCE, DAY), (NEW_YEAR, SUNDAY)),
    *moments_at((SINCE, prepared_for_viewer.DAY), (NEW_YEAR, MONDAY)),
    *(pair for place in range(1, 12) for pair in of_another(place)),
)
EVERYBODY = (
    *("dispatcher", "office_head", "handler", "head", "liaison", "leader", "supervisor"),
    *("supervision_head", "officer", "sysadmin", "secadmin", "auditor", "outsider"),
)


@pytest.fixture
def sights(request):
    """Each of the cast, and one who stands in several parts at once."""
    found = {name: request.getfixturevalue(name).viewer(MONDAY) for name in EVERYBODY}
    several = request.getfixturevalue("handler").cadre
    PostingFactory(cadre=several, unit=request.getfixturevalue("head").unit, role=Role.UNIT_HEAD)
    PostingFactory(cadre=several, unit=request.getfixturevalue("outsider").unit)
    PostingFactory(
        cadre=several, unit=request.getfixturevalue("dispatcher").unit, role=Role.OFFICE_CLERK
    )
    return found | {"several": viewers.build(several, at=moment(MONDAY))}


def plain(question: PreparedForViewer, viewer):
    """The SQL as the queryset writes it for this very viewer; None where it asks nothing."""
    rows = question.plain(*_given(question), seen_by=viewer)
    try:
        text, values = rows.query.get_compiler(rows.db).as_sql()
    except EmptyResultSet:
        return None
    return text, _listed(values)


def kept(question: PreparedForViewer, viewer):
    written, given = question.written(*_given(question), seen_by=viewer)
    return (written.text, _listed(given)) if written else None


def _given(question: PreparedForViewer):
    return [next(value for mark, value in GIVEN if mark == one) for one in question.marks]


def _listed(values):
    return [_plainly(one) for one in values]


def _plainly(value):
    if isinstance(value, Jsonb):
        return "json", value.obj
    return list(value) if isinstance(value, list | tuple) else value


def test_every_question_that_is_kept_says_for_everybody_what_its_queryset_says(sights):
    assert urls.urlpatterns
    for viewer in sights.values():
        desk.of(seen_by=viewer)
    look_at_figures(sights["leader"])

    for question in ALL:
        for name, viewer in sights.items():
            assert kept(question, viewer) == plain(question, viewer), (question.plain, name)


def test_what_is_planned_once_answers_as_what_is_planned_each_time(sights, handler):
    """The same rows by the statement, whose values are the keys, and by the SQL of this viewer."""
    for _ in range(3):
        TicketFactory(assigned=True, unit=handler.unit, county=handler.county)
    for viewer in sights.values():
        desk.of(seen_by=viewer)
    look_at_figures(sights["leader"])

    compared = 0
    for question in ALL:
        for name, viewer in sights.items():
            written, given = question.written(*_given(question), seen_by=viewer)
            if not written or written.rows.db != connection.alias:
                continue  # the locked room's tables stand in a database of its own
            if planned := written.planned.of(given, connection):
                assert planned.fetch(connection, given) == asked(written.text, given), (
                    question.plain,
                    name,
                )
                compared += 1
    assert compared > len(sights)


def asked(text, given):
    with connection.cursor() as cursor:
        cursor.execute(text, given)
        return cursor.fetchall()


def look_at_figures(viewer):
    """What the report asks: of the units as things stand, and of the own ones on a past day."""
    period = Period(date(2026, 1, 1), date(2026, 2, 28))
    for question in (Question(period), Question(period, By.COUNTY, SUNDAY, True)):
        completion.report(question, seen_by=viewer)
        disputes.of(question, seen_by=viewer)
    names = sorted({name for group in TABLES.values() for name in group})
    for ask in (
        Ask(period, Dimension.TREE),
        Ask(period, Dimension.TOWNSHIP, Dimension.CATEGORY, SUNDAY),
        Ask(period, Dimension.TEAM, Dimension.MONTH, SUNDAY, with_carried=True),
        Ask(period, Dimension.COUNTY, with_carried=True),
    ):
        cross_tables.table(ask, names, seen_by=viewer)
    past = [Ask(period, Dimension.COUNTY, as_of=day) for day in (SUNDAY, NEW_YEAR, None)]
    cross_tables.wholes(past, ("timely", "overdue"), seen_by=viewer)


def units_of(viewer):
    return Unit.objects.filter(pk__any_of=viewer.unit_ids).order_by("pk")


def test_two_of_the_same_shape_are_asked_in_the_same_words(handler, outsider):
    made = []
    question = PreparedForViewer(lambda viewer: made.append(viewer) or units_of(viewer))
    one, other = handler.viewer(MONDAY), outsider.viewer(MONDAY)
    assert one.roles == other.roles

    assert question(seen_by=one) == [handler.unit]
    assert question(seen_by=other) == [outsider.unit]
    assert len(made) == 1


def test_another_shape_is_written_for_itself(handler, leader):
    question = PreparedForViewer(units_of)

    assert question(seen_by=handler.viewer(MONDAY)) == [handler.unit]
    assert question(seen_by=leader.viewer(MONDAY)) == list(units_of(leader.viewer(MONDAY)))


def test_ids_that_are_compared_with_each_other_keep_what_they_have_in_common(handler):
    """A rule may take away what the viewer handles from what it sees."""

    def others(viewer):
        own = set(viewer.clerk_unit_ids)
        return Unit.objects.filter(pk__in=[pk for pk in viewer.unit_ids if pk not in own])

    question = PreparedForViewer(others)
    plain_clerk = handler.viewer(MONDAY)
    wider = replace(plain_clerk, unit_ids=(*plain_clerk.unit_ids, 9_999))

    for viewer in (plain_clerk, wider):
        assert kept(question, viewer) == plain(question, viewer)


def test_rows_are_read_as_the_queryset_reads_them(dispatcher, handler):
    ticket = TicketFactory(assigned=True, unit=handler.unit, county=handler.county)
    viewer = dispatcher.viewer(MONDAY)
    rows = Ticket.objects.visible_to(viewer).select_related("unit")

    models = PreparedForViewer(
        lambda viewer: Ticket.objects.visible_to(viewer).select_related("unit")
    )
    values = PreparedForViewer(
        lambda viewer: Ticket.objects.visible_to(viewer).values("pk", "unit__name")
    )
    flat = PreparedForViewer(
        lambda viewer: Ticket.objects.visible_to(viewer).values_list("pk", flat=True)
    )

    assert models(seen_by=viewer) == list(rows) == [ticket]
    assert models(seen_by=viewer)[0].unit == handler.unit
    assert values(seen_by=viewer) == list(rows.values("pk", "unit__name"))
    assert flat(seen_by=viewer) == [ticket.pk]


def test_columns_that_are_put_off_are_read_when_they_are_asked_for(dispatcher, handler):
    ticket = TicketFactory(assigned=True, unit=handler.unit, county=handler.county)
    found = tickets.fetch(ticket.pk, seen_by=dispatcher.viewer(MONDAY))

    assert "pairs" in found.get_deferred_fields()
    assert found.pairs == ticket.pairs


def test_the_day_and_the_moment_are_those_of_whoever_asks(handler):
    def held(viewer):
        found = Posting.objects.in_force(viewer.today).filter(unit_id__any_of=viewer.unit_ids)
        return found.filter(cadre__created_at__lte=viewer.at).values_list("cadre_id", flat=True)

    question = PreparedForViewer(held)
    later = replace(handler.viewer(MONDAY), at=moment(MONDAY + timedelta(days=30)))
    for viewer in (handler.viewer(MONDAY), later):
        assert kept(question, viewer) == plain(question, viewer) is not None


def test_a_day_that_is_made_of_the_viewers_is_written_anew_each_time(handler):
    def since(viewer):
        month = viewer.today.replace(day=1)
        return Posting.objects.filter(unit_id__any_of=viewer.unit_ids, from_on__lt=month)

    question = PreparedForViewer(since)
    viewer = handler.viewer(MONDAY)

    assert kept(question, viewer) is None
    assert question(seen_by=viewer) == list(since(viewer)) != []


def test_what_looks_at_posts_is_written_anew_each_time(handler):
    def mine(viewer):
        return Posting.objects.filter(pk__in=[post.posting_id for post in viewer.posts])

    question = PreparedForViewer(mine)
    viewer = handler.viewer(MONDAY)

    assert kept(question, viewer) is None
    assert question(seen_by=viewer) == list(mine(viewer)) != []


def test_one_enterprise_of_many_cannot_be_kept(liaison):
    def first(viewer):
        return Cadre.objects.filter(assignments__enterprise_id__in=viewer.enterprise_ids)

    viewer = replace(liaison.viewer(MONDAY), enterprise_ids=(1, 2, 3, 4))
    question = PreparedForViewer(first)

    assert kept(question, viewer) is None
    assert question(seen_by=viewer) == list(first(viewer))


@pytest.mark.parametrize("hidden", ["/{}/", '{{"unit": {}}}'])
def test_a_key_inside_a_word_is_written_anew_each_time(handler, hidden):
    def below(viewer):
        word = hidden.format(viewer.unit_ids[0])
        return Unit.objects.filter(path__contains=word)

    question = PreparedForViewer(below)
    viewer = handler.viewer(MONDAY)

    assert kept(question, viewer) is None
    assert question(seen_by=viewer) == list(below(viewer))


def test_who_sees_nothing_gets_nothing(sysadmin):
    question = PreparedForViewer(lambda viewer: Ticket.objects.visible_to(viewer))

    assert question(seen_by=sysadmin.viewer(MONDAY)) == []


def test_the_oldest_shapes_make_room(handler, monkeypatch):
    monkeypatch.setattr("cadres.pages.models.prepared_for_viewer.SHAPES", 2)
    question = PreparedForViewer(units_of)
    viewer = handler.viewer(MONDAY)
    for count in range(1, 6):
        wide = replace(viewer, unit_ids=tuple(range(1, count + 1)))
        assert kept(question, wide) == plain(question, wide)
