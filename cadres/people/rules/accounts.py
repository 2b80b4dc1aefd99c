"""How an account is named: the pinyin of the person and the last four digits of the phone."""

from __future__ import annotations

import re
from collections.abc import Collection

from pypinyin import Style, lazy_pinyin

from cadres.search.rules import finding

LAST_DIGITS = 4
LONGEST = 50
# Surnames that are read otherwise than the character alone.
SURNAMES = {
    "单": "shan",
    "曾": "zeng",
    "仇": "qiu",
    "解": "xie",
    "查": "zha",
    "任": "ren",
    "盖": "ge",
    "区": "ou",
    "朴": "piao",
    "翟": "zhai",
    "乐": "yue",
    "缪": "miao",
    "员": "yun",
    "种": "chong",
    "覃": "qin",
    "尉迟": "yuchi",
    "万俟": "moqi",
}


def pinyin(name: str) -> str:
    """Return plain letters without tones, syllables joined: 张伟 → zhangwei; also a sort key."""
    surname = next((known for known in SURNAMES if name.startswith(known)), "")
    rest = "".join(lazy_pinyin(name[len(surname) :], style=Style.NORMAL)).lower()
    return SURNAMES.get(surname, "") + re.sub(r"[^a-z0-9]", "", rest.replace("ü", "v"))


def find_text(name: str) -> str:
    """Return the lines by which a person is found; a surname also by how it is read as one."""
    lines = finding.find_text([name])
    surname = next((known for known in SURNAMES if name.startswith(known)), "")
    if not surname:
        return lines
    read = SURNAMES[surname][0] + finding.initials(name)[1:]
    return lines if read in lines.split("\n") else f"{lines}\n{read}"


def account_name(name: str, phone_digits: str, taken: Collection[str]) -> str:
    """Return an account that is not yet taken: zhangwei1234, then zhangwei1234-2 and so on."""
    plain = (pinyin(name) or "cadre")[:LONGEST] + phone_digits[-LAST_DIGITS:]
    number, account = 1, plain
    while account in taken:
        number += 1
        account = f"{plain}-{number}"
    return account
