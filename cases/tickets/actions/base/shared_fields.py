"""Fields that several actions ask for in the same words."""

from __future__ import annotations

from collections.abc import Sequence

from cadres.models import Unit
from cadres.pages.rules.action_fields import Mark, Offer, Row, Text
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.actions.base.action import Asked, BulkAsked
from cases.tickets.selectors import lookups
from cases.tickets.selectors.handling import dispatch_units, likely_units

REASON = Text("reason", "原因", rows=3)
BASIS_HELP = "文件名称和文号，例如：召助企办〔2026〕3号"
# What the viewer signs, or refuses to sign, is what was on the page.
SEEN_CONTENT = Mark("digest", api_help="所看到内容的 content_digest；内容已变则拒绝（409）")


def offer_content(asked: Asked) -> Offer:
    """The page sends along the digest of what it shows."""
    return Offer(initial={"digest": asked.page.digest})


def unit(label: str, empty: str = "请选择承办单位", *, api_help: str = "") -> Row:
    """A field for a unit that the office names."""
    return Row("unit", label, empty=empty, find=find_unit, api_help=api_help, is_picked=True)


def find_unit(pk: int, ticket: Ticket, viewer: Viewer) -> Unit:
    """Return a unit to which the viewer's office may give a ticket."""
    return lookups.unit(pk, seen_by=viewer)


def find_units(pks: Sequence[int], ticket: Ticket, viewer: Viewer) -> list[Unit]:
    """Return several of them."""
    return lookups.units(pks, seen_by=viewer)


def offer_units(asked: BulkAsked) -> Offer:
    """The units of the county of many tickets, those first that had tickets like them."""
    offered = dispatch_units.handling(asked.county_id, seen_by=asked.viewer)
    past = likely_units.of_chosen(asked.ticket_ids, seen_by=asked.viewer)
    return Offer(
        rows={"unit": offered}, choices={"unit": dispatch_units.by_kind(offered, past=past)}
    )


def note(label: str, *, help: str = "可不填。") -> Text:
    """A field for a remark that need not be made."""
    return Text("note", label, rows=2, is_needed=False, help=help)


def outer_number(help: str, *, only_for: str = "") -> Text:
    """A field for the number that another body has given, if it has."""
    return Text(
        "outer_number",
        "外部编号",
        longest=text_limits.OUTER_NUMBER,
        rows=0,
        is_needed=False,
        help=help,
        only_for=only_for,
    )


def offer_other_unit(asked: Asked) -> Offer:
    """The office names a unit other than the one that has the ticket."""
    offered = dispatch_units.dispatchable(asked.ticket, seen_by=asked.viewer)
    others = offered.exclude(pk=asked.ticket.unit_id or 0)
    choices = dispatch_units.by_kind(others, "请选择单位", asked.page.past)
    return Offer(rows={"unit": others}, choices={"unit": choices})
