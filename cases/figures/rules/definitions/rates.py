"""The rates of the catalogue, each made of named measures and of nothing else."""

from __future__ import annotations

from cases.figures.rules.definitions.entries import Group, Ratio

CLOSED = ("on_time", "late")
_HOTLINE_LAW = "参照《北京市接诉即办工作条例》第三十二条（响应率、解决率、满意率）"
_RATING = "国家标准 39734-2020《政务服务“一次一评”“一事一评”工作规范》；未评价的不算满意"
_13710 = "参照焦作市、罗山县“万人助万企”13710工作机制；各环节时限见“时限设置”"
_NAMED_LIMIT = "没有设定这一时限的、台账导入时没有这一环节的"

TIMELY = Ratio(
    name="timely",
    label="按时办结率",
    sent_as="timely_rate",
    group=Group.STANDING,
    over=("on_time",),
    of=(*CLOSED, "overdue"),
    leaves_out="在办未到期的、待确认的、单列的",
    basis="许昌市许政办〔2011〕46号（交办、承办各有时限）；超期未办的计入分母",
    note="按责任单位统计的看承办时限，其他的看对企业承诺；经批准并告知企业的延期，按延期后的时限。",
)
COMPLETION = Ratio(
    name="completion",
    label="办结率",
    sent_as="completion_rate",
    group=Group.STANDING,
    over=CLOSED,
    of=("received",),
    basis="长垣市、周口市等公布的算法：已办结 ÷ 收到",
    note="单列的（列入计划、转法定渠道、企业撤回、联系不上、未答复、企业已注销）计入收到，不算办结。",
)
SOLUTION = Ratio(
    name="solution",
    label="实际解决率",
    sent_as="solution_rate",
    group=Group.RESULT,
    over=("solved",),
    of=("received",),
    less=("unasked",),
    leaves_out="没有问过结果的（台账导入的办结件）",
    basis=_HOTLINE_LAW,
    note="挂账、解释说明和单列的都在分母里。",
)
FULFILMENT = Ratio(
    name="fulfilment",
    label="到期兑现率",
    sent_as="fulfilment_rate",
    group=Group.RESULT,
    over=("plans_kept",),
    of=("plans_due",),
    basis="参照中山市“马上办”：未能办结者不得销号",
    note="每件看最后一次批准的计划。",
)
SATISFACTION = Ratio(
    name="satisfaction",
    label="满意率",
    sent_as="satisfaction_rate",
    group=Group.RESULT,
    over=("satisfied",),
    of=("rated",),
    leaves_out="没有评价的（既不在分子，也不在分母）、不是办结的",
    basis=_RATING,
    note="非常满意、满意、基本满意算满意。只给可以看评价的人。",
)
PARTICIPATION = Ratio(
    name="participation",
    label="参评率",
    sent_as="participation_rate",
    group=Group.RESULT,
    over=("rated",),
    of=(*CLOSED, "no_answer"),
    basis=_RATING,
    note="问过企业而没有答复的（未答复）在分母里，不算评价过。与满意率一并公布。只给可以看评价的人。",
)
DISPATCH = Ratio(
    name="dispatch",
    label="及时交办率",
    sent_as="dispatch_rate",
    group=Group.HANDLING,
    over=("dispatched_timely",),
    of=("dispatch_due",),
    leaves_out=_NAMED_LIMIT,
    basis=_13710,
    note="退回后再次交办的，每次都要按期。县助企办的数。",
)
ACCEPTANCE = Ratio(
    name="acceptance",
    label="及时签收率",
    sent_as="acceptance_rate",
    group=Group.HANDLING,
    over=("accepted_timely",),
    of=("acceptance_due",),
    leaves_out=_NAMED_LIMIT,
    basis=_13710,
    note="只看现在承办的单位；在期限内退回异议的算按期。",
)
FEEDBACK = Ratio(
    name="feedback",
    label="首次反馈及时率",
    sent_as="feedback_rate",
    group=Group.HANDLING,
    over=("answered_timely",),
    of=("answer_due",),
    leaves_out=_NAMED_LIMIT,
    basis=_13710,
    note="自签收起，到承办单位第一次反馈进展、登记举措、请企业补充或提交办结。",
)
TIMELY_AS_PROMISED = Ratio(
    name="timely_as_promised",
    label="按原承诺按时办结率",
    sent_as="timely_as_promised_rate",
    group=Group.TIME,
    over=("on_time_as_promised",),
    of=("on_time_as_promised", "late_as_promised", "overdue_as_promised"),
    leaves_out="在办未到期的、待确认的、单列的",
    basis="泉州市“万名干部进万企”：延期须提前申请并告知企业",
    note="不看延期，只看最初对企业承诺的日期；与按时办结率的差就是延期带来的。重新办理的按这一轮的时限。",
)
HOTLINE = Ratio(
    name="hotline_share",
    label="热线来件占比",
    group=Group.HANDLING,
    over=("hotline",),
    of=("received",),
    basis="国办函〔2025〕66号（12345热线）",
)
RATIOS = (
    *(TIMELY, COMPLETION, SOLUTION, FULFILMENT, SATISFACTION, PARTICIPATION),
    *(DISPATCH, ACCEPTANCE, FEEDBACK, TIMELY_AS_PROMISED, HOTLINE),
)
