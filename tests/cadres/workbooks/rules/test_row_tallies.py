"""Every row that is read has one fate: made, changed, unchanged, refused or left out."""

from __future__ import annotations

from cadres.workbooks.rules.row_values import FORGOTTEN, Fate, Origin, Tally


def row(number: int, sheet: str = "城关镇") -> Origin:
    return Origin("台账.xlsx", "", sheet, number)


def test_each_row_has_one_fate():
    tally = Tally(read=[row(1), row(2), row(3), row(4), row(5)])
    tally.made.append(row(1))
    tally.changed.append(row(2))
    tally.same.append(row(3))
    tally.refuse(row(4), "姓名", "", "没有姓名")
    tally.leave_out(row(5), "合计行")

    assert list(tally.fates().values()) == list(Fate)


def test_the_same_number_on_another_sheet_is_another_row():
    tally = Tally(read=[row(3), row(3, "汇总")])
    tally.made.append(row(3))
    tally.refuse(row(3, "汇总"), "问题描述", "", "重复")

    assert list(tally.fates().values()) == [Fate.MADE, Fate.REFUSED]


def test_what_is_refused_in_part_waits_to_be_corrected_with_all_its_reasons():
    tally = Tally(read=[row(1)], made=[row(1)])
    for reason in ("没有甲", "没有乙", "没有甲"):
        tally.refuse(row(1), "首席服务员", "", reason)

    assert list(tally.fates().values()) == [Fate.REFUSED]
    assert [error.reason for error in tally.refusals()] == ["没有甲；没有乙"]


def test_a_row_that_was_forgotten_is_refused_not_lost():
    tally = Tally(read=[row(1), row(2)], made=[row(1)])

    assert [(error.origin.row, error.reason) for error in tally.refusals()] == [(2, FORGOTTEN)]
    assert tally.fates()[row(2).place] is Fate.REFUSED


def test_a_row_on_another_sheet_is_named_with_its_sheet():
    assert row(3).seen_from(row(9)) == "第 3 行"
    assert row(3).seen_from(row(3, "汇总")) == "“城关镇”表第 3 行"
