"""《优化营商环境告知书》: what hangs at the gate of an enterprise, with its code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cases.letters.rules.sheets import LetterSheet, QrCode, body_of

TITLE = "优化营商环境告知书"
CAPTION = "扫码反映问题（不用注册，不用下载）"

# 优化营商环境条例 (国务院令第722号); 第四十八条: 政企沟通不得干扰正常生产经营, 不得增加负担.
RIGHTS = """一、您的权利
1.依法平等使用生产要素和公共服务资源，平等享受国家支持发展的政策。
2.依法自主经营；对法律法规规定之外的收费、摊派，有权拒绝。
3.反映问题后，有权知道谁在办、办到哪一步、什么时候办完，并由您确认结果、作出评价。
4.与政府沟通以自愿为前提，不得干扰正常生产经营，不得增加负担（条例第四十八条）。"""
# 优化营商环境条例第四十八条; 政务移动互联网应用程序规范化管理办法: 不得打卡签到, 不得强制上传照片.
NEVER_ASKED = """四、入企服务纪律
1.不收取任何费用，不推销，不指定中介。
2.不要求准备汇报材料，不要求陪同接待。
3.不要求拍照、打卡、定位，不要求下载软件。
4.有事即到，无事不扰；您不希望上门的，可以只用电话联系。"""


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What it says of this enterprise; a line of the team is `首席服务员：张伟（县工信局）。`."""

    enterprise: str
    office: str
    phone: str
    team: Sequence[str]
    dated_on: date


def compose(facts: NoticeFacts, address: str) -> LetterSheet:
    """Return the sheet; `address` is what the code leads to."""
    text = "\n".join((_opening(), RIGHTS, _team(facts), _channels(facts), NEVER_ASKED))
    return LetterSheet(
        issuer=facts.office,
        title=TITLE,
        dated_on=facts.dated_on,
        addressee=facts.enterprise,
        body=body_of(text),
        signer=facts.office,
        qr=QrCode(address, CAPTION),
        is_one_sheet=True,
    )


def _opening() -> str:
    return "为支持您安心经营、放心发展，根据《优化营商环境条例》，现将有关事项告知如下。"


def _team(facts: NoticeFacts) -> str:
    nobody = [f"还没有确定包联干部，由{facts.office}直接为您服务。"]
    return "\n".join(("二、包联服务人员", *(facts.team or nobody)))


def _channels(facts: NoticeFacts) -> str:
    told = ["1.扫描下方二维码，填写后直接送到活动办公室。", "2.告诉包联干部，由其代为登记。"]
    if facts.phone:
        called = f"3.拨打活动办公室电话：{facts.phone}。"
        told.append(called + "反映干部作风的，请直接拨打这个电话，不经过包联干部和属地。")
    return "\n".join(("三、怎样反映问题", *told))
