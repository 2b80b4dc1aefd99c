"""Where a duplicate went, who may follow it there, and what its master shows of it."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.base import ContentFile

from cadres.errors import Absent
from cases.figures.rules.completion import By, Period
from cases.figures.selectors import completion
from cases.figures.selectors.completion import Question
from cases.models import Attachment, Ticket
from cases.tickets.rules.workflow import State
from cases.tickets.selectors import tickets
from cases.tickets.selectors.page import files as ticket_files
from cases.tickets.selectors.page import ticket_page
from cases.tickets.services.duplicates.duplicates import merge_tickets
from tests import cast
from tests.factories.cases import MeasureFactory, TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment

FRIDAY = date(2026, 3, 6)
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def filer(db):
    """A cadre who told the matter again, and covers nobody."""
    return cast.person("许诺", "cadre", cast.unit("城关镇", "township"))


@pytest.fixture
def merged(dispatcher, handler, outsider, filer) -> tuple[Ticket, Ticket]:
    """The master with one unit, the duplicate with another and filed by somebody else."""
    firm = EnterpriseFactory(county=dispatcher.county)
    master = TicketFactory(in_hand=True, enterprise=firm, unit=handler.unit)
    duplicate = TicketFactory(
        in_hand=True,
        enterprise=firm,
        unit=outsider.unit,
        filed_by=filer.cadre,
        filed_on=date(2026, 3, 4),
        title="变压器又跳闸",
    )
    measure = MeasureFactory(ticket=duplicate, done=True, text="现场勘查")
    Attachment.objects.create(
        ticket=duplicate,
        measure=measure,
        file=ContentFile(b"x", "x.txt"),
        name="勘查单.txt",
        size=1,
        digest="0" * 64,
        uploaded_at=moment(FRIDAY),
    )
    merge_tickets(master, duplicate, actor=dispatcher.viewer(FRIDAY))
    return master, duplicate


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def page(ticket, person):
    return ticket_page.fetch(ticket.pk, seen_by=person.viewer(FRIDAY))


def test_the_master_shows_course_measures_files_and_filer(merged, handler):
    [told] = page(merged[0], handler).matter.absorbed

    assert (told.title, told.filed_by) == ("变压器又跳闸", "许诺")
    assert [one.text for one in told.measures] == ["现场勘查"]
    assert [file.name for file in told.files] == ["勘查单.txt"]
    assert [step.label for step in told.course] == ["登记", "并入"]


def test_whoever_handles_the_master_opens_the_duplicate_s_files_and_not_the_duplicate(
    merged, handler
):
    viewer = handler.viewer(FRIDAY)

    assert ticket_files.attachment(Attachment.objects.get().pk, seen_by=viewer)
    with pytest.raises(Absent):
        tickets.fetch(merged[1].pk, seen_by=viewer)


def test_the_filer_follows_number_and_state_and_gets_no_further(merged, filer):
    master = page(merged[1], filer).matter.master

    assert master is not None
    assert (master.number, master.state) == (merged[0].number, State.IN_HAND)
    assert not master.is_visible
    with pytest.raises(Absent):
        tickets.fetch(merged[0].pk, seen_by=filer.viewer(FRIDAY))


def test_the_filer_does_not_open_what_belongs_to_the_master(merged, filer):
    own = Attachment.objects.create(
        ticket=merged[0],
        file=ContentFile(b"y", "y.txt"),
        name="内部.txt",
        size=1,
        digest="0" * 64,
        uploaded_at=moment(FRIDAY),
    )

    with pytest.raises(Absent):
        ticket_files.attachment(own.pk, seen_by=filer.viewer(FRIDAY))


def test_the_duplicate_s_unit_reads_the_number_alone(merged, outsider):
    master = page(merged[1], outsider).matter.master

    assert master is not None
    assert (master.number, master.state, master.due_on) == (merged[0].number, None, None)


def test_the_office_goes_on_to_the_master(merged, dispatcher):
    master = page(merged[1], dispatcher).matter.master

    assert master is not None
    assert master.is_visible


def test_no_figure_counts_it_and_the_report_says_how_many(merged, leader):
    report = completion.report(Question(MARCH), seen_by=leader.viewer(FRIDAY))

    assert report.total.received == 1
    assert report.merged == 1
    assert [row.label for row in report.rows] == ["县供电公司"]


def test_the_figures_of_a_past_day_know_when_it_was_merged(merged, leader):
    before = Question(MARCH, By.UNIT, as_of=date(2026, 3, 5))

    report = completion.report(before, seen_by=leader.viewer(FRIDAY))

    assert (report.total.received, report.merged) == (2, 0)


def test_merged_ones_that_one_may_not_see_are_not_counted(merged, handler):
    report = completion.report(Question(MARCH), seen_by=handler.viewer(FRIDAY))

    assert report.merged == 0
