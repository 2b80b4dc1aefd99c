"""The ledger of tickets as a table: its heads and cells, by the columns that were chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from cadres.pages.rules import wording
from cadres.pages.rules.wording import day
from cadres.templatetags.site import filtered, provisional, today_of
from cases.templatetags.cases import light_badge, state_badge, ticket_url
from cases.tickets.rules.lists.layout import USUAL, Column
from cases.tickets.selectors.tickets import TicketLine

register = template.Library()
ARROWS = {"ascending": "↑", "descending": "↓"}


@register.simple_tag(takes_context=True)
def ticket_heads(context: Context) -> SafeString:
    """The heads of the columns; those that sort are links, where the page is a ledger."""
    heads = context.get("heads") or [
        {"label": column.label, "column": column.value} for column in USUAL
    ]
    return SafeString("".join(_head(context, head) for head in heads))


def _head(context: Context, head: dict[str, str]) -> str:
    place = f"col-{head['column']}"
    if not head.get("url"):
        return format_html('<th scope="col" class="{}">{}</th>', place, head["label"])
    now = head["sorted"]
    return format_html(
        '<th scope="col" class="{}"{}><a class="sorts-by" href="{}" title="{}" {}>{}'
        '<span aria-hidden="true">{}</span></a></th>',
        place,
        format_html(' aria-sort="{}"', now) if now else "",
        head["url"],
        head["title"],
        filtered(context, head["url"]),
        head["label"],
        ARROWS.get(now, "↕"),
    )


@register.simple_tag(takes_context=True)
def ticket_rows(context: Context, lines: Iterable[TicketLine]) -> SafeString:
    """The rows of tickets in a list, written at once: a node a word cost half of every list."""
    today = today_of(context)
    layout = context.get("layout")
    columns = layout.columns if layout else USUAL
    mark = context.get("came_from", "")
    opens, has_box = bool(context.get("has_keys")), bool(context.get("can_choose"))
    return SafeString(
        "".join(
            _row(line, f"{ticket_url(line.pk)}{mark}", opens=opens, has_box=has_box)
            + "".join(_cell(column, line, today) for column in columns)
            + "</tr>"
            for line in lines
        )
    )


def _row(line: TicketLine, url: str, *, opens: bool, has_box: bool) -> str:
    """The beginning of a row; `opens` where keys go from row to row and open one beside."""
    keys = f' data-row data-href="{escape(url)}" tabindex="0"' if opens else ""
    box = (
        '<td class="cell-check"><label class="cell-tick"><input class="form-check-input"'
        f' type="checkbox" name="id" value="{line.pk}" aria-label="选择 {escape(line.number)}"'
        " data-bulk-row></label></td>"
    )
    return f"<tr{keys}>{box if has_box else ''}{_main_cell(line, url, opens=opens)}"


def _cell(column: Column, line: TicketLine, today: date) -> str:
    nowrap = " nowrap" if column in NOWRAP else ""
    return (
        f'<td class="col-{column.value}{nowrap}" data-label="{LABELS.get(column, column.label)}">'
        f"<span>{CELLS[column](line, today)}</span></td>"
    )


def _main_cell(line: TicketLine, url: str, *, opens: bool) -> str:
    beside = " data-open" if opens else ""
    again = f" · 第 {line.round} 轮" if line.round > 1 else ""
    return (
        f'<td class="cell-main"><a class="cell-title"{beside} href="{escape(url)}">'
        f"{escape(line.title)}</a>"
        f'<span class="cell-second">{escape(line.number)}{again}</span></td>'
    )


def _term(line: TicketLine, today: date) -> str:
    """How the day that binds stands, that day, and the promise to the enterprise."""
    own, binds = line.own_light, line.binds
    said = str(light_badge(own or line.light))
    if binds and not binds.is_promise:
        said += _second_safe(f"{binds.name} {day(binds.on, today, short=True)} {binds.why}")
    promise = "承诺 " if binds else ""
    promise += f"{escape(line.light.words)} " if own and line.light else ""
    promise += day(line.due_on, today, short=True)
    promise += provisional(line.is_due_provisional, short=True)
    if line.promised_on != line.due_on:
        promise += f"（原 {day(line.promised_on, today, short=True)}）"
    if binds and binds.is_promise:
        promise += f"先到<br>{binds.other} {day(binds.other_on, today, short=True)}"
    return said + _second_safe(promise)


def _standing(line: TicketLine) -> str:
    said = str(state_badge(line.state))
    said += f" {escape(line.outcome)}" if line.outcome else ""
    if not line.waits:
        return said + _second(line.unit)
    handler = f" · 经办 {line.handler}" if line.handler else ""
    return said + _second(f"等 {line.waits}{handler}")


def _second(words: str) -> str:
    return _second_safe(escape(words)) if words else ""


def _second_safe(written: str) -> str:
    return f'<span class="cell-second">{written}</span>'


def _filed(line: TicketLine, today: date) -> str:
    return f"{day(line.filed_on, today, short=True)}{_second(line.source)}"


CELLS: dict[Column, Callable[[TicketLine, date], str]] = {
    Column.WHO: lambda line, today: escape(line.who) + _second(line.township),
    Column.TOWNSHIP: lambda line, today: escape(line.township),
    Column.TERM: _term,
    Column.STANDING: lambda line, today: _standing(line),
    Column.UNIT: lambda line, today: escape(line.unit or "待交办"),
    Column.HANDLER: lambda line, today: escape(line.handler),
    Column.CATEGORY: lambda line, today: escape(line.category) + _second(line.handling_class),
    Column.HANDLING_CLASS: lambda line, today: escape(line.handling_class),
    Column.OUTCOME: lambda line, today: escape(line.outcome),
    Column.SOURCE: lambda line, today: escape(line.source),
    Column.OUTER_NUMBER: lambda line, today: escape(line.outer_number),
    Column.FILED: _filed,
    Column.CHANGED: lambda line, today: wording.moment(timezone.localtime(line.updated_at), today),
}
NOWRAP = frozenset({Column.TERM, Column.FILED, Column.CHANGED})
# Shorter on a phone, where each cell says what it is.
LABELS = {Column.STANDING: "状态"}
