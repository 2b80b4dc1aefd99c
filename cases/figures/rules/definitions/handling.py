"""Measures of how tickets were handled, of their limits, and of what was carried over."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q, TextChoices

from cases.figures.rules import completion
from cases.figures.rules.completion import Aspect, Bucket
from cases.figures.rules.definitions.entries import Counts, Group, Measure, Span
from cases.tickets.rules.clocks import binding_days
from cases.tickets.rules.clocks.binding_days import Columns, Whose
from cases.tickets.rules.sources import sources
from cases.tickets.rules.vocabulary import Source
from cases.tickets.rules.workflow import OPEN, State

_LIMITS = "各环节时限见“时限设置”"
_BALANCE = "收支相抵：上期结转 + 本期收到 = 各栏之和"
_OFFICE = "退回后再次交办的，每次都看"
_UNIT = "只看现在承办的单位"


class HistoryMeasure(TextChoices):
    """What the history of a ticket tells; found by its events, clocks and applications."""

    DISPATCH_DUE = "dispatch_due", "应交办"
    DISPATCHED_TIMELY = "dispatched_timely", "按期交办"
    ACCEPTANCE_DUE = "acceptance_due", "应签收"
    ACCEPTED_TIMELY = "accepted_timely", "按期签收"
    ANSWER_DUE = "answer_due", "应首次反馈"
    ANSWERED_TIMELY = "answered_timely", "按期首次反馈"
    RETURNED = "returned", "退回异议"
    EXTENDED_NEAR_DUE = "extended_near_due", "临期延期"
    REOPENED = "reopened", "回访重开"
    WITHDRAWN_AFTER_CONTACT = "withdrawn_after_contact", "接手后撤回"


class ColumnMeasure(TextChoices):
    """What the columns of a ticket tell beside where it stands."""

    ON_DUE_DAY = "on_due_day", "到期当日办结"
    ON_TIME_AS_PROMISED = "on_time_as_promised", "按原承诺按时办结"
    LATE_AS_PROMISED = "late_as_promised", "按原承诺超期办结"
    OVERDUE_AS_PROMISED = "overdue_as_promised", "按原承诺在办已超期"
    HOTLINE = "hotline", "12345热线来件"


def of_columns(name: ColumnMeasure, on: date, columns: Columns, whose: Whose) -> Q:
    """Return the condition of a measure among the received tickets, at the end of the day."""
    return _OF_COLUMNS[name](on, columns, whose)


def _on_due_day(on: date, columns: Columns, whose: Whose) -> Q:
    return completion.closed(columns) & binding_days.is_last_day(whose, columns)


def _on_time_as_promised(on: date, columns: Columns, whose: Whose) -> Q:
    late = Q(**{columns.round: 1, f"{columns.approved_on}__gt": F(columns.promised_on)})
    return completion.bucket_of(Bucket.ON_TIME, on, columns) & ~late


def _late_as_promised(on: date, columns: Columns, whose: Whose) -> Q:
    late = completion.bucket_of(Bucket.LATE, on, columns)
    return late | completion.aspect_of(Aspect.EXTENDED, on, columns)


def _overdue_as_promised(on: date, columns: Columns, whose: Whose) -> Q:
    overdue = completion.bucket_of(Bucket.OVERDUE, on, columns)
    return overdue | _past_its_first_promise(on, columns)


def _hotline(on: date, columns: Columns, whose: Whose) -> Q:
    return sources.of_kind(Source.HOTLINE, f"{columns.ticket}source")


_OF_COLUMNS = {
    ColumnMeasure.ON_DUE_DAY: _on_due_day,
    ColumnMeasure.ON_TIME_AS_PROMISED: _on_time_as_promised,
    ColumnMeasure.LATE_AS_PROMISED: _late_as_promised,
    ColumnMeasure.OVERDUE_AS_PROMISED: _overdue_as_promised,
    ColumnMeasure.HOTLINE: _hotline,
}


def _past_its_first_promise(on: date, columns: Columns) -> Q:
    still_open = Q(**{f"{columns.state}__in": sorted(OPEN - {State.PLANNED})})
    return still_open & Q(**{columns.round: 1, f"{columns.promised_on}__lt": on})


def _told(name: HistoryMeasure, counts: str, basis: str = _LIMITS) -> Measure:
    return Measure(
        name=name.value, label=name.label, group=Group.HANDLING, counts=counts, basis=basis
    )


def _of_time(name: ColumnMeasure, counts: str) -> Measure:
    return Measure(
        name=name.value, label=name.label, group=Group.TIME, counts=counts, basis=_LIMITS
    )


HANDLING = (
    _told(
        HistoryMeasure.DISPATCH_DUE, f"已经交办（或在待交办时了结）的，和交办期限已过的。{_OFFICE}"
    ),
    _told(HistoryMeasure.DISPATCHED_TIMELY, f"应交办的件中，没有一次超过交办期限的。{_OFFICE}"),
    _told(HistoryMeasure.ACCEPTANCE_DUE, f"已经签收或退回的，和签收期限已过的。{_UNIT}"),
    _told(HistoryMeasure.ACCEPTED_TIMELY, f"应签收的件中，没有一次超过签收期限的。{_UNIT}"),
    _told(HistoryMeasure.ANSWER_DUE, f"已经首次反馈的，和首次反馈期限已过的。{_UNIT}"),
    _told(HistoryMeasure.ANSWERED_TIMELY, f"应首次反馈的件中，没有超过期限的。{_UNIT}"),
    _told(
        HistoryMeasure.RETURNED,
        "承办单位提出退回异议并被受理过的工单",
        "濮阳市12345营商专线（非本单位职责可申请退回）",
    ),
    _told(
        HistoryMeasure.EXTENDED_NEAR_DUE,
        "承办时限前几天（自然日，见“时限设置”的“延期申请算临期的天数”）内或到期后才申请、并获批准的延期",
        "延期须提前申请（泉州市、徐州市）",
    ),
    _told(
        HistoryMeasure.REOPENED,
        "办结后经回头看、撤单质检发现不属实而重新办理的",
        "回访由承办单位以外的人做",
    ),
    _told(
        HistoryMeasure.WITHDRAWN_AFTER_CONTACT,
        "企业撤回的件中，承办单位在撤回之前已经动手办理的",
        "撤单质检：防止动员企业撤诉",
    ),
    Measure(
        name=ColumnMeasure.HOTLINE.value,
        label=ColumnMeasure.HOTLINE.label,
        group=Group.HANDLING,
        counts="收到的件中，来源为 12345 热线",
    ),
)
TIME = (
    _of_time(ColumnMeasure.ON_DUE_DAY, "办结件中，审核通过日恰是时限当天"),
    _of_time(ColumnMeasure.ON_TIME_AS_PROMISED, "已办结，审核通过日不晚于最初对企业承诺的日期"),
    _of_time(ColumnMeasure.LATE_AS_PROMISED, "已办结，晚于最初对企业承诺的日期"),
    _of_time(ColumnMeasure.OVERDUE_AS_PROMISED, "还没有审核通过，最初对企业承诺的日期已过"),
    Span(
        name="mean_days",
        label="平均用时",
        group=Group.TIME,
        counts="从企业反映之日到审核通过之日的工作日，各件平均",
        of="closed",
    ),
    Span(
        name="median_days",
        label="用时中位数",
        group=Group.TIME,
        counts="从企业反映之日到审核通过之日的工作日，排在正中的一件（双数时两件之间）",
        of="closed",
    ),
)
FLOW = (
    Measure(
        name="carried",
        label="上期结转",
        group=Group.FLOW,
        counts="时段开始前登记，到时段开始的前一天结束时还没有办结、也没有了结的工单",
        basis=_BALANCE,
    ),
    Measure(
        name="to_handle",
        label="应办合计",
        group=Group.FLOW,
        counts="上期结转与本期收到之和，每件恰好在办结情况的一栏里",
        basis=_BALANCE,
    ),
)
DISPUTES = (
    Measure(
        name="objections",
        label="退回异议次数",
        group=Group.HANDLING,
        counts="退回异议的次数，一件可以有几次",
        what=Counts.OBJECTIONS,
    ),
    Span(
        name="dispute_days",
        label="争议用时",
        group=Group.HANDLING,
        counts="从提出退回异议到县助企办重新交办的工作日；还在等的算到查看日。计入县助企办，不计入承办单位",
        of="objections",
    ),
)
