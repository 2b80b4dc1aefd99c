"""Credit codes are cleaned, and refused with what is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from enterprises.register.rules import credit_codes, enterprise_names

GOOD = "91411321MAKJYCTY41"


@pytest.mark.parametrize(
    "written",
    [
        GOOD,
        "91411321 MAKJYCTY41",
        "９１４１１３２１ＭＡＫＪＹＣＴＹ４１",
        "91411321makjycty41 ",
        "　91411321-MAKJYCTY41",
        f"'{GOOD}",
        f"`{GOOD}",
        f'="{GOOD}"',
        f"\u202d{GOOD}\u202c",
        f"\ufeff{GOOD[:8]}\u200b{GOOD[8:]}\u00a0",
    ],
)
def test_every_way_of_writing_is_one_code(written):
    assert credit_codes.credit_code(written) == GOOD
    assert credit_codes.code_fault(GOOD) == ""


@pytest.mark.parametrize("nothing", ["", "无", "/", "  "])
def test_nothing_is_no_code(nothing):
    assert credit_codes.credit_code(nothing) == ""


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("91411321MAKJYCTY4", "17 位"),
        ("411321000012345", "15 位的是旧营业执照注册号"),
        ("41132100001234X", "旧税务登记号"),
        ("9141132100001AB", "应为 18 位，这里是 15 位"),
        ("76543210X", "旧组织机构代码"),
        ("B1411321MAKJYCTY41", "登记管理部门"),
        ("9141132AMAKJYCTY41", "行政区划"),
        ("91411321MAKJYCTYO1", "可能应为 0"),
        ("91411321MAKJYCTY42", "校验位"),
    ],
)
def test_a_wrong_code_is_told_what_is_wrong(code, words):
    assert words in credit_codes.code_fault(code)


@given(st.text(alphabet=sorted(credit_codes.ALPHABET), min_size=17, max_size=17))
def test_of_all_last_letters_exactly_one_is_right(body):
    right = [last for last in credit_codes.ALPHABET if not credit_codes.code_fault(body + last)]

    assert right in ([uscc.calc_check_digit(body)], [])


@pytest.mark.parametrize("kind", ["N2", "N1", "A1", "54", "93", "12", "Y1"])
def test_whoever_registers_the_code_is_right_with_its_check_digit(kind):
    body = f"{kind}411321MF0ABCDE1"

    assert credit_codes.code_fault(body + uscc.calc_check_digit(body)) == ""


def test_names_are_known_again_however_their_brackets_are_written():
    assert enterprise_names.name_key("河南(南召) 艾草公司") == enterprise_names.name_key(
        "河南（南召）艾草公司 "
    )
    assert enterprise_names.enterprise_name("河南 (南召)艾草公司") == "河南（南召）艾草公司"
