"""Which steps of a ticket, a letter and a topic have limits, and in which units they are set."""

from __future__ import annotations

from cadres.deadlines.rules.limit_groups import DAYS, Group
from cadres.deadlines.rules.limits import LimitKey, LimitUnit

PROMISE = LimitKey("promise", "对企业承诺")
UNIT_OWN = LimitKey("unit_own", "承办时限")
DISPATCH = LimitKey("dispatch", "登记到交办")
ACCEPT = LimitKey("accept", "签收")
ADMISSION = LimitKey("admission", "决定是否受理")
FROM_DISPATCH = LimitKey("from_dispatch", "各项时限自交办之日起算", LimitUnit.SWITCH)
OBJECTION = LimitKey("objection", "提出异议")
OBJECTION_DECISION = LimitKey("objection_decision", "裁定异议")
FIRST_FEEDBACK = LimitKey("first_feedback", "首次反馈")
CO_ANSWER = LimitKey("co_answer", "协办回复主办")
EXTENSION_NOTICE = LimitKey("extension_notice", "申请延期须提前", *DAYS)
HEAD_DECISION = LimitKey("head_decision", "单位负责人审批")
RESULT_TOLD = LimitKey("result_told", "催办主要负责人后多久报告分管县领导", *DAYS)
OFFICE_SIGNS = LimitKey("office_signs", "逾期未审核的办理结果由助企办主任代审", LimitUnit.SWITCH)
# What a unit says outward is signed by its head, unless the county says otherwise.
UNSIGNED_OBJECTION = LimitKey("unsigned_objection", "退回异议不经负责人签发", LimitUnit.SWITCH)
UNSIGNED_EXTENSION = LimitKey("unsigned_extension", "延期申请不经负责人签发", LimitUnit.SWITCH)
UNSIGNED_PARKING = LimitKey("unsigned_parking", "挂账申请不经负责人签发", LimitUnit.SWITCH)
UNSIGNED_HAND_UP = LimitKey("unsigned_hand_up", "提级申请不经负责人签发", LimitUnit.SWITCH)
UNSIGNED_PLAN = LimitKey("unsigned_plan", "列入计划申请不经负责人签发", LimitUnit.SWITCH)
UNSIGNED_REPLY = LimitKey("unsigned_reply", "督办回复不经负责人签发", LimitUnit.SWITCH)
CALL_BACK = LimitKey("call_back", "回访")
# A link is valid for whole days, whoever works on them.
LINK_VALID = LimitKey("link_valid", "企业确认链接有效期", LimitUnit.CALENDAR_DAY)
CONFIRM_REMINDERS = LimitKey("confirm_reminders", "提醒企业确认（至多三次）", LimitUnit.TIMES)
CONFIRM_EVERY = LimitKey("confirm_every", "提醒企业确认的间隔", LimitUnit.WORKDAY)
RETURNS_PER_UNIT = LimitKey("returns_per_unit", "每单位退回次数", LimitUnit.TIMES)
RETURNS_PER_TICKET = LimitKey("returns_per_ticket", "每件退回次数", LimitUnit.TIMES)
EXTENSION_TIMES = LimitKey("extension_times", "延期次数", LimitUnit.TIMES)
EXTENSION_LENGTH = LimitKey("extension_length", "每次延期最长", *DAYS)
EXTENSION_DECISION = LimitKey("extension_decision", "延期审批")
PARKING_DECISION = LimitKey("parking_decision", "挂账审批")
PARKING_REVIEW = LimitKey("parking_review", "挂账复查间隔", *DAYS)
HAND_UP_DECISION = LimitKey("hand_up_decision", "提级审批")
HAND_UP_PAUSE = LimitKey("hand_up_pause", "提级期间停计承办时限", LimitUnit.SWITCH)
QUESTION_ANSWER = LimitKey("question_answer", "企业补充")
REDO = LimitKey("redo", "重办时限")
REDO_TIMES = LimitKey("redo_times", "重办次数上限", LimitUnit.TIMES)
EXPLANATIONS = LimitKey("explanations", "解释说明次数", LimitUnit.TIMES)
WITHDRAWAL_SAMPLE = LimitKey("withdrawal_sample", "撤单质检比例", LimitUnit.PERCENT)
WITHDRAWAL_RISK = LimitKey("withdrawal_risk", "联系企业后多久内撤回必须质检", *DAYS)
RECHECK_FIRST = LimitKey("recheck_first", "首次回头看", *DAYS)
RECHECK_SECOND = LimitKey("recheck_second", "再次回头看", *DAYS)
RECHECK_SAMPLE = LimitKey("recheck_sample", "回头看抽查比例", LimitUnit.PERCENT)
RECHECK_RISK = LimitKey(
    "recheck_risk", "重办、部分解决、没有答复的回头看抽查比例", LimitUnit.PERCENT
)
RECHECK_PLANNED = LimitKey("recheck_planned", "列入计划后办结的回头看抽查比例", LimitUnit.PERCENT)
NEXT_FEEDBACK = LimitKey("next_feedback", "下次反馈最迟", *DAYS)
PLAN_DECISION = LimitKey("plan_decision", "列入计划审批")
PLAN_FEEDBACK = LimitKey("plan_feedback", "列入计划的再次答复", *DAYS)
PLAN_LONGEST = LimitKey("plan_longest", "列入计划最长", *DAYS)
CONTACT_DAYS = LimitKey("contact_days", "几天联系不上才列为联系不上", LimitUnit.TIMES)
CONTACT_ANOTHER = LimitKey("contact_another", "最后一次由另一人联系", LimitUnit.SWITCH)
TOPIC = LimitKey("topic", "专题办理", *DAYS)
PART_ACCEPT = LimitKey("part_accept", "协办签收")
LONGEST = LimitKey("longest", "最长办理期限", *DAYS)
# The letter itself says in how many working days.
URGE_REPLY = LimitKey("urge_reply", "回复催办通知", LimitUnit.WORKDAY)
HINT_REPLY = LimitKey("hint_reply", "回复督办提示函", LimitUnit.WORKDAY)
LETTER_REPLY = LimitKey("letter_reply", "回复督办函", LimitUnit.WORKDAY)
CASE_LEAD_REPLY = LimitKey("case_lead_reply", "回复案件线索移送函", LimitUnit.WORKDAY)
ASSISTANCE_REPLY = LimitKey("assistance_reply", "回复执法协助函", LimitUnit.WORKDAY)
REPLY_PROMISE = LimitKey("reply_promise", "督办回复承诺的办结日期最远", *DAYS)
LADDER_QUIET = LimitKey("ladder_quiet", "新接手的单位多久后才督办", *DAYS)

