"""The picture in the docs is the step table itself."""

from __future__ import annotations

from cases.management.commands.draw_path import PICTURE
from cases.tickets.exchange import path_picture
from cases.tickets.rules.workflow import STEPS, State


def test_the_picture_in_the_docs_is_not_stale():
    """Where this fails, run `manage.py draw_path`."""
    assert PICTURE.read_text(encoding="utf-8") == path_picture.as_svg()


def test_every_state_and_every_action_is_in_it():
    picture = path_picture.as_svg()

    assert [state for state in State if state.label not in picture] == []
    assert [step.action for step in STEPS if step.action.label not in picture] == []
