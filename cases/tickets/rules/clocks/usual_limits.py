"""What is usual for tickets, letters and topics, and the sets of other places to choose from."""

from __future__ import annotations

from cadres.deadlines.rules import presets
from cadres.deadlines.rules.limits import Limit, LimitUnit
from cadres.deadlines.rules.presets import Preset
from cases.tickets.rules.clocks import limit_keys

_WORKDAY = LimitUnit.WORKDAY
_DAY = LimitUnit.CALENDAR_DAY
_MONTH = LimitUnit.MONTH
_TIMES = LimitUnit.TIMES
_PERCENT = LimitUnit.PERCENT
_HOUR = LimitUnit.HOUR
_JIAOZUO = "焦作市“万人助万企”13710工作机制（2021年）"
_SHANDONG = "山东省企业诉求“接诉即办”工作机制（2020年5月）"
_XUCHANG = "许昌市营商环境投诉线索分类办理办法（2025年7月8日）"
_XINZHENG = "新郑市“一键诉求”1137工作机制（2023年10月）"
_PUYANG = "濮阳市12345营商环境专线办理规则（非本单位职责2个工作日内退回）"
_QUANZHOU = "泉州市“万名干部进万企”工作机制（2022年）"
_QUANZHOU_FINAL = "泉州市“万名干部进万企”工作机制（2022年，确定承办单位后不得再提异议）"
_SHANDONG_LONGER = "山东省企业诉求“接诉即办”工作机制（15个工作日，可延7个工作日）"
_BAYANNUR = "巴彦淖尔市12345热线“问题工单”提级督办（重办3次及以上）"
_XINYANG = "信阳市问题交办单（每月反馈进度）"
_UTILITIES = "供水、供气企业24小时抢修服务承诺"
_ASSISTANCE = "参照《市场监督管理行政处罚程序规定》关于协助调查的期限"
_ARREARS = "《保障中小企业款项支付条例》第二十五条"


def _closing(basis: str, **terms: tuple[int, LimitUnit]) -> tuple[Limit, ...]:
    """The promise and the unit's own time, by handling class."""
    return presets.rows(
        basis,
        *(
            (key, subject, amount, unit)
            for key in (limit_keys.PROMISE, limit_keys.UNIT_OWN)
            for subject, (amount, unit) in terms.items()
        ),
    )


USUAL: tuple[Limit, ...] = (
    *_closing(
        presets.OURS,
        advice=(1, _WORKDAY),
        simple=(5, _WORKDAY),
        general=(7, _WORKDAY),
        joint=(15, _WORKDAY),
        hard=(30, _WORKDAY),
        tender=(10, _WORKDAY),
    ),
    *_closing(_UTILITIES, utility=(24, _HOUR)),
    *_closing(_ARREARS, arrears=(30, _DAY)),
    *presets.rows(
        _ARREARS,
        # What the clause calls 转交处理部门 is our dispatch.
        (limit_keys.DISPATCH, "arrears", 10, _WORKDAY),
        (limit_keys.LONGEST, "arrears", 90, _DAY),
    ),
    *presets.rows(
        presets.OURS,
        (limit_keys.DISPATCH, "", 1, _WORKDAY),
        (limit_keys.ACCEPT, "", 1, _WORKDAY),
        (limit_keys.ACCEPT, "tender", 1, _WORKDAY),
        (limit_keys.ADMISSION, "tender", 1, _WORKDAY),
        (limit_keys.PART_ACCEPT, "", 1, _WORKDAY),
        (limit_keys.OBJECTION_DECISION, "", 1, _WORKDAY),
        (limit_keys.FIRST_FEEDBACK, "", 3, _WORKDAY),
        (limit_keys.HEAD_DECISION, "", 2, _WORKDAY),
        (limit_keys.RESULT_TOLD, "", 1, _WORKDAY),
        (limit_keys.CALL_BACK, "", 3, _WORKDAY),
        (limit_keys.LINK_VALID, "", 15, _DAY),
        (limit_keys.RETURNS_PER_TICKET, "", 2, _TIMES),
        (limit_keys.EXTENSION_TIMES, "", 1, _TIMES),
        (limit_keys.EXTENSION_LENGTH, "hard", 15, _WORKDAY),
        (limit_keys.EXTENSION_DECISION, "", 1, _WORKDAY),
        (limit_keys.PARKING_DECISION, "", 2, _WORKDAY),
        (limit_keys.PARKING_REVIEW, "", 90, _DAY),
        (limit_keys.HAND_UP_DECISION, "", 2, _WORKDAY),
        (limit_keys.HAND_UP_PAUSE, "", 1, LimitUnit.SWITCH),
        (limit_keys.QUESTION_ANSWER, "", 5, _WORKDAY),
        (limit_keys.REDO, "", 5, _WORKDAY),
        (limit_keys.CONFIRM_REMINDERS, "", 3, _TIMES),
        (limit_keys.CONFIRM_EVERY, "", 3, _WORKDAY),
        (limit_keys.CONTACT_DAYS, "", 3, _TIMES),
        (limit_keys.CONTACT_ANOTHER, "", 1, LimitUnit.SWITCH),
        (limit_keys.EXPLANATIONS, "", 2, _TIMES),
        (limit_keys.WITHDRAWAL_SAMPLE, "", 20, _PERCENT),
        (limit_keys.WITHDRAWAL_RISK, "", 1, _WORKDAY),
        (limit_keys.RECHECK_FIRST, "", 30, _DAY),
        (limit_keys.RECHECK_SECOND, "", 90, _DAY),
        (limit_keys.RECHECK_SAMPLE, "", 20, _PERCENT),
        (limit_keys.RECHECK_RISK, "", 50, _PERCENT),
        (limit_keys.RECHECK_PLANNED, "", 50, _PERCENT),
        (limit_keys.PLAN_DECISION, "", 1, _WORKDAY),
        (limit_keys.PLAN_FEEDBACK, "", 1, _MONTH),
        (limit_keys.PLAN_LONGEST, "", 12, _MONTH),
        (limit_keys.TOPIC, "", 30, _WORKDAY),
        (limit_keys.URGE_REPLY, "", 2, _WORKDAY),
        (limit_keys.HINT_REPLY, "", 3, _WORKDAY),
        (limit_keys.LETTER_REPLY, "", 5, _WORKDAY),
        (limit_keys.CASE_LEAD_REPLY, "", 15, _WORKDAY),
        (limit_keys.REPLY_PROMISE, "", 10, _WORKDAY),
        (limit_keys.LADDER_QUIET, "", 1, _WORKDAY),
    ),
    *presets.rows(_ASSISTANCE, (limit_keys.ASSISTANCE_REPLY, "", 15, _WORKDAY)),
    *presets.rows(_SHANDONG_LONGER, (limit_keys.EXTENSION_LENGTH, "", 7, _WORKDAY)),
    *presets.rows(_QUANZHOU_FINAL, (limit_keys.RETURNS_PER_UNIT, "", 1, _TIMES)),
    *presets.rows(_BAYANNUR, (limit_keys.REDO_TIMES, "", 3, _TIMES)),
    *presets.rows(_XINYANG, (limit_keys.NEXT_FEEDBACK, "", 1, _MONTH)),
    *presets.rows(_PUYANG, (limit_keys.OBJECTION, "", 2, _WORKDAY)),
    *presets.rows(
        _QUANZHOU,
        (limit_keys.CO_ANSWER, "", 3, _WORKDAY),
        (limit_keys.EXTENSION_NOTICE, "", 1, _WORKDAY),
    ),
)

