"""Pages of 通报 and 约谈: who qualifies is listed, the chosen are drafted; a talk is arranged."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.letters.rules.kinds import LetterKind
from cases.models import LadderStep, Letter, Rung, Talk
from tests.factories.cases import LadderStepFactory, TicketFactory
from tests.factories.letters import LetterFactory

GATHER = "cases:circular-draft"


@pytest.fixture
def proposed(handler) -> LadderStep:
    today = timezone.localdate()
    ticket = TicketFactory(in_hand=True, enterprise__county=handler.county, unit=handler.unit)
    return LadderStepFactory(
        ticket=ticket,
        rung=Rung.objects.get(code="circular", region=None),
        fired_on=today,
        proposed_at=timezone.now() - timedelta(days=1),
        why="上一级督办应于3月16日前回复，至今没有回复",
    )


def text(response) -> str:
    return response.content.decode()


def test_what_the_ladder_proposes_stands_chosen_and_is_drafted(signed_in, dispatcher, proposed):
    browser = signed_in(dispatcher)
    page = text(browser.get(reverse(GATHER)))
    assert proposed.ticket.number in page
    assert "督办阶梯提出" in page
    assert f'value="{proposed.ticket_id}" checked' in page

    answer = browser.post(reverse(GATHER), {"kind": "circular", **_span(), "chosen": []})
    assert answer.status_code == 422
    sent = {"kind": "circular", **_span(), "chosen": [proposed.ticket_id]}
    answer = browser.post(reverse(GATHER), sent)

    letter = Letter.objects.get(kind=LetterKind.CIRCULAR)
    assert answer.url == reverse("cases:letter", args=[letter.pk])
    page = text(browser.get(answer.url))
    assert "通报事项清单" in page
    assert "各承办单位" in page


def test_where_nobody_is_to_be_praised_the_page_says_so(signed_in, dispatcher):
    page = text(signed_in(dispatcher).get(f"{reverse(GATHER)}?kind=praise"))

    assert "没有符合条件的单位" in page


def test_a_talk_is_arranged_on_the_page_of_its_notice(signed_in, dispatcher, handler):
    ticket = TicketFactory(in_hand=True, enterprise__county=handler.county, unit=handler.unit)
    letter = LetterFactory(ticket=ticket, kind=LetterKind.TALK)
    browser, here = signed_in(dispatcher), reverse("cases:letter", args=[letter.pk])
    arrange = reverse("cases:talk-arrange", args=[letter.pk])
    assert arrange in text(browser.get(here))

    form = browser.get(arrange).context["form"]
    on = timezone.localdate() + timedelta(days=3)
    sent = {"on": on.isoformat(), "at": "15:00", "place": "县政府三楼会议室"}
    sent |= {"host": "县政府分管领导", "invited": "县供电公司主要负责人"}
    sent |= {field.html_name: field.value() or "" for field in form.hidden_fields()}
    answer = browser.post(arrange, sent)

    assert answer.url == here
    assert Talk.objects.get().host == "县政府分管领导"
    page = text(browser.get(here))
    assert "县政府三楼会议室" in page
    assert "县政府分管领导主持" in page


def _span() -> dict[str, str]:
    today = timezone.localdate()
    return {"since": date(today.year, 1, 1).isoformat(), "until": today.isoformat()}
