"""Every address of the room and every member: nobody gets more than the table says."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from cadres.models import UnitKind
from cadres.viewers.rules.roles import Role
from cases.leads.handling.services import drafts
from cases.leads.keys.services.founding import name_member
from cases.leads.models import Piece, RoomEntry
from cases.leads.procedure.rules.content import Attachment, ConcernedUnit, Person
from cases.leads.procedure.rules.procedure import Action
from cases.leads.procedure.rules.vocabulary import Duty, Level
from tests import cast
from tests.cases.leads.access.addresses import path_of, patterns
from tests.cases.leads.access.members import AFTER_SIGNING, EVERYBODY, SHUT, TABLE
from tests.cases.leads.access.walking import browser_of
from tests.cases.leads.road import SENDING, Way, begin
from tests.cases.leads.seating import Room, Seated, enrol, found

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

METHODS = ("GET", "POST")
ADDRESSES = {pattern.name: pattern for pattern in patterns()}
ENTRANCE = "/leads/"
# What the id in an address means, by the first word of its name; other things are not there.
OF_LEAD = (
    "detail",
    "why",
    "archive",
    "edit",
    "file",
    "form",
    "letter",
    "reader",
    "recuse",
    "action",
    "reporter",
)
ASKED_ALL = ("clerk", "officer_head")
# A signature that was not given comes back with what is to be signed, to those who may read it.
SIGNED_THERE = ("POST action", 422)
SAID = ("索要", "甄某某", "气象局", "恒信达", "收据")


@pytest.fixture
def concerned(room) -> Seated:
    """A member of the sender's side, seated before the lead that names it."""
    return seat(room, "李回避")


@pytest.fixture
def way(room, concerned) -> Way:
    """A proposal with a file; one of the side is concerned by it."""
    way = begin(
        room,
        persons=(
            Person("甄某某", "县气象局", level=Level.COUNTY),
            Person("李回避", level=Level.COUNTY),
        ),
    )
    file = Attachment("收据.txt", "txt", 4, "0" * 64)
    drafts.attach_file(way.lead, file, b"text", actor=room.clerk.at())
    way.go(Action.PROPOSE)
    return way


def seat(room: Room, name: str) -> Seated:
    seated = Seated(cast.person(name, Role.OFFICE_CLERK, room.clerk.who.unit))
    head = room.head.at()
    named = name_member(seated.who.cadre.pk, Duty.APPROVER, actor=head)
    enrol(seated, named.code, head)
    return seated


def test_every_address_has_a_line():
    in_table = {name.split(" ", 1)[1] for name in TABLE}

    assert set(ADDRESSES) - in_table == set()
    assert in_table - set(ADDRESSES) == set()


def test_every_member_gets_what_the_table_says(room, way, concerned):
    file = Piece.objects.get(folder__lead=way.lead, kind="attachment").pk
    people = {who: getattr(room, who, None) for who in EVERYBODY}
    people |= {"concerned": concerned, SHUT: room.clerk}
    ids = dict.fromkeys(OF_LEAD, way.lead.pk) | {"member": room.custodian.member.pk}
    wrong = {}

    for who, seated in people.items():
        browser = browser_of(seated, is_open=who != SHUT)
        # What is written of a first visit would be undone, and written anew, with every address.
        browser.get(ENTRANCE)
        for name, pattern in ADDRESSES.items():
            seat = ids["member"]
            path = path_of(pattern, pk=ids.get(name.split("-")[0], 0), piece=file, member=seat)
            for method in METHODS:
                codes = TABLE.get(f"{method} {name}")
                if who not in ASKED_ALL and _is_no_to_all(codes):
                    continue
                expected = codes[who] if codes else 405
                code, body, told = answer(browser, method, path)
                tells = code >= 300 and (f"{method} {name}", code) != SIGNED_THERE
                if code != expected or (tells and any(word in body for word in SAID)):
                    wrong[f"{method} {name} {who}"] = (code, expected)
                assert told, path

    assert wrong == {}


