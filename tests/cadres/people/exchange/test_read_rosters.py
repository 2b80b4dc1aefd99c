"""The roster yields cadres, doubles and refused rows."""

from __future__ import annotations

from cadres.people.exchange import roster
from cadres.workbooks.exchange import sheets
from tests import workbooks


def parsed(*rows):
    return roster.parse(sheets.read(workbooks.roster(*rows), "花名册.xlsx"))


def test_names_and_phones_are_cleaned():
    found = parsed([1, "张　三", "南召县林业局", "科员", "１８１-0572 0822", None])

    assert [(row.name, row.phone) for row in found.rows] == [("张三", "18105720822")]


def test_the_same_person_in_the_same_unit_is_a_double():
    found = parsed(
        [1, "张三", "南召县林业局", "科员", "18105720822", None],
        [2, "张三", "县林业局", "科员", 18105720822, "重复"],
    )

    assert (len(found.rows), len(found.doubles)) == (1, 1)


def test_the_same_person_in_two_units_stands_in_both():
    found = parsed(
        [1, "张三", "南召县林业局", "科员", "18105720822", None],
        [2, "张三", "县财政局", "科员", "18105720822", None],
    )

    assert len(found.rows) == 2


def test_one_phone_belongs_to_one_person():
    found = parsed(
        [1, "张三", "县林业局", "科员", "18105720822", None],
        [2, "李四", "县林业局", "科员", "18105720822", None],
    )

    assert [row.name for row in found.rows] == ["张三"]
    assert "张三" in found.refused[0].reason


def test_rows_without_a_phone_are_refused_with_cell_and_reason():
    found = parsed(
        [1, "张三", "县林业局", "科员", "无", None],
        [2, "李四", "县林业局", "科员", "1380000", None],
        ["合计", "2人", None, None, None, None],
    )

    assert [(error.origin.row, error.column, error.value) for error in found.refused] == [
        (4, "联系电话", "无"),
        (5, "联系电话", "1380000"),
    ]
    assert "没有手机号" in found.refused[0].reason
    assert "11 位" in found.refused[1].reason
