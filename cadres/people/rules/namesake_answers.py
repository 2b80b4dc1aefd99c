"""A new number under a known name (同一个人？): what a person may answer, and the question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cadres.people.rules import masking

if TYPE_CHECKING:
    from cadres.models import Cadre

# Somebody else, who bears the same name; any other answer is the id of the one meant.
OTHER = "other"
ANOTHER = "是另一个人，单独登记"
ASKED = "同一个人换了号码，还是另一个人？"
QUESTION = "{unit}已有在岗的{name}（手机号 {phones}）：" + ASKED + "请在“核对写法”里说明"


def question(unit: str, name: str, namesakes: Sequence[Cadre]) -> str:
    phones = "、".join(phone_of(cadre) for cadre in namesakes)
    return QUESTION.format(unit=unit, name=name, phones=phones)


def same(cadre: Cadre) -> str:
    """The answer that it is this one."""
    return f"同一个人，原号码 {phone_of(cadre)} 换成新号码"


def phone_of(cadre: Cadre) -> str:
    return masking.phone(cadre.phone) if cadre.phone else "未登记"
