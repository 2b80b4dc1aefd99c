"""In the yard, one thumb: each tap is counted, one text, one save, one page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator

from cadres.viewers.rules.roles import Role
from cases.models import Ticket
from enterprises.models import Visit
from tests import cast, pictures
from tests.browser.window import PHONE, Size, Window
from tests.factories.enterprises import VisitFactory

pytestmark = pytest.mark.browser
MOST_FOR_A_VISIT, MOST_FOR_A_CALL = 7, 4
NARROW = Size("narrow", 320, 640)
PROBLEM = "变压器容量不足，申请增容。"


class Thumb:
    """Taps, and counts them; a text is written where the thumb has tapped."""

    def __init__(self, window: Window) -> None:
        self.page, self.standing, self.taps = window.page, window.standing, 0

    def tap(self, place: Locator) -> None:
        place.first.tap()
        self.taps += 1

    def link(self, words: str) -> Locator:
        return self.standing.get_by_role("link", name=words)

    def button(self, words: str) -> Locator:
        return self.standing.get_by_role("button", name=words)

    def label(self, words: str) -> Locator:
        return self.standing.locator("label.choice").filter(has_text=words)


@pytest.fixture
def partner(here):
    """Somebody of another unit, with whom the cadre was out lately."""
    other = cast.person("何平", Role.CADRE, here.handling)
    visit = VisitFactory(
        enterprise=here.enterprise,
        filed_by=here.liaison.cadre,
        visited_on=timezone.localdate() - timedelta(days=60),
    )
    for cadre in (here.liaison.cadre, other.cadre):
        visit.members.create(cadre=cadre)
    return other


@pytest.fixture
def thumb(opened, here):
    window = opened(here.liaison, PHONE)
    window.go(f"/enterprises/{here.enterprise.pk}/")
    return Thumb(window)


def test_two_cadres_on_site_with_one_problem_and_one_photo(thumb, here, partner):
    before = Visit.objects.count()
    thumb.tap(thumb.link("登记走访"))
    thumb.tap(thumb.label("何平"))
    box = thumb.standing.get_by_label("企业提出的问题").first
    thumb.tap(box)
    box.fill(PROBLEM)
    thumb.tap(thumb.label(here.category.name))
    with thumb.page.expect_file_chooser() as chooser:
        thumb.tap(thumb.page.locator('input[type="file"][name="uploads"]'))
    photo = {"name": "yard.jpg", "mimeType": "image/jpeg", "buffer": pictures.photo()}
    chooser.value.set_files([photo])
    thumb.page.locator(".files-one img").wait_for()
    thumb.tap(thumb.button("保存"))
    thumb.page.get_by_text("走访已登记").wait_for()

    visit = Visit.objects.order_by("-pk").first()
    ticket = Ticket.objects.get(description=PROBLEM)
    assert Visit.objects.count() == before + 1
    assert {one.cadre_id for one in visit.members.all()} == {
        here.liaison.cadre.pk,
        partner.cadre.pk,
    }
    assert ticket.visit == visit
    assert visit.files.count() == 1
    assert thumb.taps <= MOST_FOR_A_VISIT


def test_a_call_on_the_phone(thumb, here):
    thumb.tap(thumb.link("登记电话"))
    thumb.tap(thumb.button("保存"))
    thumb.page.get_by_text("走访已登记").wait_for()

    assert Visit.objects.order_by("-pk").first().manner == "phone"
    assert thumb.taps <= MOST_FOR_A_CALL


def test_a_companion_is_found_over_the_whole_county(opened, here):
    window = opened(here.liaison, PHONE)
    window.go(f"/enterprises/visits/new/{here.enterprise.pk}/")
    window.page.get_by_label("其他同行人").press_sequentially("钱多")
    found = window.page.locator("[data-companions-found] label")
    found.first.tap()

    chosen = window.page.locator("[data-companions-chosen]")
    assert chosen.get_by_label("钱多").is_checked()
    assert window.page.get_by_label("其他同行人").input_value() == ""
    window.look()
    window.resize(NARROW)
    window.look()


def test_what_was_begun_is_listed_on_the_first_page(opened, here):
    window = opened(here.liaison, PHONE)
    window.go(f"/enterprises/visits/new/{here.enterprise.pk}/")
    window.page.get_by_label("情况摘要").fill("看了新车间，写到一半")
    window.go("/")

    window.waits_for("写到一半的")
    window.press(f"{here.enterprise.name} · 走访")

    window.waits_for("已恢复未提交的内容")
    assert window.page.get_by_label("情况摘要").input_value() == "看了新车间，写到一半"


def test_the_box_answers_while_one_types(opened, here):
    window = opened(here.liaison, PHONE)
    window.page.locator("#find").press_sequentially("hxd")
    found = window.page.locator("#found a").filter(has_text=here.enterprise.name).first
    found.wait_for()
    window.look()
    found.tap()

    window.page.wait_for_url(f"**/enterprises/{here.enterprise.pk}/")
