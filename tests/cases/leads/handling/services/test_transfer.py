"""A lead from its draft to its archive, both sides in the room."""

from __future__ import annotations

import pytest

from cadres.errors import Absent, NotPermitted
from cases.leads.handling.rules.suggestions import Opinion
from cases.leads.handling.services import delivery, drafts, letters, receiving
from cases.leads.handling.services.drafts import Beginning
from cases.leads.models import Lead, LeadClock, RoomEntry
from cases.leads.procedure.rules.procedure import State
from cases.leads.steps.selectors import leads
from cases.leads.vault.rules.folder_access import FolderKind
from cases.leads.vault.selectors import folders
from cases.letters.exchange.printing import PRINTER
from tests import fresh
from tests.cases.leads.road import suggest
from tests.cases.leads.seating import matter

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


@pytest.fixture
def draft(room) -> Lead:
    return drafts.draft_lead(matter(), Beginning(), actor=room.clerk.at())


def test_a_draft_exists_for_its_drafter_and_for_those_who_decide(room, draft):
    for reader in (room.clerk, room.head, room.deputy):
        assert leads.fetch(draft.pk, seen_by=reader.at()) == draft
    for stranger in (room.custodian, room.officer_head, room.registrar):
        with pytest.raises(Absent):
            leads.fetch(draft.pk, seen_by=stranger.at())


def test_whoever_has_no_wrap_reads_nothing_of_it(room, draft):
    opened = folders.of_lead(draft, FolderKind.FILE, seen_by=room.clerk.at())

    assert letters.matter_in(opened, room.clerk.at()) == matter()
    assert folders.of_lead(draft, FolderKind.FILE, seen_by=room.registrar.at()) is None


def test_nobody_approves_what_they_drafted(room):
    own = drafts.draft_lead(matter(), Beginning(), actor=room.deputy.at())
    drafts.propose_lead(own, actor=room.deputy.at())

    with pytest.raises(NotPermitted, match="另一位负责人"):
        fresh.approve_lead(own, actor=room.deputy.at())


def test_the_whole_way(room, draft):
    clerk, head, registrar = room.clerk.at(), room.head.at(), room.registrar.at()
    drafts.propose_lead(draft, actor=clerk)
    fresh.approve_lead(draft, actor=head)
    delivery.issue_letter(draft, actor=clerk, printer=PRINTER)
    fresh.deliver_lead(draft, actor=clerk)
    assert folders.of_lead(draft, FolderKind.FILE, seen_by=registrar) is not None

    fresh.sign_lead(draft, "正本一份，周正", actor=registrar)

    assert folders.of_lead(draft, FolderKind.FILE, seen_by=clerk) is None
    assert folders.of_lead(draft, FolderKind.FILE, seen_by=registrar) is not None
    assert folders.of_lead(draft, FolderKind.EXCHANGE, seen_by=clerk) is not None
    suggest(draft, Opinion.ACCEPT, actor=registrar, handler_id=room.officer.member.pk)
    fresh.decide_lead(draft, actor=room.officer_head.at())
    receiving.accept_lead(draft, actor=registrar)
    assert folders.of_lead(draft, FolderKind.FILE, seen_by=room.officer.at()) is not None
    feedback = receiving.Feedback("handled", persons=1, on="2026-03-20")
    lead = leads.fetch(draft.pk, seen_by=registrar)
    receiving.feed_back(lead, feedback, actor=registrar, printer=PRINTER)
    fresh.acknowledge_feedback(lead, actor=clerk)
    receiving.close_lead(lead, actor=clerk)

    lead = leads.fetch(draft.pk, seen_by=clerk)
    assert (lead.state, lead.outcome) == (State.CLOSED, "handled")
    assert lead.number == "召营商移〔2026〕1号"
    assert not LeadClock.objects.filter(lead=lead, ended_at=None).exists()
    assert RoomEntry.objects.filter(verb="lead.sign").count() == 1
