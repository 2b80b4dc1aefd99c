"""一把手走流程: a problem comes in once by its number, with its measures, and is counted apart."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.models import Unit
from cadres.people.rules import naming
from cadres.workbooks.exchange import sheets
from cases.ledgers.exchange import imports
from cases.ledgers.exchange.imports import Ledgers
from cases.ledgers.rules.imports import Kind
from cases.ledgers.rules.walk_throughs import Show
from cases.ledgers.selectors import walk_throughs
from cases.models import Measure, Ticket
from cases.tickets.rules.vocabulary import Source
from cases.tickets.rules.workflow import State
from cases.tickets.services.handling.results import add_measure
from tests.workbooks import xlsx

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)
HEAD = [
    *("问题编号", "问题", "走流程时间", "牵头单位", "整改举措", "责任人", "完成时限"),
    *("完成情况", "完成时间", "销号时间"),
]


def row(number, measure, due="2026-11-30", told=None, done=None, closed=None, unit="县供电公司"):
    text = f"{number} 办事要跑两趟"
    return [number, text, "2026-11-02", unit, measure, "李娟", due, told, done, closed]


ROWS = (
    row("Z1", "合并窗口", "2026-11-10", "已合并", "2026-11-09"),
    row("Z1", "改办事指南", "2026-11-12", "已改", "2026-11-16"),
    row("Z2", "网上公开", "2026-11-15"),
    row("Z2", "短信告知"),
)


@pytest.fixture(autouse=True)
def known_as_files_write_it(handler) -> None:
    key = naming.unit_key(handler.unit.name, handler.county.name)
    Unit.objects.filter(pk=handler.unit.pk).update(name_key=key)


@pytest.fixture
def bring(dispatcher):
    """Bring a ledger in; return the counts of its rows."""

    def run(*rows):
        book = sheets.read(xlsx({"走流程": [HEAD, *rows]}), "走流程.xlsx")
        actor = dispatcher.viewer(FRIDAY)
        ledgers = Ledgers({Kind.WALKS: book}, region=dispatcher.county)
        outcome = imports.bring_in(ledgers, actor=actor)
        counts = outcome.summary["measures"]
        return counts["created"], counts["updated"], counts["unchanged"], counts["refused"]

    return run


def test_a_problem_comes_with_its_measures_and_is_due_with_the_last_of_them(bring, handler):
    assert bring(*ROWS) == (4, 0, 0, 0)

    first, second = Ticket.objects.order_by("pk")
    assert (first.source, first.source_number) == (Source.WALK_THROUGH, "Z1")
    assert (first.unit, first.state) == (handler.unit, State.IN_HAND)
    assert (first.due_on, second.due_on) == (date(2026, 11, 12), date(2026, 11, 30))
    assert list(second.measures.values_list("text", "done_on")) == [
        ("网上公开", None),
        ("短信告知", None),
    ]


def test_the_same_ledger_again_changes_nothing(bring, handler):
    bring(*ROWS)

    assert bring(*ROWS) == (0, 0, 4, 0)
    assert (Ticket.objects.count(), Measure.objects.count()) == (2, 4)


def test_what_was_done_since_is_taken_over_and_the_problem_closed(bring, handler):
    bring(*ROWS)
    done = [row("Z2", name, told="已办", done="2026-11-18", closed="2026-11-19")
            for name in ("网上公开", "短信告知")]  # fmt: skip

    assert bring(*done) == (0, 2, 0, 0)
    ticket = Ticket.objects.get(source_number="Z2")
    assert (ticket.state, ticket.closed_on) == (State.CLOSED, date(2026, 11, 19))


def test_a_problem_is_not_closed_over_measures_that_are_open(bring, handler):
    assert bring(row("Z3", "网上公开", closed="2026-11-19")) == (0, 0, 0, 1)
    assert not Ticket.objects.exists()


def test_a_problem_that_is_handled_here_follows_no_ledger(bring, handler):
    bring(*ROWS)
    ticket = Ticket.objects.get(source_number="Z2")
    add_measure(ticket, actor=handler.viewer(FRIDAY), text="上门告知", owner_name="李娟")

    assert bring(*ROWS, row("Z2", "再加一条")) == (0, 0, 4, 1)
    assert Measure.objects.filter(ticket=ticket).count() == 3


def test_a_number_that_was_filed_by_hand_makes_no_second_ticket(bring, handler, dispatcher):
    bring(*ROWS[:1])
    Ticket.objects.get().origin.delete()

    assert bring(*ROWS[:1]) == (0, 0, 0, 1)


def test_each_figure_is_the_length_of_its_list(bring, handler, dispatcher, outsider):
    bring(*ROWS)
    viewer = dispatcher.viewer(FRIDAY)
    said = {one.show: one.value for one in walk_throughs.figures(seen_by=viewer)}

    assert said == {
        Show.PROBLEMS: 2, Show.MEASURES: 4, Show.DONE: 2, Show.IN_TIME: 1, Show.LATE: 1,
    }  # fmt: skip
    assert walk_throughs.problems(seen_by=viewer).count() == 2
    for show in list(Show)[1:]:
        assert walk_throughs.measures(show, seen_by=viewer).count() == said[show]
    [line] = walk_throughs.by_unit(seen_by=viewer)
    assert {one.show: one.value for one in line.figures} == said
    others = walk_throughs.figures(seen_by=outsider.viewer(FRIDAY))
    assert {one.value for one in others} == {0}
