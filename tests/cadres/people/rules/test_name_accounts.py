"""How accounts are named, and phones masked."""

from __future__ import annotations

import pytest

from cadres.people.rules import accounts, masking


@pytest.mark.parametrize(
    ("name", "account"),
    [
        ("张伟", "zhangwei1234"),
        ("曾燕强", "zengyanqiang1234"),
        ("单小吕", "shanxiaolv1234"),
        ("买买提·艾力", "maimaitiaili1234"),
        ("Li Lei", "lilei1234"),
    ],
)
def test_an_account_is_the_pinyin_and_four_digits(name, account):
    assert accounts.account_name(name, "13800001234", ()) == account


def test_the_second_of_the_same_name_and_digits_gets_a_number():
    taken = {"zhangwei1234", "zhangwei1234-2"}

    assert accounts.account_name("张伟", "13900001234", taken) == "zhangwei1234-3"


def test_without_a_phone_the_name_alone_counts():
    assert accounts.account_name("张伟", "", ()) == "zhangwei"


@pytest.mark.parametrize(
    ("number", "shown"), [("13812341234", "138****1234"), ("66881234", "****34"), ("", "")]
)
def test_a_masked_phone_gives_nothing_away(number, shown):
    assert masking.phone(number) == shown
