"""Everybody of the demo county follows every link that they are shown, at both sizes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import resolve
from django.utils import timezone

from cadres.models import Cadre, Posting
from cadres.pages.web import navigation
from cadres.viewers.rules.roles import Role
from cases.management.demo import making, people, texts
from cases.models import Bulletin, Letter, RatingCase, Ticket, ToleranceFinding
from cases.proposals.services import training
from cases.tickets.rules.applications import admission
from cases.tickets.rules.workflow import State
from enterprises.models import Booking, Enterprise
from tests.access.table import TABLE
from tests.browser.conftest import SECOND_REDIS_NUMBER, running_site
from tests.browser.window import DESKTOP, PHONE, Size, Window
from tests.committed import used
from tests.factories import contact_calendar as official_checks
from tests.factories.cases import CheckFactory
from tests.prepared import kept
from tests.running import Site

pytestmark = pytest.mark.browser

# One of each role, and of the bureau that writes to other counties. Whoever may do most comes
# first: what they walked to is not walked to again by those whose pages show fewer ways on.
WALKERS = [player for player in texts.PLAYERS if player.tries]
# The first of them walks most of the site: in legs of so many pages, the last without an end.
LEGS, A_LEG = 4, 60
LAST = LEGS - 1
TURNS = [
    *(pytest.param(WALKERS[0], leg, id=f"{WALKERS[0].role.value}-{leg}") for leg in range(LEGS)),
    *(pytest.param(player, LAST, id=player.role.value) for player in WALKERS[1:]),
]
LINKS = """() => [...document.querySelectorAll(
  "main a[href]:not([download]), header a[href], footer a[href]:not([target])"
)].map((one) => new URL(one.getAttribute("href"), location).href)"""
APPS = ("cadres:", "enterprises:", "cases:")
TICKET, TICKETS, LETTER = "cases:ticket-detail", "cases:ticket-list", "cases:letter"
RATING, BULLETIN = "cases:rating", "cases:bulletin"
WEEK, BOOKING = "enterprises:calendar", "enterprises:booking-detail"
# Of a county leader it says which units are overseen.
PERSON = "cadres:person"
# Whose step it may be, what comes of a bad rating.
AT_RATINGS = {Role.CENTRE_CLERK.value, Role.CENTRE_HEAD.value, Role.UNIT_CLERK.value}
BY_STATE = {BULLETIN: Bulletin, BOOKING: Booking}
PLACES = {place.name for place in (*navigation.PLACES, navigation.MINE)} | {"cases:bureau-letters"}
# Files, and the API's own pages.
NOT_PAGES = ("/static/", "/api/", "/cases/attachments/", "/enterprises/visits/files/")
# An enterprise's own pages, files, what a script asks, and what only an import, an absence, a
# departure, a long desk, a month of many tickets, a letter that waits or faces that the head did
# not agree to yet brings about; a wall's own page, and the end of its key.
ELSEWHERE = {
    "enterprises:visit-companions", "enterprises:visit-file", "enterprises:visit-file-small",
    "cadres:feedback-detail",
    "cases:attachment", "cases:attachment-small", "cases:attachment-view", "cadres:once",
    "cases:completion-workbook", "cases:tables-workbook", "cases:evaluation-workbook",
    "cases:confirm", "cases:confirm-thanks", "cases:wall", "cases:wall-key-revoke",
    "cases:confirm-withdraw", "cases:application-list", "cases:ladder-refuse",
    "cases:letter-export", "cases:letter-file", "cases:letter-receipt",
    "cases:import-blank", "cases:refused-download", "cases:refused-list", "cases:ticket-export",
    "cadres:person-return",
    "cadres:person-delegation-add", "cases:follow", "cases:inspection-export",
    "cases:rate", "cases:rate-entry", "cases:rate-follow",
    "enterprises:balance-export", "cases:scan-calendar",
    "cases:bulletin-file", "cases:bulletin-checkpoint", "cases:bulletin-receipt",
    "cases:board-call", "cases:evidence-file", "cases:finding-export", "cases:result-export",
    "cases:task-export", "cases:policy-export", "cases:warning-export", "cases:request-export",
    "cases:unit-card", "cases:unit-card-answer",
    "cases:rating-export", "cases:rating-published-export",
    "cases:letter-faces", "cadres:manifest", "cadres:service-worker", "cases:confirm-calendar",
}  # fmt: skip
GUEST = "guest"
EACH_ONCE = len(making.FATES) + len(making.RECENT) + len(making.CALLS)
# Those who may press the same buttons on a ticket.
ALIKE = {Role.OFFICE_CLERK.value: Role.OFFICE_HEAD.value, Role.LEADER.value: Role.SUPERVISOR.value}


@dataclass(frozen=True)
class Walker:
    """Somebody on the way, the size of their screen, and their bureau where it has places."""

    role: str
    own: Size
    bureau: str = ""


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Site]:
    """The demo county as a visitor of the first start finds it."""
    folder, number = tmp_path_factory.mktemp("demo"), SECOND_REDIS_NUMBER
    with django_db_blocker.unblock():
        made = kept("demo", _make, day=timezone.localdate())
        with running_site(folder, "web", of=made, redis_number=number) as site:
            yield site


def _make() -> None:
    """Each fate once is enough for every kind of page, with what chance alone may leave open."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "TICKETS", EACH_ONCE)
        making.make_demo(timezone.now())
        training.run(timezone.now())  # as its worker has by then
    closed = Ticket.objects.filter(state=State.CLOSED, checks=None, county__name="南召县")
    CheckFactory(ticket=closed.latest("pk"), due_on=timezone.localdate())
    for firm in Enterprise.objects.all():
        official_checks.CheckFactory(enterprise=firm, on=timezone.localdate())


