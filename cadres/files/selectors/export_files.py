"""The lists that somebody asked for (我的导出): how far they are, and the files for a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from cadres.errors import Absent
from cadres.files.rules.exports import KEPT, PART, PREFIX, READY, UNITS, ending_of
from cadres.jobs.selectors import background_runs
from cadres.models import BackgroundRun, ExportFile
from cadres.notifications.selectors.notices import Key, Message
from cadres.pages.rules import rates
from cadres.viewers.rules.viewer import Viewer

BROKEN = "导出中断，文件不完整"
GONE = "没有这个文件，或者已经过期。请重新导出。"


@dataclass(frozen=True, slots=True)
class Line:
    """One list of the viewer's own."""

    run: BackgroundRun
    label: str
    file: ExportFile | None

    @property
    def percent(self) -> int:
        return rates.whole_percent(self.run.done, self.run.total)

    @property
    def unit(self) -> str:
        """Of what it counts: rows of a sheet, or papers."""
        return UNITS[ending_of(self.file.name)] if self.file else "项"

    @property
    def is_part(self) -> bool:
        """It broke off: the file holds some of the rows, and says so."""
        return bool(self.run.result.get(PART))

    @property
    def ends_at(self) -> datetime | None:
        return self.file.made_at + KEPT if self.file else None


def lines(*, seen_by: Viewer) -> list[Line]:
    """Return the viewer's own lists of the last day, the newest first."""
    rows = background_runs.rows(seen_by=seen_by).filter(
        kind__startswith=PREFIX, asked_at__gte=seen_by.at - KEPT
    )
    found = rows.select_related("export")
    return [Line(run, run.detail.get("label", ""), getattr(run, "export", None)) for run in found]


def fetch(pk: int, *, seen_by: Viewer) -> ExportFile:
    """Return the viewer's own file, within its day."""
    own = ExportFile.objects.filter(run__in=background_runs.rows(seen_by=seen_by))
    found = own.filter(pk=pk, made_at__gte=seen_by.at - KEPT).first()
    if found is None:
        raise Absent(GONE)
    return found


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Word the notice that a list is ready, for whoever asked for it."""
    own = ExportFile.objects.filter(run__in=background_runs.rows(seen_by=reader))
    return {
        (READY, made.pk): Message(
            BROKEN if made.run.result.get(PART) else "导出的文件已生成",
            f"{made.name}，共 {made.rows} {UNITS[ending_of(made.name)]}，保留一天。",
            reverse("cadres:exports"),
        )
        for made in own.filter(pk__in=owed[READY]).select_related("run")
    }
