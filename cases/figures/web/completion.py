"""Completion report (办结情况): a page whose every figure opens its rows, and its workbook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.http import require_GET

from cadres.errors import Invalid
from cadres.files.web import exports
from cadres.submissions.rules import typed_values
from cases.figures.exchange import completion_export, public_copy
from cases.figures.exchange.completion_export import Columns
from cases.figures.rules import periods
from cases.figures.rules.completion import Aspect, Bucket, By, Figures, Period
from cases.figures.rules.disputes import Which
from cases.figures.selectors import clock_differences, completion, disputes, plan_figures
from cases.figures.selectors.completion import TOTAL, Report, Row
from cases.figures.web import empty_periods
from cases.figures.web.addresses import quoted
from cases.figures.web.forms import CompletionForm
from cases.tickets.selectors import tickets
from cases.tickets.services.export_records import record_export

TONES: dict[str, str] = {
    Bucket.ON_TIME: "good",
    Bucket.LATE: "soon",
    Bucket.OVERDUE: "late",
    completion.APART: "gone",
}
# So many rows have a bar of their own: as high as a canvas may be drawn on a sharp screen.
CHARTED = 200
# Counts rounds and no tickets: there is no list of them.
ROUNDS = "rounds"
OTHERS = {completion.MERGED: "重复并入", completion.APART: "单列", **plan_figures.LABELS}
# Says in the address that small numbers are left blank.
PUBLIC = "public"
DISPUTES_LABEL = "县助企办 · 争议用时"


@require_GET
@login_required
def report(request: HttpRequest) -> HttpResponse:
    form = CompletionForm(request.GET, viewer=request.viewer)
    if not form.is_valid():
        return render(request, "cases/figures/report.html", {"form": form})
    found = completion.report(form.question(), seen_by=request.viewer)
    asked, rows_address = _asked(form), reverse("cases:completion-rows")
    context = {
        "form": form,
        "report": found,
        "table": _table(
            found, asked, completion_export.COUNTS, completion_export.columns_of(found)
        ),
        "tables": urlencode({name: asked[name] for name in asked if name not in ("by",)}),
        "handled": _table(found, asked, completion_export.ASPECTS, completion_export.SOLUTION),
        "chart": _chart(found, asked),
        "asked": urlencode(asked),
        "public": urlencode(asked | {"copy": PUBLIC}),
        **{f"by_{by.value}": urlencode(asked | {"by": by.value}) for by in (By.COUNTY, By.UNIT)},
        "differences": _differences(found, asked, request),
        "disputes": _disputes(form, asked, request),
        "merged": f"{rows_address}?{urlencode(asked)}{_bucket(completion.MERGED)}",
        "tabs": _periods(form, asked, request),
    }
    if not found.rows:
        context["empty"] = empty_periods.offer(
            "cases:completion", "工单", asked, found.question.period, seen_by=request.viewer
        )
    return render(request, "cases/figures/report.html", context)


@require_GET
@login_required
def rows(request: HttpRequest) -> HttpResponse:
    """The tickets behind one figure."""
    form = _valid(request)
    bucket = request.GET.get("bucket", "")
    behind = completion.tickets(
        form.question(),
        seen_by=request.viewer,
        key=request.GET.get("key"),
        besides=request.GET.getlist("besides"),
        bucket=bucket,
    )
    page = tickets.page(behind, _page_number(request), seen_by=request.viewer)
    context = {
        "page": page,
        "total": page.total,
        "label": request.GET.get("label", ""),
        "bucket": _word(bucket),
        "back": f"{reverse('cases:completion')}?{urlencode(_asked(form))}",
    }
    return render(request, "cases/figures/rows.html", context)


@require_GET
@login_required
def dispute_rows(request: HttpRequest) -> HttpResponse:
    """The tickets behind the office's own figure."""
    form, which = _valid(request), request.GET.get("which", "")
    behind = disputes.tickets(form.question(), which, seen_by=request.viewer)
    page = tickets.page(behind, _page_number(request), seen_by=request.viewer)
    context = {
        "page": page,
        "total": page.total,
        "label": DISPUTES_LABEL,
        "bucket": Which(which).label,
        "back": f"{reverse('cases:completion')}?{urlencode(_asked(form))}",
    }
    return render(request, "cases/figures/rows.html", context)


@require_GET
@login_required
def workbook(request: HttpRequest) -> HttpResponse:
    form = _valid(request)
    found = completion.report(form.question(), seen_by=request.viewer)
    record_export(
        "completion", actor=request.viewer, rows=len(found.rows), filters=urlencode(_asked(form))
    )
    book = _book(found, request)
    return exports.workbook(book, f"办结情况统计{request.viewer.today:%Y%m%d}.xlsx")


def _book(found: Report, request: HttpRequest) -> bytes:
    """The report as it stands, or as it may be published."""
    if request.GET.get("copy") == PUBLIC:
        return public_copy.workbook(found, seen_by=request.viewer)
    different = clock_differences.of(found)
    return completion_export.workbook(found, different, seen_by=request.viewer)


def _disputes(
    form: CompletionForm, asked: dict[str, str], request: HttpRequest
) -> dict[str, Any] | None:
    """The office's own figure; nothing where nothing was disputed."""
    found = disputes.of(form.question(), seen_by=request.viewer)
    if not (found.objections or found.refused):
        return None
    address = reverse("cases:completion-disputes")
    urls = {
        which.value: f"{address}?{urlencode(asked | {'which': which.value})}" for which in Which
    }
    return {"found": found, "urls": urls}


def _periods(
    form: CompletionForm, asked: dict[str, str], request: HttpRequest
) -> list[dict[str, Any]]:
    """The periods with a name, each with whatever else is asked."""
    here = form.question().period
    return [
        {
            "label": label,
            "url": f"{request.path}?{urlencode(asked | _ends(period))}",
            "current": period == here,
        }
        for label, period in periods.named(request.viewer.today)
    ]


