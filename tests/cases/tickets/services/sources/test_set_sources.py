"""Sources are data of a county; the same number of the same source comes in once."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Conflict, Invalid, NotPermitted
from cadres.models import AuditEntry
from cadres.submissions.selectors import edits
from cases.figures.rules.completion import Period
from cases.figures.rules.cross_tables import Ask, Dimension
from cases.figures.selectors import cross_tables
from cases.ledgers.rules import ledger_rows
from cases.models import TicketSource
from cases.tickets.rules.sources.sources import AlreadyFiled, KnownSource, kind_of
from cases.tickets.rules.vocabulary import Source
from cases.tickets.selectors import tickets
from cases.tickets.selectors.sources import sources
from cases.tickets.services.filing import Problem, file_ticket, void_ticket
from cases.tickets.services.sources.sources import add_source, set_source
from tests.factories.cases import CategoryFactory

FRIDAY = date(2026, 3, 6)
NEXT_YEAR = date(2027, 1, 5)


@pytest.fixture
def own(office_head) -> TicketSource:
    said = KnownSource("hotline~0", "县长热线", is_for_people=True)
    return add_source(office_head.county, "hotline", said, actor=office_head.viewer(FRIDAY))


def put(person, code: str, **said):
    viewer, place = person.viewer(FRIDAY), person.county
    now = sources.facts(sources.find(place.pk, code, seen_by=viewer))
    read = edits.read(sources.about(place.pk, code), now, seen_by=viewer)
    return set_source(place, code, actor=viewer, read=read, said={**now, **said})


def filed(person, code: str, number: str = "", on: date = FRIDAY):
    problem = Problem(
        CategoryFactory(), "变压器容量不足", code, county=person.county, source_number=number
    )
    return file_ticket(problem, actor=person.viewer(on))


def test_a_county_s_own_source_is_filed_from_listed_and_counted_by_its_name(own, dispatcher):
    ticket = filed(dispatcher, own.code)

    viewer = dispatcher.viewer(FRIDAY)
    assert kind_of(own.code) is Source.HOTLINE
    assert "县长热线" in {one.name for one in sources.offered(seen_by=viewer)}
    (line,) = tickets.lines(tickets.rows(seen_by=viewer), seen_by=viewer)
    assert line.source == "县长热线"
    ask = Ask(Period(FRIDAY, FRIDAY), Dimension.SOURCE)
    table = cross_tables.table(ask, ("received", "hotline"), seen_by=viewer)
    assert [(one.key, one.label) for one in table.lines] == [(own.code, "县长热线")]
    # It hangs on the hotline and is counted as that.
    assert table.total.whole.counted("hotline") == 1
    known = sources.own_codes(ticket.county_id, seen_by=viewer)
    assert ledger_rows.source_of("县长热线转来", known) == own.code


def test_a_closed_source_is_offered_to_nobody_and_what_came_by_it_stays(own, office_head):
    ticket = filed(office_head, own.code)
    put(office_head, own.code, is_open=False)

    viewer = office_head.viewer(FRIDAY)
    assert own.code not in {one.code for one in sources.offered(seen_by=viewer)}
    with pytest.raises(Invalid, match="已停用"):
        filed(office_head, own.code)
    ticket.refresh_from_db()
    assert sources.name(ticket.source) == "县长热线"


def test_setting_one_leaves_a_line_in_the_trail_and_is_the_head_s(own, office_head, dispatcher):
    put(office_head, "hotline", number="must")

    assert AuditEntry.objects.filter(verb__startswith="ticket_source.").count() == 2
    with pytest.raises(Invalid, match="来源编号"):
        filed(office_head, "hotline")
    with pytest.raises(NotPermitted):
        put(dispatcher, "hotline", number="may")


def test_two_sources_of_a_county_are_never_called_alike(own, office_head):
    for name in ("县长热线", "网格员"):
        with pytest.raises(Conflict):
            add_source(
                office_head.county,
                "other",
                KnownSource("other~0", name),
                actor=office_head.viewer(FRIDAY),
            )


def test_a_source_without_a_row_is_refused(dispatcher):
    with pytest.raises(Invalid, match="没有这个来源"):
        filed(dispatcher, "hotline~999")


def test_a_source_s_own_class_decides_the_promise(dispatcher):
    tender, other = filed(dispatcher, "other~tender"), filed(dispatcher, "superior")

    # Ten working days, against seven of the category.
    assert tender.due_on > other.due_on


def test_the_same_number_of_the_same_source_comes_in_once_a_year(dispatcher):
    first = filed(dispatcher, "hotline", "dh 2026-01")

    with pytest.raises(AlreadyFiled, match=first.number) as refused:
        filed(dispatcher, "hotline", "ＤＨ2026-01")

    assert refused.value.ticket_id == first.pk
    assert filed(dispatcher, "board", "DH2026-01").pk
    assert filed(dispatcher, "hotline", "DH2026-01", NEXT_YEAR).pk


def test_what_was_filed_wrongly_is_filed_again_under_its_number(dispatcher):
    first = filed(dispatcher, "hotline", "7")
    void_ticket(first, actor=dispatcher.viewer(FRIDAY), reason="填错了")

    assert filed(dispatcher, "hotline", "7").source_number == "7"
