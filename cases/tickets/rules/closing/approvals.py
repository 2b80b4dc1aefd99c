"""What a signature holds for: the result of a round, its measures, and the files that show it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from cadres.errors import Conflict
from cases.tickets.rules.closing.outcomes import NOTHING_FOUND, Finding

if TYPE_CHECKING:
    from cases.models import Ticket

CHANGED = "打开这一页之后内容有改动，没有办理。请重新打开，看过现在的内容再办理。"
# Key, text, day of completion, evidence.
MeasureContent = tuple[int, str, date | str | None, str]
# Key, digest of its bytes.
FileContent = tuple[int, str]


def was_approved(ticket: Ticket) -> bool:
    """Was a result ever approved, in this round or in one before it?

    Each further round begins after an approval, and clears its day. Before the first one nothing
    is explained, rated or looked at again.
    """
    return ticket.round > 1 or ticket.approved_on is not None


def content_digest(
    result: str,
    measures: Iterable[MeasureContent],
    finding: Finding = NOTHING_FOUND,
    files: Iterable[FileContent] = (),
) -> str:
    """Return the digest of what a head signs; measures and files in the order of their keys.

    Signatures from before outcomes were told apart hold for result and measures alone.
    """
    parts = [result, *("|".join(map(str, measure)) for measure in measures)]
    if finding != NOTHING_FOUND:
        # Without the other body's number, which is often known only later.
        signed = replace(finding, outer_number="").columns()
        parts.append("|".join(map(str, signed.values())))
    parts += ["|".join(map(str, file)) for file in files]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def check_seen(digest: str, now: str) -> None:
    """Nobody signs what they did not see: the digest is of what their page showed."""
    if digest != now:
        raise Conflict(CHANGED)


def seen_digest(*said: object) -> str:
    """Return the digest of what a page shows to whoever signs there."""
    return hashlib.sha256("\n".join(map(str, said)).encode()).hexdigest()


def application_digest(*said: object) -> str:
    """Return the digest of what is asked for: a decision holds for these words alone."""
    return hashlib.sha256("\n".join(map(str, said)).encode()).hexdigest()
