"""The roster yields cadres, doubles and refused rows."""

from __future__ import annotations

import pytest

from cadres.people.exchange import roster
from cadres.people.rules import authority
from cadres.viewers.rules.roles import Role
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


def with_roles(*said):
    head = ["姓名", "单位", "联系电话", "角色"]
    rows = [
        ["张三" + "一二三四五六七八九"[at], "县林业局", f"1381234567{at}", role]
        for at, role in enumerate(said)
    ]
    return roster.parse(sheets.read(workbooks.xlsx({"名单": [head, *rows]}), "花名册.xlsx"))


def test_a_role_is_read_where_a_roster_may_give_it():
    found = with_roles("承办经办", " 单位负责人 ", None, "无", "助企干部", "助企办经办")

    assert not found.refused
    assert [row.role for row in found.rows] == [
        Role.UNIT_CLERK, Role.UNIT_HEAD, None, None, Role.CADRE, Role.OFFICE_CLERK,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        *((role.label, "双人办理") for role in Role if role in authority.PROTECTED),
        *((role.label, "系统管理员") for role in Role if role in roster.GIVEN_BY_HAND),
        ("线索室成员", "在线索室里办理"),
        ("承办经办、安全管理员", "双人办理"),
        ("承办经办、单位负责人", "一个角色写一行"),
        ("局长", "没有“局长”这个角色"),
    ],
)
def test_any_other_role_is_refused_with_what_to_do_instead(written, sentence):
    found = with_roles("承办经办", written)

    assert [row.role for row in found.rows] == [Role.UNIT_CLERK]
    (refused,) = found.refused
    assert (refused.column, refused.value) == ("角色", written)
    assert sentence in refused.reason
    assert "请" in refused.reason


def test_every_role_is_given_or_refused_with_its_own_sentence():
    parted = [authority.BY_ROSTER, authority.PROTECTED, roster.GIVEN_BY_HAND]

    assert sorted(role for roles in parted for role in roles) == sorted(Role)


def test_the_same_person_in_two_roles_of_a_unit_stands_in_both():
    head = ["姓名", "单位", "联系电话", "角色"]
    rows = [["张三", "县林业局", "18105720822", role] for role in ("承办经办", "助企干部", None)]
    found = roster.parse(sheets.read(workbooks.xlsx({"名单": [head, *rows]}), "花名册.xlsx"))

    assert (len(found.rows), len(found.doubles)) == (2, 1)


def test_of_whom_a_row_is_refused_is_told():
    found = parsed(
        [1, "张三", "县林业局", "科员", "18105720822", None],
        [2, "张三", "县工信局、县发改委", "科员", "18105720822", None],
        [3, "李四", "县林业局", "科员", "18105720823", None],
        [4, "王五", "县林业局", "科员", "没有", None],
    )

    assert found.partly == {"18105720822"}
    assert found.in_part().partly == {"18105720822", "18105720823"}
