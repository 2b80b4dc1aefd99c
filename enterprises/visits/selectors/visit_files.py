"""The files of visits, for whoever may read the visit in full."""

from __future__ import annotations

from pathlib import PurePosixPath

from cadres.errors import Absent
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Visit, VisitFile
from enterprises.visits.selectors import visits


def of(visit: Visit) -> list[VisitFile]:
    """Return the files of a visit that was found through visibility."""
    return list(visit.files.all())


def fetch(pk: int, *, seen_by: Viewer) -> VisitFile:
    """Return a file of a visit that the viewer may read; hidden and missing look the same."""
    seen = visits.visible(seen_by=seen_by)
    found = VisitFile.objects.filter(pk=pk, visit__in=seen.values("pk")).first()
    if found is None:
        raise Absent("没有这个文件。")
    return found


def is_picture(file: VisitFile) -> bool:
    return bool(file.thumbnail) and PurePosixPath(file.file.name or "").suffix != ".pdf"
