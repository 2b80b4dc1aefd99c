"""What the nightly searches of the store found; for whoever keeps the system."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from cadres.models import FileCheck
from cadres.notifications.selectors.notices import Key, Message
from cadres.people.rules import administration
from cadres.viewers.rules.viewer import Viewer

KIND = "files_missing"


def missing(*, seen_by: Viewer) -> int | None:
    """How many rows lacked their file at the last search; None where there was none yet."""
    administration.check_administers(seen_by)
    return FileCheck.objects.values_list("missing", flat=True).first()


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Word the alarm of a night in which files were missing."""
    if not administration.administers(reader):
        return {}
    return {
        (KIND, check.pk): Message(
            "存储里缺少文件",
            f"核对 {check.rows} 个登记的文件，{check.missing} 个已不在存储里。"
            "请运行 manage.py search_files 查看是哪些，并从备份恢复。",
            reverse("cadres:inbox"),
        )
        for check in FileCheck.objects.filter(pk__in=owed[KIND])
    }
