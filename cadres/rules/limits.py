"""What a limit (时限) is, and when a deadline falls that begins with it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from django.db.models import TextChoices
from django.utils import timezone

from cadres.errors import Invalid, WrongState
from cadres.rules.office_hours import length_words, local
from cadres.rules.pauses import Pause, days_of, merged, nearest
from cadres.rules.workdays import (
    FIRST_DAY,
    ONE_DAY,
    ExplainedDay,
    WorkCalendar,
    days_after,
    months_after,
    short,
)


class LimitUnit(TextChoices):
    WORKDAY = "workday", "个工作日"
    CALENDAR_DAY = "calendar_day", "天（自然日）"
    MONTH = "month", "个月"
    HOUR = "hour", "小时"
    WORKING_HOUR = "working_hour", "个工作小时"
    # No lengths of time: how often, how large a share, or that something is done at all.
    TIMES = "times", "次"
    PERCENT = "percent", "%"
    SWITCH = "switch", "（启用）"


class LimitKey(TextChoices):
    """The steps that have a limit; what each of them bounds is decided where the step is taken."""

    PROMISE = "promise", "对企业承诺"
    UNIT_OWN = "unit_own", "承办时限"
    DISPATCH = "dispatch", "登记到交办"
    ACCEPT = "accept", "签收"
    ADMISSION = "admission", "决定是否受理"
    FROM_DISPATCH = "from_dispatch", "各项时限自交办之日起算"
    OBJECTION = "objection", "提出异议"
    OBJECTION_DECISION = "objection_decision", "裁定异议"
    FIRST_FEEDBACK = "first_feedback", "首次反馈"
    CO_ANSWER = "co_answer", "协办回复主办"
    EXTENSION_NOTICE = "extension_notice", "申请延期须提前"
    HEAD_DECISION = "head_decision", "单位负责人审批"
    RESULT_TOLD = "result_told", "催办主要负责人后多久报告分管县领导"
    OFFICE_SIGNS = "office_signs", "逾期未审核的办理结果由助企办主任代审"
    # What a unit says outward is signed by its head, unless the county says otherwise.
    UNSIGNED_OBJECTION = "unsigned_objection", "退回异议不经负责人签发"
    UNSIGNED_EXTENSION = "unsigned_extension", "延期申请不经负责人签发"
    UNSIGNED_PARKING = "unsigned_parking", "挂账申请不经负责人签发"
    UNSIGNED_HAND_UP = "unsigned_hand_up", "提级申请不经负责人签发"
    UNSIGNED_PLAN = "unsigned_plan", "列入计划申请不经负责人签发"
    UNSIGNED_REPLY = "unsigned_reply", "督办回复不经负责人签发"
    CALL_BACK = "call_back", "回访"
    LINK_VALID = "link_valid", "企业确认链接有效期"
    VISIT_COOL_DOWN = "visit_cool_down", "再次走访前的提示"
    RETURNS_PER_UNIT = "returns_per_unit", "每单位退回次数"
    RETURNS_PER_TICKET = "returns_per_ticket", "每件退回次数"
    EXTENSION_TIMES = "extension_times", "延期次数"
    EXTENSION_LENGTH = "extension_length", "每次延期最长"
    EXTENSION_DECISION = "extension_decision", "延期审批"
    PARKING_DECISION = "parking_decision", "挂账审批"
    PARKING_REVIEW = "parking_review", "挂账复查间隔"
    HAND_UP_DECISION = "hand_up_decision", "提级审批"
    HAND_UP_PAUSE = "hand_up_pause", "提级期间停计承办时限"
    QUESTION_ANSWER = "question_answer", "企业补充"
    REDO = "redo", "重办时限"
    REDO_TIMES = "redo_times", "重办次数上限"
    EXPLANATIONS = "explanations", "解释说明次数"
    WITHDRAWAL_SAMPLE = "withdrawal_sample", "撤单质检比例"
    WITHDRAWAL_RISK = "withdrawal_risk", "联系企业后多久内撤回必须质检"
    RECHECK_FIRST = "recheck_first", "首次回头看"
    RECHECK_SECOND = "recheck_second", "再次回头看"
    RECHECK_SAMPLE = "recheck_sample", "回头看抽查比例"
    NEXT_FEEDBACK = "next_feedback", "下次反馈最迟"
    PLAN_DECISION = "plan_decision", "列入计划审批"
    PLAN_FEEDBACK = "plan_feedback", "列入计划的再次答复"
    PLAN_LONGEST = "plan_longest", "列入计划最长"
    CONTACT_DAYS = "contact_days", "几天联系不上才列为联系不上"
    CONTACT_ANOTHER = "contact_another", "最后一次由另一人联系"
    TOPIC = "topic", "专题办理"
    PART_ACCEPT = "part_accept", "协办签收"
    LONGEST = "longest", "最长办理期限"
    URGE_REPLY = "urge_reply", "回复催办通知"
    HINT_REPLY = "hint_reply", "回复督办提示函"
    LETTER_REPLY = "letter_reply", "回复督办函"
    CASE_LEAD_REPLY = "case_lead_reply", "回复案件线索移送函"
    ASSISTANCE_REPLY = "assistance_reply", "回复执法协助函"
    REPLY_PROMISE = "reply_promise", "督办回复承诺的办结日期最远"
    LADDER_QUIET = "ladder_quiet", "新接手的单位多久后才督办"
    CALENDAR_WARNING = "calendar_warning", "次年日历未载入，元旦前多久起提醒"
    # 问题线索移送.
    LEAD_WHOLE = "lead_whole", "线索：发现到送达"
    LEAD_PROPOSE = "lead_propose", "线索：提出移送建议"
    LEAD_TELL = "lead_tell", "线索：紧急的先行告知（当面）"
    LEAD_APPROVE = "lead_approve", "线索：审批"
    LEAD_DELIVER = "lead_deliver", "线索：审批后送达"
    LEAD_LETTER = "lead_letter", "线索：先行告知（当面）后补函"
    LEAD_SIGN = "lead_sign", "线索：签收"
    LEAD_DECIDE = "lead_decide", "线索：转送或退回"
    LEAD_SUPPLY = "lead_supply", "线索：补充材料"
    LEAD_ROUNDS = "lead_rounds", "线索：补充材料次数"
    LEAD_PROGRESS = "lead_progress", "线索：反馈进展"
    LEAD_LONGEST = "lead_longest", "线索：结果反馈期限"
    LEAD_EXTENDED = "lead_extended", "线索：经批准的结果反馈期限"
    LEAD_INTAKE = "lead_intake", "线索：告知实名反映人受理情况"
    LEAD_RESULT = "lead_result", "线索：告知实名反映人办理结果"
    LEAD_SILENCE = "lead_silence", "线索：多久未反馈提交联席会议"
    LEAD_STUB = "lead_stub", "线索：密封转送上级"
    LEAD_WATCH = "lead_watch", "线索：规则提示回看已办结工单"
    ROOM_OPEN = "room_open", "线索室：一次解锁最长"
    ROOM_TRIES = "room_tries", "线索室：口令连续输错次数"
    ROOM_SHUT = "room_shut", "线索室：口令输错后停用"
    ROOM_PERMISSION = "room_permission", "线索室：恢复许可有效期"
    ROOM_LENT = "room_lent", "线索室：批准查阅有效期"
    ROOM_CODE = "room_code", "线索室：启用码、建钥码有效期"


# Terms that begin with a moment and not with a day.
HOURLY = (LimitUnit.HOUR, LimitUnit.WORKING_HOUR)
TIME_UNITS = (
    LimitUnit.WORKDAY,
    LimitUnit.CALENDAR_DAY,
    LimitUnit.MONTH,
    *HOURLY,
)


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit as it stands on a day: so many of a unit, and the document that says so."""

    key: str
    subject: str
    amount: int
    unit: LimitUnit
    basis: str
    pk: int | None = None
    region_id: int | None = None
    valid_from: date | None = None

    def __str__(self) -> str:
        return words(self.amount, self.unit)


