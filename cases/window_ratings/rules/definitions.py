"""Figures of ratings of windows (窗口评价): how many, how many bad, and what came of them."""

from __future__ import annotations

from datetime import date

from cases.figures.rules.definitions.entries import FIRST_DAY, Counts, Group, Measure, Ratio

SERVED, RATED, WELL, BAD = "window_served", "window_rated", "window_well", "window_bad"
ORDERED, RECTIFIED, IN_TIME = "window_ordered", "window_rectified", "window_in_time"
CALLED, PLEASED, PUBLISHED = "window_called", "window_pleased", "window_published"
CODE_RATED, CODE_BAD = "section_rated", "section_bad"
_BASIS = "国办发〔2019〕51号；宛政办〔2022〕66号（好差评占效能评价 30 %）"
_LIMITS = "交办函载明的整改时限（“时限设置”里的窗口评价）"
# Since then what came by the code of a section is counted by itself.
_APART = date(2026, 12, 2)
_OWN = "本县码上评议，不是省好差评系统的评价"
_LEFT_OUT = "申诉成立、认定为误评或恶意的差评"


def _measure(name: str, label: str, counts: str, basis: str = _BASIS, version: int = 1) -> Measure:
    return Measure(
        name=name,
        label=label,
        group=Group.RATINGS,
        counts=counts,
        leaves_out=_LEFT_OUT,
        basis=basis,
        what=Counts.RATINGS,
        version=version,
        since=FIRST_DAY if version == 1 else _APART,
    )


MEASURES = (
    _measure(SERVED, "服务", "省系统文件里的服务；未评价的也在内", version=2),
    _measure(RATED, "已评价", "省系统里评价人自己选了等级的；未评价、系统默认的不算", version=2),
    _measure(WELL, "好评", "省系统里的非常满意、满意、基本满意", version=2),
    _measure(BAD, "差评", "省系统里的不满意、非常不满意", version=2),
    _measure(CODE_RATED, "码上评议", "扫窗口、科室的码评的，不分等级", _OWN),
    _measure(CODE_BAD, "码上差评", "扫码评的不满意、非常不满意", _OWN),
    _measure(ORDERED, "应整改", "首轮整改已签发的，和整改时限已过还没有签发的", _LIMITS),
    _measure(IN_TIME, "按期整改", "首轮整改在时限内由单位负责人签发", _LIMITS),
    _measure(RECTIFIED, "已整改", "首轮整改已由单位负责人签发", _LIMITS),
    _measure(CALLED, "已回访", "整改后回访到评价人的；联系不上的不算"),
    _measure(PLEASED, "回访满意", "回访时评价人说满意、基本满意"),
    _measure(PUBLISHED, "已公示", "整改结果已经公示"),
)
GOOD_RATE = Ratio(
    name="window_good_rate",
    label="窗口好评率",
    group=Group.RATINGS,
    over=(WELL,),
    of=(RATED,),
    leaves_out=f"{_LEFT_OUT}；未评价的",
    basis=_BASIS,
    note="未评价不当作满意；按被评价单位统计。",
)
TIMELY = Ratio(
    name="window_rectified_in_time",
    label="差评按期整改率",
    group=Group.RATINGS,
    over=(IN_TIME,),
    of=(ORDERED,),
    leaves_out=f"{_LEFT_OUT}；还没到期、也还没签发的",
    basis=_LIMITS,
    note="看首轮整改；回访不满意再整改的，首轮算到签发为止。",
)
CALL_BACK = Ratio(
    name="window_call_back_pleased",
    label="差评回访满意率",
    group=Group.RATINGS,
    over=(PLEASED,),
    of=(CALLED,),
    leaves_out=f"{_LEFT_OUT}；联系不上的",
    basis=_BASIS,
    note="由没有经手的同志回访。",
)
RATIOS = (GOOD_RATE, TIMELY, CALL_BACK)
COLUMNS = (
    *(SERVED, RATED, BAD, CODE_RATED, CODE_BAD, ORDERED, IN_TIME, CALLED, PUBLISHED),
    *(one.name for one in RATIOS),
)
