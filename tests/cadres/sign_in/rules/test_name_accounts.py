"""How accounts are named, phones masked and devices called."""

from __future__ import annotations

import pytest

from cadres.people.rules import masking
from cadres.sign_in.rules import accounts, devices


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


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Edg/120", "Windows 电脑 · Edge"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120 MicroMessenger/8", "安卓手机 · 微信"),
        ("curl/8", "未知设备"),
    ],
)
def test_devices_are_called_as_a_person_would(agent, name):
    assert devices.name(agent) == name
