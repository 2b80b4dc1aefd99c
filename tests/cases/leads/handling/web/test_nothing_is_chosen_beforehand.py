"""No form of the room has its choice made beforehand; what a lead says stands in no address."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.urls import reverse

from cases.leads.handling.web.actions import ACTIONS
from cases.leads.models import RoomEntry
from cases.leads.procedure.rules.procedure import Action
from cases.leads.procedure.rules.vocabulary import Field
from cases.leads.register.rules.figures import By
from cases.leads.register.services import summaries
from tests import forms
from tests.cases.leads.browsing import inside, text
from tests.cases.leads.course import sign
from tests.cases.leads.road import begin
from tests.cases.leads.seating import MONDAY, matter

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

# What is not said is not said: these choices mean just that.
NOT_SAID = {"unknown", ""}
ROAD = (
    Action.PROPOSE, Action.APPROVE, Action.ISSUE, Action.DELIVER, Action.SIGN, Action.SUGGEST,
    Action.DECIDE, Action.ACCEPT, Action.FEED_BACK, Action.ACKNOWLEDGE,
)  # fmt: skip


def chosen(html: str) -> set[str]:
    """What a select or a radio has chosen for its person."""
    found = set()
    for form in forms.on_page(html):
        for name in form.choices:
            made = [value for value in form.sent.get(name, []) if value not in NOT_SAID]
            found |= {f"{name}={value}" for value in made}
    return found


def offered(browser, pk: int) -> list[str]:
    """The actions whose buttons stand on the lead's page."""
    page = browser.get(f"/leads/{pk}/").content.decode()
    return [verb for verb in ACTIONS if f'href="/leads/{pk}/{verb}/"' in page]


def test_no_action_of_a_lead_has_its_choice_made_beforehand(room):
    way = begin(room)
    people = [inside(who) for who in (room.clerk, room.head, room.registrar, room.officer_head)]
    found, asked = {}, set()
    for steps in ((), *((step,) for step in ROAD)):
        way.go(*steps)
        for browser in people:
            for verb in offered(browser, way.lead.pk):
                asked.add(verb)
                if made := chosen(text(browser, f"/leads/{way.lead.pk}/{verb}/")):
                    found[verb] = made

    assert found == {}
    assert {"approve", "refuse", "deliver", "sign", "suggest", "decide", "feed-back"} <= asked


@pytest.mark.parametrize("page", ["/leads/new/", "/leads/members/add/"])
def test_no_other_form_has_its_choice_made_beforehand(room, page):
    assert chosen(text(inside(room.head), page)) == set()


def test_who_manages_a_person_is_chosen_and_not_taken_for_said(room):
    clerk = inside(room.clerk)
    form = next(one for one in forms.on_page(text(clerk, "/leads/new/")) if "title" in one.sent)
    assert form.sent["persons-0-level"] in ([], [""])

    page = clerk.post("/leads/new/", {**form.sent, "persons-0-name": "甄某某"}).content.decode()

    assert "暂时查不清的选“不清楚”" in page
    assert "垂直管理（供电、税务、烟草、海关等）" in page
    assert "司法行政机关（行政执法监督）" in page


def test_feedback_without_a_choice_or_a_tick_is_asked_for_again(room):
    way = begin(room)
    way.go(*ROAD[:-2])
    registrar, page = inside(room.registrar), f"/leads/{way.lead.pk}/feed-back/"

    for typed in ({}, {"code": "handled"}, {"sure": "on"}):
        assert registrar.post(page, {**typed, "persons": "1"}).status_code == 422

    assert way.now.outcome != "handled"


def test_a_field_s_figure_opens_by_post(room):
    lead = sign(room, MONDAY)
    registrar = inside(room.registrar)
    field = Field(matter().field).label
    page = text(registrar, "/leads/figures/")
    assert f"key={field}" not in page
    assert "?by=" not in page
    assert "&amp;by=" not in page
    form = next(one for one in forms.on_page(page) if one.sent.get("key") == [field])
    assert form.sent["by"] == [By.FIELD]

    assert lead.number in registrar.post(form.action, form.sent).content.decode()
    assert lead.number in text(registrar, f"{reverse('leads:register')}?by=field&key=x")


def test_the_register_unlocks_a_page_and_no_more(room, monkeypatch):
    monkeypatch.setattr(summaries, "PAGE_SIZE", 1)
    first, second = sign(room, MONDAY), sign(room, MONDAY)
    registrar = inside(room.registrar)

    pages = [text(registrar, f"/leads/register/?page={number}") for number in (1, 2)]

    assert [first.number in page for page in pages] == [True, False]
    assert [second.number in page for page in pages] == [False, True]
    counts = [entry.detail["rows"] for entry in RoomEntry.objects.filter(verb="lead.list")]
    assert counts[-2:] == [1, 1]
    assert all(one != other for one, other in pairwise(pages))
