"""The 包联台账 yields enterprises with their people."""

from __future__ import annotations

from datetime import date

from cadres.workbooks.exchange import sheets
from cadres.workbooks.rules.row_values import Fault
from enterprises.coverage.exchange import coverage_ledger
from enterprises.coverage.rules import coverage_ledger as rules
from tests import workbooks
from tests.workbooks import CODES, cover_row


def parsed(rows, **more):
    return coverage_ledger.parse(sheets.read(workbooks.cover(rows, **more), "台账.xlsx"))


def test_a_row_becomes_an_enterprise_with_two_people():
    found = parsed(
        [cover_row(1, "甲公司 ", CODES[0], "吕军、董英秀", "县林业局科员、县司法局股长",
                   "15642556189、17572135239", "2026.1.9")]
    )  # fmt: skip

    row = found.rows[0]
    assert (row.name, row.code, row.township) == ("甲公司", CODES[0], "城关镇")
    assert [(person.name, person.unit, person.post) for person in row.people] == [
        ("吕军", "县林业局", "科员"),
        ("董英秀", "县司法局", "股长"),
    ]
    assert row.started_on == date(2026, 1, 9)
    assert (row.contact_name, row.contact_phone) == ("蒋伟丽", "13700109934")


def test_bad_and_missing_codes_are_told_apart():
    people = ("吕军", "县林业局科员", "15642556189")
    found = parsed(
        [
            cover_row(1, "甲公司", CODES[0][:-1] + "9", *people),
            cover_row(2, "乙公司", "", *people),
            cover_row(3, "丙公司", CODES[0][:-1], *people),
        ]
    )

    assert [error.fault for error in found.refused] == [
        Fault.BAD_CODE,
        Fault.NO_CODE,
        Fault.BAD_CODE,
    ]
    assert [error.origin.row for error in found.refused] == [5, 6, 7]
    assert "17 位" in found.refused[2].reason


def test_the_leader_of_a_vertical_merge_stands_behind_every_row():
    people = ("吕军", "县林业局科员", "15642556189")
    rows = [cover_row(at, f"{at}公司", CODES[at], *people) for at in range(3)]

    found = parsed(rows, merges=["I5:I7"])

    assert [row.county_leader for row in found.rows] == ["叶华"] * 3


def test_rows_under_one_merged_enterprise_add_their_people():
    rows = [
        cover_row(1, "甲公司", CODES[0], "吕军", "县林业局科员", "15642556189"),
        cover_row(1, "", "", "董英秀", "县司法局股长", "17572135239"),
    ]

    found = parsed(rows, merges=["B5:B6", "C5:C6"])

    assert len(found.rows) == 1
    assert [person.name for person in found.rows[0].people] == ["吕军", "董英秀"]


def test_of_a_doubled_enterprise_the_first_wins_and_the_earliest_start_holds():
    rows = [
        cover_row(1, "甲有限公司", CODES[0], "吕军", "县林业局科员", "15642556189", "2026-02-18"),
        cover_row(
            2,
            "甲有限责任公司 ",
            CODES[0].lower(),
            "吕军",
            "县林业局科员",
            "15642556189",
            "2026/1/15",
        ),
    ]

    kept, doubles = rules.distinct(parsed(rows).rows)

    assert [row.name for row in kept] == ["甲有限公司"]
    assert kept[0].aliases == ("甲有限责任公司",)
    assert kept[0].started_on == date(2026, 1, 15)
    assert len(doubles) == 1


def test_places_and_names_may_have_any_han_character():
    row = parsed(
        [cover_row(1, "𬭎𫖯有限公司", CODES[0], "㑇𠮷", "县林业局", "")], township="㛃𬭎镇"
    ).rows[0]

    assert (row.township, row.name, row.people[0].name) == ("㛃𬭎镇", "𬭎𫖯有限公司", "㑇𠮷")


def test_a_contact_s_phone_is_kept_as_written_or_refused():
    fine = cover_row(1, "甲公司", CODES[0], "吕军", "县林业局科员", "15642556189")
    bad = cover_row(2, "乙公司", CODES[1], "吕军", "县林业局科员", "15642556189")
    fine[7], bad[7] = "0377-66666666转802（会计）", "见名片"

    found = parsed([fine, bad])

    assert [row.contact_phone for row in found.rows] == ["0377-66666666转802（会计）"]
    assert "没有认出电话号码" in found.refused[0].reason


def test_people_and_phones_that_do_not_pair_refuse_the_row():
    found = parsed([cover_row(1, "甲公司", CODES[0], "吕军、李四", "", "1、2、3")])

    assert "对不上" in found.refused[0].reason


def test_a_single_sheet_takes_the_township_of_its_column():
    head = [
        "企业名称（全称）",
        "统一社会信用代码",
        "所属乡镇",
        "首席服务员",
        "工作单位及职务",
        "联系方式",
    ]
    content = workbooks.csv_bytes(
        [head, ["甲公司", CODES[0], "云阳镇", "吕军", "县林业局科员", "15642556189"]]
    )

    row = coverage_ledger.parse(sheets.read(content, "台账.csv")).rows[0]

    assert row.township == "云阳镇"
    assert row.people[0].phone == "15642556189"
