"""Words of early warning (预警) and of 纸面销号: each kind with its rule in a sentence."""

from __future__ import annotations

from django.db.models import TextChoices


class FlagKind(TextChoices):
    """What is to be looked at before a closing is approved; never a score, never of a person."""

    SHORT = "short", "答复过短或只说转办"
    LEFT_OUT = "left_out", "逐条诉求没有逐条答复"
    COPIED = "copied", "与另一件的答复雷同"
    REUSED = "reused", "佐证材料用过"


class WarningKind(TextChoices):
    """What is likely to go wrong, told while something can be done about it."""

    PACE = "pace", "照这个速度会超期"
    GROWTH = "growth", "某类问题明显增多"
    ENTERPRISE = "enterprise", "同一企业反复反映"
    UNIT = "unit", "同一单位反复返工"


# How each is found, as the page states it; the amounts are limits (`rules.limit_keys`).
FLAG_RULES: dict[str, str] = {
    FlagKind.SHORT: "除去称呼、致谢、已收悉、已转办，剩下的字数少于限值。",
    FlagKind.LEFT_OUT: "来件逐条提了要求，某一条的词在办理情况里几乎没有出现。",
    FlagKind.COPIED: "与本县另一件的办理情况大部分相同，而两件反映的不是一回事。",
    FlagKind.REUSED: "举措或协办的佐证文件，与别的企业的工单上的文件相同，或照片几乎一样。",
}
WARNING_RULES: dict[str, str] = {
    WarningKind.PACE: "同单位同类别（不够则全县同类别）过去的工单，剩下同样多的工作日时还没办结的，"
    "最后超期的比例达到限值。",
    WarningKind.GROWTH: "最近一期的件数，按此前各期的平均推算，碰巧这么多的概率低于限值。",
    WarningKind.ENTERPRISE: "同一企业在限定天数内就同一类别反映的件数达到限值。",
    WarningKind.UNIT: "同一单位在限定天数内被推翻、重新办理的次数达到限值。",
}
# What counts as having come true, in the county's own past.
FLAG_HIT = "企业答复未解决或部分解决、回访不属实，或被要求重新办理"
WARNING_HIT: dict[str, str] = {
    WarningKind.PACE: "后来超过对企业承诺的时限",
    WarningKind.GROWTH: "下一期仍多于此前的平均",
    WarningKind.ENTERPRISE: "同样长的时间内又就同一类别反映",
    WarningKind.UNIT: "同样长的时间内又有返工",
}
