"""The number that stands before an action is the number of what is done by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cadres.models import OneTimeCode
from cases.models import Ticket, TicketEvent
from cases.tickets.rules.bulk import WAYS, BulkAction
from cases.tickets.selectors import tickets
from enterprises.models import Assignment
from tests.factories.people import PostingFactory
from tests.numbers.world import WHO

pytestmark = pytest.mark.django_db(databases=["default", "leads"])
# Some of everything, and no more than a test has time for.
EACH, CHOSEN = 3, 24
BACKEND = "cadres.sign_in.web.backends.AccountOrPhone"
HELD = re.compile(
    r'data-label="在手">(\d+)<.*?name="from" value="(\d+)".*?name="unit" value="(\d+)"', re.S
)


@pytest.fixture(autouse=True)
def taken_back(people) -> Iterator[None]:
    """The next one finds the county as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Browser(Client):
    def __init__(self, person: Any) -> None:
        super().__init__()
        self.force_login(person.cadre, backend=BACKEND)

    def page(self, path: str, **words: Any) -> str:
        answer = self.post(path, words, follow=True) if words else self.get(path)
        assert answer.status_code == 200, answer.content.decode()[-3000:]
        return answer.content.decode()


def said(pattern: str, page: str) -> int:
    found = re.search(pattern, page)
    assert found, page[-4000:]
    return int(found[1])


def own_actions(people: dict[str, Any], who: str) -> list[BulkAction]:
    roles = people[who].viewer_now().roles
    return [bulk for bulk, way in WAYS.items() if roles & way.roles]


def choices(page: str, name: str) -> list[str]:
    """What a field of the form offers."""
    part = re.search(rf'<select name="{name}".*?</select>', page, re.S)
    if name == "to":
        return re.findall(r'<input type="checkbox" name="to" value="(\d+)"', page)
    return re.findall(r'<option value="(\d+)"', part[0]) if part else []


def words_for(bulk: BulkAction, page: str, used: set[int]) -> dict[str, Any]:
    """What a person would fill in; of units one that none of the tickets has."""
    units = [one for one in choices(page, "unit") if int(one) not in used]
    return {
        BulkAction.ACCEPT: {},
        BulkAction.DISPATCH: {"unit": units[-1:], "note": "请快办"},
        BulkAction.REASSIGN: {"unit": units[-1:], "reason": "职责调整"},
        BulkAction.REMIND: {"text": "请抓紧"},
        BulkAction.HAND_OVER: {"to": choices(page, "to")[-1:], "reason": "岗位调整"},
        BulkAction.JOIN_TOPIC: {"topic": choices(page, "topic")[:1], "note": "同类"},
    }[bulk]


@pytest.mark.parametrize("who", WHO)
def test_as_many_are_done_at_once_as_the_page_said_could_be(people, who):
    browser, viewer = Browser(people[who]), people[who].viewer_now()
    chosen = list(tickets.rows(seen_by=viewer).values_list("pk", flat=True))[::EACH][:CHOSEN]
    for bulk in own_actions(people, who) if chosen else ():
        # Twice: the second time what was done is counted no more.
        for _ in range(2):
            asked = urlencode({"deed": bulk, "id": chosen}, doseq=True)
            page = browser.page(f"{reverse('cases:bulk-preview')}?{asked}")
            able = said(r"可以办理 (\d+) 件", page)
            assert said(r"选中 (\d+) 件", page) == len(chosen)
            used = set(Ticket.objects.filter(pk__in=chosen).values_list("unit", flat=True))
            words = words_for(bulk, page, used)
            if not all(words.values()):
                continue
            before = TicketEvent.objects.filter(action=WAYS[bulk].action).count()
            page = browser.page(reverse("cases:bulk"), deed=bulk, id=chosen, **words)

            # Whom the page did not know yet: what the receiver has already is not handed over.
            able -= page.count("已经由这位同志经办")

            assert (bulk, said(r"已办 (\d+) 件", page)) == (bulk, able)
            written = TicketEvent.objects.filter(action=WAYS[bulk].action).count() - before
            assert (bulk, written) == (bulk, able)
            left = len(chosen) - able
            assert not left or said(r"重新办理未办的 (\d+) 件", page) == left


def test_as_many_codes_are_printed_as_the_page_of_the_unit_said(people):
    unit = people["handler"].unit
    for _ in range(3):
        PostingFactory(unit=unit)
    browser = Browser(people["secadmin"])

    number = said(r"打印 (\d+) 人的口令", browser.page(reverse("cadres:unit", args=[unit.pk])))
    page = browser.page(reverse("cadres:code-sheets"), unit=unit.pk)

    assert said(r"共 (\d+) 份", page) == number == OneTimeCode.objects.count() >= 3


def test_as_many_enterprises_change_hands_as_the_page_said(people):
    giver, taker = people["liaison"].cadre, people["helper"].cadre
    browser = Browser(people["dispatcher"])
    address = f"{reverse('enterprises:hand-over')}?from={giver.pk}&to={taker.pk}"
    before = set(Assignment.objects.values_list("pk", flat=True))

    page = browser.page(address)
    # One of them has left the register, and its coverage passes on all the same.
    number = said(r"现在包联 (\d+) 家", page) + said(r"另有 (\d+) 家已移出名录", page)
    page = browser.page(address, on=timezone.localdate().isoformat(), parts=["chief", "liaison"])

    fresh = Assignment.objects.exclude(pk__in=before)
    assert said(r"的 (\d+) 家包联企业已移交", page) == number
    assert fresh.filter(cadre=taker).count() == number > 1


def test_as_many_tickets_are_chosen_as_the_list_of_holders_says(people):
    browser = Browser(people["head"])
    page = browser.page(reverse("cases:hand-over"))
    held = HELD.findall(page)

    assert held
    for number, giver, unit in held:
        words = {"deed": "hand-over", "from": giver, "unit": unit}
        preview = browser.page(reverse("cases:bulk-preview"), **words)
        assert said(r"选中 (\d+) 件", preview) == int(number)
        assert said(r"可以办理 (\d+) 件", preview) == int(number)