@dataclass(frozen=True, slots=True)
class LimitBook:
    """All limits in force at one place on one day, the nearest region's first."""

    limits: tuple[Limit, ...]

    def find(self, key: str, subject: str = "") -> Limit:
        """Return the limit: of the nearest region that sets one, for the very subject if it can."""
        found = self.get(key, subject)
        if found is None:
            raise WrongState(f"没有设置时限“{label_of(key)}”，请系统管理员在“时限设置”中补充。")
        return found

    def get(self, key: str, subject: str = "") -> Limit | None:
        fitting = [row for row in self.limits if row.key == key and row.subject in (subject, "")]
        nearest = [row for row in fitting if row.region_id == fitting[0].region_id]
        return max(nearest, key=lambda row: row.subject == subject, default=None)


@dataclass(frozen=True, slots=True)
class Due:
    """The day a term ends, the moment too where it is counted in hours."""

    on: date
    is_provisional: bool
    at: datetime | None = None


def label_of(key: str) -> str:
    return LimitKey(key).label if key in LimitKey.values else key


def words(amount: int, unit: str) -> str:
    """Say a limit as a clerk would: 7 个工作日, 2 次, 20%, 启用."""
    if unit == LimitUnit.SWITCH:
        return "启用"
    return f"{amount}%" if unit == LimitUnit.PERCENT else f"{amount} {LimitUnit(unit).label}"


