"""The 统一社会信用代码 (GB 32100-2015) and the names by which an enterprise is known again."""

from __future__ import annotations

import re

from stdnum.cn import uscc

from cadres.rules.naming import BLANKS, half_width, is_nothing

LENGTH = 18
ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
LOOK_ALIKE = {"O": "0", "I": "1", "S": "5", "Z": "2", "V": "U"}


def credit_code(text: str) -> str:
    """Full-width, blanks, dashes and small letters are only ways of writing; nothing means none."""
    code = re.sub(r"[-－—_.。]", "", half_width(text)).upper()
    return "" if is_nothing(text) else code


def code_fault(code: str) -> str:
    """Say what is wrong with a normalised code; nothing where it is right."""
    if len(code) != LENGTH:
        return f"统一社会信用代码应为 18 位，这里是 {len(code)} 位"
    for place, letter in enumerate(code, 1):
        if letter not in ALPHABET:
            hint = f"，可能应为 {LOOK_ALIKE[letter]}" if letter in LOOK_ALIKE else ""
            return f"统一社会信用代码第 {place} 位不能是“{letter}”{hint}"
    if not uscc.is_valid(code):
        return "统一社会信用代码校验位不对，请核对营业执照"
    return ""


def enterprise_name(text: str) -> str:
    """Return the name as registered: no blanks, full-width brackets."""
    return BLANKS.sub("", text).replace("(", "（").replace(")", "）").strip("。.")


def name_key(text: str) -> str:
    """Names with the same key are one writing of one name."""
    return half_width(text).upper().strip(".")
