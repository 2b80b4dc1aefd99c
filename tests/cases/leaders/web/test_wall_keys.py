"""A wall shows figures under its own key: nobody is signed in, the key is in no address of the
site, at rest only its digest is kept, and it ends at once."""

from __future__ import annotations

import logging
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from cadres.models import AuditEntry
from cases.leaders.rules import wall_keys as rules
from cases.models import WallKey
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("nothing_counted")
WALL, KEYS = reverse("cases:wall"), reverse("cases:wall-keys")
SHOWN = re.compile(r'<p class="wall-key">([^<]*)</p>')


@pytest.fixture
def county(handler):
    firm = EnterpriseFactory(county=handler.county)
    for _ in range(7):
        TicketFactory(enterprise=firm, in_hand=True, unit=handler.unit)
    return firm


@pytest.fixture
def made(signed_in, office_head, county) -> tuple[str, str]:
    """The address with the key behind its #, and the key in groups, as they are shown once."""
    answer = signed_in(office_head).post(reverse("cases:wall-key-new"), {"place": "一楼大厅"})
    assert answer["Referrer-Policy"] == "no-referrer"
    address, key = SHOWN.findall(answer.content.decode())
    return address, key


@pytest.fixture
def wall(made) -> Visitor:
    """A display that brought its key."""
    browser = Visitor()
    assert browser.post(WALL, {"key": made[1]}).status_code == 302
    return browser


def page_of(browser: Visitor) -> str:
    answer = browser.get(WALL)
    assert answer.status_code == 200
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


def test_a_wall_shows_figures_without_anybody_signed_in(wall, county, handler):
    page = page_of(wall)

    assert "单位分档" in page
    assert not re.search(r"<(a|button|form|input|script)\b", page)
    assert county.name not in page
    assert handler.cadre.name not in page
    assert "厂区变压器" not in page
    assert wall.get(WALL)["Refresh"]


def test_the_key_opens_the_wall_and_nothing_else(wall, county):
    for name in ("cases:leaders-wall", "cases:leaders-page", "cases:ticket-list", "cases:desk"):
        assert wall.get(reverse(name)).status_code == 302
    assert wall.get("/api/v1/tickets/").status_code == 401


def test_without_a_key_nothing_is_shown(county):
    page = page_of(Visitor())

    assert "大屏钥匙" in page
    assert "单位分档" not in page
    answer = Visitor().post(WALL, {"key": "A" * rules.LENGTH})
    assert answer.status_code == 422
    assert rules.ABSENT in answer.content.decode()


def test_a_key_is_typed_in_small_letters_and_without_gaps(made):
    plain = made[1].replace("-", "").lower()

    assert Visitor().post(WALL, {"key": plain}).status_code == 302


def test_only_a_digest_is_kept_and_no_address_or_log_holds_the_key(made, wall, caplog):
    address, key = made
    plain = key.replace("-", "")
    assert address.endswith(f"/wall/#{plain}")
    row = WallKey.objects.get()
    assert row.digest == rules.digest_of(plain)
    kept = repr(list(WallKey.objects.values())) + repr(list(AuditEntry.objects.values()))
    assert plain not in kept
    with caplog.at_level(logging.DEBUG):
        page_of(wall)
        Visitor().post(WALL, {"key": plain})
    assert plain not in caplog.text
    cookie = wall.cookies["wall_key"]
    assert cookie["httponly"]
    assert (cookie["path"], cookie["samesite"]) == (WALL, "Strict")


def test_it_ends_at_once_and_cannot_be_revoked_twice(made, wall, signed_in, office_head):
    row = WallKey.objects.get()
    address = reverse("cases:wall-key-revoke", args=[row.pk])
    browser = signed_in(office_head)
    assert browser.post(address).status_code == 302

    assert "单位分档" not in page_of(wall)
    assert rules.ABSENT in page_of(wall)
    assert Visitor().post(WALL, {"key": made[1]}).status_code == 422
    assert browser.post(address).status_code == 422


def test_what_was_done_with_a_key_is_in_the_trail(made, wall, signed_in, office_head):
    row = WallKey.objects.get()
    signed_in(office_head).post(reverse("cases:wall-key-revoke", args=[row.pk]))

    told = AuditEntry.objects.filter(verb__startswith="wall_key.").order_by("pk")
    assert [one.verb for one in told] == ["wall_key.make", "wall_key.open", "wall_key.revoke"]
    assert [one.actor_id for one in told] == [office_head.cadre.pk, None, office_head.cadre.pk]


def test_only_the_head_of_the_office_has_keys(signed_in, dispatcher, leader, made):
    row = WallKey.objects.get()
    for person in (dispatcher, leader):
        browser = signed_in(person)
        assert browser.get(KEYS).status_code == 403
        assert browser.post(reverse("cases:wall-key-new"), {"place": "大厅"}).status_code == 403
        assert browser.post(reverse("cases:wall-key-revoke", args=[row.pk])).status_code == 404


def test_whoever_tries_keys_has_to_wait(county):
    browser = Visitor()
    codes = [browser.post(WALL, {"key": "A" * rules.LENGTH}).status_code for _ in range(21)]

    assert codes[-1] == 429
    assert set(codes[:20]) == {422}
    assert not WallKey.objects.filter(revoked_at__lt=timezone.now()).exists()
