"""Sheets of a township's enterprises, or of the windows of a unit, written by the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from cadres.files.services.export_files import Export, Say, counted
from cadres.pages.selectors.addresses import absolute
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.viewer import Viewer
from cases.enterprise_side.services.business_notices import print_notice
from cases.letters.exchange.pdf import pdf
from cases.letters.rules.kinds_of_letters import business_notice
from cases.scan_codes.exchange import code_sheets
from cases.scan_codes.rules import sheets
from cases.scan_codes.rules.sheets import Sheet, SheetLayout
from cases.scan_codes.selectors import code_lines
from enterprises.models import Enterprise, PlaceCode
from enterprises.register.selectors import assignments, enterprises, gate_codes
from enterprises.register.selectors.codes import place_codes
from enterprises.register.services.gate_codes import kept_code

PDF = "pdf"
NAMES = {SheetLayout.POSTER: "公示牌", SheetLayout.LABEL: "二维码标签"}
# Progress is told so often: a notice takes a fifth of a second.
NOTICES_EVERY = 10


def _asked(filters: str, name: str) -> int | None:
    return typed_values.number(QueryDict(filters).get(name, ""))


def _firms(filters: str, viewer: Viewer) -> QuerySet[Enterprise]:
    county = code_lines.county(_asked(filters, "county"), seen_by=viewer)
    found = enterprises.rows(seen_by=viewer).active().filter(county=county)
    if township := _asked(filters, "township"):
        found = found.filter(township_id=township)
    if _asked(filters, "covered"):
        found = found.covered(viewer.today)
    return found.order_by("name", "pk")


def _places(filters: str, viewer: Viewer) -> QuerySet[PlaceCode]:
    county = code_lines.county(_asked(filters, "county"), seen_by=viewer)
    found = place_codes.rows(county, seen_by=viewer)
    if unit := _asked(filters, "unit"):
        found = found.filter(unit=unit)
    return found


def _sheets_of_firms(found: QuerySet[Enterprise], viewer: Viewer, say: Say) -> Iterator[Sheet]:
    """An enterprise that had no code gets its first one, as with its notice."""
    firms = list(found.select_related("county"))
    teams = assignments.teams([firm.pk for firm in firms], viewer.today, seen_by=viewer)
    for firm in counted(firms, say):
        line = gate_codes.office_line(firm.county, seen_by=viewer)
        team = [f"{one.part.label}：{one}" for one in teams.get(firm.pk, ())]
        address = _address(kept_code(firm, actor=viewer).token)
        yield Sheet(sheets.TITLE, firm.name, line.name, line.phone, address, team)


def _sheets_of_places(found: QuerySet[PlaceCode], viewer: Viewer, say: Say) -> Iterator[Sheet]:
    for code in counted(found, say):
        line = gate_codes.office_line(code.county, seen_by=viewer)
        yield Sheet(sheets.PUBLIC_TITLE, str(code), line.name, line.phone, _address(code.token))


def _notices(out: BinaryIO, found: QuerySet[Enterprise], viewer: Viewer, say: Say) -> int:
    """Each is printed as on the enterprise's own page, and stands on record there."""
    made = []
    for number, firm in enumerate(found.select_related("county"), 1):
        printed = print_notice(firm, actor=viewer, form=PDF)
        made.append(pdf(business_notice.compose(printed.facts, _address(printed.token))))
        if number % NOTICES_EVERY == 0:
            say(number)
    out.write(code_sheets.together(made))
    return len(made)


def _address(token: str) -> str:
    """The site's own name: a sign outlives the address under which it was printed."""
    return absolute(reverse("cases:scan", args=[token]))


def _written(of: Callable[[Any, Viewer, Say], Iterator[Sheet]], layout: SheetLayout) -> Any:
    def write(out: BinaryIO, found: Any, viewer: Viewer, say: Say) -> int:
        made = list(of(found, viewer, say))
        out.write(code_sheets.pdf(made, layout, viewer.today))
        return len(made)

    return write


def _export(kind: str, label: str, rows: Any, write: Any) -> Export:
    return Export(kind, label, lambda _, viewer: f"{label}{viewer.today:%Y%m%d}.{PDF}", rows, write)


GATES = {
    one: _export(f"gate_{one}", f"企业{name}", _firms, _written(_sheets_of_firms, one))
    for one, name in NAMES.items()
} | {SheetLayout.NOTICE: _export("gate_notice", business_notice.TITLE, _firms, _notices)}
PLACES = {
    one: _export(f"place_{one}", f"公共{name}", _places, _written(_sheets_of_places, one))
    for one, name in NAMES.items()
}
SHEETS = (*GATES.values(), *PLACES.values())
