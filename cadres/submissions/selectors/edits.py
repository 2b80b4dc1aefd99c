"""What an edit page shows now, as marks that go with its form, and who changed it since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from django.db import models

from cadres.encryption.models.encrypted_text import blind_key
from cadres.submissions.rules import edits
from cadres.submissions.rules.edits import Change, Mark, Read, Values
from cadres.viewers.rules.viewer import Viewer

# 64 bits: nobody steers two values of one field to the same mark.
LENGTH = 16


class LastChange(Protocol):
    """Says who last did one of these to the thing since then, and when."""

    def __call__(
        self, thing: models.Model, verbs: Iterable[str], since: datetime, *, seen_by: Viewer
    ) -> Change: ...


_asked: list[LastChange] = []


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


def register_last_change(asked: LastChange) -> None:
    """The trail, which stands above, says who last did something to a thing."""
    _asked.append(asked)


def last_change(
    thing: models.Model, verbs: Iterable[str], since: datetime, *, seen_by: Viewer
) -> Change:
    """Who last did one of these to the thing after the page was read; nobody where unknown."""
    return next((asked(thing, verbs, since, seen_by=seen_by) for asked in _asked), Change())