def due_on(limit: Limit, start: date | datetime, calendar: WorkCalendar) -> Due:
    """Return when the term ends. Hours run on from the moment; days begin with the next day."""
    _check_is_time(limit)
    if limit.unit in HOURLY:
        return _due_at(limit, start, calendar)
    began = day_of(start)
    match limit.unit:
        case LimitUnit.WORKDAY:
            ends = calendar.add_working_days(began, limit.amount)
        case LimitUnit.CALENDAR_DAY:
            ends = calendar.add_calendar_days(began, limit.amount)
        case _:
            ends = calendar.add_months(began, limit.amount)
    # The start is not counted, so its own year need not be published.
    return Due(ends, calendar.is_provisional(min(began + ONE_DAY, ends), ends))


def last_start(limit: Limit, over_by: date, calendar: WorkCalendar) -> date:
    """Return the last day whose term has ended by `over_by`, in whatever unit it is counted."""
    days = range(FIRST_DAY.toordinal(), over_by.toordinal() + 1)
    later = bisect_right(days, over_by, key=lambda day: _ends_of_day(limit, day, calendar))
    return date.fromordinal(days[0] + later - 1)


def prolonged(
    limit: Limit,
    start: date | datetime,
    calendar: WorkCalendar,
    paused: Sequence[Pause],
) -> Due:
    """Return when the term ends where the clock stood still from–to; it is never shortened.

    Hours are given back to the minute. Terms of days get back the sum of all that stood still, in
    working days by their office time or in calendar days, to the nearest whole day; then the end
    rolls once. A pause that begins when the term is over gives nothing back: what was late stays
    late; and nobody is late on the day on which the clock runs again.
    """
    found, still = due_on(limit, start, calendar), pauses_of(start, paused)
    if limit.unit not in HOURLY:
        return _days_given_back(limit, day_of(start), found, still, calendar)
    for since, until in still:
        if not _is_over(found, since):
            found = _hours_given_back(limit, found.at or since, since, until, calendar)
    return found


def pauses_of(start: date | datetime, paused: Sequence[Pause]) -> list[Pause]:
    """Return in order when a clock that began then stood still, as the clock on the wall shows."""
    return merged(paused, _wall(start))


def begin(limit: Limit, on: date, at: datetime | None = None) -> date | datetime:
    """Return what the term is counted from: the day, or the moment where hours are counted.

    Of a day whose moment nobody knows no hour is counted, so hours begin when that day is over.
    """
    return moment_of(on, at) if limit.unit in HOURLY else on


def moment_of(on: date, at: datetime | None = None) -> datetime:
    """Return the moment where it lies within the day, else the day's last one."""
    if at is not None and day_of(at) == on:
        return at
    return timezone.make_aware(datetime.combine(on, time.max))


def explain(limit: Limit, start: date | datetime, calendar: WorkCalendar) -> list[ExplainedDay]:
    """Say day by day why the term ends when it does."""
    began, due = day_of(start), due_on(limit, start, calendar)
    match limit.unit:
        case LimitUnit.WORKDAY:
            return calendar.explain(began, due.on)
        case LimitUnit.HOUR:
            return _explain_hours(limit, _wall(start), due)
        case LimitUnit.WORKING_HOUR:
            return _explain_working_hours(limit, _wall(start), due, calendar)
        case _:
            return _explain_calendar_days(limit, began, due, calendar)


def day_of(moment: date | datetime) -> date:
    """Return the local day of a moment; a day is its own."""
    if not isinstance(moment, datetime):
        return moment
    return timezone.localdate(moment) if timezone.is_aware(moment) else moment.date()


def _ends_of_day(limit: Limit, ordinal: int, calendar: WorkCalendar) -> date:
    return due_on(limit, begin(limit, date.fromordinal(ordinal)), calendar).on


def _is_over(due: Due, at: datetime) -> bool:
    return due.at is not None and at >= local(due.at)


