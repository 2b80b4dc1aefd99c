"""Page by page: what I did not touch keeps the other's value; what we both changed shows both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cadres.models import Cadre, Unit
from cases.models import Letter, Rung, Ticket
from enterprises.models import Contact, Enterprise, OfficeLine, Visit
from tests import forms
from tests.access import world
from tests.access.test_table import BACKEND
from tests.access.world import PEOPLE

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

OTHER, MINE = "别人改的内容", "我自己填的内容"


@dataclass(frozen=True)
class EditPage:
    """`place` finds the rows; `column` is what the other changes, `name` the field I type into."""

    address: str
    ids: tuple[str, ...]
    who: str
    place: Callable[[dict[str, Any]], Any]
    name: str
    column: str = ""
    more: dict[str, str] = field(default_factory=dict)

    def now(self, ids: dict[str, Any]) -> str:
        return str(self.place(ids).values_list(self.column or self.name, flat=True).last())

    def change(self, ids: dict[str, Any]) -> None:
        assert self.place(ids).update(**{self.column or self.name: OTHER})


def by(model: Any, word: str) -> Callable[[dict[str, Any]], Any]:
    return lambda ids: model.objects.filter(pk=ids[word])


class Sheets:
    """The title of a letter stands in its sheet."""

    def __init__(self, pk: int) -> None:
        self.pk = pk

    def update(self, **changes: str) -> bool:
        letter = Letter.objects.get(pk=self.pk)
        letter.sheet["title"] = OTHER
        letter.save(update_fields=["sheet"])
        return True

    def values_list(self, *names: str, flat: bool) -> Sheets:
        return self

    def last(self) -> str:
        return str(Letter.objects.get(pk=self.pk).sheet["title"])


def line(ids: dict[str, Any]) -> Any:
    OfficeLine.objects.get_or_create(county_id=ids["county"], defaults={
        "name": "县助企办", "reports_a_day": 5, "basis": "县办〔2026〕1号"})  # fmt: skip
    return OfficeLine.objects.filter(county_id=ids["county"])


def visited(ids: dict[str, Any]) -> Any:
    """Somebody took part."""
    visit = Visit.objects.get(pk=ids["visit"])
    visit.members.get_or_create(cadre_id=visit.filed_by_id)
    return Visit.objects.filter(pk=visit.pk)


PAGES = [
    EditPage("enterprises:enterprise-edit", ("enterprise",), "dispatcher",
             by(Enterprise, "enterprise"), "address"),
    EditPage("enterprises:contact-edit", ("contact",), "dispatcher",
             by(Contact, "contact"), "post"),
    EditPage("enterprises:visit-correct", ("visit",), "dispatcher", visited, "summary"),
    EditPage("enterprises:office-line", ("county",), "office_head", line, "basis"),
    EditPage("cadres:person-edit", ("cadre",), "sysadmin", by(Cadre, "cadre"), "name"),
    EditPage("cadres:unit-edit", ("unit",), "sysadmin", by(Unit, "unit"), "name"),
    EditPage("cases:ticket-correct", ("ticket",), "dispatcher", by(Ticket, "ticket"),
             "description", more={"reason": "填错了"}),
    EditPage("cases:letter-edit", ("letter",), "dispatcher",
             lambda ids: Sheets(ids["letter"]), "title"),
    EditPage("cases:rung-change", ("county", "rung"), "office_head",
             lambda ids: Rung.objects.filter(code=ids["rung"]), "text"),
]  # fmt: skip


@pytest.fixture
def county(request, db):
    return world.build({name: request.getfixturevalue(name) for name in PEOPLE})


def opened(page: EditPage, county) -> tuple[Client, str, forms.PageForm]:
    browser = Client()
    browser.force_login(county.people[page.who].cadre, backend=BACKEND)
    path = reverse(page.address, args=[county.ids[word] for word in page.ids])
    page.place(county.ids)
    answer = browser.get(path)
    assert answer.status_code == 200, answer.content.decode()
    return browser, path, forms.with_field(answer.content.decode(), "read")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.address)
def test_what_i_left_alone_stays_as_the_other_made_it(page, county):
    browser, path, form = opened(page, county)
    page.change(county.ids)

    answer = browser.post(path, form.posted(**page.more))

    assert answer.status_code == 302, answer.content.decode()
    assert page.now(county.ids) == OTHER


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.address)
def test_what_both_changed_is_shown_with_both_values_and_saved_when_pressed_again(page, county):
    browser, path, form = opened(page, county)
    page.change(county.ids)

    refused = browser.post(path, form.posted(**page.more, **{page.name: MINE}))

    said = refused.content.decode()
    assert refused.status_code in (409, 422), refused.status_code
    assert f"改为“{OTHER}”；您填的是“{MINE}”" in said
    assert page.now(county.ids) == OTHER
    again = forms.with_field(said, "read")
    assert again.sent[page.name] == [MINE]

    assert browser.post(path, again.sent).status_code == 302
    assert page.now(county.ids) == MINE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.address)
def test_without_what_was_read_nothing_is_saved(page, county):
    browser, path, form = opened(page, county)
    before = page.now(county.ids)

    sent = {name: value for name, value in form.posted(**page.more).items() if name != "read"}
    refused = browser.post(path, {**sent, page.name: MINE})

    assert refused.status_code == 422
    assert "已经过期" in refused.content.decode()
    assert page.now(county.ids) == before
