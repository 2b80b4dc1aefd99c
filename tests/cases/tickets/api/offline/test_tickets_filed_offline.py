"""Problems that were written down without a signal, with their visit and their photos."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases.models import Ticket, TicketEvent
from cases.tickets.rules.vocabulary import Source
from enterprises.models import Visit
from tests import phone, pictures
from tests.factories.cases import CategoryFactory, TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory


@pytest.fixture
def signed_in(client, liaison):
    return phone.let_in(client, liaison)


@pytest.fixture
def enterprise(liaison):
    firm = EnterpriseFactory(county=liaison.county)
    return AssignmentFactory(enterprise=firm, cadre=liaison.cadre).enterprise


def filing(enterprise, **more):
    values = {"category": CategoryFactory().pk, "description": "变压器容量不足", "source": "visit"}
    values |= more.pop("values", {})
    return phone.command("ticket.file", enterprise.pk, values=values, **more)


def test_a_ticket_is_filed_once_and_answered_with_its_number(signed_in, enterprise):
    made = filing(enterprise)

    first, second = phone.send(signed_in, made, made)["results"]

    ticket = Ticket.objects.get()
    assert (first["outcome"], second["outcome"]) == ("done", "done_before")
    assert first["number"] == second["number"] == ticket.number
    assert first["place"] == f"/cases/tickets/{ticket.pk}/"


def test_a_ticket_belongs_to_the_visit_of_the_same_chain(signed_in, enterprise):
    visit = phone.visit(enterprise.pk)
    made = filing(enterprise, values={"visit": phone.after(visit)})

    answer = phone.send(signed_in, visit, made)

    assert phone.outcomes(answer) == ["done", "done"]
    assert Ticket.objects.get().visit == Visit.objects.get()


def test_what_depends_on_a_refused_command_waits_and_the_rest_goes_on(signed_in, enterprise):
    visit = phone.visit(enterprise.pk, manner="by_boat")
    depending = filing(enterprise, values={"visit": phone.after(visit)})
    beside = filing(enterprise, values={"description": "用工短缺"})

    answer = phone.send(signed_in, visit, depending, beside)

    assert [one["code"] for one in answer["results"]] == ["invalid", "waits", ""]
    right = {**visit, "values": {**visit["values"], "manner": "phone"}}
    right.pop("digest")
    answer = phone.send(signed_in, phone.written(right), depending)
    assert phone.outcomes(answer) == ["done", "done"]


def test_photos_are_sent_ahead_and_taken_with_the_command(signed_in, enterprise):
    name = str(uuid.uuid4())
    made = filing(enterprise, files=[name])
    (early,) = phone.send(signed_in, made)["results"]
    content = pictures.photo()
    for _ in range(2):
        sent = SimpleUploadedFile("photo.jpg", content)
        place = {"file": sent, "place": f"phone:{name}"}
        assert signed_in.post("/api/v1/uploads/whole/", place).status_code == 200

    (late,) = phone.send(signed_in, made)["results"]

    assert (early["outcome"], early["code"]) == ("refused", "files_missing")
    assert late["outcome"] == "done"
    assert Ticket.objects.get().attachments.count() == 1


def test_an_action_that_says_so_is_done_from_a_phone(client, handler):
    ticket = TicketFactory(in_hand=True, unit=handler.unit)
    phone.let_in(client, handler)
    notes = [phone.command("ticket.note", ticket.pk, values={"note": f"第 {n} 次"}) for n in (1, 2)]

    answer = phone.send(client, *notes)

    assert phone.outcomes(answer) == ["done", "done"]
    noted = TicketEvent.objects.filter(ticket=ticket, action="note").order_by("pk")
    assert list(noted.values_list("note", flat=True)) == ["第 1 次", "第 2 次"]


def test_an_action_that_needs_the_page_is_refused_offline(client, head):
    ticket = TicketFactory(resolved=True, unit=head.unit)
    phone.let_in(client, head)

    (result,) = phone.send(client, phone.command("ticket.approve", ticket.pk))["results"]

    assert (result["outcome"], result["code"]) == ("refused", "unknown_verb")


def test_a_ticket_that_is_not_seen_is_answered_like_one_that_is_not_there(client, outsider):
    ticket = TicketFactory(in_hand=True)
    phone.let_in(client, outsider)
    hidden = phone.command("ticket.note", ticket.pk, values={"note": "进展"})
    missing = phone.command("ticket.note", 10**9, values={"note": "进展"})

    first, second = phone.send(client, hidden, missing)["results"]

    assert {**first, "id": ""} == {**second, "id": ""}


def test_a_problem_of_a_visit_has_the_visit_s_day_and_source(signed_in, enterprise):
    day = timezone.localdate() - timedelta(days=2)
    visit = phone.visit(enterprise.pk, manner="phone", visited_on=day.isoformat())
    made = filing(enterprise, values={"visit": phone.after(visit)})

    phone.send(signed_in, visit, made)

    ticket = Ticket.objects.get()
    assert (ticket.source, ticket.filed_on) == (Source.PHONE, day)


def test_the_histories_say_when_the_phone_wrote_it_down(signed_in, enterprise):
    now = timezone.localtime()
    made_at = (now - timedelta(hours=20)).isoformat()
    words = {"manner": "on_site", "purpose": "needs", "visited_on": f"{now:%Y-%m-%d}"}
    visit = phone.command("visit.log", enterprise.pk, values=words, made_at=made_at)

    phone.send(signed_in, visit, filing(enterprise, made_at=made_at))

    said = "在手机上记下，有网后送到"
    ticket_page = signed_in.get(f"/cases/tickets/{Ticket.objects.get().pk}/").content.decode()
    visit_page = signed_in.get(f"/enterprises/visits/{Visit.objects.get().pk}/").content.decode()
    assert said in ticket_page
    assert said in visit_page


def test_a_phone_whose_clock_is_days_behind_is_named_by_its_own_word(signed_in, enterprise):
    clock = (timezone.now() - timedelta(days=3)).isoformat()

    phone.send(signed_in, filing(enterprise, made_at=clock), clock=clock)

    page = signed_in.get(f"/cases/tickets/{Ticket.objects.get().pk}/").content.decode()
    assert "手机时钟慢了约 3 天" in page


def test_a_clock_that_nobody_can_read_refuses_nothing(signed_in, enterprise):
    answer = phone.send(signed_in, filing(enterprise), clock="昨天")

    assert phone.outcomes(answer) == ["done"]
