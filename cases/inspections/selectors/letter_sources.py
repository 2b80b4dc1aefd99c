"""How what 明察暗访 found stands, for the letters that were written about it."""

from __future__ import annotations

from cadres.viewers.rules.viewer import Viewer
from cases.inspections.rules import inspections as rules
from cases.inspections.rules.inspections import InspectionState
from cases.letters.selectors.letter_sources import LetterSource
from cases.models import Letter


def _wants(letter: Letter) -> bool:
    return letter.inspection is None or letter.inspection.state == InspectionState.OPEN


def _may_read(viewer: Viewer, letter: Letter) -> bool:
    return letter.inspection_id is not None and rules.may_read(viewer, letter.county_id)


SOURCE = LetterSource(_wants, _may_read)
