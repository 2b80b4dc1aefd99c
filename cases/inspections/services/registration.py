"""What the lower rooms ask for and this room knows: letters, and what goes over with a unit."""

from __future__ import annotations

from cadres.people.services import unit_merging as merging
from cases.inspections.selectors import letter_sources as sources
from cases.inspections.services import unit_merging
from cases.letters.selectors import letter_sources


def register() -> None:
    """Hand everything in, once, when the site starts."""
    letter_sources.register(sources.SOURCE)
    merging.on_merged.append(unit_merging.take_over)
