"""The actions of a ticket's page: each works by a plain form, and keeps what was typed."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cases.models import Attachment, Measure, Ticket
from cases.tickets.rules.workflow import State
from cases.tickets.selectors.closing import signature_digests
from cases.tickets.selectors.page import ticket_page
from cases.tickets.web.actions.views import buttons
from tests import forms
from tests.cases.signed_in_pages import PDF, upload
from tests.factories.cases import CategoryFactory, MeasureFactory

HTMX = {"HX-Request": "true"}
# person, state before, verb, what is typed, state after
ROAD = [
    ("handler", "assigned", "accept", {}, State.IN_HAND),
    ("head", "assigned", "object", {"reason": "不属于本单位职责。"}, State.FILED),
    ("handler", "in_hand", "note", {"note": "设备已到货。"}, State.IN_HAND),
    ("handler", "in_hand", "measure", {"text": "勘查", "owner_name": "王强"}, State.IN_HAND),
    (
        "handler",
        "in_hand",
        "resolve",
        {"outcome": "solved", "result": "已更换变压器。"},
        State.RESOLVED,
    ),
    ("head", "resolved", "approve", {"note": ""}, State.UNCONFIRMED),
    ("head", "resolved", "send-back", {"reason": "佐证不足。"}, State.IN_HAND),
    ("caller", "unconfirmed", "call-back", {"answer": "solved"}, State.CLOSED),
    ("caller", "unconfirmed", "call-back", {"answer": "not_solved"}, State.IN_HAND),
    ("dispatcher", "assigned", "recall", {"reason": "交错了单位。"}, State.FILED),
    ("dispatcher", "filed", "void", {"reason": "重复登记。"}, State.VOID),
]


@pytest.fixture
def ready(handler, make, done_measure):
    """A ticket in a state, with all that its next step wants."""

    def made(state: str) -> Ticket:
        given = {"dispatched_on": timezone.localdate()} if state == "assigned" else {}
        ticket = make(state, None if state == "filed" else handler.unit, **given)
        if state in ("in_hand", "resolved"):
            done_measure(ticket)
        return ticket

    return made


def address(ticket: Ticket, verb: str) -> str:
    return f"/cases/tickets/{ticket.pk}/{verb}/"


def seen(ticket: Ticket, verb: str) -> dict[str, str]:
    """What the form carries hidden: a head signs what was on the page."""
    return {"digest": signature_digests.digest(ticket)} if verb in ("approve", "send-back") else {}


@pytest.mark.parametrize(("name", "before", "verb", "typed", "after"), ROAD)
def test_an_action_is_done_by_its_plain_form(
    request, signed_in, ready, name, before, verb, typed, after
):
    ticket, client = ready(before), signed_in(request.getfixturevalue(name))

    form = client.get(address(ticket, verb))
    answer = client.post(address(ticket, verb), typed | seen(ticket, verb), follow=True)

    assert form.status_code == answer.status_code == 200
    assert Ticket.objects.get(pk=ticket.pk).state == after
    assert "note is-success" in answer.content.decode()


@pytest.mark.parametrize(("name", "before", "verb", "typed", "after"), ROAD)
def test_over_htmx_the_ticket_alone_comes_back(
    request, signed_in, ready, name, before, verb, typed, after
):
    ticket, client = ready(before), signed_in(request.getfixturevalue(name))

    answer = client.post(address(ticket, verb), typed | seen(ticket, verb), headers=HTMX)

    if verb == "object":
        assert answer.headers["HX-Redirect"] == "/"
    else:
        page = answer.content.decode()
        assert 'id="ticket"' in page
        assert "<html" not in page
        assert 'hx-swap-oob="true"' in page


@pytest.mark.parametrize(
    ("name", "before", "verb"),
    [
        ("handler", "assigned", "object"),
        ("handler", "in_hand", "note"),
        ("handler", "in_hand", "resolve"),
        ("head", "resolved", "send-back"),
        ("dispatcher", "filed", "void"),
        ("caller", "unconfirmed", "call-back"),
    ],
)
def test_what_must_be_said_is_asked_for_again(request, signed_in, ready, name, before, verb):
    ticket, client = ready(before), signed_in(request.getfixturevalue(name))

    answer = client.post(address(ticket, verb), {"comment": ""})

    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
    assert Ticket.objects.get(pk=ticket.pk).state == ticket.state


def test_refused_by_the_rules_a_form_keeps_every_letter(signed_in, handler, make):
    ticket = make("in_hand", handler.unit)

    answer = signed_in(handler).post(
        address(ticket, "resolve"), {"outcome": "solved", "result": "写了很久的办理情况"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请先登记至少一条已完成的举措" in page
    assert "写了很久的办理情况" in page


def test_when_the_ticket_has_moved_on_the_sentence_and_the_words_are_there(
    signed_in, handler, make
):
    ticket = make("resolved", handler.unit)

    answer = signed_in(handler).post(address(ticket, "note"), {"note": "迟来的进展"})

    assert answer.status_code == 409
    assert "工单现在是“待审核”" in answer.content.decode()
    assert "迟来的进展" in answer.content.decode()


def test_over_htmx_a_refusal_is_a_sentence_and_the_form_stays(signed_in, handler, make):
    ticket = make("resolved", handler.unit)

    answer = signed_in(handler).post(address(ticket, "note"), {"note": "迟来的进展"}, headers=HTMX)

    assert answer.status_code == 409
    assert answer.headers["HX-Retarget"] == "#messages"
    assert "工单现在是“待审核”" in answer.content.decode()


def test_the_form_of_an_action_that_is_not_due_says_why_on_the_ticket(signed_in, handler, make):
    ticket = make("resolved", handler.unit)

    answer = signed_in(handler).get(address(ticket, "resolve"))

    assert answer.status_code == 409
    assert "不能提交办结" in answer.content.decode()
    assert ticket.number in answer.content.decode()


@pytest.mark.parametrize(("name", "verb"), [("leader", "dispatch"), ("caller", "accept")])
def test_somebody_else_s_action_is_refused(request, signed_in, handler, make, name, verb):
    ticket = make("assigned" if verb == "accept" else "filed", None)
    if verb == "accept":
        ticket = make("assigned", handler.unit)

    answer = signed_in(request.getfixturevalue(name)).post(address(ticket, verb), {})

    assert answer.status_code in (403, 422)
    assert Ticket.objects.get(pk=ticket.pk).state == ticket.state


def test_two_heads_press_and_the_second_reads_what_happened(signed_in, head, make, done_measure):
    ticket = make("resolved", head.unit)
    done_measure(ticket)
    client = signed_in(head)
    words = seen(ticket, "approve")
    client.post(address(ticket, "approve"), words)

    again = client.post(address(ticket, "approve"), words)

    assert again.status_code == 409
    assert "工单现在是“待确认”" in again.content.decode()


def test_a_correction_starts_from_what_stands(signed_in, dispatcher, make):
    ticket = make(description="原来的描述")
    client = signed_in(dispatcher)
    assert "原来的描述" in client.get(address(ticket, "correct")).content.decode()

    forms.save(
        client,
        address(ticket, "correct"),
        {
            "category": CategoryFactory(name="融资").pk,
            "title": "改过的标题",
            "description": "改过的描述",
            "reason": "类别选错",
        },
    )

    assert Ticket.objects.get(pk=ticket.pk).title == "改过的标题"


def test_a_measure_is_finished_with_its_evidence_and_a_file(signed_in, handler, make):
    measure = MeasureFactory(ticket=make("in_hand", handler.unit))
    url = f"/cases/tickets/{measure.ticket_id}/measures/{measure.pk}/finish/"

    answer = signed_in(handler).post(
        url, {"evidence": "企业已经签收。", "uploads": [upload("答复单.pdf", PDF)]}, follow=True
    )

    assert "举措已登记完成" in answer.content.decode()
    assert Measure.objects.get(pk=measure.pk).done_on
    assert Attachment.objects.get(measure=measure).name == "答复单.pdf"


def test_a_wrong_file_stops_the_action_before_it_begins(signed_in, handler, make):
    ticket = make("in_hand", handler.unit)

    answer = signed_in(handler).post(
        address(ticket, "note"),
        {"note": "见附件", "uploads": [upload("工具.exe", b"MZ\x90\x00\x03")]},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "《工具.exe》不是可以上传的文件" in page
    assert "见附件" in page
    assert not ticket.events.filter(action="note").exists()


def test_a_measure_of_another_ticket_is_absent(signed_in, handler, make):
    measure = MeasureFactory(ticket=make("in_hand", handler.unit))
    other = make("in_hand", handler.unit)

    answer = signed_in(handler).get(f"/cases/tickets/{other.pk}/measures/{measure.pk}/finish/")

    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["dispatcher", "handler", "office_head"])
@pytest.mark.parametrize("state", ["assigned", "in_hand", "resolved", "unconfirmed"])
def test_no_two_buttons_say_the_same(request, make, handler, name, state):
    ticket = make(state, handler.unit)
    viewer = request.getfixturevalue(name).viewer_now()

    shown = buttons(ticket_page.fetch(ticket.pk, seen_by=viewer))

    labels = [button["label"] for button in shown]
    assert len(labels) == len(set(labels))
