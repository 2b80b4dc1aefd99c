"""A question is put into SQL once; its answer is read anew each time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.models import Cadre, Posting
from cadres.pages.models.prepared import DAY, ID, IDS, Prepared

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


def postings(cadre: int):
    found = Posting.objects.filter(cadre=cadre).order_by("pk")
    return found.values("pk", "role", "unit__name", "from_on")


def test_it_answers_as_the_queryset_does(handler, head):
    question = Prepared(postings)

    assert question(handler.cadre.pk) == list(postings(handler.cadre.pk))
    assert question(head.cadre.pk) == list(postings(head.cadre.pk)) != []
    assert question(0) == []


def test_it_is_put_into_sql_once(handler):
    made = []
    question = Prepared(lambda pk: made.append(pk) or postings(pk))

    question(handler.cadre.pk)
    question(handler.cadre.pk)

    assert made == [ID]


def test_every_answer_is_read_from_the_database(handler):
    question = Prepared(postings)
    question(handler.cadre.pk)

    Posting.objects.filter(cadre=handler.cadre).delete()

    assert question(handler.cadre.pk) == []


def test_columns_are_read_as_the_model_reads_them(handler):
    Cadre.objects.filter(pk=handler.cadre.pk).update(phone="13800000001")
    question = Prepared(lambda pk: Cadre.objects.filter(pk=pk).values("phone"))

    assert question(handler.cadre.pk) == [{"phone": "13800000001"}]


def test_days_and_several_ids_change_as_well(handler, head):
    def held(units, on):
        found = Posting.objects.in_force(on).filter(unit_id__any_of=units).order_by("pk")
        return found.values("cadre_id")

    question = Prepared(held, IDS, DAY)
    Posting.objects.update(from_on=MONDAY)

    assert [row["cadre_id"] for row in question([handler.unit.pk], MONDAY)] == [
        handler.cadre.pk,
        head.cadre.pk,
    ]
    assert question([handler.unit.pk], MONDAY - timedelta(days=1)) == []
    assert question([], MONDAY) == []


def test_what_changes_must_stand_in_the_sql():
    question = Prepared(lambda pk: Posting.objects.filter(cadre=pk + 1).values("pk"))

    with pytest.raises(ValueError, match="does not stand"):
        question(1)


def test_it_is_one_query(handler):
    question = Prepared(postings)
    with CaptureQueriesContext(connection) as seen:
        question(handler.cadre.pk)

    assert len(seen) == 1
