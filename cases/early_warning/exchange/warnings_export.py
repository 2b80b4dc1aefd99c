"""预警 and 逐项核对 as workbooks: warnings with hit rates, requests with their answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from django.db.models import QuerySet
from django.utils import timezone

from cadres.files.services.export_files import Say, counted
from cadres.pages.rules.wording import DASH
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import outgoing
from cases.early_warning.rules.vocabulary import WarningKind
from cases.early_warning.selectors import warnings
from cases.models import EarlyWarning, RequestAnswer

WARNINGS, REQUESTS = "预警清单", "逐项核对清单"
NOTE = "预警只说明哪里要看一眼，不打分、不排名、不涉及个人；命中率是该类预警在本县过去应验的比例。"
WARNING_COLUMNS = {
    "序号": 5,
    "种类": 16,
    "预警": 60,
    "工单": 22,
    "发现日期": 11,
    "涉及件数": 8,
    "该类命中率": 14,
}
REQUEST_COLUMNS = {
    "序号": 5,
    "工单": 22,
    "责任单位": 18,
    "第几条": 8,
    "诉求": 44,
    "在哪里答复": 44,
    "核对日期": 11,
}


def write_warnings(out: BinaryIO, found: QuerySet[EarlyWarning], seen_by: Viewer, say: Say) -> int:
    """Write the warnings, the newest first; return how many."""
    rows = _warnings(counted(found.iterator(chunk_size=500), say), seen_by)
    return outgoing.save_table(out, WARNINGS, WARNING_COLUMNS, rows, taken_by=seen_by, note=NOTE)


def write_requests(out: BinaryIO, found: QuerySet[RequestAnswer], seen_by: Viewer, say: Say) -> int:
    """Write where each numbered request is answered; return how many."""
    rows = _requests(counted(found.iterator(chunk_size=500), say))
    return outgoing.save_table(out, REQUESTS, REQUEST_COLUMNS, rows, taken_by=seen_by)


def _warnings(found: Iterable[EarlyWarning], viewer: Viewer) -> Iterator[list[Any]]:
    rates: dict[int, dict[str, str]] = {}
    for at, row in enumerate(found, 1):
        if row.county_id not in rates:
            known = warnings.hit_rates(row.county_id, seen_by=viewer)
            rates[row.county_id] = {kind: one.rate.words for kind, one in known.items()}
        line = warnings.line_of(row, seen_by=viewer)
        kind = WarningKind(row.kind)
        rate = rates[row.county_id].get(kind, DASH)
        yield [at, kind.label, line.sentence, line.number, line.found_on, line.opens, rate]


def _requests(found: Iterable[RequestAnswer]) -> Iterator[list[Any]]:
    for at, row in enumerate(found, 1):
        unit = str(row.ticket.unit) if row.ticket.unit else ""
        filed_on = timezone.localdate(row.filed_at)
        yield [at, row.ticket.number, unit, row.place, row.request, row.where, filed_on]
