"""When the database last wrote a row: by which whoever follows changes misses none."""

from __future__ import annotations

from django.db import models
from django.db.models.expressions import RawSQL


class Written(models.Model):
    """A row that knows when it was last written; a trigger keeps it, and no figure counts by it.

    Each table of such rows has its trigger `note_written`.
    """

    updated_at = models.DateTimeField(
        db_default=RawSQL("statement_timestamp()", []), editable=False, db_index=True
    )

    class Meta:
        abstract = True
