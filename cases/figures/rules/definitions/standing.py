"""Measures of where received tickets stand, and of how their matters ended."""

from __future__ import annotations

from cases.figures.rules.completion import Aspect, Bucket
from cases.figures.rules.definitions.entries import Counts, Group, Measure

RECEIVED, APART, CLOSED, CARRIED = "received", "apart", "closed", "carried"
_TWO_CLOCKS = "国办函〔2025〕66号（科学设置时限和办结标准）；承诺归县、承办时限归单位"
_APART = "未能办结者不得销号（参照中山市“马上办”），单列公布"


def _bucket(bucket: Bucket, counts: str, sent_as: str = "", basis: str = _TWO_CLOCKS) -> Measure:
    return Measure(
        name=bucket.value,
        label=bucket.label,
        group=Group.STANDING,
        counts=counts,
        sent_as=sent_as,
        basis=basis,
    )


def _aspect(aspect: Aspect, counts: str, sent_as: str = "") -> Measure:
    return Measure(
        name=aspect.value,
        label=aspect.label,
        group=Group.RESULT,
        counts=counts,
        sent_as=sent_as,
    )


STANDING = (
    Measure(
        name=RECEIVED,
        label="收到",
        group=Group.STANDING,
        counts="登记日期（企业反映之日）在时段内的工单，每件恰好在下面一栏里",
        basis="长垣市、周口市等公布的“累计收集”",
    ),
    _bucket(Bucket.ON_TIME, "已办结，审核通过日不晚于时限", "closed_on_time"),
    _bucket(Bucket.LATE, "已办结，审核通过日晚于时限", "closed_late"),
    _bucket(Bucket.WITHIN, "还没有审核通过，时限未过（挂账、提级的也在内）", "open_within_limit"),
    _bucket(Bucket.OVERDUE, "还没有审核通过，时限已过；暂停计时的不算过期", "open_overdue"),
    _bucket(
        Bucket.UNCONFIRMED,
        "单位已提交、负责人已审核，等企业确认或独立回访",
        basis="三把关：承办反馈、审核、企业本人确认或独立回访",
    ),
    Measure(
        name=CLOSED,
        label="办结",
        group=Group.STANDING,
        counts="按时办结与超期办结之和",
        basis=_TWO_CLOCKS,
    ),
    Measure(
        name=APART,
        label="单列",
        group=Group.STANDING,
        counts="列入计划、转法定渠道、企业撤回、联系不上、未答复、企业已注销之和：计入收到，不算办结",
        basis=_APART,
    ),
    _bucket(Bucket.PLANNED, "经助企办主任同意列入计划，还在计划中", basis=_APART),
    _bucket(
        Bucket.REDIRECTED,
        "由法院、信访、公安等其他机关依法处理",
        basis="《北京市接诉即办工作条例》第十一条",
    ),
    _bucket(Bucket.WITHDRAWN, "企业自己撤回诉求", basis=_APART),
    _bucket(Bucket.UNREACHED, "在规定的几天里都联系不上企业", basis=_APART),
    _bucket(
        Bucket.NO_ANSWER,
        "请企业确认过，按规定提醒后还没有答复；不再催，什么时候答复都接着办",
        basis="未评价是单独的状态，不算满意；不得增加企业负担（《优化营商环境条例》第四十八条）",
    ),
    _bucket(Bucket.DEREGISTERED, "企业已注销，无法继续办理", basis=_APART),
)
RESULTS = (
    _aspect(Aspect.SOLVED, "已办结，企业确认（或独立回访确认）已解决"),
    _aspect(Aspect.UNASKED, "已办结，没有问过企业结果", "outcome_not_asked"),
    _aspect(Aspect.REDONE, "办理过不止一轮的工单"),
    Measure(
        name="rounds",
        label="重办轮次",
        group=Group.RESULT,
        counts="第一轮以外的轮次，一件办了三轮计两轮",
        what=Counts.ROUNDS,
        sent_as="redone_rounds",
    ),
    _aspect(Aspect.EXTENDED, "按时办结，但按原承诺已经超期", "closed_within_extension"),
    _aspect(Aspect.PARKED, "经县领导批准挂账，还没有恢复办理"),
    Measure(
        name="plans_due",
        label="到期计划",
        group=Group.RESULT,
        counts="最后一次批准的计划，计划日期已到",
        basis=_APART,
    ),
    Measure(
        name="plans_kept",
        label="到期兑现",
        group=Group.RESULT,
        counts="在计划日期前办成并经企业确认",
        basis=_APART,
    ),
    Measure(
        name="rated",
        label="有评价",
        group=Group.RESULT,
        counts="办结件中，企业在最后一轮给出满意度评价",
        basis="国家标准 39734-2020；未评价是单独的状态，不算满意",
    ),
    Measure(
        name="satisfied",
        label="满意",
        group=Group.RESULT,
        counts="有评价的件中，非常满意、满意或基本满意",
        basis="国家标准 39734-2020 第 7.3 条",
    ),
    _aspect(Aspect.MISSED_ELSEWHERE, "对企业承诺已超期，而承办时限没有超期"),
    _aspect(Aspect.KEPT_ALL_THE_SAME, "承办时限已超期，而对企业承诺没有超期"),
)
