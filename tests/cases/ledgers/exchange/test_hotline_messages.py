"""The sample of a hotline's messages comes in whole; answers that come later close it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import sheets
from cases.ledgers.exchange import hotline_messages, imports
from cases.ledgers.exchange.imports import Ledgers
from cases.ledgers.rules.imports import Kind
from cases.models import Ticket
from cases.tickets.rules.workflow import State
from tests import workbooks
from tests.cast import county
from tests.factories.people import moment
from tests.public_cases import ROOT

pytestmark = pytest.mark.django_db

SAMPLE = Path("shared/data/hotline_messages.xlsx")
# How many messages it holds, and how many of them are told without their answer at first.
ALL, LATE = 1408, 40
SYSTEM = Viewer.system(moment(date(2026, 11, 20)))
HEADS = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间")


@pytest.fixture
def messages() -> list[list[object]]:
    """Every row of the sample, by our own headings."""
    found = (above / SAMPLE for above in ROOT.parents)
    path = next((place for place in found if place.is_file()), None)
    if path is None:
        pytest.skip("the sample of hotline messages is not here")
    parsed = hotline_messages.parse(sheets.read(path.read_bytes(), path.name))
    assert not parsed.refused
    return [
        [row.outer_number, row.author, row.title, row.asked_at, row.text,
         row.answer, row.answered_at]
        for row in parsed.rows
    ]  # fmt: skip


def bring_in(rows: list[list[object]]) -> dict[str, int]:
    content = workbooks.xlsx({"12345热线": [list(HEADS), *rows]})
    ledgers = Ledgers({Kind.HOTLINE: sheets.read(content, "热线.xlsx")}, region=county())
    said: dict[str, int] = imports.bring_in(ledgers, actor=SYSTEM).summary["messages"]
    return said


def test_the_sample_comes_in_whole_and_answers_that_come_later_close(messages):
    waiting = [[*row[:5], "", ""] for row in messages[:LATE]]
    assert all(row[5] for row in messages[:LATE])

    first = bring_in([*waiting, *messages[LATE:]])
    later = bring_in(messages)
    again = bring_in(messages)

    whole = {"closed": ALL, "open": 0, "refused": 0}
    assert first == {
        "created": ALL, "updated": 0, "unchanged": 0,
        "closed": ALL - LATE, "open": LATE, "refused": 0,
    }  # fmt: skip
    assert later == {"created": 0, "updated": LATE, "unchanged": ALL - LATE, **whole}
    assert again == {"created": 0, "updated": 0, "unchanged": ALL, **whole}
    assert Counter(Ticket.objects.values_list("state", flat=True)) == {State.CLOSED: ALL}
