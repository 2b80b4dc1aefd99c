"""How a bulletin stands, in its word."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from cadres.templatetags.site import badge
from cases.bulletins.rules.kinds import BulletinState

register = template.Library()

TONES = {
    BulletinState.DRAFT: "plain",
    BulletinState.PROPOSED: "soon",
    BulletinState.APPROVED: "active",
    BulletinState.SEALED: "good",
    BulletinState.VOID: "paused",
}


@register.simple_tag
def bulletin_badge(state: str) -> SafeString:
    """Return the state of a bulletin as a badge."""
    found = BulletinState(state)
    return badge(found.label, TONES[found])
