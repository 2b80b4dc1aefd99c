"""评价指标问题台账: a finding comes in once by its number, to whoever leads its indicator."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.models import OutboxRow, Unit
from cadres.people.rules import naming
from cadres.workbooks.exchange import sheets
from cases.ledgers.exchange import imports
from cases.ledgers.exchange.imports import Ledgers
from cases.ledgers.rules.imports import Kind
from cases.models import IndicatorFinding, IndicatorLead
from cases.office_work.services.findings import Found, file_finding, void_finding
from tests.factories.office_work import IndicatorFactory
from tests.factories.people import moment
from tests.workbooks import xlsx

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)
HEAD = ["外部编号", "指标", "发现的问题", "哪次评价", "发现日期", "牵头单位", "佐证时限"]


def row(number, indicator="获得电力", due="2026-11-30", unit=None, text=None):
    text = text or f"{number} 没有佐证"
    return [number, indicator, text, "第三季度调度", "2026-11-02", unit, due]


ROWS = (row("P1"), row("P2", "3.1", unit="县供电公司"))


@pytest.fixture(autouse=True)
def led(dispatcher, handler):
    """Two indicators, the upper one led by the handler's unit."""
    key = naming.unit_key(handler.unit.name, handler.county.name)
    Unit.objects.filter(pk=handler.unit.pk).update(name_key=key)
    upper = IndicatorFactory(county=dispatcher.county, path="3.获得电力")
    IndicatorFactory(county=dispatcher.county, level=2, path="3.获得电力 / 3.1 接入便利度")
    IndicatorFactory(county=dispatcher.county, path="获得用水")
    IndicatorLead.objects.create(
        indicator=upper, unit=handler.unit, from_on=FRIDAY, basis="通知", set_at=moment(FRIDAY)
    )
    return upper


@pytest.fixture
def bring(dispatcher):
    """Bring a ledger in; return the counts of its rows and the reasons of the refused."""

    def run(*rows):
        book = sheets.read(xlsx({"问题": [HEAD, *rows]}), "指标问题.xlsx")
        ledgers = Ledgers({Kind.FINDINGS: book}, region=dispatcher.county)
        outcome = imports.bring_in(ledgers, actor=dispatcher.viewer(FRIDAY))
        counts = outcome.summary["findings"]
        run.said = "".join(error.reason for _, error in outcome.refused)
        return counts["created"], counts["updated"], counts["unchanged"], counts["refused"]

    return run


def test_a_finding_comes_in_by_number_and_goes_to_the_lead(bring, handler):
    assert bring(*ROWS) == (2, 0, 0, 0)

    found = list(IndicatorFinding.objects.order_by("pk"))
    assert [(one.outer_number, one.indicator.path, one.unit) for one in found] == [
        ("P1", "3.获得电力", handler.unit),
        ("P2", "3.获得电力 / 3.1 接入便利度", handler.unit),
    ]
    told = OutboxRow.objects.filter(kind="finding_filed", to=handler.cadre)
    assert told.count() == 2


def test_the_same_again_makes_nothing_and_a_new_term_is_taken_over(bring):
    bring(*ROWS)

    assert bring(*ROWS) == (0, 0, 2, 0)
    assert bring(row("p 1", due="2026-12-10"), ROWS[1]) == (0, 1, 1, 0)
    assert IndicatorFinding.objects.get(outer_number="P1").due_on == date(2026, 12, 10)
    assert IndicatorFinding.objects.count() == 2


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (row("P3", "获得天然气"), "没有“获得天然气”"),
        (row("P3", "获得用水"), "都没有牵头单位"),
        (row("P3", due="2026-11-01"), "佐证时限不能早于发现日期"),
        (row("P3", due=None), "没有佐证时限"),
        (row(None, text="没有佐证"), "没有外部编号"),
        (row("P3", unit="县供电公司、县林业局"), "只写一家牵头单位"),
        (row("P1", text="另一个问题"), "与系统里的不同"),
        (row("P1", "获得用水"), "与系统里的不同"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(bring, bad, said):
    bring(*ROWS)

    assert bring(bad) == (0, 0, 0, 1)
    assert said in bring.said
    assert IndicatorFinding.objects.count() == 2


def test_a_number_filed_by_hand_makes_no_second_finding(bring, led, dispatcher, handler):
    text, day = "P1 没有佐证", date(2026, 11, 2)
    due_on = date(2026, 11, 30)
    found = Found(led, "第三季度调度", day, text, handler.unit, due_on, "P1")
    filed = file_finding(found, actor=dispatcher.viewer(FRIDAY), county=dispatcher.county)

    assert bring(ROWS[0]) == (0, 0, 1, 0)
    void_finding(filed, actor=dispatcher.viewer(FRIDAY), why="记错了")
    assert bring(ROWS[0]) == (0, 0, 0, 1)
    assert "已撤销" in bring.said


def test_a_number_stands_once_in_a_file(bring):
    assert bring(ROWS[0], ROWS[0], row("P1", text="另一个问题")) == (1, 0, 0, 1)
    assert "编号相同" in bring.said
