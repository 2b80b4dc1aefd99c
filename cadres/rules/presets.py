"""Ready-made sets of limits, each row with the document it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.errors import Absent
from cadres.rules.limits import Limit, LimitKey, LimitUnit

# The codes of the handling classes as tickets carry them, and the words for them.
SUBJECTS = {
    "": "全部类型",
    "advice": "咨询",
    "simple": "简单",
    "general": "一般",
    "joint": "跨部门",
    "hard": "疑难",
    "utility": "水电气抢修",
    "tender": "招投标投诉",
    "arrears": "账款拖欠",
}


@dataclass(frozen=True, slots=True)
class Preset:
    """A named set; applying it closes the rows it replaces and leaves the others alone."""

    code: str
    name: str
    summary: str
    limits: tuple[Limit, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The steps of which it speaks."""
        return frozenset(limit.key for limit in self.limits)


def preset(code: str) -> Preset:
    for known in (DEFAULT, *PRESETS):
        if known.code == code:
            return known
    raise Absent("没有这个时限方案，请从列表中选择。")


def subject_label(code: str) -> str:
    return SUBJECTS.get(code, code)


def _rows(basis: str, *rows: tuple[LimitKey, str, int, LimitUnit]) -> tuple[Limit, ...]:
    return tuple(Limit(key, subject, amount, unit, basis) for key, subject, amount, unit in rows)


def _closing(basis: str, **terms: tuple[int, LimitUnit]) -> tuple[Limit, ...]:
    """The promise and the unit's own time, by handling class."""
    return _rows(
        basis,
        *(
            (key, subject, amount, unit)
            for key in (LimitKey.PROMISE, LimitKey.UNIT_OWN)
            for subject, (amount, unit) in terms.items()
        ),
    )


_WORKDAY, _DAY, _MONTH = LimitUnit.WORKDAY, LimitUnit.CALENDAR_DAY, LimitUnit.MONTH
_TIMES, _PERCENT, _HOUR = LimitUnit.TIMES, LimitUnit.PERCENT, LimitUnit.HOUR
_OURS = "本系统默认值，暂无文件规定"
_JIAOZUO = "焦作市“万人助万企”13710工作机制（2021年）"
_SHANDONG = "山东省企业诉求“接诉即办”工作机制（2020年5月）"
_XUCHANG = "许昌市营商环境投诉线索分类办理办法（2025年7月8日）"
_PUYANG = "濮阳市12345营商环境专线办理规则（非本单位职责2个工作日内退回）"
_QUANZHOU = "泉州市“万名干部进万企”工作机制（2022年）"
_QUANZHOU_FINAL = "泉州市“万名干部进万企”工作机制（2022年，确定承办单位后不得再提异议）"
_SHANDONG_LONGER = "山东省企业诉求“接诉即办”工作机制（15个工作日，可延7个工作日）"
_BAYANNUR = "巴彦淖尔市12345热线“问题工单”提级督办（重办3次及以上）"
_XINYANG = "信阳市问题交办单（每月反馈进度）"
_RULES_OF_SUPERVISION = "《监察法实施条例》（属其他机关管辖的5个工作日内转送，均无权的及时退回）"
_INTAKE = "《纪检监察机关处理检举控告工作规则》（实名的，收到之日起15个工作日内告知受理情况）"
_RESULT = "《纪检监察机关处理检举控告工作规则》（实名的，办结之日起15个工作日内告知结果）"
_REPORTS_ABOVE = "《纪检监察机关处理检举控告工作规则》第十五条"
_INSPECTIONS = "参照巡视移交、云南省审计移送细则（2024年）：3个月内向移送方反馈"
_AUDIT = "参照云南省审计移送细则（2024年）：特殊复杂的，经批准6个月内反馈"
_UTILITIES = "供水、供气企业24小时抢修服务承诺"
_HOLIDAYS = "国务院办公厅放假通知历年于10月下旬至12月上旬发布（2019—2025年）"
_ASSISTANCE = "参照《市场监督管理行政处罚程序规定》关于协助调查的期限"
_ARREARS = "《保障中小企业款项支付条例》第二十五条"

