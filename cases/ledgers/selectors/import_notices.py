"""That a ledger was checked, brought in or not, in words for whoever uploaded it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from cadres.notifications.selectors.notices import Key, Message
from cadres.viewers.rules.viewer import Viewer
from cases.ledgers.rules.imports import Stage
from cases.ledgers.selectors import imports

# One kind for each end, so that a later end does not change what was told of an earlier one.
TITLES = {
    "ledger_checked": "台账预检完成，请核对后导入",
    "ledger_done": "台账已导入",
    "ledger_failed": "台账没有导入",
}
BY_STAGE = {
    Stage.CHECKED: "ledger_checked",
    Stage.DONE: "ledger_done",
    Stage.FAILED: "ledger_failed",
}


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Return a message per ledger that the reader may see; nothing for the others."""
    wanted = {pk for pks in owed.values() for pk in pks}
    names = dict(
        imports.batches(seen_by=reader).filter(pk__in=wanted).values_list("pk", "file_name")
    )
    return {
        (kind, pk): Message(TITLES[kind], names[pk], reverse("cases:import-preview", args=[pk]))
        for kind, pks in owed.items()
        for pk in pks
        if pk in names
    }
