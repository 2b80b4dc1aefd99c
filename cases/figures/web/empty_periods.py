"""What a page of figures offers where the period that was asked for holds none."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse

from cadres.pages.rules import wording
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules.completion import Period
from cases.figures.selectors import newest_year

FIRST = "登记了第一件，这里就有数字。"


def offer(
    page: str, what: str, asked: Mapping[str, str], period: Period, *, seen_by: Viewer
) -> dict[str, str]:
    """Return the title, text, address and label of the empty page.

    `page` is the page's name, `what` it tells of, `asked` what stands in its address, with the
    period that is empty.
    """
    day = typed_values.day(asked.get("as_of", ""))
    found = newest_year.of(day, is_own=bool(asked.get("own")), seen_by=seen_by)
    tickets = reverse("cases:ticket-list")
    if found is None:
        return _said(f"还没有您能看到的{what}", FIRST, tickets, "看工单")
    title = f"{wording.span(period.since, period.until, seen_by.today)}没有您能看到的{what}"
    if found == period:
        return _said(title, "换一个起止日期，或看全部工单。", tickets, "看全部工单")
    ends = {"since": found.since.isoformat(), "until": found.until.isoformat()}
    address, year = f"{reverse(page)}?{urlencode({**asked, **ends})}", f"{found.since.year}年"
    return _said(title, f"最近的工单登记在{year}。", address, f"看{year}")


def _said(title: str, text: str, url: str, label: str) -> dict[str, str]:
    return {"title": title, "text": text, "url": url, "label": label}