def _ends(period: Period) -> dict[str, str]:
    return {"since": period.since.isoformat(), "until": period.until.isoformat()}


def _page_number(request: HttpRequest) -> int:
    return typed_values.page(request.GET.get("page"))


def _valid(request: HttpRequest) -> CompletionForm:
    form = CompletionForm(request.GET, viewer=request.viewer)
    if not form.is_valid():
        raise Invalid("日期有误，请从办结情况统计重新打开。")
    return form


def _asked(form: CompletionForm) -> dict[str, str]:
    return {name: str(value) for name, value in form.cleaned_data.items() if value}


def _table(found: Report, asked: dict[str, str], counts: Columns, rates: Columns) -> dict[str, Any]:
    opens = _Addresses.of(asked)
    return _of(counts, rates) | {
        "lines": [opens.line(row) for row in found.rows],
        "total": [opens.line(Row("", TOTAL, found.total), is_total=True)],
    }


def _differences(
    found: Report, asked: dict[str, str], request: HttpRequest
) -> dict[str, Any] | None:
    """Where the two clocks differ; nothing where they nowhere do."""
    rows = clock_differences.of(found)
    if not rows:
        return None
    opens, (*lines, total) = _Addresses.of(asked), rows
    table = _of(completion_export.DIFFERENT, ())
    days = [{"word": word, "url": ""} for _, word in completion_export.DAYS]
    return table | {
        "headings": [*table["headings"], *days],
        "days": completion_export.DAYS,
        "lines": [opens.line(one.row) | {"days": one.days} for one in lines],
        "total": [opens.line(total.row, is_total=True) | {"days": total.days}],
        "owners": completion_export.OWNERS,
    }


def _of(counts: Columns, rates: Columns) -> dict[str, Any]:
    """The columns of a table: headings, what each counts, and what its numbers ask for."""
    return {
        "headings": _headings(counts),
        "rates": _headings(rates),
        "counts": [
            {
                "name": name,
                "word": word,
                "asks": None if name == ROUNDS else escape(_bucket(name)),
                "look": "is-late" if name == Bucket.OVERDUE else "",
            }
            for name, word in counts
        ],
        "days": (),
        "said": rates,
    }


@dataclass(frozen=True, slots=True)
class _Addresses:
    """Where the numbers of a table lead, as HTML: what is asked of all its rows is written once.

    `rows` are the tickets of a count but for its bucket; `sides` those that a rate counts or goes
    over, but for name and side.
    """

    rows: str
    sides: str

    @classmethod
    def of(cls, asked: dict[str, str]) -> _Addresses:
        of_rates = {word: value for word, value in asked.items() if word != "by"}
        of_rates |= {"rows": asked["by"], "from": "completion"}
        return cls(
            escape(f"{reverse('cases:completion-rows')}?{urlencode(asked)}"),
            escape(f"{reverse('cases:table-rows')}?{urlencode(of_rates)}"),
        )

    def line(self, row: Row, *, is_total: bool = False) -> dict[str, Any]:
        """One row: its figures, and the address of its tickets; the total is of all rows."""
        label, key = f"&amp;label={quoted(row.label)}", quoted(row.key)
        return {
            "label": row.label,
            "figures": row.figures,
            "rows": self.rows + label + ("" if is_total else f"&amp;key={key}"),
            "sides": self.sides + label + ("" if is_total else f"&amp;row={key}"),
        }


def _headings(columns: Columns) -> list[dict[str, str]]:
    """The words of each column, and where they are defined."""
    page = reverse("cases:definitions")
    return [{"word": word, "url": f"{page}#{name}"} for name, word in columns]


def _word(name: str) -> str:
    if not name:
        return "收到"
    if name in OTHERS:
        return OTHERS[name]
    return (Aspect if name in Aspect.values else Bucket)(name).label


def _bucket(name: str) -> str:
    return "" if name == "received" else f"&bucket={name}"


def _chart(found: Report, asked: dict[str, str]) -> dict[str, Any]:
    """All rows as the table has them, stacked by bucket; each bar opens its tickets.

    Of more rows than a screen can draw the smallest stand together, and open together.
    """
    shown = _charted(found.rows)
    keys = {row.key for row in shown}
    rest = [row for row in found.rows if row.key not in keys]
    where = f"{reverse('cases:completion-rows')}?{urlencode(asked)}"
    bars = [_bar(row.label, row.figures, f"{where}&key={quoted(row.key)}") for row in shown]
    if rest:
        besides = urlencode([("besides", row.key) for row in shown])
        whole = reduce(add, (row.figures for row in rest))
        bars.append(_bar(f"其余 {len(rest)} 个", whole, f"{where}&{besides}"))
    return {
        "labels": [bar["label"] for bar in bars],
        "addresses": [bar["address"] for bar in bars],
        "unit": "件",
        "series": [
            {
                "name": word,
                "values": [bar["figures"].counted(name) for bar in bars],
                "tone": TONES.get(name, ""),
                "asks": _bucket(name),
            }
            for name, word in completion_export.COUNTS
            if name != "received"
        ],
    }


def _charted(rows: list[Row]) -> list[Row]:
    """The rows that have a bar of their own, in the order of the table."""
    if len(rows) <= CHARTED:
        return rows
    largest = sorted(rows, key=lambda row: -row.figures.received)[: CHARTED - 1]
    kept = {row.key for row in largest}
    return [row for row in rows if row.key in kept]


def _bar(label: str, figures: Figures, where: str) -> dict[str, Any]:
    return {"label": label, "figures": figures, "address": f"{where}&label={quoted(label)}"}
