"""An enterprise rates who came in, and stays unknown; units are told sums of five."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cadres.errors import NotPermitted
from cases.code_ratings.rules import limit_keys
from cases.code_ratings.selectors import judged_units
from cases.enterprise_side.web.signed_forms import drawn
from cases.models import Bulletin, EntryRating, Rating
from cases.tickets.rules.vocabulary import Satisfaction
from cases.window_ratings.rules.ratings import Level
from enterprises.register.services.gate_codes import issue_code
from tests.factories.bulletins import BulletinFactory
from tests.factories.cases import TicketFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_counted")]


@pytest.fixture
def gate(enterprise, dispatcher):
    return f"/q/{issue_code(enterprise, actor=dispatcher.viewer_now()).token}/"


def rate(gate, unit, client=None, **words):
    made = drawn(timezone.now() - timedelta(seconds=10))
    said = {"unit": unit.pk, "kind": "check", "came_on": f"{timezone.localdate()}",
            "level": Level.BAD, "signed": made, **words}  # fmt: skip
    return (client or Client()).post(f"{gate}entry/", said)


def said_of(unit, count, **more):
    month = timezone.localdate().replace(day=1)
    for n in range(count):
        EntryRating.objects.create(
            county=unit.region, unit=unit, kind="check", month=month, level=Level.BAD,
            form_mark=f"{unit.pk} {n}", **more,
        )  # fmt: skip


def judged(unit, count, county, enterprise):
    for _ in range(count):
        ticket = TicketFactory(closed=True, enterprise=enterprise, county=county, unit=unit)
        Rating.objects.create(
            ticket=ticket, round=1, answer="solved", attitude=Satisfaction.DISSATISFIED,
            channel="link", rated_at=timezone.now(),
        )  # fmt: skip


def lines_of(person, unit):
    found = judged_units.rows(seen_by=person.viewer_now())
    return {line.label: line for one in found if one.unit == unit for line in one.lines}


def test_nothing_that_is_kept_says_which_enterprise_it_was(gate, handler, enterprise):
    answer = rate(gate, handler.unit, tags=["fees", "escort"])

    row = EntryRating.objects.get()
    kept = str(list(EntryRating.objects.values()))
    assert answer.status_code == 200
    assert (row.unit, row.tags, row.month.day) == (handler.unit, ["fees", "escort"], 1)
    assert enterprise.name not in kept
    assert gate.split("/")[2] not in kept
    assert not hasattr(row, "enterprise")


def test_the_database_takes_no_day(handler):
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryRating.objects.create(
            county=handler.county, unit=handler.unit, kind="visit", month="2026-03-02",
            level=Level.GOOD, form_mark="1",
        )  # fmt: skip


def test_nothing_is_chosen_beforehand_and_no_day_lies_ahead(gate, handler):
    tomorrow = timezone.localdate() + timedelta(days=1)

    assert "checked" not in Client().get(f"{gate}entry/").content.decode()
    assert rate(gate, handler.unit, level="").status_code == 422
    assert rate(gate, handler.unit, kind="").status_code == 422
    assert rate(gate, handler.unit, came_on=f"{tomorrow}").status_code == 422
    assert not EntryRating.objects.exists()


def test_one_phone_is_one_voice(gate, handler):
    phone = Client()
    rate(gate, handler.unit, phone)
    taken = [rate(gate, handler.unit, phone).status_code for _ in range(8)]

    assert taken.count(200) <= limit_keys.USUALLY[limit_keys.OF_BROWSER]


@pytest.mark.parametrize(("said", "told"), [(4, 0), (5, 5), (9, 5), (10, 10)])
def test_of_entries_nobody_is_told_below_five_and_nobody_the_last_one(
    handler, dispatcher, said, told
):
    said_of(handler.unit, said, tags=["fees"])

    for person in (handler, dispatcher):
        line = lines_of(person, handler.unit).get("入企检查")
        assert (line.told, line.tags) == (told, f"收费 {told}") if told else line is None


@pytest.mark.parametrize(("said", "told"), [(4, 0), (6, 5)])
def test_of_results_the_unit_is_told_in_fives_and_the_office_all(
    handler, dispatcher, enterprise, said, told
):
    judged(handler.unit, said, handler.county, enterprise)

    line = lines_of(handler, handler.unit).get("办理态度")
    assert (line.told if line else 0) == told
    assert lines_of(dispatcher, handler.unit)["办理态度"].told == said


def test_a_sealed_bulletin_opens_results_and_no_entries(handler, enterprise):
    judged(handler.unit, 2, handler.county, enterprise)
    said_of(handler.unit, 2)
    today = timezone.localdate()
    row = BulletinFactory(county=handler.county, since=today.replace(day=1), cutoff_on=today)
    assert lines_of(handler, handler.unit) == {}

    given = {"year": today.year, "serial": 1, "place": 1, "number": "月通报2026年第1期"}
    given |= {"content_digest": "0", "checkpoint": "0", "sealed_by_id": row.drafted_by_id}
    Bulletin.objects.filter(pk=row.pk).update(state="sealed", sealed_at=timezone.now(), **given)

    assert {label: line.told for label, line in lines_of(handler, handler.unit).items()} == {
        "办理态度": 2
    }


def test_other_units_and_people_without_a_unit_are_told_nothing(handler, outsider, centre):
    said_of(handler.unit, 5)

    assert judged_units.rows(seen_by=outsider.viewer_now()) == []
    with pytest.raises(NotPermitted):
        judged_units.rows(seen_by=centre.viewer_now())


def test_the_pages_say_so(gate, handler, signed_in, dispatcher):
    [place, _] = ["入企检查", said_of(handler.unit, 5)]

    assert f"{gate}entry/" in Client().get(f"{gate}?look=1").content.decode()
    assert place in signed_in(handler).get("/cases/ratings-of-units/").content.decode()


def test_the_api_says_what_the_page_says(handler, signed_in):
    said_of(handler.unit, 7)

    (unit,) = signed_in(handler).get("/api/v1/judged-units/").json()

    assert (unit["unit"], unit["lines"][0]["label"]) == (handler.unit.name, "入企检查")
    assert unit["lines"][0]["told"] == sum(unit["lines"][0]["levels"].values()) == 5
