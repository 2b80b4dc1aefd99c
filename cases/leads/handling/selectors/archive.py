"""Where the sender's own paper lies (存档), for those of its side who read the lead."""

from __future__ import annotations

from cases.leads.handling.rules import archive
from cases.leads.handling.rules.archive import KeptCopy
from cases.leads.procedure.models.leads import Lead
from cases.leads.steps.selectors import leads
from cases.leads.vault.models.folders import Wrap
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import folders


def of_lead(lead: Lead, *, seen_by: Reader) -> list[KeptCopy]:
    """Each record, the newest first; none where there is none, or it is not the reader's."""
    opened = folders.of_lead(lead, FolderKind.ARCHIVE, seen_by=seen_by)
    if opened is None:
        return []
    pieces = folders.pieces(opened.folder, PieceKind.KEPT_COPY, seen_by=seen_by)
    return [archive.kept_of(folders.read(opened, piece)) for piece in pieces][::-1]


def held_by(name: str, *, seen_by: Reader) -> list[Lead]:
    """Return the leads whose paper (原件) lies with somebody of this name, as recorded last; of
    those alone that the reader opens."""
    wraps = Wrap.objects.holding(seen_by.key_pair_id, seen_by.at)
    kept = wraps.filter(folder__kind=FolderKind.ARCHIVE).values("folder__lead")
    found = leads.rows(seen_by=seen_by).filter(pk__in=kept)
    return [lead for lead in found if any(name in one.holder for one in _last(lead, seen_by))]


def _last(lead: Lead, seen_by: Reader) -> list[KeptCopy]:
    return of_lead(lead, seen_by=seen_by)[:1]
