"""Two people change one draft: what its page had read, under the key of its own folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from cadres.pages.rules import wording
from cadres.submissions.rules import edits
from cadres.submissions.rules.edits import Change, Mark, Read
from cadres.submissions.services.edits import refusal
from cases.leads.keys.selectors import members
from cases.leads.procedure.rules import content
from cases.leads.procedure.rules.content import Matter
from cases.leads.vault.models.folders import Piece
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.folder_access import PieceKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import folders
from cases.leads.vault.selectors.folders import OpenFolder

# As many as the site's own marks.
LENGTH = 16


def read_of(opened: OpenFolder, matter: Matter, *, actor: Reader) -> Read:
    """What the page of the draft reads now; without the folder's key its marks confirm no guess."""
    mark = _marker(opened)
    marks = {name: mark(name, value) for name, value in content.facts(matter).items()}
    return Read(actor.at, marks)


def settled(opened: OpenFolder, matter: Matter, read: Read, *, actor: Reader) -> Matter:
    """Return the draft as it is to be written; raises EditedMeanwhile."""
    known = folders.latest(opened, PieceKind.MATTER, seen_by=actor)
    if known is None:
        return matter
    piece, data = known
    now, given = content.facts(content.matter_of(data)), content.facts(matter)
    mark = _marker(opened)
    found = edits.settle(now, given, read, mark)
    if found.clashes:
        raise refusal(found, now, given, read, mark, _change(piece, read, actor), _words())
    return content.with_facts(matter, found.values)


def _marker(opened: OpenFolder) -> Mark:
    def mark(name: str, value: Any) -> str:
        said = f"edit\0{name}\0{edits.plain(value)}".encode()
        return crypto.keyed_digest(opened.key, said)[:LENGTH]

    return mark


def _change(piece: Piece, read: Read, actor: Reader) -> Change:
    if piece.made_by_id is None or piece.made_at < read.at:
        return Change()
    name = members.names_of([piece.made_by_id], seen_by=actor).get(piece.made_by_id, "")
    at = timezone.localtime(piece.made_at)
    when = f"{at:%H:%M}" if at.date() == actor.today else wording.moment(at, actor.today)
    return Change(name, when)


def _words() -> dict[str, Callable[[Any], str]]:
    def rows(value: Any) -> str:
        return "；".join("，".join(str(part) for part in row if part) for row in value)

    return dict.fromkeys(("persons", "units", "earlier"), rows)
