"""What this room offers to those below: its notices, and its part of a ticket's page."""

from __future__ import annotations

from cadres.notifications.selectors import notices
from cases.office_work.selectors import findings, page_part, tasks
from cases.tickets.selectors.page import page_parts


def register() -> None:
    notices.register(tuple(tasks.TITLES), tasks.word)
    notices.register((findings.FILED,), findings.word)
    page_parts.register(page_part.PART, after="shares")
