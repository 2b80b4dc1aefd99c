"""Who else has a thing open to edit is read by whoever may see it, of whoever may see it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from cadres.editing.rules import presence
from cadres.editing.rules.presence import LATELY, Sign
from cadres.editing.selectors import editors
from cadres.editing.services.presence import note_closed, note_open
from cadres.errors import Absent
from cadres.models import Posting
from cases.models import Ticket
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory

pytestmark = pytest.mark.django_db
EDITING = "/cadres/editing/ticket/{}/"


@pytest.fixture(autouse=True)
def nobody_else(monkeypatch):
    """Signs of its own, in the cache that all test processes share: their things bear the same
    numbers."""
    own = uuid4().hex
    monkeypatch.setattr(editors, "key_of", lambda kind, pk: f"editing:{own}:{kind}:{pk}")


@pytest.fixture
def ticket(dispatcher, handler):
    firm = EnterpriseFactory(county=dispatcher.county)
    return TicketFactory(in_hand=True, enterprise=firm, unit=handler.unit)


def names(ticket, person, at=None) -> list[str]:
    viewer = person.viewer_now()
    found = editors.others("ticket", ticket.pk, seen_by=viewer)
    return [one.name for one in found]


def test_a_sign_holds_from_when_it_was_first_made(dispatcher):
    at = dispatcher.viewer_now().at
    first = presence.renewed(None, at)

    again = presence.renewed(first, at + timedelta(seconds=25))
    later = presence.renewed(again, at + timedelta(minutes=9))

    assert again == Sign(at, at + timedelta(seconds=25))
    assert presence.read(again.written) == again
    assert later.since == at + timedelta(minutes=9)
    assert not again.holds(again.seen + LATELY + timedelta(seconds=1))


def test_others_are_named_and_oneself_is_not(ticket, handler, head):
    for person in (handler, head):
        note_open("ticket", ticket.pk, actor=person.viewer_now())

    assert names(ticket, handler) == [head.cadre.name]
    assert names(ticket, head) == [handler.cadre.name]


def test_who_closed_it_is_named_no_more(ticket, handler, head):
    note_open("ticket", ticket.pk, actor=handler.viewer_now())
    note_closed("ticket", ticket.pk, actor=handler.viewer_now())

    assert names(ticket, head) == []


def test_of_another_ticket_nothing_is_heard(ticket, handler, head):
    other = TicketFactory(in_hand=True, enterprise=ticket.enterprise, unit=handler.unit)
    note_open("ticket", other.pk, actor=handler.viewer_now())

    assert names(ticket, head) == []


@pytest.mark.parametrize("kind", ["ticket", "lead", "nothing"])
def test_hidden_and_missing_are_alike(ticket, outsider, kind):
    pk = ticket.pk if kind == "ticket" else 1
    with pytest.raises(Absent):
        note_open(kind, pk, actor=outsider.viewer_now())
    with pytest.raises(Absent):
        editors.others(kind, pk, seen_by=outsider.viewer_now())


def test_who_may_not_see_it_any_more_is_left_out(ticket, handler, outsider, dispatcher):
    note_open("ticket", ticket.pk, actor=handler.viewer_now())
    assert names(ticket, dispatcher) == [handler.cadre.name]

    Ticket.objects.filter(pk=ticket.pk).update(unit=outsider.unit)

    assert names(ticket, dispatcher) == []


def test_who_left_is_left_out(ticket, handler, dispatcher):
    note_open("ticket", ticket.pk, actor=handler.viewer_now())
    Posting.objects.filter(cadre=handler.cadre).delete()

    assert names(ticket, dispatcher) == []


def test_the_page_says_that_it_is_open_and_hears_who_else_has_it(client, ticket, handler, head):
    client.force_login(handler.cadre)
    action = f"/cases/tickets/{ticket.pk}/note/"
    assert f'data-editing="{EDITING.format(ticket.pk)}"' in client.get(action).content.decode()
    assert client.post(EDITING.format(ticket.pk)).content.decode().strip() == ""

    client.force_login(head.cadre)
    said = client.post(EDITING.format(ticket.pk)).content.decode()

    assert handler.cadre.name in said
    assert str(handler.unit) in said
    client.force_login(handler.cadre)
    assert client.post(EDITING.format(ticket.pk), {"closed": "1"}).status_code == 204
    assert names(ticket, head) == []


def test_a_page_that_says_so_by_itself_keeps_no_session_alive(client, ticket, handler, settings):
    client.force_login(handler.cadre)
    client.get("/cases/tickets/")
    session = client.session
    session["seen_at"] -= 300
    session.save()

    client.post(EDITING.format(ticket.pk), headers={"X-Unattended": "1"})
    kept = client.session["seen_at"]
    session = client.session
    session["seen_at"] -= settings.IDLE_MINUTES * 60
    session.save()
    over = client.post(EDITING.format(ticket.pk), headers={"X-Unattended": "1"})

    assert kept == pytest.approx(session["seen_at"] + settings.IDLE_MINUTES * 60)
    assert over.status_code == 204
    assert client.get("/cases/tickets/").status_code == 302
