"""The steps a ticket has gone before."""

from tests.cases.ticket_states import (
    assigned,
    enterprise,
    filed,
    in_hand,
    resolved,
    unconfirmed,
)

__all__ = [
    "assigned",
    "enterprise",
    "filed",
    "in_hand",
    "resolved",
    "unconfirmed",
]
