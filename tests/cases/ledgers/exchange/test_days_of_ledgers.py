"""A ledger is refused the days that a form is refused."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid
from cadres.workbooks.exchange import sheets
from cadres.workbooks.rules.row_values import Origin, Tally
from cases.ledgers.exchange import imports, issue_ledger, row_accounts
from cases.ledgers.exchange.imports import Ledgers
from cases.ledgers.rules import row_days
from cases.ledgers.rules.imports import Kind
from cases.ledgers.rules.ledger_rows import HotlineRow
from cases.models import Category, Ticket
from cases.tickets.rules import filing_days
from cases.tickets.rules.vocabulary import Source
from cases.tickets.services.filing import Problem, file_ticket
from enterprises.coverage.rules import periods
from tests import workbooks
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment
from tests.workbooks import issue_row

TODAY = date(2026, 11, 20)
WRONG = {
    date(2026, 11, 21): filing_days.RAISED_LATER,
    date(2019, 12, 31): filing_days.RAISED_EARLY,
}


@pytest.mark.django_db
def test_form_and_ledger_refuse_the_same_days(dispatcher):
    firm = EnterpriseFactory(county=dispatcher.county, name="甲艾草有限公司")
    category = Category.objects.first()
    rows = [
        issue_row(at, firm.name, f"问题{at}", reported=day.isoformat())
        for at, day in enumerate(WRONG, 1)
    ]
    rows.append(issue_row(3, firm.name, "今天", reported=TODAY.isoformat(), due=None))
    late = {"status": "是", "closed": "2026-11-21", "reported": "2026-11-20", "due": None}
    rows.append(issue_row(4, firm.name, "明天办结", **late))
    book = sheets.read(workbooks.issues(*rows, county=dispatcher.county.name), "问题.xlsx")

    outcome = imports.bring_in(
        Ledgers({Kind.ISSUES: book}, region=dispatcher.county), actor=dispatcher.viewer(TODAY)
    )

    reasons = [error.reason for _, error in outcome.refused]
    assert reasons == [*WRONG.values(), row_days.CLOSED_LATER]
    assert Ticket.objects.get().description == "今天"
    for day, reason in WRONG.items():
        with pytest.raises(Invalid, match=reason):
            file_ticket(
                Problem(category, "问题", Source.VISIT, firm, filed_on=day),
                actor=dispatcher.viewer(TODAY),
            )


def test_a_picture_beside_the_matter_is_left_out_and_said():
    picture = '=DISPIMG("ID_1",1)'
    rows = [
        issue_row(1, "甲公司", "问题", result=picture),
        issue_row(2, "甲公司", picture),
        issue_row(3, "甲公司", "另一个", closed=picture, status="是"),
    ]

    tally = issue_ledger.parse(sheets.read(workbooks.issues(*rows), "问题.xlsx")).tally

    assert [(part.origin.row, "“办理情况”一格是图片" in part.reason) for part in tally.parts] == [
        (3, True)
    ]
    assert [error.origin.row for error in tally.refused] == [4, 5]
    told = [
        one
        for one in row_accounts.places(row_accounts.kept(tally))
        if one.label == row_accounts.PART
    ]
    assert [(one.sheet, one.rows) for one in told] == [("问题台账", "3")]


def test_a_message_comes_before_now_however_old_it_is():
    now = moment(TODAY, 10).replace(tzinfo=None)
    origin = Origin("热线.xlsx", "", "表", 2)

    def said(at, answered=None):
        return HotlineRow(origin, "1", "A", "题", "文", at, "答", answered)

    old = said(now.replace(year=2017), now.replace(year=2018))
    rows = [old, said(now.replace(hour=11)), said(now, now.replace(day=21))]
    tally = Tally()

    assert row_days.already_reported(rows, tally, now) == [old]
    assert [error.reason for error in tally.refused] == [
        row_days.ASKED_LATER,
        row_days.ANSWERED_LATER,
    ]


@pytest.mark.parametrize(
    ("day", "is_right"),
    [
        (date(2020, 1, 1), True),
        (date(2027, 11, 20), True),
        (date(2019, 12, 31), False),
        (date(2096, 1, 19), False),
    ],
)
def test_coverage_begins_in_the_years_of_the_campaign(day, is_right):
    assert (periods.day_fault(day, TODAY) == "") is is_right
