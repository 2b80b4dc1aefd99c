"""What somebody replaced after a page was opened is not ended, lent or given away by that page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cadres.deadlines.rules.office_hours import Season, Span
from cadres.deadlines.services.office_hours import NewHours, withdraw_office_hours
from cadres.errors import Conflict
from cadres.models import OfficeHours, Posting, Unit, UnitWebhook
from cases.models import Rung
from enterprises.models import Assignment, Enterprise, EnterpriseCode
from enterprises.register.services.gate_codes import issue_code
from tests import cast, forms, fresh
from tests.access.test_table import BACKEND
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

GROUP = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="


@dataclass(frozen=True)
class Place:
    """A page by which something ends, what another person does meanwhile, and what is then so."""

    who: str
    shown: str
    pressed: str
    args: Callable[[], list[object]]
    set_up: Callable[[dict[str, Any]], object]
    meanwhile: Callable[[dict[str, Any]], object]
    now: Callable[[], object]
    typed: dict[str, str]


def unit() -> Unit:
    return cast.unit("县供电公司")


def firm() -> Enterprise:
    return Enterprise.objects.get(name="甲艾草有限公司")


def group(people: dict[str, Any], key: str) -> None:
    fresh.set_webhook(unit(), f"{GROUP}{key}", actor=people["sysadmin"].viewer_now())


def own_rung(people: dict[str, Any], amount: int) -> None:
    """The county's own row of the rung, from today on."""
    head = people["office_head"]
    row = Rung.objects.filter(code="urge").order_by("pk").first()
    assert row is not None
    Rung.objects.filter(code="urge", region=head.county).delete()
    row.pk, row.region_id, row.amount = None, head.county.pk, amount
    row.valid_from = timezone.localdate() - timedelta(days=30)
    row.save(force_insert=True)


def renewed(people: dict[str, Any]) -> None:
    fresh.renew_code(firm(), actor=people["dispatcher"].viewer_now(), reason="标牌丢失")


def post() -> Posting:
    return Posting.objects.get(role="unit_clerk", unit=unit())


def cover() -> Assignment:
    return Assignment.objects.get(enterprise=firm())


def goes_on(model: Any, pk: int) -> None:
    """Somebody else sets an end that lies far ahead."""
    model.objects.filter(pk=pk).update(to_on=timezone.localdate() + timedelta(days=60))


NOW = "today"
TODAY = {"to_on": NOW}
PLACES = {
    "the group of a unit": Place(
        "sysadmin", "cadres:unit", "cadres:unit-webhook-remove", lambda: [unit().pk],
        lambda people: group(people, "first"), lambda people: group(people, "second"),
        lambda: UnitWebhook.objects.get().address, {},
    ),
    "a county's own rung": Place(
        "office_head", "cases:ladder", "cases:rung-end", lambda: [cast.county().pk, "urge"],
        lambda people: own_rung(people, 5), lambda people: own_rung(people, 9),
        lambda: Rung.objects.get(code="urge", region=cast.county(), valid_to=None).amount, {},
    ),
    "the sign at a gate": Place(
        "dispatcher", "cases:business-notice-renew", "cases:business-notice-renew",
        lambda: [firm().pk],
        lambda people: issue_code(firm(), actor=people["dispatcher"].viewer_now()), renewed,
        lambda: EnterpriseCode.objects.get(revoked_at=None).token,
        {"reason": "标牌丢失", "then": "stop"},
    ),
    "a post": Place(
        "dispatcher", "cadres:posting-end", "cadres:posting-end", lambda: [post().pk],
        lambda people: None, lambda people: goes_on(Posting, post().pk),
        lambda: post().to_on, TODAY,
    ),
    "a coverage": Place(
        "dispatcher", "enterprises:assignment-end", "enterprises:assignment-end",
        lambda: [cover().pk], lambda people: None,
        lambda people: goes_on(Assignment, cover().pk),
        lambda: cover().to_on, TODAY,
    ),
}  # fmt: skip


def said(place: Place) -> dict[str, str]:
    today = str(timezone.localdate())
    return {name: today if word == NOW else word for name, word in place.typed.items()}


@pytest.fixture
def people(sysadmin, office_head, dispatcher, handler, liaison, settings):
    settings.WEBHOOK_HOSTS = ("qyapi.weixin.qq.com",)
    found = EnterpriseFactory(name="甲艾草有限公司", county=cast.county())
    AssignmentFactory(enterprise=found, cadre=liaison.cadre)
    return {"sysadmin": sysadmin, "office_head": office_head, "dispatcher": dispatcher}


@pytest.mark.parametrize("name", PLACES)
def test_what_another_set_meanwhile_is_not_ended_unseen(name, people):
    place, browser = PLACES[name], Client()
    browser.force_login(people[place.who].cadre, backend=BACKEND)
    place.set_up(people)
    shown = reverse(place.shown, args=[] if place.shown == "cases:ladder" else place.args())
    form = forms.with_field(browser.get(shown).content.decode(), "read")
    pressed = reverse(place.pressed, args=place.args())
    place.meanwhile(people)
    before = place.now()

    refused = browser.post(pressed, form.posted(**said(place)))

    assert refused.status_code in (409, 422), refused.status_code
    assert place.now() == before
    # Whoever looks again and still wants it has it.
    again = forms.with_field(browser.get(shown).content.decode(), "read")
    assert browser.post(pressed, again.posted(**said(place))).status_code == 302


@pytest.mark.parametrize("name", PLACES)
def test_without_what_was_read_nothing_ends(name, people):
    place, browser = PLACES[name], Client()
    browser.force_login(people[place.who].cadre, backend=BACKEND)
    place.set_up(people)
    before = place.now()

    refused = browser.post(reverse(place.pressed, args=place.args()), said(place))

    assert refused.status_code == 422
    assert place.now() == before


def test_a_season_that_was_set_anew_is_not_withdrawn_by_the_page_of_the_old_one(people):
    actor = people["sysadmin"].viewer_now()
    begins = actor.today + timedelta(days=40)

    def season(hour: int) -> OfficeHours:
        new = Season("夏季", begins, (Span(time(hour), time(12)),))
        fresh.set_office_hours(NewHours(new, "县办〔2026〕1号"), actor=actor)
        return OfficeHours.objects.latest("pk")

    shown, newer = season(8), season(9)

    with pytest.raises(Conflict, match="更换"):
        withdraw_office_hours(shown, actor=actor)
    withdraw_office_hours(newer, actor=actor)
