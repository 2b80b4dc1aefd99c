"""The units that take part hear of a service day, and of what changes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.models import OutboxRow
from cadres.submissions.selectors import edits
from cases.service_days.selectors.service_day_notices import word
from enterprises.service_days.rules.notice_kinds import CALLED_OFF, CHANGED, KINDS, SET
from enterprises.service_days.rules.service_days import Plan
from enterprises.service_days.selectors import service_days
from enterprises.service_days.services.service_days import (
    call_off_service_day,
    change_service_day,
    plan_service_day,
)

TODAY = date(2026, 3, 6)

pytestmark = pytest.mark.django_db


def told(person) -> list[str]:
    found = OutboxRow.objects.filter(to=person.cadre, channel="inbox").order_by("pk")
    return list(found.values_list("kind", flat=True))


def test_who_comes_is_asked_to_and_hears_of_another_place_and_that_it_is_off(
    dispatcher, handler, head, outsider
):
    actor = dispatcher.viewer(TODAY)
    plan = Plan("城关镇企业服务日", TODAY + timedelta(days=3), "镇政府", (handler.unit.pk,))
    day = plan_service_day(plan, actor=actor, county=dispatcher.county)
    asked = word({SET: [day.pk]}, handler.viewer(TODAY))[SET, day.pk]
    later = dispatcher.viewer(TODAY, hour=11)
    moved = Plan(plan.title, plan.held_on, "镇便民服务中心", (handler.unit.pk, outsider.unit.pk))
    read = edits.read(day, service_days.facts(day), seen_by=later)
    day = change_service_day(day, moved, actor=later, read=read)
    day = call_off_service_day(day, actor=dispatcher.viewer(TODAY, hour=12), why="大雨")
    said = word({kind: [day.pk] for kind in KINDS}, handler.viewer(TODAY))

    assert (told(handler), told(head)) == ([SET, CHANGED, CALLED_OFF],) * 2
    assert told(outsider) == [SET, CALLED_OFF]
    assert asked.text == "城关镇企业服务日，3月9日 周一，镇政府。"
    # Nobody is asked any more to come to what was called off.
    assert [(kind, one.text[-5:]) for (kind, _), one in said.items()] == [
        (CALLED_OFF, "原因：大雨")
    ]


def test_what_was_held_already_asks_nobody(dispatcher, handler):
    plan = Plan("服务日", TODAY - timedelta(days=1), "镇政府", (handler.unit.pk,))
    plan_service_day(plan, actor=dispatcher.viewer(TODAY), county=dispatcher.county)

    assert told(handler) == []
