"""How a bad rating stands, for the letter that was written about it."""

from __future__ import annotations

from cadres.viewers.rules.viewer import Viewer
from cases.letters.selectors.letter_sources import LetterSource
from cases.models import Letter
from cases.window_ratings.rules.procedure import State
from cases.window_ratings.selectors import ratings


def _wants(letter: Letter) -> bool:
    case = letter.rating_case
    if case is None:
        return True
    return case.state == State.VERIFIED and case.unit_id == letter.unit_id


def _may_read(viewer: Viewer, letter: Letter) -> bool:
    case = letter.rating_case
    return case is not None and ratings.case_of(case.rating_id, seen_by=viewer) is not None


SOURCE = LetterSource(_wants, _may_read)
