"""What a head signs, and its digest, as the ticket stands now; one column of its own row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from cases.models import Attachment, Measure, Ticket
from cases.rules import approvals
from cases.rules.outcomes import Finding

MEASURE = ("pk", "text", "done_on", "evidence")
FILE = ("pk", "digest")
FINDING = tuple(field.name for field in fields(Finding))


def content() -> JSONObject:
    """The result, the measures of this round and all files, as a column: no query of its own."""
    measures = Measure.objects.filter(ticket=OuterRef("pk"), round=OuterRef("round"))
    files = Attachment.objects.filter(ticket=OuterRef("pk"))
    return JSONObject(
        result="result",
        measures=ArraySubquery(measures.order_by("pk").values(data=_named(MEASURE))),
        files=ArraySubquery(files.order_by("pk").values(data=_named(FILE))),
        **{name: name for name in FINDING},
    )


def digest_of(content: Mapping[str, Any]) -> str:
    """Return the digest of a row's `content()`."""
    return approvals.content_digest(
        content["result"],
        [tuple(row[name] for name in MEASURE) for row in content["measures"]],
        finding_of(content),
        [tuple(row[name] for name in FILE) for row in content["files"]],
    )


def finding_of(content: Mapping[str, Any]) -> Finding:
    """How the unit says that the matter ends."""
    planned = content["plan_due_on"]
    plan_due_on = date.fromisoformat(planned) if planned else None
    return Finding(**{name: content[name] for name in FINDING} | {"plan_due_on": plan_due_on})


def digest(ticket: Ticket) -> str:
    """Return the digest of what stands on a ticket that was found through visibility."""
    rows = Ticket.objects.filter(pk=ticket.pk).values_list(content(), flat=True)
    return digest_of(rows.get())


def _named(names: tuple[str, ...]) -> JSONObject:
    return JSONObject(**{name: name for name in names})
