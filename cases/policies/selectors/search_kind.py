"""Policies in the one box: by title, number, issuer or unit, as in their list."""

from __future__ import annotations

from cadres.search.selectors.box import Asked, Found, Kind, Place
from cadres.viewers.rules.viewer import Viewer
from cases.policies.rules import policies as rules
from cases.policies.selectors import policies


def ask(asked: Asked, most: int, *, seen_by: Viewer) -> list[Found]:
    """Return visible policies that hold every word, the newest first."""
    taken = policies.narrowed(policies.rows(seen_by=seen_by), q=asked.text)[:most]
    return [
        Found(
            row.title,
            " · ".join(filter(None, (row.issuer, row.document_number, row.unit.name))),
            "cases:policy",
            row.pk,
            rules.state_of(row, seen_by.today).label,
        )
        for row in taken
    ]


KIND = Kind(
    Place.POLICIES,
    "惠企政策",
    "名称、文号、发文机关、单位",
    ask,
    "cases:policy-list",
    lambda viewer: bool(viewer.home_county_ids),
)
