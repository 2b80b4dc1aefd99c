"""Which organ issues and receives a side's letters, under which 代字: the side's head sets it."""

from __future__ import annotations

from typing import Any

from cadres.errors import NotPermitted
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cases.leads.keys.selectors import letterheads
from cases.leads.keys.services import founding
from cases.leads.procedure.models.people import Office
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.services import trail
from cases.leads.vault.services.room_transaction import together

SET_BY = "函件署名由本方负责人设置。"


@together()
def set_letterhead(values: dict[str, Any], *, actor: Reader, read: Read) -> Office:
    """For letters from now on; what was issued keeps what stood on it."""
    if not actor.is_head:
        raise NotPermitted(SET_BY)
    office = letterheads.own(seen_by=actor)
    Office.objects.select_for_update(no_key=True).filter(pk=office.pk).values_list("pk").first()
    office = letterheads.own(seen_by=actor)
    given = edits.settle(
        office,
        letterheads.facts(office),
        {name: str(value).strip() for name, value in values.items()},
        read=read,
        actor=actor.viewer,
        verbs=("office.set_letterhead",),
    )
    founding.check_names(given["name"], given["series"], own=office)
    for name, value in given.items():
        setattr(office, name, value)
    office.save(update_fields=list(given))
    trail.record("office.set_letterhead", office, actor=actor.viewer)
    return office
