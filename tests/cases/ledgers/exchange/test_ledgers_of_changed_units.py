"""Next week's ledger finds units that were renamed, merged or closed since."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.models import Unit
from cadres.people.selectors import unit_merging
from cadres.people.services.unit_merging import merge_units
from cadres.people.services.units import UnitFacts, close_unit
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import sheets
from cases.ledgers.exchange import imports
from cases.ledgers.exchange.imports import Ledgers
from cases.ledgers.rules.imports import Kind
from cases.models import Ticket
from tests import workbooks
from tests.factories.people import moment
from tests.fresh import edit_unit
from tests.workbooks import CODES, cover_row, issue_row

pytestmark = pytest.mark.django_db

SYSTEM = Viewer.system(moment(date(2026, 11, 20)))
LATER = Viewer.system(moment(date(2026, 11, 27)))
PERSON = [1, "吕军", "南召县林业局", "科员", "15642556189", None]
FIRM = cover_row(1, "甲艾草有限公司", CODES[0], "吕军", "县林业局科员", "15642556189")
OPEN = issue_row(1, "甲艾草有限公司", "道路破损约227米", unit="林业局", co="县水利局")
CLOSED = issue_row(
    2, "甲艾草有限公司", "留抵退税未到账", unit="林业局", closed="2026-04-08", status="√",
    rating="满意", result="已退税",
)  # fmt: skip


def ledgers(*issues, roster=(PERSON,), cover=(FIRM,)):
    books = {Kind.ISSUES: workbooks.issues(*issues)} if issues else {}
    books |= {Kind.ROSTER: workbooks.roster(*roster)} if roster else {}
    books |= {Kind.ASSIGNMENTS: workbooks.cover(cover)} if cover else {}
    read = {kind: sheets.read(content, f"{kind}.xlsx") for kind, content in books.items()}
    return Ledgers(read)


@pytest.fixture
def forestry():
    """The county after its first week."""
    imports.bring_in(ledgers(OPEN, CLOSED), actor=SYSTEM)
    return Unit.objects.get(name="南召县林业局")


def again(*issues, **more):
    units = set(Unit.objects.values_list("pk", flat=True))
    outcome = imports.bring_in(ledgers(*issues, **more), actor=LATER)
    assert set(Unit.objects.values_list("pk", flat=True)) == units
    return outcome


def unchanged(outcome):
    return {
        part: (outcome.summary[part]["created"], outcome.summary[part].get("updated", 0))
        for part in ("cadres", "enterprises", "assignments", "tickets")
    } == dict.fromkeys(("cadres", "enterprises", "assignments", "tickets"), (0, 0))


def test_a_renamed_unit_is_found_by_its_former_name(forestry):
    facts = UnitFacts("南召县自然资源和林业局", forestry.kind, forestry.region)
    edit_unit(forestry, facts, actor=SYSTEM)

    outcome = again(OPEN, CLOSED)

    assert unchanged(outcome)
    assert outcome.refused == []


def test_a_merged_unit_s_rows_mean_the_new_one_and_change_nothing(forestry):
    water = Unit.objects.get(name="南召县水利局")
    seen = unit_merging.effects(forestry, water, seen_by=SYSTEM).seen
    merge_units(forestry, water, actor=SYSTEM, seen=seen, reason="机构改革")
    numbers = dict(Ticket.objects.values_list("number", "unit__name"))

    outcome = again(OPEN, CLOSED)

    assert sorted(numbers.values()) == ["南召县林业局", "南召县水利局"]
    assert outcome.summary["tickets"]["unchanged"] == 2
    assert outcome.summary["tickets"]["updated"] == 0
    assert dict(Ticket.objects.values_list("number", "unit__name")) == numbers
    assert outcome.refused == []


def test_what_the_ledger_closes_later_is_closed_by_the_new_unit(forestry):
    water = Unit.objects.get(name="南召县水利局")
    seen = unit_merging.effects(forestry, water, seen_by=SYSTEM).seen
    merge_units(forestry, water, actor=SYSTEM, seen=seen, reason="机构改革")
    done = issue_row(
        1, "甲艾草有限公司", "道路破损约227米", unit="林业局", co="县水利局",
        closed="2026-11-25", status="是", result="已修复",
    )  # fmt: skip

    outcome = again(done)

    assert outcome.summary["tickets"]["updated"] == 1
    ticket = Ticket.objects.get(result="已修复")
    assert (ticket.state, ticket.unit) == ("closed", water)


def test_nothing_open_and_nobody_comes_into_a_closed_unit(forestry):
    office = Unit.objects.create(
        region=forestry.region, name="南召县乡镇企业局", name_key="乡镇企业局"
    )
    close_unit(office, actor=SYSTEM)
    new = issue_row(3, "甲艾草有限公司", "厂区缺水", unit="县乡镇企业局")
    helped = issue_row(4, "甲艾草有限公司", "厂区停电", unit="林业局", co="乡镇企业局")
    past = issue_row(
        5, "甲艾草有限公司", "办证慢", unit="乡镇企业局", closed="2026-04-08", status="√"
    )
    somebody = [2, "董英秀", "乡镇企业局", "股长", "17572135239", None]

    outcome = again(new, helped, past, roster=(PERSON, somebody))

    assert outcome.summary["tickets"]["created"] == 1
    assert [error.value for _, error in outcome.refused] == [
        "乡镇企业局", "县乡镇企业局", "林业局",
    ]  # fmt: skip
    assert all("停用" in error.reason for _, error in outcome.refused)
    assert Ticket.objects.get(unit=office).state == "closed"
