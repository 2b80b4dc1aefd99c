"""A row has changed, too, when what is shown beside it has: a list is followed as it is read."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import quote

import pytest

from cadres.models import Cadre, Posting, Unit
from cadres.viewers.rules.roles import Role
from cases.models import Ticket
from enterprises.models import Assignment, Enterprise
from enterprises.register.selectors import changes
from tests import cast
from tests.factories.cases import TicketFactory, TopicFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory, VisitFactory
from tests.factories.people import PostingFactory, moment
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
# Long after whatever a test writes.
LATER = date(2035, 3, 6)


class Follower:
    """A program that asks one list for what changed since its last answer."""

    def __init__(self, person, name: str) -> None:
        self.client, self.address = Visitor(), f"/api/v1/{name}/"
        self.client.force_login(person.cadre)
        self.since = self.client.get(self.address).json()["as_of"]

    def news(self) -> list[int]:
        page = self.client.get(f"{self.address}?limit=200&updated_since={quote(self.since)}").json()
        self.since = page["as_of"]
        return [row["pk"] for row in page["results"]]


@pytest.fixture
def firm(dispatcher):
    return EnterpriseFactory(county=dispatcher.county)


def test_an_enterprise_with_its_team_and_last_contact(dispatcher, liaison, firm):
    EnterpriseFactory(county=dispatcher.county)
    covering = AssignmentFactory(enterprise=firm, cadre=liaison.cadre)
    follower = Follower(dispatcher, "enterprises")

    for action in (
        lambda: Cadre.objects.filter(pk=liaison.cadre.pk).update(name="张伟明"),
        lambda: Unit.objects.filter(pk=liaison.unit.pk).update(name="县工业和信息化局"),
        lambda: liaison.cadre.postings.update(title="科长"),
        lambda: VisitFactory(enterprise=firm),
        lambda: Assignment.objects.filter(pk=covering.pk).update(leader_name="刘"),
        lambda: Assignment.objects.filter(pk=covering.pk).delete(),
    ):
        assert follower.news() == []
        action()
        assert follower.news() == [firm.pk]


def test_a_visit_with_the_names_in_it(dispatcher, liaison, firm):
    VisitFactory(enterprise=EnterpriseFactory(county=dispatcher.county))
    visit = VisitFactory(enterprise=firm)
    visit.members.create(cadre=liaison.cadre, unit=liaison.unit)
    follower = Follower(dispatcher, "visits")

    for action in (
        lambda: Enterprise.objects.filter(pk=firm.pk).update(name="恒信达"),
        lambda: Cadre.objects.filter(pk=liaison.cadre.pk).update(name="张伟明"),
        lambda: (visit.members.all().delete(), visit.members.create(cadre=liaison.cadre)),
    ):
        assert follower.news() == []
        action()
        assert follower.news() == [visit.pk]


def test_a_person_with_their_posts_and_a_unit_with_its_people(dispatcher):
    unit, other = cast.unit("县住建局"), cast.unit("县水务局")
    person = cast.person("何双", Role.UNIT_CLERK, unit)
    people, units = Follower(dispatcher, "people"), Follower(dispatcher, "units")
    post = person.cadre.postings.get()

    for action, concerned in (
        (lambda: PostingFactory(cadre=person.cadre, unit=other), [other.pk]),
        (lambda: Posting.objects.filter(pk=post.pk).update(unit=other), [unit.pk, other.pk]),
        (lambda: Posting.objects.filter(pk=post.pk).delete(), [other.pk]),
        (lambda: Unit.objects.filter(pk=other.pk).update(name="县水利局"), [other.pk]),
    ):
        assert people.news() == units.news() == []
        action()
        assert people.news() == [person.cadre.pk]
        assert sorted(units.news()) == sorted(concerned)


def test_what_a_day_begins_and_ends_comes_though_nobody_wrote_it(dispatcher, firm):
    begins = AssignmentFactory(enterprise=firm, from_on=LATER + DAY)
    ends = AssignmentFactory(enterprise=firm, from_on=LATER - DAY, to_on=LATER)
    AssignmentFactory(enterprise=firm, from_on=LATER)
    AssignmentFactory(enterprise=firm, from_on=LATER + 9 * DAY)

    asked = changes.coverage(moment(LATER), seen_by=dispatcher.viewer(LATER + 2 * DAY))

    found = Assignment.objects.filter(asked).values_list("pk", flat=True)
    assert sorted(found) == [begins.pk, ends.pk]


def test_a_topic_with_its_tickets_come_and_gone(dispatcher, firm):
    topic = TopicFactory(county=dispatcher.county)
    ticket = TicketFactory(enterprise=firm)
    follower = Follower(dispatcher, "topics")

    for action in (
        lambda: Ticket.objects.filter(pk=ticket.pk).update(topic=topic),
        lambda: Ticket.objects.filter(pk=ticket.pk).update(state="void"),
        lambda: Ticket.objects.filter(pk=ticket.pk).update(topic=None),
    ):
        assert follower.news() == []
        action()
        assert follower.news() == [topic.pk]


def test_a_sign_in_is_no_change_of_a_person(dispatcher, handler):
    follower = Follower(dispatcher, "people")

    Visitor().force_login(handler.cadre)

    assert follower.news() == []


def test_an_enterprise_is_found_by_its_code(dispatcher, firm):
    EnterpriseFactory(county=dispatcher.county)
    client = Visitor()
    client.force_login(dispatcher.cadre)

    found = client.get("/api/v1/enterprises/", {"code": firm.code.lower()}).json()["results"]

    assert [row["pk"] for row in found] == [firm.pk]
