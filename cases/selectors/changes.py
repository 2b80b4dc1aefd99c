"""Up to which moment everything that was changed is to be seen."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from cadres.rules.viewer import Viewer

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
