"""The 统一社会信用代码 (GB 32100-2015): how it is written, and what is wrong with one."""

from __future__ import annotations

import re

from stdnum.cn import uscc

from cadres.submissions.rules import pasted_text, typed_values
from cadres.workbooks.rules.cell_text import half_width, is_nothing

LENGTH = 18
# Who registers (登记管理部门), GB 32100-2015 with its amendment and what was assigned since:
# 机构编制, 外交, 司法行政, 文化, 民政, 旅游, 宗教, 工会, 市场监管, 中央军委 (A), 农业农村 (N, for
# 农村集体经济组织), 其他 (Y). The second place is assigned by each of them as it needs.
REGISTRARS = frozenset("123456789ANY")
PLACE_OF_REGISTRY = slice(2, 8)
OLD_NUMBERS = {
    15: "15 位的是旧营业执照注册号或旧税务登记号（2015 年“三证合一”前使用）",
    13: "13 位的是旧营业执照注册号（早年使用）",
    9: "9 位的是旧组织机构代码",
}
LOOK_UP = (
    "，请填写现在营业执照上 18 位的统一社会信用代码，可按企业名称在国家企业信用信息公示系统查询"
)
ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
LOOK_ALIKE = {"O": "0", "I": "1", "S": "5", "Z": "2", "V": "U"}


def credit_code(text: str) -> str:
    """Full-width, blanks, dashes and small letters are only ways of writing; nothing means none."""
    plain = pasted_text.value(text)
    return "" if is_nothing(plain) else re.sub(r"[-－—_.。]", "", half_width(plain)).upper()


def code_fault(code: str) -> str:
    """Say what is wrong with a normalised code; nothing where it is right."""
    if len(code) != LENGTH:
        return _fault_of_length(code)
    for place, letter in enumerate(code, 1):
        if letter not in ALPHABET:
            hint = f"，可能应为 {LOOK_ALIKE[letter]}" if letter in LOOK_ALIKE else ""
            return f"统一社会信用代码第 {place} 位不能是“{letter}”{hint}"
    if code[0] not in REGISTRARS:
        return f"统一社会信用代码第 1 位“{code[0]}”不是登记管理部门代码，请核对营业执照"
    if not typed_values.is_digits(code[PLACE_OF_REGISTRY]):
        return "统一社会信用代码第 3 至 8 位是行政区划，只能是数字，请核对营业执照"
    # The library knows figures alone in the first places, so only its arithmetic is used.
    if code[-1] != uscc.calc_check_digit(code[:-1]):
        return "统一社会信用代码校验位不对，请核对营业执照"
    return ""


def _fault_of_length(code: str) -> str:
    """An old number is called what it is, and where the present one is found."""
    is_old = len(code) in OLD_NUMBERS and typed_values.is_digits(code[:-1])
    if is_old:
        return f"{OLD_NUMBERS[len(code)]}{LOOK_UP}"
    return f"统一社会信用代码应为 18 位，这里是 {len(code)} 位"