def _is_no_to_all(codes: dict[str, int] | None) -> bool:
    """Where every member hears the same refusal, one of each side asks."""
    members = {code for who, code in (codes or {}).items() if who != SHUT}
    return len(members) < 2 and members != {200}


def answer(browser: Client, method: str, path: str) -> tuple[int, str, bool]:
    """Ask, and undo what was done; also whether nothing of it is kept on the way."""
    cookies = {
        name: morsel.value for name, morsel in browser.cookies.items()
    }  # locking the key would drop its own
    mark, room_mark = transaction.savepoint(), transaction.savepoint(using="leads")
    response = browser.generic(method, path)
    transaction.savepoint_rollback(room_mark, using="leads")
    transaction.savepoint_rollback(mark)
    browser.cookies.load(cookies)
    is_kept = "no-store" not in response.get("Cache-Control", "")
    return response.status_code, response.content.decode("utf-8", "ignore"), not is_kept


def test_after_the_receipt_the_sender_s_people_have_number_dates_and_code(room, way):
    way.go(*SENDING[1:], Action.SIGN)
    file = Piece.objects.get(folder__lead=way.lead, kind="attachment").pk
    letter = Piece.objects.get(folder__lead=way.lead, kind="letter").pk
    wrong = {}
    for who in ("clerk", "registrar", "officer", "custodian"):
        browser = browser_of(getattr(room, who))
        for name, codes in AFTER_SIGNING.items():
            method, name = name.split()
            piece = letter if name.startswith("letter") else file
            path = path_of(ADDRESSES[name], pk=way.lead.pk, piece=piece, verb="approve")
            code, body, _ = answer(browser, method, path)
            sees = who == "registrar" and code == 200 and name == "detail"
            if code != codes.get(who, code) or any(w in body for w in SAID) != sees:
                wrong[f"{name} {who}"] = code

    assert wrong == {}
    body = browser_of(room.clerk).get("/leads/").content.decode()
    assert "召营商移〔2026〕1号" in body
    assert not any(word in body for word in SAID)
    assert hits(browser_of(room.clerk)) == 0
    assert hits(browser_of(room.registrar)) == 1


def hits(browser: Client) -> int:
    """How often the lead's own title is among what a search finds."""
    body = browser.post("/leads/search/", {"words": "索要"}).content.decode()
    return body.count("城关镇某站所")


def test_members_of_another_county_find_nothing(room, way):
    elsewhere = cast.CountyFactory(name="邻县")
    unit = cast.unit("邻县助企办", UnitKind.OFFICE, region=elsewhere)
    seated, _ = found("外主任", Role.OFFICE_HEAD, unit, "邻营商移")
    browser = browser_of(seated)
    browser.get(ENTRANCE)
    for name, pattern in ADDRESSES.items():
        if "pk" in pattern.pattern.converters and name.split("-")[0] in OF_LEAD:
            path = path_of(pattern, pk=way.lead.pk, piece=1)
            for method in METHODS:
                codes = TABLE.get(f"{method} {name}")
                assert answer(browser, method, path)[0] == (404 if codes else 405), path
    assert hits(browser) == 0


def test_every_page_that_shows_content_is_on_record(room):
    way = begin(room, units=(ConcernedUnit("县气象局"),))
    browser = browser_of(room.clerk)
    for path in ("/leads/", f"/leads/{way.lead.pk}/", f"/leads/{way.lead.pk}/edit/"):
        before = RoomEntry.objects.count()
        response = browser.get(path)
        assert response.status_code == 200
        assert "城关镇某站所" in response.content.decode()
        assert RoomEntry.objects.count() == before + 1, path
        assert response["Referrer-Policy"] == "no-referrer"
    assert "城关镇某站所" in browser.post("/leads/search/", {"words": "索要"}).content.decode()
    assert RoomEntry.objects.count() == before + 2
