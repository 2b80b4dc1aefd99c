"""What an edit page shows now, as marks that go with its form, and who changed it since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.utils import timezone

from cadres.models import AuditEntry
from cadres.pages.rules import wording
from cadres.people.models.fields import blind_key
from cadres.people.rules.viewer import Viewer
from cadres.submissions.rules import edits
from cadres.submissions.rules.edits import Change, Mark, Read, Values

# 64 bits: nobody steers two values of one field to the same mark.
LENGTH = 16


def read(thing: models.Model | str, values: Values, *, seen_by: Viewer) -> Read:
    """Return what this viewer reads of the thing at this moment; what has no row has a name."""
    mark = marker(thing if isinstance(thing, str) else about(thing))
    return Read(seen_by.at, {name: mark(name, value) for name, value in values.items()})


def marker(about: str) -> Mark:
    """Make marks of one thing: keyed, so that a mark confirms no guess."""
    return lambda name, value: blind_key(f"edit\0{about}\0{name}\0{edits.plain(value)}")[:LENGTH]


def about(thing: models.Model) -> str:
    """Under which name a row's marks are made."""
    return f"{thing._meta.label_lower}:{thing.pk}"


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
