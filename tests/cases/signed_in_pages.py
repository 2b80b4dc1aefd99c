"""Tickets on the road, each with the people concerned signed in when a test asks for them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from cadres.models import Unit
from cases.models import Ticket, TicketEvent
from cases.tickets.rules.workflow import Action, State
from tests.cast import Person
from tests.factories.cases import MeasureFactory, TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory

# What `conftest.py` of each room hands on.
__all__ = [
    "covered",
    "done_measure",
    "enterprise",
    "files_apart",
    "make",
    "signed_in",
]

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


@pytest.fixture
def enterprise(dispatcher):
    return EnterpriseFactory(name="恒信达艾草制品有限公司", county=dispatcher.county)


@pytest.fixture
def signed_in():
    """Return a browser in which this person is signed in."""

    def sign(person: Person) -> Client:
        client = Client()
        client.force_login(person.cadre)
        return client

    return sign


@pytest.fixture
def make(enterprise):
    """Make a ticket of the enterprise that was filed a few days ago, in any state."""

    def made(state: str = "filed", unit: Unit | None = None, **more) -> Ticket:
        traits = {} if state == State.FILED else {state: True}
        if unit is not None:
            traits["unit"] = unit
        filed_on = timezone.localdate() - timedelta(days=3)
        traits.setdefault("filed_on", filed_on)
        for name in ("dispatched_on", "accepted_on"):
            if state not in ("filed", "void"):
                traits.setdefault(name, filed_on)
        traits.setdefault("due_on", filed_on + timedelta(days=12))
        if state in ("unconfirmed", "closed"):
            traits.setdefault("approved_on", filed_on + timedelta(days=1))
        if state == "closed":
            traits.setdefault("closed_on", filed_on + timedelta(days=2))
        return TicketFactory(enterprise=enterprise, **(traits | more))

    return made


@pytest.fixture
def done_measure():
    def made(ticket: Ticket):
        return MeasureFactory(ticket=ticket, done=True)

    return made


@pytest.fixture
def covered(liaison, enterprise):
    """The enterprise, covered by the assisting cadre."""
    AssignmentFactory(enterprise=enterprise, cadre=liaison.cadre)
    return enterprise


def handled_by(person: Person, ticket: Ticket) -> None:
    """Leave a trace of the person's hand in the ticket."""
    TicketEvent.objects.create(
        ticket=ticket,
        action=Action.RESOLVE,
        at=ticket.filed_at,
        actor=person.cadre,
        actor_name=person.cadre.name,
        state=State.RESOLVED,
        unit=ticket.unit,
        due_on=ticket.due_on,
    )


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    """Uploads of a test stay in its own folder."""
    settings.MEDIA_ROOT = tmp_path
