"""Of which days the sealed bulletins of the viewer's counties tell."""

from __future__ import annotations

from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules.kinds import BulletinKind, BulletinState
from cases.code_ratings.rules.disclosure import Seal
from cases.models import Bulletin

# The double list tells of tasks alone.
TOLD_BY = (BulletinKind.WEEKLY, BulletinKind.MONTHLY, BulletinKind.YEARLY)


def seals(*, seen_by: Viewer) -> list[Seal]:
    """Return each period once it is sealed; an erratum opens nothing that was not open."""
    counties = {*seen_by.county_ids, *seen_by.home_county_ids}
    found = Bulletin.objects.filter(
        county_id__in=counties, kind__in=TOLD_BY, state=BulletinState.SEALED, corrects=None
    )
    rows = found.order_by("sealed_at").values_list("county_id", "since", "cutoff_on", "sealed_at")
    return [Seal(*row[:3], row[3]) for row in rows if row[3]]
