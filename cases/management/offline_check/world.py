"""The small county in which phones are tried: two people of one unit, tickets in their hands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.test import Client
from django.utils import timezone

from cadres.models import Cadre, Posting, Region, RegionLevel, Unit, UnitKind
from cadres.people.selectors import viewers
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Category, Ticket
from cases.tickets.rules.vocabulary import HandlingClass, Source
from cases.tickets.services.filing import Problem, file_ticket
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket
from enterprises.models import Enterprise

# Long histories make a ticket slow to read: after so many it is another one's turn.
HISTORIES_A_TICKET = 25
NAMES = ("张伟", "李娟")


@dataclass(slots=True)
class World:
    """Who acts, on what; `browsers` are signed in, one for each person."""

    county: Region
    unit: Unit
    clerk: Cadre
    people: list[Cadre]
    category: int
    enterprise: int
    browsers: dict[int, Client] = field(default_factory=dict)
    ticket: int = 0
    _histories: int = 0

    def begin(self) -> None:
        """A history begins: now and then with another ticket."""
        if self._histories % HISTORIES_A_TICKET == 0:
            self.ticket = self._ticket_in_hand(timezone.now())
        self._histories += 1

    def viewer(self, cadre: Cadre, at: datetime) -> Viewer:
        return viewers.build(cadre, at=at)

    def _ticket_in_hand(self, at: datetime) -> int:
        office, handler = self.viewer(self.clerk, at), self.viewer(self.people[0], at)
        enterprise = Enterprise.objects.select_related("county").get(pk=self.enterprise)
        category = Category.objects.get(pk=self.category)
        problem = Problem(category, "变压器容量不足", Source.VISIT, enterprise)
        ticket: Ticket = file_ticket(problem, actor=office)
        usual = HandlingClass.GENERAL
        dispatch_ticket(ticket, actor=office, unit=self.unit, handling_class=usual)
        accept_ticket(ticket, actor=handler)
        return ticket.pk


def make(at: datetime) -> World:
    """Make it in a database that holds what the migrations have put there."""
    county = Region.objects.create(name="试县", level=RegionLevel.COUNTY, number_prefix="试助企")
    county.path = f"/{county.pk}/"
    county.save(update_fields=["path"])
    unit, office = _unit("县供电公司", county), _unit("县助企办", county, UnitKind.OFFICE)
    people = [_cadre(name, at) for name in NAMES]
    for cadre in people:
        _post(cadre, unit, Role.CADRE, at)
        _post(cadre, unit, Role.UNIT_CLERK, at)
    clerk = _cadre("陈静", at)
    _post(clerk, office, Role.OFFICE_CLERK, at)
    firm = Enterprise.objects.create(name="试点企业", code="9" * 18, county=county)
    category = Category.objects.order_by("pk").values_list("pk", flat=True)[0]
    world = World(county, unit, clerk, people, category, firm.pk)
    world.browsers = {cadre.pk: _browser(cadre) for cadre in people}
    return world


def _browser(cadre: Cadre) -> Client:
    secure = {"wsgi.url_scheme": "https"} if settings.SECURE_SSL_REDIRECT else {}
    host = settings.ALLOWED_HOSTS[0].lstrip(".") if settings.ALLOWED_HOSTS else "localhost"
    browser = Client(raise_request_exception=False, HTTP_HOST=host, **secure)
    browser.force_login(cadre, settings.AUTHENTICATION_BACKENDS[-1])
    return browser


def _unit(name: str, county: Region, kind: str = UnitKind.DEPARTMENT) -> Unit:
    unit = Unit.objects.create(region=county, name=name, name_key=name, kind=kind)
    unit.path = f"/{unit.pk}/"
    unit.save(update_fields=["path"])
    return unit


def _cadre(name: str, at: datetime) -> Cadre:
    return Cadre.objects.create(account=f"offline-{name}", name=name, created_at=at)


def _post(cadre: Cadre, unit: Unit, role: Role, at: datetime) -> None:
    since = timezone.localdate(at) - timedelta(days=30)
    Posting.objects.create(cadre=cadre, unit=unit, role=role, from_on=since)
