"""Photos and papers of a visit: kept with it or not at all; none is ever asked for."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from cadres.errors import Invalid
from cadres.files.services.uploads import Incoming, take_upload
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Visit, VisitFile

MOST = 20


def attach_all(visit: Visit, uploads: Sequence[Incoming], *, actor: Viewer) -> list[VisitFile]:
    """The files are kept with a visit that the caller has just written or looked at again."""
    return _attach_all(visit, uploads, actor) if uploads else []


@transaction.atomic
def _attach_all(visit: Visit, uploads: Sequence[Incoming], actor: Viewer) -> list[VisitFile]:
    if len(uploads) + visit.files.count() > MOST:
        sentence = f"一次走访最多留 {MOST} 个文件，请去掉多余的。"
        raise Invalid(sentence, {"uploads": sentence})
    return [_attach(visit, one, actor) for one in uploads]


def _attach(visit: Visit, upload: Incoming, actor: Viewer) -> VisitFile:
    try:
        settled = take_upload(upload, actor=actor, folder="visits")
    except Invalid as refused:
        raise Invalid(refused.message, {"uploads": refused.message}) from refused
    row = VisitFile.objects.create(
        visit=visit,
        file=settled.file,
        thumbnail=settled.thumbnail,
        name=settled.name,
        size=settled.size,
        digest=settled.digest,
        uploaded_by_id=actor.cadre_id,
        uploaded_at=actor.at,
    )
    kind = settled.file.rpartition(".")[2]
    audit.record("visit.attach", visit, actor=actor, size=settled.size, kind=kind)
    return row
