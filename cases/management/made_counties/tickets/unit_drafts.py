"""What made units say outward: a clerk drafts it, and the head signs."""

from __future__ import annotations

from cases.management.made_counties.registry import Post
from cases.management.made_counties.tickets.life import Life
from cases.tickets.rules.workflow import Action, State


def signer_of(life: Life, clerk: Post) -> Post | None:
    """Let the clerk draft; return the head who signs it then, nobody where the unit has none."""
    head = life.on_duty(life.unit.heads, without={clerk.person.pk}) if life.unit else None
    if head is None:
        return None
    life.handlers.add(clerk.person.pk)
    note = "退回异议，送本单位负责人签发。"
    life.step(Action.DRAFT, clerk, State(life.state), note, life.unit)
    life.now += 1
    return head
