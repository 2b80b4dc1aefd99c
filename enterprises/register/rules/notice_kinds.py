"""Kinds of notices about coverage: sent by whoever begins or ends it, worded by its own room."""

from __future__ import annotations

ASSIGNED = "assignment_begun"
ENDED = "assignment_ended"
