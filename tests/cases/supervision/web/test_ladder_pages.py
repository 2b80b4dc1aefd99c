"""The pages of the ladder: who reads, who sets, the trial, signing, the ticket's own part."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cadres.jobs.services import background_runs
from cases.models import LadderStep, Rung, Ticket
from cases.supervision.rules.ladder import StepState
from cases.supervision.selectors import ladder_steps
from cases.tickets.rules.workflow import State
from tests import cast, forms, without_signature
from tests.factories.cases import LadderStepFactory
from tests.factories.people import RegionFactory


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch):
    monkeypatch.setattr("cadres.jobs.web.background_runs.kick", lambda: None)


@pytest.fixture
def late(make, handler, dispatcher):
    """A ticket in hand whose promise ended two weeks ago."""
    filed_on = timezone.localdate() - timedelta(days=30)
    return make(
        "in_hand",
        handler.unit,
        filed_on=filed_on,
        due_on=filed_on + timedelta(days=12),
        dispatched_by=dispatcher.cadre,
    )


@pytest.fixture
def proposed(late):
    return LadderStepFactory(ticket=late)


@pytest.fixture
def issued(late):
    now = timezone.now()
    return LadderStepFactory(
        ticket=late, state=StepState.ISSUED, issued_at=now, reply_due_on=timezone.localdate(now)
    )


def text(response) -> str:
    return response.content.decode()


def test_the_page_says_of_each_rung_when_to_whom_and_by_which_document(signed_in, leader):
    page = text(signed_in(leader).get(reverse("cases:ladder")))

    assert "到期前提醒" in page
    assert "对企业承诺逾期后 5 个工作日" in page
    assert "邓州市营商环境“一单两函”做法" in page
    assert "督办提示函逾期未回复，或者到承诺的日期仍未办结" in page
    assert "row-actions" not in page


def test_the_office_head_switches_a_letter_on_by_a_document(signed_in, office_head):
    browser, county = signed_in(office_head), office_head.county.pk
    address = reverse("cases:rung-switch", args=[county, "hint_letter"])
    assert "先试算" in text(browser.get(address))

    assert forms.save(browser, address, {"basis": ""}).status_code == 422
    forms.save(browser, address, {"basis": "召助企办〔2026〕3号"})

    assert Rung.objects.get(code="hint_letter", region_id=county).is_active is True
    page = text(browser.get(reverse("cases:ladder")))
    assert "召助企办〔2026〕3号" in page
    read = forms.with_field(browser.get(reverse("cases:ladder")).content.decode(), "read").sent
    browser.post(reverse("cases:rung-end", args=[county, "hint_letter"]), read)
    today = timezone.localdate()
    assert Rung.objects.get(code="hint_letter", region_id=county).valid_to == today


def test_the_office_head_changes_a_rung_and_reads_what_is_missing(signed_in, office_head):
    browser, county = signed_in(office_head), office_head.county.pk
    address = reverse("cases:rung-change", args=[county, "urge"])
    assert "现在：对企业承诺逾期后 1 个工作日" in text(browser.get(address))
    words = {
        "amount": 2,
        "approver": "nobody",
        "addressees": ["clerks"],
        "reply_days": 1,
        "lifts": ["result"],
        "text": "请立即办理。",
        "valid_from": timezone.localdate().isoformat(),
    }

    assert "请填写依据文件" in text(forms.save(browser, address, words))
    forms.save(browser, address, words | {"basis": "召助企办〔2026〕3号"})

    assert Rung.objects.get(code="urge", region_id=county).amount == 2


def test_the_trial_shows_tickets_and_days_before_a_rung_is_switched_on(
    signed_in, office_head, late
):
    today = timezone.localdate()
    asked = {"since": (today - timedelta(days=30)).isoformat(), "until": today.isoformat()}
    browser, address = signed_in(office_head), reverse("cases:ladder-trial")

    assert browser.post(address, asked).status_code == 302
    assert "排队等候" in text(browser.get(address))
    background_runs.run_next(timezone.now)

    page = text(browser.get(address))
    assert "县供电公司 1 件" in page
    assert late.number in page
    assert not LadderStep.objects.exists()


def test_looking_at_the_trial_replays_nothing(signed_in, office_head, late, monkeypatch):
    def replays(*_, **__):
        raise AssertionError("a page replays nothing")

    monkeypatch.setattr("cases.supervision.rules.ladder_history.fires", replays)
    browser, address = signed_in(office_head), reverse("cases:ladder-trial")

    assert browser.get(address).status_code == 200
    assert browser.post(address, {"since": "2026-03-01", "until": "2026-03-31"}).status_code == 302
    # One at a time: a second period is not passed over without a word.
    other = browser.post(address, {"since": "2026-03-02", "until": "2026-03-31"})
    assert other.status_code == 422
    assert "还没有完成" in text(other)


def test_a_trial_names_only_what_its_asker_may_see_by_now(signed_in, office_head, late):
    today = timezone.localdate()
    asked = {"since": (today - timedelta(days=30)).isoformat(), "until": today.isoformat()}
    browser, address = signed_in(office_head), reverse("cases:ladder-trial")
    browser.post(address, asked)
    background_runs.run_next(timezone.now)

    Ticket.objects.filter(pk=late.pk).update(county=RegionFactory())

    page = text(browser.get(address))
    assert "1 件" in page
    assert late.number not in page


def test_a_trial_the_wrong_way_round_says_what_to_do(signed_in, office_head):
    answer = signed_in(office_head).post(
        reverse("cases:ladder-trial"), {"since": "2026-03-31", "until": "2026-03-01"}
    )
    assert answer.status_code == 422
    assert "截止日期须在起始日期之后" in text(answer)


def test_what_waits_for_a_signature_lies_on_the_desk_and_goes_out_from_it(
    signed_in, caller, proposed
):
    browser = signed_in(caller)
    page = text(browser.get(reverse("cases:desk")))
    assert "待您签发的督办" in page
    assert proposed.why in page
    assert "发给单位负责人，3 个工作日内回复" in page

    card = forms.with_field(page, "digest")
    browser.post(card.action, card.sent)

    proposed.refresh_from_db()
    assert proposed.state == StepState.ISSUED
    assert "待您签发的督办" not in text(browser.get(reverse("cases:desk")))


def test_what_is_not_to_go_out_is_not_without_a_reason(signed_in, caller, proposed):
    browser = signed_in(caller)
    address = reverse("cases:ladder-refuse", args=[proposed.pk])

    assert forms.sign(browser, address, reason="").status_code == 422
    forms.sign(browser, address, reason="单位今天已当面说明")

    proposed.refresh_from_db()
    assert proposed.state == StepState.REFUSED


def test_the_unit_sees_the_letter_and_answers_it_on_the_ticket(signed_in, handler, issued):
    without_signature.in_county(handler.county)
    browser = signed_in(handler)
    here = reverse("cases:ticket-detail", args=[issued.ticket_id])
    page = text(browser.get(here))
    assert "督办提示函" in page
    assert reverse("cases:ticket-reply", args=[issued.ticket_id]) in page

    reply = reverse("cases:ticket-reply", args=[issued.ticket_id])
    today = timezone.localdate()
    forms.sign(browser, reply, reply="变压器下周到货", promised_on=today.isoformat())

    page = text(browser.get(here))
    assert "回复：变压器下周到货" in page
    assert f"承诺 {today.month}月{today.day}日前办结" in page
    assert reverse("cases:ticket-reply", args=[issued.ticket_id]) not in page


def test_what_has_not_gone_out_is_not_on_the_unit_s_page(signed_in, handler, caller, proposed):
    here = reverse("cases:ticket-detail", args=[proposed.ticket_id])

    assert "督办提示函" not in text(signed_in(handler).get(here))
    assert "督办提示函" in text(signed_in(caller).get(here))


def test_a_suspension_stands_on_the_ticket_with_its_document(signed_in, office_head, issued):
    browser, today = signed_in(office_head), timezone.localdate()
    browser.post(
        reverse("cases:ticket-suspend", args=[issued.ticket_id]),
        {
            "reason": "等待省级批复",
            "document": "召营商〔2026〕3号",
            "from_on": today.isoformat(),
            "to_on": (today + timedelta(days=10)).isoformat(),
        },
    )

    page = text(browser.get(reverse("cases:ticket-detail", args=[issued.ticket_id])))
    assert "召营商〔2026〕3号" in page
    issued.refresh_from_db()
    assert issued.state == StepState.LAPSED


@pytest.mark.parametrize("who", ["office_head", "supervisor", "leader", "handler", "head"])
def test_what_is_under_supervision_is_a_view_of_one_s_own(signed_in, who, issued, make, request):
    other = make("in_hand", issued.unit)
    browser = signed_in(request.getfixturevalue(who))

    page = text(browser.get(reverse("cases:ticket-list"), {"view": "supervised"}))

    assert issued.ticket.number in page
    assert other.number not in page
    assert "督办中" in text(browser.get(reverse("cases:desk")))


def test_the_page_of_a_ticket_asks_no_more_for_a_long_ladder(signed_in, office_head, late):
    browser = signed_in(office_head)
    here = reverse("cases:ticket-detail", args=[late.pk])
    browser.get(here)
    queries = _count(browser, here)
    for cycle in range(2, 8):
        LadderStepFactory(ticket=late, cycle=cycle)

    assert _count(browser, here) == queries
    assert late.state == State.IN_HAND


def _count(browser, here: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        browser.get(here)
    return len(seen)


@pytest.fixture
def deserted(make):
    """Tickets of a unit in which nobody is posted."""
    unit = cast.unit("县水利局")
    return lambda: make("in_hand", unit)


def test_what_reached_nobody_is_said_before_and_after_it_is_signed(signed_in, dispatcher, deserted):
    step = LadderStepFactory(ticket=deserted())
    browser = signed_in(dispatcher)
    desk = browser.get(reverse("cases:desk")).content.decode()
    assert "县水利局还没有经办人员，没有人能签收办理" in desk
    form = {"digest": ladder_steps.card_digest(step)}

    after = browser.post(reverse("cases:ladder-issue", args=[step.pk]), form, follow=True)

    said = after.content.decode()
    assert "督办提示函已签发。县水利局没有人收到：还没有经办人员。" in said
    assert "通知发给" not in said
    assert [one.level_tag for one in after.context["messages"]] == ["warning"]


def test_more_cards_than_a_desk_shows_are_counted_and_stand_on_pages_of_their_own(
    signed_in, dispatcher, deserted
):
    for _ in range(51):
        LadderStepFactory(ticket=deserted())
    browser = signed_in(dispatcher)

    desk = browser.get(reverse("cases:desk")).content.decode()
    second = browser.get(reverse("cases:ladder-to-sign"), {"page": 2}).content.decode()

    assert "这里是最早提出的 50 件" in desk
    assert "查看全部 51 件" in desk
    assert desk.count('class="card decision"') == 50
    assert second.count('class="card decision"') == 1
