"""拟办: proposed in the receiver's own folder, approved as shown, carried out as approved."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest

from cadres.errors import Absent, Conflict, Invalid, NotPermitted, WrongState
from cadres.models import UnitKind
from cadres.viewers.rules.roles import Role
from cases.leads.handling.rules.signing import SignaturePart
from cases.leads.handling.rules.suggestions import Opinion
from cases.leads.handling.selectors import lead_page
from cases.leads.handling.services import reading_log, receiving, suggestions
from cases.leads.models import LeadClock, Signature
from cases.leads.procedure.rules import exclusions
from cases.leads.procedure.rules.clocks import Clock
from cases.leads.procedure.rules.exclusions import Reason
from cases.leads.procedure.rules.procedure import Action, Outcome, Return, State
from cases.leads.procedure.rules.vocabulary import Body, Duty
from cases.leads.readers.services import named_readers
from cases.leads.vault.rules.folder_access import FolderKind
from tests import cast, fresh
from tests.cases.leads.browsing import inside, text
from tests.cases.leads.filing import holds, opens
from tests.cases.leads.road import PAPER, SENDING, Way, begin, entries, suggest
from tests.cases.leads.seating import DISCIPLINE, MONDAY, Room, Seated, seat

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

SIGNED = (*SENDING, Action.SIGN)
TUESDAY = date(2026, 3, 3)


@pytest.fixture(scope="module")
def signed(arranged):
    def sign(room: Room) -> Way:
        made = begin(room)
        made.go(*SIGNED)
        return made

    with arranged(sign) as made:
        yield made


@pytest.fixture
def way(signed, db):
    return deepcopy(signed)


@pytest.fixture
def room(way) -> Room:
    return way.room


@pytest.fixture
def deputy(room) -> Seated:
    """The deputy in charge (分管负责人) of the receiver."""
    unit = cast.unit(DISCIPLINE, UnitKind.DISCIPLINE)
    head = room.officer_head.at(MONDAY, 8)
    return seat("苏副", Duty.APPROVER, head, unit, Role.OFFICER)


def propose(way, opinion: Opinion, **changes) -> None:
    suggest(way.lead, opinion, actor=way.room.registrar.at(), **changes)


def buttons(way, who: Seated) -> set[Action]:
    return set(lead_page.fetch(way.lead.pk, seen_by=who.at()).actions)


def test_nothing_is_decided_before_it_was_proposed_and_approved(way):
    for action in (Action.ACCEPT, Action.RETURN, Action.DECLINE, Action.FORWARD):
        with pytest.raises(WrongState):
            getattr(receiving, f"{action}_lead")(
                way.lead,
                actor=way.room.registrar.at(),
                **({"printer": PAPER} if action == Action.DECLINE else {}),
            )
    assert buttons(way, way.room.registrar) == {Action.SUGGEST}


def test_what_is_proposed_is_the_receiver_s_alone(way):
    propose(way, Opinion.FORWARD, text="标记拟办")

    (said,) = reading_log.read_lead(way.lead, actor=way.room.officer_head.at()).suggestions.values()
    assert (said.text, said.body) == ("标记拟办", Body.POLICE)
    assert not holds(way.lead, way.room.clerk, FolderKind.INNER)
    told = reading_log.read_lead(way.lead, actor=way.room.clerk.at())
    assert told.suggestions == {}
    assert "标记拟办" not in text(inside(way.room.clerk), f"/leads/{way.lead.pk}/")


def test_the_head_approves_on_the_words_shown_and_then_it_is_taken_and_given_out(way):
    handler = way.room.officer.member.pk
    propose(way, Opinion.ACCEPT, handler_id=handler)
    assert buttons(way, way.room.officer_head) >= {Action.DECIDE, Action.REWORK}
    with pytest.raises(Conflict, match="重新打开"):
        suggestions.decide_lead(way.lead, actor=way.room.officer_head.at(), digest="0" * 64)

    way.go(Action.DECIDE)

    assert way.now.state == State.DECIDED
    signed = Signature.objects.get(lead=way.lead, part=SignaturePart.DECISION)
    assert signed.cadre_id == way.room.officer_head.who.cadre.pk
    assert buttons(way, way.room.registrar) == {Action.ACCEPT}
    way.go(Action.ACCEPT)
    assert (way.now.state, way.now.outcome) == (State.IN_HAND, Outcome.IN_HAND)
    assert opens(way.lead, way.room.officer)
    assert entries(way.lead)[-2:] == ["lead.accept", "lead.name_reader"]


def test_another_proposal_behind_an_open_page_is_not_approved(way):
    propose(way, Opinion.ACCEPT)
    head = way.room.officer_head.at()
    seen = suggestions.digest_of(way.lead, actor=head)
    way.go(Action.REWORK)
    propose(way, Opinion.DECLINE)

    with pytest.raises(Conflict):
        suggestions.decide_lead(way.lead, actor=head, digest=seen)


def test_taking_and_giving_out_is_the_head_s_and_returning_the_deputy_s(way, deputy):
    with pytest.raises(Invalid, match="请送负责人"):
        propose(way, Opinion.ACCEPT, to_id=deputy.member.pk)
    assert not holds(way.lead, deputy)

    propose(way, Opinion.DECLINE, to_id=deputy.member.pk)

    assert opens(way.lead, deputy)
    assert Action.DECIDE in buttons(way, deputy)
    fresh.decide_lead(way.lead, actor=deputy.at())
    way.go(Action.DECLINE)
    assert (way.now.state, way.now.outcome) == (State.FED_BACK, Outcome.RETURNED)
    feedback = reading_log.read_lead(way.lead, actor=way.room.clerk.at()).feedback
    assert feedback.reason == Return.EMPTY


def test_a_deputy_who_reads_it_does_not_approve_that_it_is_taken(way, deputy):
    named_readers.name_reader(way.lead, deputy.member.pk, actor=way.room.registrar.at())
    propose(way, Opinion.ACCEPT)

    assert Action.DECIDE not in buttons(way, deputy)
    with pytest.raises(NotPermitted, match="负责人审批"):
        fresh.decide_lead(way.lead, actor=deputy.at())


def test_nobody_approves_what_they_proposed(way, deputy):
    head = way.room.officer_head
    with pytest.raises(Invalid, match="自己提出"):
        suggest(way.lead, Opinion.RETURN, actor=head.at(), to_id=head.member.pk)
    suggest(way.lead, Opinion.RETURN, actor=head.at(), to_id=deputy.member.pk)

    assert Action.DECIDE not in buttons(way, head)
    with pytest.raises(NotPermitted, match="自己提出"):
        fresh.decide_lead(way.lead, actor=head.at())
    fresh.decide_lead(way.lead, actor=deputy.at())
    assert way.now.state == State.DECIDED


@pytest.mark.parametrize("approved", [False, True])
def test_given_back_it_is_proposed_anew_and_the_signature_dies(way, approved):
    propose(way, Opinion.ACCEPT)
    if approved:
        way.go(Action.DECIDE)

    way.go(Action.REWORK)

    assert way.now.state == State.SIGNED
    living = Signature.objects.filter(part=SignaturePart.DECISION, ended_at=None)
    assert not living.exists()
    notes = reading_log.read_lead(way.lead, actor=way.room.registrar.at()).notes
    assert "再核管辖" in notes.values()
    assert (
        "再核管辖" not in reading_log.read_lead(way.lead, actor=way.room.clerk.at()).notes.values()
    )


def test_only_what_was_approved_is_carried_out(way):
    propose(way, Opinion.RETURN)
    way.go(Action.DECIDE)

    with pytest.raises(WrongState, match="批准的是“退回补充”"):
        receiving.accept_lead(way.lead, actor=way.room.registrar.at())
    way.go(Action.RETURN)
    assert "票据复印件" in reading_log.read_lead(way.lead, actor=way.room.clerk.at()).notes.values()


@pytest.mark.parametrize(
    ("opinion", "without"),
    [
        (Opinion.ACCEPT, "handler_id"),
        (Opinion.RETURN, "told"),
        (Opinion.DECLINE, "reason"),
        (Opinion.FORWARD, "body"),
        (Opinion.FORWARD, "text"),
        (Opinion.FORWARD, "to_id"),
    ],
)
def test_what_an_opinion_needs_is_asked_for(way, opinion, without):
    empty = None if without in ("handler_id", "to_id") else " "
    with pytest.raises(Invalid) as refused:
        propose(way, opinion, **{without: empty})

    assert set(refused.value.fields) == {without}
    assert way.now.state == State.SIGNED


def test_whoever_is_kept_out_is_neither_asked_nor_given_it(way):
    officer = way.room.officer
    mark = way.room.registrar.at().blind(exclusions.of_cadre(officer.who.cadre.pk))
    named_readers.shut_out(way.lead, {mark}, Reason.DECIDED, actor=way.room.registrar.at())

    with pytest.raises(Invalid, match="按回避规定"):
        propose(way, Opinion.ACCEPT, handler_id=officer.member.pk)
    with pytest.raises(Absent):
        propose(way, Opinion.ACCEPT, to_id=10**9)


def test_who_takes_it_owes_no_return_and_who_returns_it_late_is_late(way):
    assert way.due(Clock.DECIDE).due_on == date(2026, 3, 9)

    way.go(Action.ACCEPT, on=date(2026, 3, 11))

    run = LeadClock.objects.get(lead=way.lead, clock=Clock.DECIDE)
    assert run.is_void
    assert run.ended_at


def test_where_nothing_is_supplied_the_receiver_goes_on_by_itself(way):
    way.go(Action.RETURN)

    way.go(Action.DECLINE, on=TUESDAY)

    assert way.now.state == State.FED_BACK
    assert way.due(Clock.SUPPLY) is None


def test_proposal_and_approval_on_the_pages(room: Room, way):
    registrar, head = inside(room.registrar), inside(room.officer_head)
    page = f"/leads/{way.lead.pk}"
    form = {
        "opinion": "accept", "text": "拟受理，属本机关管辖", "told": "", "reason": "", "body": "",
        "handler_id": room.officer.member.pk, "to_id": room.officer_head.member.pk,
    }  # fmt: skip
    assert registrar.post(f"{page}/suggest/", {**form, "to_id": ""}).status_code == 422

    assert registrar.post(f"{page}/suggest/", form).status_code == 302

    shown = text(head, f"{page}/decide/")
    assert "拟受理，属本机关管辖" in shown
    assert "索要" in shown
    digest = suggestions.digest_of(way.lead, actor=room.officer_head.at())
    assert head.post(f"{page}/decide/", {"digest": digest}).status_code == 422
    assert head.post(f"{page}/decide/", {"digest": digest, "sure": "on"}).status_code == 302
    assert registrar.post(f"{page}/accept/", {}).status_code == 302
    assert way.now.state == State.IN_HAND