@pytest.fixture
def site(demo, django_db_blocker) -> Iterator[Site]:
    with django_db_blocker.unblock(), used(demo.database):
        yield demo


@pytest.fixture(scope="module")
def walked() -> set[str]:
    """Every kind of page that somebody has walked to."""
    return set()


@pytest.fixture(scope="module")
def waiting() -> dict[str, list[str]]:
    """What each has been shown and has not walked to yet."""
    return {}


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("player", "leg"), TURNS)
def test_every_link_leads_to_a_page_without_fault(opened, walked, waiting, player, leg):
    window = opened()
    window.come_in(Cadre.objects.get(account=people.account_of(player.name)))
    own = PHONE if player.role is Role.CADRE else DESKTOP
    walker = Walker(player.role.value, own, _bureau(player))
    ahead = waiting.setdefault(player.name, [_here(window)])

    faults = list(_walk(window, walked, walker, ahead, None if leg == LAST else A_LEG))

    assert not faults, "\n".join(faults)


def test_whoever_is_not_signed_in_finds_a_door_without_fault(opened, walked):
    window = opened()
    window.go("/")

    faults = list(_walk(window, walked, Walker(GUEST, PHONE), [_here(window)]))

    assert not faults, "\n".join(faults)


def test_every_page_is_reached_by_links(walked):
    if not {GUEST, *(player.role.value for player in WALKERS)} <= walked:
        pytest.skip("只在所有人都走过之后核对。")
    rows = (row.split(" ", 1) for row, codes in TABLE.items() if 200 in codes.values())
    pages = {name for method, name in rows if method == "GET" and name.startswith(APPS)}

    assert pages - walked - ELSEWHERE == set()


def _bureau(player: texts.Player) -> str:
    """A bureau's places show what other units do not have."""
    return player.unit if player.unit == texts.MARKET else ""


def _here(window: Window) -> str:
    return window.page.url.removeprefix(window.address)


def _walk(
    window: Window, walked: set[str], walker: Walker, ahead: list[str], most: int | None = None
) -> Iterator[str]:
    """Everybody's own places and tickets in their own size, each kind of page once in both."""
    pages = 0
    while ahead and pages != most:
        path = ahead.pop(0)
        name = resolve(urlsplit(path).path).view_name
        whose = _whose(path, name, walker.role, walker.bureau)
        if whose in walked:
            continue
        pages += 1
        # The size that the window has comes first: it is laid out anew once a page.
        both = sorted((DESKTOP, PHONE), key=lambda size: size != window.size)
        sizes = [walker.own] if name in walked else both
        walked |= {whose, name}
        code = window.go(path)
        if code != 200:
            yield f"{path} answers {code} to {walker.role}"
            continue
        ahead += _links(window)
        for size in sizes:
            window.resize(size)
            yield from window.faults()
    if not ahead:
        walked.add(walker.role)


def _whose(path: str, name: str, role: str, bureau: str) -> str:
    """What each sees in their own way is a page of its own: places, tickets, bad ratings, bulletins
    and bookings by state; letters by their kind, a list that somebody chose from, the next week."""
    if name == TICKETS and urlsplit(path).query:
        return f"{name} chosen anybody"
    if name == LETTER:
        letter = Letter.objects.get(pk=resolve(path.split("?")[0]).kwargs["pk"])
        return f"{name} {letter.kind} anybody"
    if name == PERSON:
        leads = Posting.objects.filter(
            cadre=resolve(path.split("?")[0]).kwargs["pk"], role=Role.LEADER
        ).exists()
        return f"{name} {leads} anybody"
    if name == WEEK:
        return f"{name} {_weeks_ahead(path)} {role}"
    if name in BY_STATE:
        row = BY_STATE[name].objects.get(pk=resolve(path.split("?")[0]).kwargs["pk"])
        return f"{name} {row.state} {role}"
    if name == RATING and role in AT_RATINGS:
        case = RatingCase.objects.filter(rating=resolve(path.split("?")[0]).kwargs["pk"]).first()
        return f"{name} {case.state if case else ''} {role}"
    if name == TICKET:
        ticket = Ticket.objects.get(pk=resolve(path.split("?")[0]).kwargs["pk"])
        return f"{name} {ticket.state} {_pressed(ticket, role)} {ALIKE.get(role, role)}"
    return f"{name} {role}{bureau}" if name in PLACES else f"{name} anybody"


def _weeks_ahead(path: str) -> int:
    """How far ahead a week is: what is planned on a Thursday stands in the next, before long
    holidays in the one after it; further on nobody walks."""
    today = timezone.localdate()
    asked = parse_qs(urlsplit(path).query).get("week")
    ahead = (date.fromisoformat(asked[0]) - today).days if asked else 0
    return min(max(-(-ahead // 7), 0), 2)


def _pressed(ticket: Ticket, role: str) -> str:
    """Name the parts of the ticket's page that somebody in this role may press."""
    parts = {
        "examined": role == Role.UNIT_CLERK.value and admission.is_awaited(ticket),
        "measured": role == Role.UNIT_CLERK.value and ticket.measures.filter(done_on=None).exists(),
        "shared": "office" in role and ticket.shares.filter(ended_at=None).exists(),
        "tolerated": role == Role.OFFICE_HEAD.value
        and ToleranceFinding.objects.standing().filter(ticket=ticket).exists(),
    }
    return " ".join(part for part, is_there in parts.items() if is_there)


def _links(window: Window) -> list[str]:
    here = [href for href in window.page.evaluate(LINKS) if href.startswith(window.address)]
    paths = [href.removeprefix(window.address).split("#")[0] for href in here]
    return [path for path in paths if path and not path.startswith(NOT_PAGES)]
