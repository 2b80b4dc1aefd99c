"""Readers are named by a recorded action, step back for good, and what is lent is only read."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Conflict, Invalid, NotPermitted
from cases.leads.handling.selectors import lead_page
from cases.leads.handling.services import reading_log
from cases.leads.models import Access, Asking, Wrap
from cases.leads.procedure.rules.procedure import Action
from cases.leads.procedure.rules.vocabulary import Duty
from cases.leads.readers.services import named_readers
from cases.leads.readers.services.emergency_access import ask_break_glass, confirm_break_glass
from cases.leads.steps.selectors import leads
from cases.leads.vault.rules.folder_access import FolderKind
from tests import fresh
from tests.cases.leads.filing import REPORTER, holds, opens
from tests.cases.leads.road import ACTIONS, SENDING, begin, entries
from tests.cases.leads.seating import Room

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

TUESDAY = date(2026, 3, 3)


def test_who_decides_names_a_reader_and_the_reporter_stays_apart(room):
    lead = begin(room, reporter=REPORTER).lead
    custodian, officer = room.custodian.member.pk, room.officer.member.pk
    with pytest.raises(NotPermitted):
        named_readers.name_reader(lead, custodian, actor=room.clerk.at())
    with pytest.raises(Absent):
        named_readers.name_reader(lead, officer, actor=room.head.at())
    with pytest.raises(Absent):
        named_readers.name_reader(lead, officer, actor=room.officer_head.at())
    with pytest.raises(Conflict):
        named_readers.name_reader(lead, room.deputy.member.pk, actor=room.head.at())

    # She keeps the name already; what the lead says, she is named for.
    named_readers.name_reader(lead, custodian, actor=room.head.at())

    assert opens(lead, room.custodian)
    assert entries(lead).count("lead.name_reader") == 1
    with pytest.raises(Conflict):
        named_readers.name_reader(lead, custodian, actor=room.head.at())


def test_after_the_receipt_a_new_reader_of_the_sender_gets_what_the_sender_has(room):
    way = begin(room)
    way.go(*SENDING, Action.SIGN)

    named_readers.name_reader(way.lead, room.custodian.member.pk, actor=room.head.at())

    kinds = Wrap.objects.filter(folder__lead=way.lead, key_pair__member=room.custodian.member)
    held = {FolderKind.EXCHANGE, FolderKind.ARCHIVE}
    assert set(kinds.values_list("folder__kind", flat=True)) == held


def test_who_steps_back_does_so_for_good(room):
    way = begin(room)

    named_readers.recuse(way.lead, actor=room.deputy.at())

    assert entries(way.lead)[-1] == "lead.recuse"
    assert not holds(way.lead, room.deputy)
    with pytest.raises(Absent):
        leads.fetch(way.lead.pk, seen_by=room.deputy.at())
    with pytest.raises(Invalid, match="回避"):
        named_readers.name_reader(way.lead, room.deputy.member.pk, actor=room.head.at())
    named_readers.recuse(way.lead, actor=room.head.at())
    with pytest.raises(Invalid, match="只有您一人"):
        named_readers.recuse(way.lead, actor=room.clerk.at())


def lent(room: Room, way) -> None:
    """Opened by two for somebody who decides and was not named for it."""
    fresh.change_duty(room.custodian.member.pk, Duty.APPROVER, actor=room.head.at())
    named = way.now.number or str(way.lead.pk)
    ask_break_glass(named, "复核", actor=room.custodian.at())
    confirm_break_glass(Asking.objects.get(), room.recovery["sender"], actor=room.deputy.at())


def test_what_is_lent_is_read_and_nothing_else(room):
    way = begin(room)
    way.go(Action.PROPOSE)
    lent(room, way)
    borrower = room.custodian.at()
    before = len(entries(way.lead))

    assert reading_log.read_lead(way.lead, actor=borrower).matter
    for action in ACTIONS:
        with pytest.raises(NotPermitted, match="只能查看"):
            ACTIONS[action](way.lead, borrower)
    for member in (borrower.member_id, room.clerk.member.pk):
        with pytest.raises(NotPermitted, match="只能查看"):
            named_readers.name_reader(way.lead, member, actor=borrower)
    with pytest.raises(NotPermitted):
        reading_log.read_draft(way.lead, actor=borrower)
    assert lead_page.fetch(way.lead.pk, seen_by=borrower).actions == ()
    assert entries(way.lead)[before:] == ["lead.read"]


def test_after_its_hours_it_is_not_there_even_before_it_is_swept_away(room):
    way = begin(room)
    lent(room, way)
    later = room.custodian.at(TUESDAY, 10)

    assert Wrap.objects.filter(key_pair__member=later.member_id, folder__lead=way.lead).exists()
    assert Access.objects.filter(member=later.member_id, lead=way.lead, ended_at=None).exists()
    with pytest.raises(Absent):
        reading_log.read_lead(way.lead, actor=later)
    (line,) = reading_log.read_list([way.lead], actor=later)
    assert line.matter is None
    with pytest.raises(Absent):
        reading_log.take_out_file(way.lead, 1, actor=later)
