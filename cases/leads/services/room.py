"""One transaction on the room's own database."""

from __future__ import annotations

from django.db import transaction

DATABASE = "leads"


def together() -> transaction.Atomic:
    """A deed of the room, all or nothing, as `transaction.atomic` is for the site's."""
    return transaction.atomic(using=DATABASE)
