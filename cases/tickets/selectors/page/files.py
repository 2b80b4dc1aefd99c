"""The files of a ticket: what a page lists, and the one that somebody opens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from cadres.errors import Absent
from cadres.pages.models.prepared import IDS, Prepared
from cadres.viewers.rules.viewer import Viewer
from cases.models import Attachment, Ticket
from cases.tickets.selectors.duplicates import related_tickets

COLUMNS = ("pk", "name", "size", "measure_id", "share_id", "file", "thumbnail", "digest")
_OF_TICKETS = Prepared(
    lambda pks: (
        Attachment.objects.filter(ticket__any_of=pks).order_by("pk").values("ticket_id", *COLUMNS)
    ),
    IDS,
)


@dataclass(frozen=True, slots=True)
class File:
    pk: int
    name: str
    size: int
    measure_id: int | None
    share_id: int | None
    # Where they lie in the store: by their endings one knows what can be looked at.
    file: str
    thumbnail: str
    # Of its bytes: whoever signs the ticket signs these.
    digest: str

    @property
    def is_picture(self) -> bool:
        return bool(self.thumbnail)

    @property
    def is_pdf(self) -> bool:
        return self.file.endswith(".pdf")


def of(ticket: Ticket) -> list[File]:
    """Return all files of a ticket that was found through visibility."""
    return of_tickets([ticket.pk]).get(ticket.pk, [])


def of_tickets(pks: Collection[int]) -> dict[int, list[File]]:
    """Return for each of these tickets, found through visibility, its files; one query."""
    found: dict[int, list[File]] = defaultdict(list)
    for row in _OF_TICKETS(list(pks)):
        found[row.pop("ticket_id")].append(File(**row))
    return found


def attachment(pk: int, *, seen_by: Viewer) -> Attachment:
    """Return a file of a ticket that the viewer may see, or of what was merged into it."""
    found = Attachment.objects.filter(related_tickets.with_its_files(seen_by), pk=pk).first()
    if found is None:
        raise Absent("没有这个文件。")
    return found
