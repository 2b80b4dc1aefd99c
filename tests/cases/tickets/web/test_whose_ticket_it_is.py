"""Whose matter it is, on the pages: said before, done by a plain form, said afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cadres.models import UnitKind
from cadres.viewers.rules.roles import Role
from cases.models import Attachment, Measure, Objection, Share, Ticket, TicketEvent
from cases.tickets.rules.workflow import Action, State
from tests import cast, forms, without_signature
from tests.cases.signed_in_pages import PDF, upload
from tests.factories.cases import MeasureFactory

HTMX = {"HX-Request": "true"}


@pytest.fixture
def helper(db):
    """A clerk of the unit that helps."""
    return cast.person("何助", Role.UNIT_CLERK, cast.unit("县应急管理局"))


@pytest.fixture
def fresh(make, handler) -> Ticket:
    """A ticket that was given to the unit today; what its clerks say goes out unsigned."""
    without_signature.in_county(handler.county)
    return make("assigned", handler.unit, dispatched_on=timezone.localdate())


@pytest.fixture
def share(make, handler, helper) -> Share:
    ticket = make("in_hand", handler.unit, co_unit_ids=[helper.unit.pk])
    return Share.objects.create(
        ticket=ticket, unit=helper.unit, task="核查消防通道", asked_at=timezone.now()
    )


def address(ticket: Ticket, verb: str = "") -> str:
    return f"/cases/tickets/{ticket.pk}/{verb}"


def read(client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def gave_it_back(ticket: Ticket, person, decided=None) -> None:
    """Leave an objection on record that the office has decided, and its step in the course."""
    at = timezone.now()
    TicketEvent.objects.create(
        ticket=ticket,
        action=Action.OBJECT,
        at=at,
        actor=person.cadre,
        actor_name=person.cadre.name,
        state=State.FILED,
        due_on=ticket.due_on,
    )
    Objection.objects.create(
        ticket=ticket,
        unit=person.unit,
        reason="不属本单位职责",
        is_taken=True,
        filed_by=person.cadre,
        filed_at=at,
        decided_at=timezone.now(),
        decided_unit=decided or person.unit,
    )


def test_the_objection_form_says_until_when_and_by_which_document(signed_in, handler, fresh):
    page = read(signed_in(handler), address(fresh, "object/"))

    assert "2 个工作日" in page
    assert "建议承办单位" in page


def test_whoever_objects_lands_on_the_desk(signed_in, handler, fresh):
    answer = signed_in(handler).post(
        address(fresh, "object/"), {"reason": "不属本单位职责"}, follow=True
    )
    assert answer.redirect_chain == [("/", 302)]
    assert "note is-success" in answer.content.decode()


def test_that_it_will_not_be_taken_is_said_beforehand(signed_in, handler, fresh):
    gave_it_back(fresh, handler)

    assert "县助企办已裁定由县供电公司办理" in read(signed_in(handler), address(fresh))
    assert "这次退回不会被受理" in read(signed_in(handler), address(fresh, "object/"))


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_that_it_was_not_taken_is_said_on_the_ticket_and_why(signed_in, handler, fresh, headers):
    gave_it_back(fresh, handler)

    answer = signed_in(handler).post(
        address(fresh, "object/"), {"reason": "仍不属"}, headers=headers, follow=True
    )

    page = answer.content.decode()
    assert "退回异议没有被受理" in page
    assert "note is-warning" in page
    assert Ticket.objects.get(pk=fresh.pk).state == State.ASSIGNED
    assert Objection.objects.filter(is_taken=False).count() == 1


def test_the_third_attempt_shows_that_the_head_decides(
    signed_in, handler, outsider, helper, fresh, office_head
):
    gave_it_back(fresh, outsider, decided=helper.unit)
    gave_it_back(fresh, helper, decided=handler.unit)

    answer = signed_in(handler).post(address(fresh, "object/"), {"reason": "也不属"}, follow=True)

    assert "已自动提请裁定" in answer.content.decode()
    desk = read(signed_in(office_head), "/")
    assert "提请裁定" in desk
    assert fresh.title in desk


def test_the_head_of_the_office_settles_what_was_raised(signed_in, office_head, fresh):
    Ticket.objects.filter(pk=fresh.pk).update(
        raised_on=timezone.localdate(), raised_why="第三次提出退回"
    )
    client = signed_in(office_head)
    assert "第三次提出退回" in read(client, address(fresh))

    answer = client.post(address(fresh, "settle/"), {"note": "由供电公司办理。"}, follow=True)

    assert "裁定意见已记入经过" in answer.content.decode()
    assert Ticket.objects.get(pk=fresh.pk).raised_on is None


def test_nothing_raised_is_nothing_to_settle(signed_in, office_head, fresh):
    assert address(fresh, "settle/") not in read(signed_in(office_head), address(fresh))


def test_the_office_reassigns(signed_in, dispatcher, handler, outsider, make):
    ticket = make("in_hand", handler.unit)
    typed = {"unit": outsider.unit.pk, "reason": "经核实属气象局职责"}

    answer = signed_in(dispatcher).post(address(ticket, "reassign/"), typed, follow=True)

    assert "已改派县气象局" in answer.content.decode()
    assert signed_in(handler).get(address(ticket)).status_code == 404


def test_the_unit_that_has_it_is_not_offered(signed_in, dispatcher, handler, outsider, make):
    page = read(signed_in(dispatcher), address(make("in_hand", handler.unit), "reassign/"))

    assert f'value="{outsider.unit.pk}"' in page
    assert f'value="{handler.unit.pk}"' not in page


def test_the_office_asks_another_unit(signed_in, dispatcher, handler, helper, make):
    ticket = make("in_hand", handler.unit)
    typed = {"unit": helper.unit.pk, "kind": "split", "task": "核查消防通道"}

    answer = signed_in(dispatcher).post(address(ticket, "add-share/"), typed, follow=True)

    page = answer.content.decode()
    assert "已请县应急管理局分办" in page
    assert "核查消防通道" in page


def test_a_split_part_without_its_task_comes_back_with_the_words(
    signed_in, dispatcher, handler, helper, make
):
    ticket = make("in_hand", handler.unit)
    typed = {"unit": helper.unit.pk, "kind": "split", "task": ""}

    answer = signed_in(dispatcher).post(address(ticket, "add-share/"), typed)

    assert answer.status_code == 422
    assert "分办须写明" in answer.content.decode()


def test_a_helping_clerk_accepts_and_answers_with_a_file(signed_in, helper, handler, share):
    client, where = signed_in(helper), address(share.ticket, f"shares/{share.pk}/")
    assert "协办待办" in read(client, "/")
    assert f"{where}accept/" in read(client, address(share.ticket))

    assert "签收后开始计算答复时限" in read(client, f"{where}accept/")
    accepted = client.post(f"{where}accept/", follow=True)
    assert "已签收协办" in accepted.content.decode()
    typed = {"answer": "消防通道符合要求。", "uploads": upload("核查.pdf", PDF)}
    client.post(f"{where}answer/", typed, follow=True)

    page = read(signed_in(handler), address(share.ticket))
    assert "消防通道符合要求。" in page
    assert "核查.pdf" in page
    assert Attachment.objects.get().share_id == share.pk


def test_a_part_waits_on_the_desk_until_it_is_answered(signed_in, helper, share):
    assert share.ticket.title in read(signed_in(helper), "/")
    Share.objects.filter(pk=share.pk).update(
        accepted_at=timezone.now(), answered_at=timezone.now(), answer="符合要求。"
    )

    assert "没有等您签收或答复的协办" in read(signed_in(helper), "/")


def test_another_unit_s_part_has_no_buttons(signed_in, handler, share):
    page = read(signed_in(handler), address(share.ticket))

    assert "核查消防通道" in page
    assert "/shares/" not in page


def test_the_office_ends_a_part(signed_in, dispatcher, share):
    where = address(share.ticket, f"shares/{share.pk}/end/")

    answer = signed_in(dispatcher).post(where, {"reason": "不再需要"}, follow=True)

    assert "已结束" in answer.content.decode()


def test_the_part_of_another_ticket_is_absent(signed_in, dispatcher, make, handler, share):
    other = make("in_hand", handler.unit)
    answer = signed_in(dispatcher).get(address(other, f"shares/{share.pk}/end/"))

    assert answer.status_code == 404


def test_in_whose_hands_it_is_stands_on_page_and_list(signed_in, handler, head, make):
    ticket = make("in_hand", handler.unit, handler=handler.cadre)

    assert "经办 <b>李娟</b>" in read(signed_in(head), address(ticket))
    assert "经办 李娟" in read(signed_in(head), "/cases/tickets/")


def test_one_s_own_tickets_are_found_in_the_list(signed_in, handler, make):
    make("in_hand", handler.unit, handler=handler.cadre, title="我手里的事")
    make("in_hand", handler.unit, title="别人手里的事")

    page = read(signed_in(handler), "/cases/tickets/?mine=me")

    assert "我手里的事" in page
    assert "别人手里的事" not in page


def test_who_handles_nothing_has_no_such_filter(signed_in, dispatcher):
    assert "我经办的" not in read(signed_in(dispatcher), "/cases/tickets/")


def test_the_head_hands_it_to_another_clerk(signed_in, handler, head, make):
    colleague = cast.person("李梅", Role.UNIT_CLERK, handler.unit)
    ticket = make("in_hand", handler.unit, handler=handler.cadre)
    page = read(signed_in(head), address(ticket, "hand-over/"))
    assert f'value="{colleague.cadre.pk}"' in page
    assert f'value="{handler.cadre.pk}"' not in page

    typed = {"to": colleague.cadre.pk, "reason": "外出学习"}
    signed_in(head).post(address(ticket, "hand-over/"), typed)

    assert Ticket.objects.get(pk=ticket.pk).handler == colleague.cadre


@pytest.mark.parametrize(
    ("name", "shown"), [("head", True), ("dispatcher", True), ("outsider", False)]
)
def test_what_a_person_has_in_hand_is_told_to_who_may_hand_it_on(
    request, signed_in, handler, make, name, shown
):
    make("in_hand", handler.unit, handler=handler.cadre, title="离岗同志的事")
    reader = request.getfixturevalue(name)

    page = read(signed_in(reader), f"/cadres/people/{handler.cadre.pk}/")

    assert ("离岗同志的事" in page) is shown


def test_the_next_feedback_is_promised_on_the_page(signed_in, handler, make):
    ticket = make("in_hand", handler.unit)
    measure = MeasureFactory(ticket=ticket)
    where = address(ticket, f"measures/{measure.pk}/promise/")
    on = timezone.localdate() + timedelta(days=5)
    assert "还没有约定下次" in read(signed_in(handler), address(ticket))
    assert "1 个月" in read(signed_in(handler), where)

    answer = forms.save(signed_in(handler), where, {"on": on, "reason": "等设备到货"}, follow=True)

    assert "下次反馈" in answer.content.decode()
    assert Measure.objects.get().next_feedback_on == on


def test_a_day_too_far_off_comes_back_with_the_words(signed_in, handler, make):
    ticket = make("in_hand", handler.unit)
    measure = MeasureFactory(ticket=ticket)
    on = timezone.localdate() + timedelta(days=90)

    where = address(ticket, f"measures/{measure.pk}/promise/")
    answer = forms.save(signed_in(handler), where, {"on": on, "reason": "等设备到货"})

    assert answer.status_code == 422
    assert "下次反馈最迟在" in answer.content.decode()


def test_the_report_shows_what_disputes_cost_the_office(signed_in, dispatcher, handler, fresh):
    gave_it_back(fresh, handler)
    month = f"since={fresh.filed_on}&until={timezone.localdate()}"

    page = read(signed_in(dispatcher), f"/cases/completion/?{month}&by=unit")
    assert "争议用时" in page
    rows = read(signed_in(dispatcher), f"/cases/completion/disputes/?{month}&which=taken")
    assert fresh.number in rows


def test_units_of_watchers_are_not_proposed(signed_in, handler, fresh, dispatcher):
    watchers = cast.unit("县督查室", UnitKind.INSPECTORATE)

    assert f'value="{watchers.pk}"' not in read(signed_in(handler), address(fresh, "object/"))
