"""What a password must be."""

from __future__ import annotations

import pytest

from cadres.errors import Invalid
from cadres.sign_in.rules import passwords


def check(password):
    passwords.check(password, account="zhangwei1234", phone="13800001234", name="张伟")


@pytest.mark.parametrize("password", ["Zhuqi-2026", "zhuqi-2026ok", "ZHUQI2026!!", "长夜Aa1-xxxx"])
def test_ten_places_of_three_kinds_will_do(password):
    check(password)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("Aa1-xyz", "至少 10 位"),
        ("zhuqizhuqi2026", "至少三种"),
        ("ZhuqiZhuqiZhuqi", "至少三种"),
        ("Zhangwei1234!", "账号"),
        ("Ab-13800001234", "手机号"),
        ("ZHANGWEI-2026x", "拼音"),
    ],
)
def test_others_are_refused_with_the_reason(password, why):
    with pytest.raises(Invalid, match=why):
        check(password)
