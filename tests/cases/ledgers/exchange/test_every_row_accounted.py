"""Rows read = made + changed + unchanged + refused + left out, in every reader and every ledger."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadres.models import Cadre, Region, RegionLevel
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import sheets
from cadres.workbooks.exchange.columns import HIDDEN_ROW, STRUCK_ROW
from cadres.workbooks.exchange.sheets import Unseen
from cadres.workbooks.rules.row_values import FORGOTTEN, Fate
from cases.ledgers.exchange import imports
from cases.ledgers.exchange.imports import Ledgers
from cases.ledgers.rules.imports import Kind
from cases.models import IndicatorFinding, Measure, Policy, Ticket
from enterprises.models import Enterprise, OfficialCheck
from tests import messy_ledgers, workbooks
from tests.factories.office_work import IndicatorFactory
from tests.factories.people import moment
from tests.messy_ledgers import LINES, WRITERS
from tests.workbooks import CODES, cover_row

SYSTEM = Viewer.system(moment(date(2026, 11, 20)))
MAKES = {
    Kind.ROSTER: ("cadres", Cadre),
    Kind.ASSIGNMENTS: ("enterprises", Enterprise),
    Kind.ISSUES: ("tickets", Ticket),
    Kind.HOTLINE: ("messages", Ticket),
    Kind.CHECKS: ("checks", OfficialCheck),
    Kind.POLICIES: ("policies", Policy),
    Kind.WALKS: ("measures", Measure),
    Kind.FINDINGS: ("findings", IndicatorFinding),
}
some_lines = st.lists(st.sampled_from(LINES), min_size=1, max_size=12).map(
    lambda found: ["good", *found]
)
some_taken = st.sampled_from([(), (Unseen.HIDDEN,), (Unseen.STRUCK,), tuple(Unseen)])


@st.composite
def some_books(draw):
    """A kind of ledger, its sheets, and what of them is taken."""
    kind = draw(st.sampled_from(list(Kind)))
    made = [
        messy_ledgers.sheet(f"表{number}", kind.value, lines, number)
        for number, lines in enumerate(draw(st.lists(some_lines, min_size=1, max_size=3)))
    ]
    if draw(st.booleans()):
        made.append(messy_ledgers.notes("填报说明"))
    if draw(st.booleans()):
        made.append(messy_ledgers.sheet("旧表", kind.value, ["good", "total"], 99, is_hidden=True))
    return kind, made, draw(some_taken)


def told(made, ending, taken):
    """Every row of which something must be said, as the maker of the file knows it."""
    if ending == "csv":
        return {("台账", row) for row in made[0].told}
    return {
        (sheet.name, row)
        for sheet in made
        for row in (sheet.held if sheet.is_hidden and Unseen.HIDDEN not in taken else sheet.told)
    }


def unseen_rows(made, unseen, taken):
    """The rows that are left out because nobody sees them, or sees them crossed out."""
    read = [each for each in made if not each.is_hidden or Unseen.HIDDEN in taken]
    if unseen in taken:
        return set()
    return {
        (each.name, row)
        for each in read
        for row in (each.hidden if unseen is Unseen.HIDDEN else each.struck)
    }


@pytest.mark.parametrize("ending", list(WRITERS))
@settings(max_examples=25, deadline=None)
@given(book=some_books())
def test_no_reader_loses_a_row(ending, book):
    kind, made, taken = book
    content = WRITERS[ending](made)
    read = sheets.read(content, f"台账.{ending}").taking(taken)

    parsed = imports.parse(Ledgers({kind: read}))
    tally = parsed.tallies()[kind]

    assert {(origin.sheet, origin.row) for origin in tally.read} == told(made, ending, taken)
    if ending != "csv":
        for unseen, reason in ((Unseen.HIDDEN, HIDDEN_ROW), (Unseen.STRUCK, STRUCK_ROW)):
            said = {one.origin.place[1:] for one in tally.left_out if one.reason == reason}
            assert said == unseen_rows(made, unseen, taken)
    part = getattr(parsed, kind.value)
    rows = [row.origin.place for row in part.rows]
    rows += [error.origin.place for error in tally.refused]
    rows += [one.origin.place for one in tally.left_out]
    assert sorted(rows) == sorted({origin.place for origin in tally.read})


@pytest.fixture
def known(db):
    """A county with its people, its enterprises and last week's ledgers."""
    people = workbooks.roster([1, "吕军", "县林业局", "科员", "15642556189", None])
    cover = workbooks.cover([
        cover_row(at, "甲公司" if at == 1 else f"甲{code[-4:]}公司", code, "吕军", "县林业局科员",
                  "15642556189")
        for at, code in enumerate(CODES, 1)
    ])  # fmt: skip
    bring(Kind.ROSTER, sheets.read(people, "花名册.xlsx"))
    bring(Kind.ASSIGNMENTS, sheets.read(cover, "包联.xlsx"))
    IndicatorFactory(county=Region.objects.get(level=RegionLevel.COUNTY), path="获得电力")
    for kind in Kind:
        last = messy_ledgers.sheet("表0", kind.value, ["good"] * 4)
        bring(kind, sheets.read(messy_ledgers.as_xlsx([last]), "上周.xlsx"))


def bring(kind, book, **more):
    return imports.bring_in(Ledgers({kind: book}), actor=SYSTEM, **more)


@pytest.mark.parametrize("ending", list(WRITERS))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(book=some_books())
def test_every_row_that_was_read_has_one_fate(known, ending, book):
    kind, made, taken = book
    read = sheets.read(WRITERS[ending](made), f"台账.{ending}").taking(taken)

    account = bring(kind, read, is_trial=True).accounts()[kind]

    assert account["read"] == len(told(made, ending, taken))
    assert sum(account["counts"].values()) == account["read"]
    assert set(account["counts"]) == set(Fate)
    assert not any(place[-1] == FORGOTTEN for place in account["places"])


@pytest.mark.parametrize("ending", list(WRITERS))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(book=some_books())
def test_what_is_said_to_be_made_is_there(known, ending, book):
    kind, made, taken = book
    read = sheets.read(WRITERS[ending](made), f"台账.{ending}").taking(taken)
    part, model = MAKES[kind]
    before = model.objects.count()

    with transaction.atomic():
        outcome = bring(kind, read)
        after = model.objects.count()
        transaction.set_rollback(True)

    said, told = outcome.summary[part]["created"], outcome.accounts()[kind]["counts"][Fate.MADE]
    assert said == after - before
    # An enterprise whose coverage is refused is made, and its row waits to be corrected.
    assert told <= said if kind is Kind.ASSIGNMENTS else told == said
