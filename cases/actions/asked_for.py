"""Fields that several actions ask for in the same words."""

from __future__ import annotations

from cadres.models import Unit
from cadres.rules.action_fields import Mark, Row, Text
from cadres.rules.viewer import Viewer
from cases.models import Ticket
from cases.selectors import chosen

REASON = Text("reason", "原因", rows=3)
# What the viewer signs, or refuses to sign, is what was on the page.
SEEN_CONTENT = Mark("digest", api_help="所看到内容的 content_digest；内容已变则拒绝（409）")


def find_unit(pk: int, ticket: Ticket, viewer: Viewer) -> Unit:
    """Return a unit to which the viewer's office may give a ticket."""
    return chosen.unit(pk, seen_by=viewer)


def unit(label: str, empty: str = "请选择承办单位", *, api_help: str = "") -> Row:
    """A field for a unit that the office names."""
    return Row("unit", label, empty=empty, find=find_unit, api_help=api_help)
