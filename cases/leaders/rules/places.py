"""By which places the page parts its figures: one county by townships, several by counties.

Whoever looks at a whole city reads of thirteen counties in ten seconds, not of two hundred
townships and seven hundred units; those stand in the tables behind.
"""

from __future__ import annotations

from collections.abc import Sequence

from cases.figures.rules.cross_tables import Dimension


def where(counties: Sequence[int]) -> Dimension:
    """Return by what the page says where something is, for who looks at these counties."""
    return Dimension.COUNTY if len(counties) > 1 else Dimension.TOWNSHIP


def judged(counties: Sequence[int]) -> Dimension:
    """Return what stands in bands: the units of one county, or the counties themselves."""
    return Dimension.COUNTY if len(counties) > 1 else Dimension.UNIT