DEFAULT = Preset(
    "default",
    "默认方案",
    "交办、签收各1个工作日；咨询1、简单5、一般7、跨部门15、疑难30个工作日；"
    "水电气抢修24小时，招投标投诉1个工作日决定是否受理、自受理起10个工作日，账款拖欠30天。",
    (
        *_closing(
            _OURS,
            advice=(1, _WORKDAY),
            simple=(5, _WORKDAY),
            general=(7, _WORKDAY),
            joint=(15, _WORKDAY),
            hard=(30, _WORKDAY),
            tender=(10, _WORKDAY),
        ),
        *_closing(_UTILITIES, utility=(24, _HOUR)),
        *_closing(_ARREARS, arrears=(30, _DAY)),
        *_rows(
            _ARREARS,
            # What the clause calls 转交处理部门 is our dispatch.
            (LimitKey.DISPATCH, "arrears", 10, _WORKDAY),
            (LimitKey.LONGEST, "arrears", 90, _DAY),
        ),
        *_rows(
            _OURS,
            (LimitKey.DISPATCH, "", 1, _WORKDAY),
            (LimitKey.ACCEPT, "", 1, _WORKDAY),
            (LimitKey.ACCEPT, "tender", 1, _WORKDAY),
            (LimitKey.ADMISSION, "tender", 1, _WORKDAY),
            (LimitKey.PART_ACCEPT, "", 1, _WORKDAY),
            (LimitKey.OBJECTION_DECISION, "", 1, _WORKDAY),
            (LimitKey.FIRST_FEEDBACK, "", 3, _WORKDAY),
            (LimitKey.HEAD_DECISION, "", 2, _WORKDAY),
            (LimitKey.RESULT_TOLD, "", 1, _WORKDAY),
            (LimitKey.CALL_BACK, "", 3, _WORKDAY),
            (LimitKey.LINK_VALID, "", 15, _DAY),
            (LimitKey.VISIT_COOL_DOWN, "", 30, _DAY),
            (LimitKey.RETURNS_PER_TICKET, "", 2, _TIMES),
            (LimitKey.EXTENSION_TIMES, "", 1, _TIMES),
            (LimitKey.EXTENSION_LENGTH, "hard", 15, _WORKDAY),
            (LimitKey.EXTENSION_DECISION, "", 1, _WORKDAY),
            (LimitKey.PARKING_DECISION, "", 2, _WORKDAY),
            (LimitKey.PARKING_REVIEW, "", 90, _DAY),
            (LimitKey.HAND_UP_DECISION, "", 2, _WORKDAY),
            (LimitKey.HAND_UP_PAUSE, "", 1, LimitUnit.SWITCH),
            (LimitKey.QUESTION_ANSWER, "", 5, _WORKDAY),
            (LimitKey.REDO, "", 5, _WORKDAY),
            (LimitKey.CONTACT_DAYS, "", 3, _TIMES),
            (LimitKey.CONTACT_ANOTHER, "", 1, LimitUnit.SWITCH),
            (LimitKey.EXPLANATIONS, "", 2, _TIMES),
            (LimitKey.WITHDRAWAL_SAMPLE, "", 20, _PERCENT),
            (LimitKey.WITHDRAWAL_RISK, "", 1, _WORKDAY),
            (LimitKey.RECHECK_FIRST, "", 30, _DAY),
            (LimitKey.RECHECK_SECOND, "", 90, _DAY),
            (LimitKey.RECHECK_SAMPLE, "", 20, _PERCENT),
            (LimitKey.PLAN_DECISION, "", 1, _WORKDAY),
            (LimitKey.PLAN_FEEDBACK, "", 1, _MONTH),
            (LimitKey.PLAN_LONGEST, "", 12, _MONTH),
            (LimitKey.TOPIC, "", 30, _WORKDAY),
            (LimitKey.URGE_REPLY, "", 2, _WORKDAY),
            (LimitKey.HINT_REPLY, "", 3, _WORKDAY),
            (LimitKey.LETTER_REPLY, "", 5, _WORKDAY),
            (LimitKey.CASE_LEAD_REPLY, "", 15, _WORKDAY),
            (LimitKey.REPLY_PROMISE, "", 10, _WORKDAY),
            (LimitKey.LADDER_QUIET, "", 1, _WORKDAY),
        ),
        *_rows(_ASSISTANCE, (LimitKey.ASSISTANCE_REPLY, "", 15, _WORKDAY)),
        *_rows(_HOLIDAYS, (LimitKey.CALENDAR_WARNING, "", 17, _DAY)),
        *_rows(_SHANDONG_LONGER, (LimitKey.EXTENSION_LENGTH, "", 7, _WORKDAY)),
        *_rows(_QUANZHOU_FINAL, (LimitKey.RETURNS_PER_UNIT, "", 1, _TIMES)),
        *_rows(_BAYANNUR, (LimitKey.REDO_TIMES, "", 3, _TIMES)),
        *_rows(_XINYANG, (LimitKey.NEXT_FEEDBACK, "", 1, _MONTH)),
        *_rows(_PUYANG, (LimitKey.OBJECTION, "", 2, _WORKDAY)),
        *_rows(
            _QUANZHOU,
            (LimitKey.CO_ANSWER, "", 3, _WORKDAY),
            (LimitKey.EXTENSION_NOTICE, "", 1, _WORKDAY),
        ),
        *_rows(
            _OURS,
            (LimitKey.LEAD_WHOLE, "", 5, _WORKDAY),
            (LimitKey.LEAD_PROPOSE, "", 3, _WORKDAY),
            (LimitKey.LEAD_TELL, "", 24, _HOUR),
            (LimitKey.LEAD_APPROVE, "", 2, _WORKDAY),
            (LimitKey.LEAD_DELIVER, "", 1, _WORKDAY),
            (LimitKey.LEAD_LETTER, "", 24, _HOUR),
            (LimitKey.LEAD_SIGN, "", 1, _WORKDAY),
            (LimitKey.LEAD_SUPPLY, "", 5, _WORKDAY),
            (LimitKey.LEAD_ROUNDS, "", 2, _TIMES),
            (LimitKey.LEAD_PROGRESS, "", 3, _MONTH),
            (LimitKey.LEAD_SILENCE, "", 3, _MONTH),
            (LimitKey.LEAD_WATCH, "", 30, _DAY),
            (LimitKey.ROOM_OPEN, "", 4, _HOUR),
            (LimitKey.ROOM_TRIES, "", 5, _TIMES),
            (LimitKey.ROOM_SHUT, "", 1, _HOUR),
            (LimitKey.ROOM_PERMISSION, "", 24, _HOUR),
            (LimitKey.ROOM_LENT, "", 24, _HOUR),
            (LimitKey.ROOM_CODE, "", 72, _HOUR),
        ),
        *_rows(_RULES_OF_SUPERVISION, (LimitKey.LEAD_DECIDE, "", 5, _WORKDAY)),
        *_rows(_INTAKE, (LimitKey.LEAD_INTAKE, "", 15, _WORKDAY)),
        *_rows(_RESULT, (LimitKey.LEAD_RESULT, "", 15, _WORKDAY)),
        *_rows(_REPORTS_ABOVE, (LimitKey.LEAD_STUB, "", 5, _WORKDAY)),
        *_rows(_INSPECTIONS, (LimitKey.LEAD_LONGEST, "", 3, _MONTH)),
        *_rows(_AUDIT, (LimitKey.LEAD_EXTENDED, "", 6, _MONTH)),
    ),
)

PRESETS = (
    Preset(
        "13710",
        "13710（焦作、罗山）",
        "1天研判交办，交办后3天反馈、7天解决一般问题、1个月解决重大复杂问题，0即跟踪到底；按自然日计。",
        (
            *_rows(
                _JIAOZUO,
                (LimitKey.DISPATCH, "", 1, _DAY),
                (LimitKey.FIRST_FEEDBACK, "", 3, _DAY),
                # 研判转办 has its own day; everything after it is counted from the dispatch.
                (LimitKey.FROM_DISPATCH, "", 1, LimitUnit.SWITCH),
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
            *_rows(
                _SHANDONG,
                (LimitKey.ACCEPT, "", 1, _WORKDAY),
                (LimitKey.FIRST_FEEDBACK, "", 3, _WORKDAY),
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