GROUPS = (
    Group(
        10,
        "对企业的承诺",
        (
            PROMISE,
            LONGEST,
        ),
    ),
    Group(
        20,
        "交办与签收",
        (
            DISPATCH,
            ACCEPT,
            PART_ACCEPT,
            OBJECTION,
            OBJECTION_DECISION,
            RETURNS_PER_UNIT,
            RETURNS_PER_TICKET,
        ),
    ),
    Group(
        30,
        "单位办理",
        (
            FROM_DISPATCH,
            ADMISSION,
            UNIT_OWN,
            FIRST_FEEDBACK,
            NEXT_FEEDBACK,
            QUESTION_ANSWER,
            CO_ANSWER,
            HEAD_DECISION,
            RESULT_TOLD,
            TOPIC,
        ),
    ),
    Group(
        40,
        "单位负责人审核和签发",
        (
            OFFICE_SIGNS,
            UNSIGNED_OBJECTION,
            UNSIGNED_EXTENSION,
            UNSIGNED_PARKING,
            UNSIGNED_HAND_UP,
            UNSIGNED_PLAN,
            UNSIGNED_REPLY,
        ),
    ),
    Group(
        50,
        "延期",
        (
            EXTENSION_NOTICE,
            EXTENSION_DECISION,
            EXTENSION_LENGTH,
            EXTENSION_TIMES,
        ),
    ),
    Group(
        60,
        "挂账、列入计划与提级",
        (
            PARKING_DECISION,
            PARKING_REVIEW,
            PLAN_DECISION,
            PLAN_FEEDBACK,
            PLAN_LONGEST,
            HAND_UP_DECISION,
            HAND_UP_PAUSE,
        ),
    ),
    Group(
        70,
        "回访、重办与撤单",
        (
            CALL_BACK,
            LINK_VALID,
            CONFIRM_REMINDERS,
            CONFIRM_EVERY,
            CONTACT_DAYS,
            CONTACT_ANOTHER,
            EXPLANATIONS,
            REDO,
            REDO_TIMES,
            WITHDRAWAL_SAMPLE,
            WITHDRAWAL_RISK,
        ),
    ),
    Group(
        80,
        "回头看",
        (
            RECHECK_FIRST,
            RECHECK_SECOND,
            RECHECK_SAMPLE,
            RECHECK_RISK,
            RECHECK_PLANNED,
        ),
    ),
    Group(
        90,
        "督办与文书回复",
        (
            LADDER_QUIET,
            URGE_REPLY,
            HINT_REPLY,
            LETTER_REPLY,
            CASE_LEAD_REPLY,
            ASSISTANCE_REPLY,
            REPLY_PROMISE,
        ),
    ),
)
