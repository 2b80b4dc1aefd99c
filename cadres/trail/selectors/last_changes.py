"""Who last changed a thing, for whoever edits it meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.utils import timezone

from cadres.models import AuditEntry
from cadres.pages.rules import wording
from cadres.submissions.rules.edits import Change
from cadres.viewers.rules.viewer import Viewer


def last_change(
    thing: models.Model, verbs: Iterable[str], since: datetime, *, seen_by: Viewer
) -> Change:
    """Who last did one of these to the thing after the page was read; nobody where unknown."""
    done = AuditEntry.objects.filter(
        object_type=thing._meta.label_lower, object_id=thing.pk, verb__in=verbs, at__gte=since
    )
    last = done.order_by("-at", "-pk").first()
    if last is None:
        return Change()
    at = timezone.localtime(last.at)
    when = f"{at:%H:%M}" if at.date() == seen_by.today else wording.moment(at, seen_by.today)
    return Change(last.actor_name, when)
