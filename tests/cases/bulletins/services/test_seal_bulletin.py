"""A bulletin is counted at a cut-off, approved by another, sealed, and nothing of it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import InternalError, transaction
from django.db.utils import DatabaseError

from cadres.errors import Absent, Conflict, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.pages.rules.rates import Rate
from cadres.submissions.selectors import edits
from cases.bulletins.rules import checkpoints, workflow
from cases.bulletins.rules import figures as rules
from cases.bulletins.rules.kinds import BulletinKind, BulletinState
from cases.bulletins.selectors import bulletins, cell_tickets
from cases.bulletins.services import signing
from cases.bulletins.services.approving import approve_bulletin, propose_bulletin
from cases.bulletins.services.drafting import (
    draft_bulletin,
    edit_bulletin,
    recount_bulletin,
    withdraw_bulletin,
)
from cases.bulletins.services.sealing import seal_bulletin, take_checkpoint
from cases.figures.rules.definitions.entries import Ratio
from cases.figures.selectors import cross_tables
from cases.models import Bulletin, Ticket, TicketEvent
from cases.tickets.rules.workflow import Action, State
from tests.cases.bulletins.cast import CUTOFF, DAY, sealed_by
from tests.factories.people import moment

LATER = date(2026, 6, 30)


def stands_as_told(figures, eyes) -> None:
    """Each cell is that of the table as of the cut-off, and as many tickets stand behind it."""
    for table in figures.tables:
        known = cross_tables.table(table.spec.ask(CUTOFF), table.spec.columns, seen_by=eyes)
        assert [line.key for line in table.lines] == [line.key for line in known.lines]
        for line, other in zip(
            (*table.lines, table.total), (*known.lines, known.total), strict=True
        ):
            for entry in known.entries:
                column, value = figures.definitions[entry.name], other.whole.value(entry)
                if isinstance(entry, Ratio):
                    assert isinstance(value, Rate)
                    assert len(line.ids(column, "over")) == value.numerator
                    assert len(line.ids(column, "of")) == value.denominator
                else:
                    assert line.value(column) == value


def test_every_cell_is_the_one_of_the_tables_as_of_the_cut_off(drafted, dispatcher):
    """Page, API and bulletin say the same."""
    stands_as_told(rules.from_data(drafted.figures), dispatcher.viewer(DAY))


def test_as_of_its_cut_off_the_tables_say_what_was_sealed_whatever_came_after(
    sealed, tickets, dispatcher
):
    """Three months later what was closed is open again, and what was open is closed."""
    for ticket in tickets[:3]:
        is_closed = ticket.state == State.CLOSED
        stands: dict[str, Any] = {
            "state": State.IN_HAND if is_closed else State.CLOSED,
            "round": 2 if is_closed else 1,
            "approved_on": None if is_closed else LATER,
            "outcome": "" if is_closed else "solved",
        }
        TicketEvent.objects.create(
            ticket=ticket,
            action=Action.REOPEN if is_closed else Action.APPROVE,
            at=moment(LATER),
            actor_name="李娟",
            unit=ticket.unit,
            due_on=ticket.due_on,
            unit_due_on=ticket.unit_due_on,
            **stands,
        )
        Ticket.objects.filter(pk=ticket.pk).update(closed_on=None if is_closed else LATER, **stands)

    told = rules.from_data(sealed.figures)
    stands_as_told(told, dispatcher.viewer(LATER))
    now = cross_tables.table(
        replace(told.table("year").spec.ask(CUTOFF), as_of=LATER),
        ("closed",),
        seen_by=dispatcher.viewer(LATER),
    )
    assert now.total.whole.counted("closed") != told.table("year").total.counted("closed")


def test_few_ratings_are_not_told(drafted):
    figures = rules.from_data(drafted.figures)
    year = figures.table("year")
    assert year is not None
    assert year.total.counted("rated") == 2
    assert year.total.value(figures.definitions["satisfaction"]) is None


def test_a_day_that_is_not_over_is_no_cut_off(dispatcher):
    with pytest.raises(Invalid, match="今天以前"):
        draft_bulletin(dispatcher.county, BulletinKind.WEEKLY, DAY, actor=dispatcher.viewer(DAY))


def test_only_the_office_drafts_and_one_of_a_cut_off(drafted, dispatcher, handler):
    with pytest.raises(NotPermitted):
        draft_bulletin(drafted.county, BulletinKind.WEEKLY, CUTOFF, actor=handler.viewer(DAY))
    with pytest.raises(Conflict, match="已经有一份"):
        draft_bulletin(drafted.county, BulletinKind.MONTHLY, CUTOFF, actor=dispatcher.viewer(DAY))


def test_nobody_approves_what_they_wrote(drafted, office_head, leader):
    read = edits.read(drafted, bulletins.facts(drafted), seen_by=office_head.viewer(DAY))
    row = edit_bulletin(
        drafted, actor=office_head.viewer(DAY), title="三月通报", body="正文。", read=read
    )
    row = propose_bulletin(row, actor=office_head.viewer(DAY))
    with pytest.raises(NotPermitted, match="另一位"):
        approve_bulletin(row, actor=office_head.viewer(DAY), digest=row.digest)
    row = approve_bulletin(row, actor=leader.viewer(DAY), digest=row.digest)
    assert row.state == BulletinState.APPROVED


def test_what_was_approved_is_what_was_shown(drafted, dispatcher, leader):
    row = propose_bulletin(drafted, actor=dispatcher.viewer(DAY))
    with pytest.raises(Conflict, match="改过"):
        approve_bulletin(row, actor=leader.viewer(DAY), digest="0" * 64)


def test_the_seal_gives_number_digest_and_checkpoint_and_tells_everybody(leader, handler, sealed):
    assert sealed.number == "月通报2026年第1期"
    kept = checkpoints.parsed(sealed.checkpoint)
    assert kept.is_whole
    assert signing.is_signed(kept)
    assert signing.is_ours(kept)
    assert [leaf.digest for leaf in kept.leaves] == [sealed.content_digest]
    told = OutboxRow.objects.filter(kind="bulletin_published").values_list("to_id", flat=True)
    assert {handler.cadre.pk, leader.cadre.pk} <= set(told)
    assert AuditEntry.objects.filter(verb="bulletin.seal", object_id=sealed.pk).count() == 1


def test_each_checkpoint_holds_all_before_it(sealed, dispatcher, office_head):
    other = draft_bulletin(sealed.county, BulletinKind.WEEKLY, CUTOFF, actor=dispatcher.viewer(DAY))
    other = sealed_by(other, dispatcher, office_head)
    kept = checkpoints.parsed(other.checkpoint)
    assert [leaf.digest for leaf in kept.leaves] == [sealed.content_digest, other.content_digest]


def test_what_was_written_behind_the_cut_off_stops_the_seal(drafted, dispatcher, office_head):
    row = propose_bulletin(drafted, actor=dispatcher.viewer(DAY))
    row = approve_bulletin(row, actor=office_head.viewer(DAY), digest=row.digest)
    late = TicketEvent.objects.filter(state="closed").first()
    TicketEvent.objects.create(
        ticket=late.ticket,
        action="reopen",
        at=moment(CUTOFF),
        state="in_hand",
        unit=late.unit,
        due_on=late.due_on,
        unit_due_on=late.unit_due_on,
        actor_name="补录",
    )
    with pytest.raises(Conflict, match="重新取数"):
        seal_bulletin(row, actor=dispatcher.viewer(DAY))
    row = recount_bulletin(row, actor=dispatcher.viewer(DAY))
    assert row.state == BulletinState.DRAFT
    assert sealed_by(row, dispatcher, office_head).state == BulletinState.SEALED


def test_sealed_it_is_changed_by_nobody(sealed, dispatcher):
    for change in (
        lambda: Bulletin.objects.filter(pk=sealed.pk).update(title="另一个"),
        lambda: Bulletin.objects.filter(pk=sealed.pk).delete(),
    ):
        with pytest.raises((InternalError, DatabaseError)), transaction.atomic():
            change()
    with pytest.raises(WrongState):
        withdraw_bulletin(sealed, actor=dispatcher.viewer(DAY), reason="不要了")


def test_a_draft_is_the_offices_and_the_leaders(drafted, dispatcher, leader, handler, supervisor):
    for inside in (dispatcher, leader):
        assert bulletins.fetch(drafted.pk, seen_by=inside.viewer(DAY)).pk == drafted.pk
    for outside in (handler, supervisor):
        with pytest.raises(Absent):
            bulletins.fetch(drafted.pk, seen_by=outside.viewer(DAY))


def test_sealed_it_is_read_in_every_unit_and_nowhere_else(
    sealed, handler, outsider, supervisor, liaison, auditor, stranger
):
    for reader in (handler, outsider, supervisor):
        assert bulletins.fetch(sealed.pk, seen_by=reader.viewer(DAY)).pk == sealed.pk
    for other in (auditor, stranger, liaison):
        with pytest.raises(Absent):
            bulletins.fetch(sealed.pk, seen_by=other.viewer(DAY))


def test_a_cell_opens_no_ticket_that_the_reader_may_not_see(sealed, handler, dispatcher):
    figures = rules.from_data(sealed.figures)
    asked = ("by_unit", None, "received", "")
    mine = cell_tickets.tickets(figures, *asked, seen_by=handler.viewer(DAY))
    assert {one.unit_id for one in mine} == {handler.unit.pk}
    assert cell_tickets.tickets(figures, *asked, seen_by=dispatcher.viewer(DAY)).count() == 6
    with pytest.raises(Absent):
        cell_tickets.tickets(
            figures, "year", None, "satisfaction", "over", seen_by=handler.viewer(DAY)
        )


def test_counting_sees_the_county_alone(drafted):
    eyes = workflow.whole_county(drafted.county_id, moment(DAY))
    assert (eyes.county_ids, eyes.unit_ids, eyes.enterprise_ids) == ((drafted.county_id,), (), ())


def test_the_checkpoint_is_taken_on_record(sealed, dispatcher, handler):
    assert take_checkpoint(sealed, actor=dispatcher.viewer(DAY)) == sealed.checkpoint
    assert AuditEntry.objects.filter(verb="bulletin.checkpoint", object_id=sealed.pk).exists()
