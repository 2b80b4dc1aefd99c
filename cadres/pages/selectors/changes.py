"""What changed since a moment, and up to which moment everything that was changed is to be seen.

A row has changed when it was written, and when what is shown beside it was: a list is followed as
it is read. Postings and the like also begin and end with a day, and nobody writes that.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from cadres.viewers.rules.viewer import Viewer

# A change carries the moment of its statement and is seen only when its transaction ends. Those
# still under way began no earlier than this; one that has not written yet will write later.
_HORIZON = """
    SELECT least(statement_timestamp(), min(xact_start)) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND backend_type = 'client backend' AND (backend_xid IS NOT NULL OR state = 'active')
"""


def settled_until(*, seen_by: Viewer) -> datetime:
    """Return the moment from which whoever follows changes must ask again."""
    with connection.cursor() as cursor:
        cursor.execute(_HORIZON)
        found: datetime = cursor.fetchone()[0]
    return found


def written(since: datetime, through: str = "") -> Q:
    """Rows that the database wrote since then; `through` leads to them from another table."""
    return Q(**{f"{through}updated_at__gte": since})


def turned(since: datetime, today: date) -> Q:
    """Rows in force from–to that began or ended since then, by the passing of days alone."""
    then = timezone.localdate(since)
    return Q(from_on__gt=then, from_on__lte=today) | Q(to_on__gte=then, to_on__lt=today)
