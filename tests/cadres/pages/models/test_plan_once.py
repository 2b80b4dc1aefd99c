"""A question whose keys alone change is planned once a connection, and for its days anew."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from cadres.models import Posting, Unit
from cadres.pages.models.prepared import DAY, ID, IDS, SINCE, UNTIL, Prepared
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.pages.models.statements import FEW, Planned, Several
from tests.factories.people import PostingFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


def planned():
    """How many statements this connection holds that hold these words."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [text for (text,) in cursor.fetchall()]


def test_a_key_is_a_value_of_the_statement_and_all_else_stands_in_it(handler):
    question = Prepared(
        lambda pk: Posting.objects.filter(cadre=pk, role="unit_clerk").values("unit_id")
    )
    before = planned()
    for _ in range(3):
        assert question(handler.cadre.pk) == [{"unit_id": handler.unit.pk}]

    (made,) = set(planned()) - set(before)
    assert "$1::bigint" in made
    assert "'unit_clerk'" in made
    assert question(handler.cadre.pk + 1_000) == []


def test_what_is_planned_stays_when_something_is_taken_back(handler):
    question = Prepared(lambda pk: Posting.objects.filter(pk=pk).values("from_on"))
    question(1)
    before = planned()
    mark = transaction.savepoint()
    transaction.savepoint_rollback(mark)
    question(1)

    assert planned() == before != []


def test_a_table_that_is_altered_is_planned_for_anew():
    question = Prepared(lambda pk: Unit.objects.filter(pk=pk).values("name"))
    question(1)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cadres_unit ALTER COLUMN name SET STATISTICS 10")

    assert planned() == []


def test_a_list_of_keys_is_one_value(handler, head):
    question = Prepared(lambda pks: Posting.objects.filter(unit__any_of=pks).values("pk"), IDS)

    assert len(question([handler.unit.pk])) == Posting.objects.filter(unit=handler.unit).count()
    assert question([]) == []


def test_a_day_of_the_viewer_stands_in_the_text_and_the_next_one_in_another(handler):
    question = PreparedForViewer(
        lambda viewer: Posting.objects.filter(
            cadre=viewer.cadre_id, from_on__lte=viewer.today
        ).values_list("pk", flat=True)
    )
    Posting.objects.filter(cadre=handler.cadre).update(from_on=MONDAY)

    assert len(question(seen_by=handler.viewer(MONDAY))) == 1
    assert question(seen_by=handler.viewer(MONDAY - timedelta(days=1))) == []
    assert len(question(seen_by=handler.viewer(MONDAY))) == 1


def test_a_period_is_planned_for_its_days():
    question = Prepared(
        lambda pk, since, until: Posting.objects.filter(
            cadre=pk, from_on__range=(since, until)
        ).values("pk"),
        *(ID, SINCE, UNTIL),
    )
    before = planned()
    question(1, MONDAY, MONDAY)

    assert planned() == before


def test_whoever_sees_many_counties_is_planned_for():
    """How many rows these have depends on which they are."""
    few = Planned("SELECT %s::bigint[]", {0: several(FEW)})
    many = Planned("SELECT %s::bigint[]", {0: several(FEW + 1)})

    assert few.of([list(range(FEW))], connection).fetch(connection, [list(range(FEW))]) == [
        (list(range(FEW)),)
    ]
    assert many.of([list(range(FEW + 1))], connection) is None


def several(count):
    return Several(tuple(range(count)))


def test_a_percent_sign_in_the_text_is_one_sign():
    kept = Planned("SELECT '5%%', %s, %s", {0: ID})

    assert kept.of([7, "a%b"], connection).fetch(connection, [7, "a%b"]) == [("5%", 7, "a%b")]


def test_the_same_key_twice_is_one_value():
    kept = Planned("SELECT %s + %s", {0: ID, 1: ID})

    assert kept.of([2, 2], connection).picks == ((0, None),)
    assert kept.of([2, 2], connection).fetch(connection, [2, 2]) == [(4,)]


def test_rows_of_models_are_the_same(handler):
    PostingFactory(cadre=handler.cadre)
    question = PreparedForViewer(
        lambda viewer: Unit.objects.filter(pk__any_of=viewer.unit_ids).order_by("pk")
    )

    assert question(seen_by=handler.viewer(MONDAY)) == [handler.unit]


def test_nobody_s_key_is_nothing():
    question = Prepared(
        lambda pk, day: Posting.objects.filter(cadre=pk, from_on=day).values("pk"), ID, DAY
    )

    assert question(None, MONDAY) == []
