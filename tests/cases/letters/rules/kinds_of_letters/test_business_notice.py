"""What the notice at the gate says."""

from __future__ import annotations

from datetime import date

import pytest

from cases.letters.rules.kinds_of_letters import business_notice
from cases.letters.rules.kinds_of_letters.business_notice import NoticeFacts

ADDRESS = "https://zhuqi.example.gov.cn/q/ACDEFGHJKMNP/"


def words(**other) -> str:
    facts = {
        "enterprise": "恒信达艾草制品有限公司",
        "office": "南召县万人助万企活动办公室",
        "phone": "0377-66900000",
        "team": ["首席服务员：张伟（县工信局）。"],
        "dated_on": date(2026, 11, 25),
    }
    sheet = business_notice.compose(NoticeFacts(**(facts | other)), ADDRESS)
    assert sheet.qr.address == ADDRESS
    return "\n".join(paragraph.text for paragraph in sheet.body)


@pytest.mark.parametrize("said", ["不收取任何费用", "不要求拍照、打卡、定位", "无事不扰", "张伟"])
def test_it_says_what_is_never_asked_and_who_serves(said):
    assert said in words()


def test_an_office_without_a_phone_is_not_called():
    assert "拨打" not in words(phone="")


def test_an_enterprise_that_nobody_covers_is_served_by_the_office():
    assert "由南召县万人助万企活动办公室直接为您服务" in words(team=[])