def _days_given_back(
    limit: Limit, began: date, plain: Due, paused: Sequence[Pause], calendar: WorkCalendar
) -> Due:
    """What the roll to a working day had added is not given a second time."""
    is_working = limit.unit == LimitUnit.WORKDAY
    nominal = plain.on if is_working else nominal_end(limit, began)
    took, ends, again = Fraction(), plain.on, nominal
    for since, until in paused:
        if since.date() > ends:
            break
        took += calendar.working_days_of(since, until) if is_working else days_of(since, until)
        again, days = max(again, until.date()), nearest(took)
        later = calendar.add_working_days if is_working and days else calendar.add_calendar_days
        ends = max(later(nominal, days), calendar.roll_forward(again))
    return Due(ends, plain.is_provisional or calendar.is_provisional(plain.on, ends))


def _hours_given_back(
    limit: Limit, at: datetime, since: datetime, until: datetime, calendar: WorkCalendar
) -> Due:
    if limit.unit == LimitUnit.HOUR:
        return Due(day_of(at + (until - since)), False, at + (until - since))
    still = calendar.working_time_between(since, until)
    ends = calendar.add_working_time(at, still) if still else at
    return Due(day_of(ends), calendar.is_provisional(day_of(at), day_of(ends)), ends)


def _check_is_time(limit: Limit) -> None:
    if limit.unit not in TIME_UNITS:
        raise Invalid(f"“{label_of(limit.key)}”（{limit}）不是时间，不能推算到期日。")


def _due_at(limit: Limit, start: date | datetime, calendar: WorkCalendar) -> Due:
    if not isinstance(start, datetime):
        raise Invalid("按小时计算的时限需要起算时刻，不能只有日期。")
    length = timedelta(hours=limit.amount)
    if limit.unit == LimitUnit.HOUR:
        # Elapsed hours do not ask the calendar, so nothing about them is provisional.
        return Due(day_of(start + length), False, start + length)
    ends = calendar.add_working_time(start, length)
    return Due(day_of(ends), calendar.is_provisional(day_of(start), day_of(ends)), ends)


def _wall(start: date | datetime) -> datetime:
    """Return the start as the clock on the wall shows it; a day begins at midnight."""
    return local(start) if isinstance(start, datetime) else datetime.combine(start, time.min)


def _explain_hours(limit: Limit, start: datetime, due: Due) -> list[ExplainedDay]:
    words = f"{_moment(start)} 起算，连续计 {limit}，夜间和休息日照计"
    lines = [ExplainedDay(start.date(), True, words)]
    for offset in range(1, (due.on - start.date()).days + 1):
        midnight = datetime.combine(start.date() + timedelta(days=offset), time.min)
        words = f"{short(midnight.date())} 零时，已计 {length_words(midnight - start)}"
        lines.append(ExplainedDay(midnight.date(), True, words))
    return [*lines, ExplainedDay(due.on, True, f"{_moment(_end_of(due))} 届满")]


def _explain_working_hours(
    limit: Limit, start: datetime, due: Due, calendar: WorkCalendar
) -> list[ExplainedDay]:
    ends = _end_of(due)
    lines = [ExplainedDay(start.date(), False, f"{_moment(start)} 起算，共 {limit}")]
    for offset in range((due.on - start.date()).days + 1):
        day = start.date() + timedelta(days=offset)
        opens, closes = datetime.combine(day, time.min), datetime.combine(day + ONE_DAY, time.min)
        worked = calendar.working_time_between(max(opens, start), min(closes, ends))
        counted = f"计入 {length_words(worked)}" if worked else "不计入"
        words = f"{short(day)} {calendar.word_for(day)}，{counted}"
        lines.append(ExplainedDay(day, bool(worked), words))
    return [*lines, ExplainedDay(due.on, True, f"{_moment(ends)} 届满")]


def _end_of(due: Due) -> datetime:
    return local(due.at) if due.at else datetime.combine(due.on, time.min)


def _moment(at: datetime) -> str:
    return f"{short(at.date())} {at:%H:%M}"


def _explain_calendar_days(
    limit: Limit, began: date, due: Due, calendar: WorkCalendar
) -> list[ExplainedDay]:
    nominal = nominal_end(limit, began)
    lines = [
        ExplainedDay(began, False, f"{short(began)} 起算当日，不计入"),
        ExplainedDay(nominal, True, f"{short(nominal)} {calendar.word_for(nominal)}，满 {limit}"),
    ]
    for offset in range(1, (due.on - nominal).days + 1):
        day = nominal + timedelta(days=offset)
        end = "顺延至此" if day == due.on else "继续顺延"
        lines.append(ExplainedDay(day, False, f"{short(day)} {calendar.word_for(day)}，{end}"))
    return lines


def nominal_end(limit: Limit, began: date) -> date:
    """Return the last of so many calendar days or months, which may be a day off."""
    if limit.unit == LimitUnit.MONTH:
        return months_after(began, limit.amount)
    return days_after(began, limit.amount)
