"""Where whoever follows a matter may open the page on which it is answered or taken back."""

from __future__ import annotations

from cases.tickets.rules import workflow
from cases.tickets.rules.workflow import Action, Party


def may_open(state: str) -> bool:
    """Wherever the office may send a link, whoever follows the matter needs none."""
    return Action.LINK in workflow.actions_for(state, frozenset({Party.DISPATCHER}))
