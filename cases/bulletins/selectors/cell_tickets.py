"""The tickets behind a cell of a bulletin: those of them that whoever looks may see."""

from __future__ import annotations

from collections.abc import Collection

from cadres.errors import Absent
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules.figures import Definition, Figures, Ids, Line, Table
from cases.bulletins.rules.tables import Source
from cases.figures.rules.cross_tables import WITHOUT_RATINGS
from cases.models import Ticket
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules import visibility

ABSENT = "通报里没有这一格。"


def visible_ids(figures: Figures, *, seen_by: Viewer) -> frozenset[int]:
    """Return of all tickets in a bulletin those that the viewer may see now; one query."""
    seen = Ticket.objects.visible_to(seen_by).filter(pk__in=list(figures.tickets))
    return frozenset(seen.values_list("pk", flat=True))


def opens(column: Definition, ids: Ids, visible: Collection[int], *, seen_by: Viewer) -> bool:
    """Does the number open its rows for this viewer: may all of them be seen?

    Who rated what is not told to those to whom ratings are not shown.
    """
    if column.name in WITHOUT_RATINGS and not visibility.may_see_ratings(seen_by):
        return False
    return bool(ids) and all(pk in visible for pk in ids)


def tickets(
    figures: Figures, table: str, row: str | None, name: str, side: str, *, seen_by: Viewer
) -> TicketQuerySet:
    """Return the visible tickets behind a cell; `row` None is the sum. Raises Absent."""
    found = figures.table(table)
    column = figures.definitions.get(name)
    if found is None or column is None or found.spec.of is not Source.TICKETS:
        raise Absent(ABSENT)
    if column.name in WITHOUT_RATINGS and not visibility.may_see_ratings(seen_by):
        raise Absent(ABSENT)
    ids = line_of(found, row).ids(column, side)
    seen = Ticket.objects.visible_to(seen_by).filter(pk__in=ids)
    return seen.for_list().order_by("-filed_on", "-pk")


def line_of(table: Table, row: str | None) -> Line:
    """Return the row of this key, or the sum. Raises Absent."""
    if row is None:
        return table.total
    found = next((line for line in table.lines if line.key == row), None)
    if found is None:
        raise Absent(ABSENT)
    return found