TOLD = (
    "交办、签收各1个工作日；咨询1、简单5、一般7、跨部门15、疑难30个工作日；"
    "水电气抢修24小时，招投标投诉1个工作日决定是否受理、自受理起10个工作日，账款拖欠30天。"
)
PRESETS = (
    Preset(
        "13710",
        "13710（焦作、罗山）",
        "1天研判交办，交办后3天反馈、7天解决一般问题、1个月解决重大复杂问题，0即跟踪到底；按自然日计。",
        (
            *presets.rows(
                _JIAOZUO,
                (limit_keys.DISPATCH, "", 1, _DAY),
                (limit_keys.FIRST_FEEDBACK, "", 3, _DAY),
                # 研判转办 has its own day; everything after it is counted from the dispatch.
                (limit_keys.FROM_DISPATCH, "", 1, LimitUnit.SWITCH),
            ),
            *_closing(
                _JIAOZUO,
                advice=(7, _DAY),
                simple=(7, _DAY),
                general=(7, _DAY),
                joint=(1, _MONTH),
                hard=(1, _MONTH),
            ),
        ),
    ),
    Preset(
        "1/3/15/30",
        "1/3/15/30（山东）",
        "1个工作日启动核实，3个工作日答复，15个工作日解决或服务确认，制度性复杂问题30个工作日。",
        (
            *presets.rows(
                _SHANDONG,
                (limit_keys.ACCEPT, "", 1, _WORKDAY),
                (limit_keys.FIRST_FEEDBACK, "", 3, _WORKDAY),
            ),
            *_closing(
                _SHANDONG,
                advice=(3, _WORKDAY),
                simple=(15, _WORKDAY),
                general=(15, _WORKDAY),
                joint=(15, _WORKDAY),
                hard=(30, _WORKDAY),
            ),
        ),
    ),
    Preset(
        "1137",
        "1137（新郑）",
        "1个工作日受理转办，1个工作日签收，3个工作日答复简单问题，7个工作日拿出解决措施；"
        "跨部门、疑难问题何时办结没有规定，沿用现行时限。",
        (
            *presets.rows(
                _XINZHENG,
                (limit_keys.DISPATCH, "", 1, _WORKDAY),
                (limit_keys.ACCEPT, "", 1, _WORKDAY),
                # What takes longer is answered with its measures.
                (limit_keys.FIRST_FEEDBACK, "joint", 7, _WORKDAY),
                (limit_keys.FIRST_FEEDBACK, "hard", 7, _WORKDAY),
            ),
            *_closing(
                _XINZHENG,
                advice=(3, _WORKDAY),
                simple=(3, _WORKDAY),
                general=(7, _WORKDAY),
            ),
        ),
    ),
    Preset(
        "A/B/C",
        "A/B/C（许昌）",
        "C类简单问题5个工作日，B类跨部门问题15个工作日，A类复杂历史遗留问题1个月集中攻坚。",
        _closing(
            _XUCHANG,
            advice=(5, _WORKDAY),
            simple=(5, _WORKDAY),
            general=(5, _WORKDAY),
            joint=(15, _WORKDAY),
            hard=(1, _MONTH),
        ),
    ),
)
