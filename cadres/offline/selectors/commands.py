"""What came of a person's commands."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from cadres.models import PhoneCommand, Way
from cadres.offline.rules.commands import Both, Outcome, Result
from cadres.viewers.rules.viewer import Viewer

MOST = 200


def made(ids: Collection[UUID], *, seen_by: Viewer) -> dict[UUID, int]:
    """Return the keys of what these commands of the viewer have made, as far as they are done."""
    own = PhoneCommand.objects.filter(cadre_id=seen_by.person_id, command__in=ids)
    rows = own.filter(outcome=Outcome.DONE).values_list("command", "made_pk")
    return {command: pk for command, pk in rows if pk is not None}


def arrived_sealed(since: datetime, *, seen_by: Viewer) -> int:
    """How many of the viewer's commands others have delivered since."""
    own = PhoneCommand.objects.filter(cadre_id=seen_by.person_id, way=Way.SEALED)
    return own.filter(received_at__gt=since).count()


def delivered(*, seen_by: Viewer) -> list[tuple[Result, dict[str, Any] | None]]:
    """Return what came of the commands that others delivered, the newest first; where one was
    refused, with the command itself, for its phone may have let go of it.
    """
    own = PhoneCommand.objects.filter(cadre_id=seen_by.person_id, way=Way.SEALED)
    rows = own.order_by("-received_at", "-pk")[:MOST]
    return [(result_of(row), json.loads(row.content) if row.content else None) for row in rows]


def result_of(row: PhoneCommand) -> Result:
    """Return the result as it was answered."""
    said = json.loads(row.answer)
    both = tuple(Both(**one) for one in said.pop("both"))
    return Result(row.command, Outcome(row.outcome), both=both, **said)
