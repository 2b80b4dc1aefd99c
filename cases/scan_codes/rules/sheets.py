"""What stands on a printed code: what it is for, who serves there, and that it inspects nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import TextChoices

TITLE = "助企服务公示牌"
PUBLIC_TITLE = "有困难，扫码说"
CAPTION = "扫码反映问题，不用注册，不用下载"
# 扫码入企 is another code: whoever sees ours must not take it for that one.
NOT_INSPECTION = "这个码只用来反映困难、看办到哪一步。它不是检查码，不是执法“扫码入企”的码。"
PROMISES = (
    "反映后马上有编号，随时看办到哪一步；办完由您确认，没有解决的继续办。",
    "可以不让包联干部或者某个单位看到，只交给县里的活动办公室。",
    "不收费、不推销、不要求陪同接待；有事即到，无事不扰。",
)


class SheetLayout(TextChoices):
    POSTER = "poster", "A4 公示牌（一张一页）"
    LABEL = "label", "标签（一页 8 个，裁开张贴）"
    NOTICE = "notice", "A4 优化营商环境告知书（一家企业一张）"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One code with its words; a line of the team is `首席服务员：张伟（县工信局）`."""

    title: str
    place: str
    office: str
    phone: str
    address: str
    team: Sequence[str] = ()
