"""The dispatch desk: the most urgent lies open, its day is shown before it is promised."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from cadres.models import UnitKind
from cases.models import Ticket
from cases.tickets.rules.workflow import State
from tests import cast, without_signature

DESK = "/cases/dispatch/"


def today():
    return timezone.localdate()


HTMX = {"HX-Request": "true"}


def test_the_most_urgent_ticket_lies_open(signed_in, dispatcher, make):
    make(description="不急的事", due_on=today() + timedelta(days=9))
    make(description="最急的事", due_on=today() + timedelta(days=1))

    page = signed_in(dispatcher).get(DESK).content.decode()

    assert page.index("最急的事") < page.index("对企业承诺")
    assert "不急的事" not in page


def test_what_a_unit_gave_back_stands_there_with_its_reason(signed_in, dispatcher, handler, make):
    without_signature.in_county(handler.county)
    ticket = make("assigned", handler.unit, dispatched_on=timezone.localdate())
    signed_in(handler).post(f"/cases/tickets/{ticket.pk}/object/", {"reason": "应由住建局办理。"})

    page = signed_in(dispatcher).get(f"{DESK}{ticket.pk}/").content.decode()

    assert "应由住建局办理。" in page


def test_the_unit_that_was_proposed_is_chosen_already(
    signed_in, dispatcher, handler, outsider, make
):
    without_signature.in_county(handler.county)
    ticket = make("assigned", handler.unit, dispatched_on=timezone.localdate())
    signed_in(handler).post(
        f"/cases/tickets/{ticket.pk}/object/",
        {"reason": "应由气象局办理。", "proposed_unit": outsider.unit.pk},
    )

    page = signed_in(dispatcher).get(f"{DESK}{ticket.pk}/").content.decode()

    assert f'<option value="{outsider.unit.pk}" selected ' in page
    assert "建议由 <b>县气象局</b> 办理" in page


def test_each_class_shows_its_day_and_its_document(signed_in, dispatcher, make):
    page = signed_in(dispatcher).get(f"/cases/tickets/{make().pk}/dispatch/").content.decode()

    for words in ("咨询", "跨部门", "30 个工作日", "依据："):
        assert words in page


def test_the_preview_says_what_would_be_promised_and_does_nothing(
    signed_in, dispatcher, handler, make
):
    ticket = make()

    answer = signed_in(dispatcher).get(
        f"/cases/tickets/{ticket.pk}/dispatch/preview/",
        {"unit": handler.unit.pk, "handling_class": "hard"},
        headers=HTMX,
    )

    page = answer.content.decode()
    assert "县供电公司" in page
    assert "30 个工作日" in page
    assert "<html" not in page
    assert Ticket.objects.get(pk=ticket.pk).state == State.FILED


def test_after_a_dispatch_comes_the_next(signed_in, dispatcher, handler, make):
    first, second = make(due_on=today() + timedelta(days=1)), make(description="下一件事")
    client = signed_in(dispatcher)

    answer = client.post(
        f"/cases/tickets/{first.pk}/dispatch/",
        {"unit": handler.unit.pk, "handling_class": "general", "next": "dispatch"},
        follow=True,
    )

    assert answer.redirect_chain[-1][0] == DESK
    assert "已交办给县供电公司" in answer.content.decode()
    assert second.description in answer.content.decode()


def test_whoever_passes_over_the_first_goes_on_behind_what_was_dispatched(
    signed_in, dispatcher, handler, make
):
    due = [today() + timedelta(days=days) for days in (1, 2, 3)]
    _, second, third = (make(due_on=on) for on in due)
    client = signed_in(dispatcher)
    given = {"unit": handler.unit.pk, "handling_class": "general", "next": "dispatch"}
    goals = []
    for ticket in (second, third):
        then = client.get(f"{DESK}{ticket.pk}/").context["then"]
        answer = client.post(f"/cases/tickets/{ticket.pk}/dispatch/", {**given, "then": then or ""})
        goals.append(answer["Location"])

    assert goals == [f"{DESK}{third.pk}/", DESK]


def test_co_units_are_named_in_the_same_action(signed_in, dispatcher, handler, outsider, make):
    ticket = make()

    signed_in(dispatcher).post(
        f"/cases/tickets/{ticket.pk}/dispatch/",
        {
            "unit": handler.unit.pk,
            "handling_class": "joint",
            "co_units": [outsider.unit.pk],
        },
    )

    assert Ticket.objects.get(pk=ticket.pk).co_unit_ids == [outsider.unit.pk]


def test_the_main_unit_cannot_also_help(signed_in, dispatcher, handler, make):
    ticket = make()

    answer = signed_in(dispatcher).post(
        f"/cases/tickets/{ticket.pk}/dispatch/",
        {
            "unit": handler.unit.pk,
            "handling_class": "joint",
            "co_units": [handler.unit.pk],
            "note": "请尽快",
        },
    )

    assert answer.status_code == 422
    assert "请去掉主办单位" in answer.content.decode()
    assert "请尽快" in answer.content.decode()


def test_units_of_another_county_and_those_that_watch_are_not_offered(
    signed_in, dispatcher, stranger, make
):
    cast.unit("县督查室", UnitKind.INSPECTORATE)

    page = signed_in(dispatcher).get(f"/cases/tickets/{make().pk}/dispatch/").content.decode()

    assert "县督查室</option>" not in page
    assert "邻县助企办" not in page


def test_it_opens_beside_the_list_over_htmx(signed_in, dispatcher, make):
    ticket = make(description="要交办的事")

    answer = signed_in(dispatcher).get(f"{DESK}{ticket.pk}/", headers=HTMX)

    assert "要交办的事" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_nobody_but_the_office_sits_there(signed_in, handler):
    answer = signed_in(handler).get(DESK)

    assert answer.status_code == 403
    assert "交办由县助企办进行" in answer.content.decode()


def test_an_empty_desk_says_what_comes_next(signed_in, dispatcher):
    assert "没有等待交办的工单" in signed_in(dispatcher).get(DESK).content.decode()


def test_a_unit_without_people_is_warned_of_before_and_told_of_after(signed_in, dispatcher, make):
    empty, ticket = cast.unit("县水利局"), make()
    client, path = signed_in(dispatcher), f"/cases/tickets/{ticket.pk}/dispatch/"
    chosen = {"unit": empty.pk, "handling_class": "general"}

    page = client.get(path).content.decode()
    preview = client.get(f"{path}preview/", chosen).content.decode()
    after = client.post(path, chosen, follow=True).content.decode()

    assert "县水利局（没有经办人员）" in page
    assert "县水利局还没有经办人员，没有人能签收办理" in preview
    assert "没有人收到：县水利局还没有经办人员" in after
    assert "note is-warning" in after


def test_a_refusal_stays_on_the_desk_with_what_was_typed(signed_in, dispatcher, make):
    ticket, path = make(title="变压器容量不足"), "/cases/tickets/{}/dispatch/"
    client, words = signed_in(dispatcher), {"note": "请尽快", "next": "dispatch"}

    over_htmx = client.post(path.format(ticket.pk), words, headers=HTMX)
    plain = client.post(path.format(ticket.pk), words)

    for answer in (over_htmx, plain):
        assert answer.status_code == 422
        assert "请选择承办单位" in answer.content.decode()
        assert "请尽快" in answer.content.decode()
        assert 'id="ticket"' not in answer.content.decode()
    assert "<html" not in over_htmx.content.decode()
    assert "交办台</h1>" in plain.content.decode()


def given_before(make, unit, handling_class, **more):
    return make("in_hand", unit, title="变压器容量不足", handling_class=handling_class, **more)


def test_what_past_tickets_came_to_is_proposed_with_them_and_not_chosen(
    signed_in, dispatcher, handler, outsider, make
):
    before = [given_before(make, handler.unit, "hard") for _ in range(2)]
    given_before(make, outsider.unit, "simple", filed_on=today() - timedelta(days=30))
    ticket, client = make(title="变压器容量不足"), signed_in(dispatcher)

    page = client.get(f"{DESK}{ticket.pk}/").content.decode()
    taken = client.get(f"{DESK}{ticket.pk}/?unit={handler.unit.pk}&handling_class=hard")

    assert "建议交给 <b>县供电公司</b>，按 <b>疑难</b> 办理" in page
    assert all(one.number in page for one in before)
    assert f'<option value="{handler.unit.pk}" selected ' not in page
    assert f'<option value="{handler.unit.pk}" selected ' in taken.content.decode()


def test_where_past_tickets_disagree_nothing_is_proposed(
    signed_in, dispatcher, handler, outsider, make
):
    given_before(make, handler.unit, "hard")
    given_before(make, outsider.unit, "simple")
    ticket = make(title="变压器容量不足")

    assert "建议交给" not in signed_in(dispatcher).get(f"{DESK}{ticket.pk}/").content.decode()


def test_a_unit_that_is_closed_is_not_proposed(signed_in, dispatcher, handler, make):
    for _ in range(3):
        given_before(make, handler.unit, "hard")
    handler.unit.is_active = False
    handler.unit.save(update_fields=["is_active"])
    ticket = make(title="变压器容量不足")

    assert "建议交给" not in signed_in(dispatcher).get(f"{DESK}{ticket.pk}/").content.decode()
