"""What a visit knows of a problem that was raised at it, so that nobody types it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cases.tickets.rules.vocabulary import Source

if TYPE_CHECKING:
    from enterprises.models import Visit

# By the values of `Manner`, whose module is a model's.
_SOURCES = {"on_site": Source.VISIT, "phone": Source.PHONE, "online": Source.OTHER}


def known(visit: Visit) -> dict[str, Any]:
    """Return source and day of a problem that was raised at the visit."""
    return {
        "source": (
            Source.SERVICE_DAY
            if visit.service_day_id is not None
            else _SOURCES.get(visit.manner, Source.OTHER)
        ),
        "filed_on": visit.visited_on,
    }
