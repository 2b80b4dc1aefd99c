"""What is found in an uploaded ledger, kept with it, so that its pages open no file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from cadres.models import Region
from cadres.people.exchange import roster
from cadres.people.rules import naming
from cadres.people.rules.unit_cells import ANSWER, Several
from cadres.people.selectors import unit_names
from cadres.people.services import units_from_ledgers
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import columns, unseen_rows
from cadres.workbooks.exchange.columns import Field
from cadres.workbooks.exchange.sheets import Sheet, Workbook
from cases.ledgers.exchange import hotline_messages, imports, issue_ledger, walk_through_ledger
from cases.ledgers.exchange.imports import Ledgers, Parsed
from cases.ledgers.rules.imports import Kind
from cases.ledgers.selectors.imports import reading
from cases.models import ImportBatch
from cases.policies.exchange import policy_list
from enterprises.coverage.exchange import coverage_ledger
from enterprises.visits.exchange import official_checks

FIELDS: dict[str, Sequence[Field]] = {
    Kind.ROSTER: roster.FIELDS,
    Kind.ASSIGNMENTS: coverage_ledger.FIELDS,
    Kind.ISSUES: issue_ledger.FIELDS,
    Kind.HOTLINE: hotline_messages.FIELDS,
    Kind.CHECKS: official_checks.FIELDS,
    Kind.POLICIES: policy_list.FIELDS,
    Kind.WALKS: walk_through_ledger.FIELDS,
}
# The field that says what a row is about: where it is struck through, the row is.
KEYS = {
    Kind.ROSTER: "name",
    Kind.ASSIGNMENTS: "name",
    Kind.ISSUES: "enterprise",
    Kind.HOTLINE: "text",
    Kind.CHECKS: "name",
    Kind.POLICIES: "title",
    Kind.WALKS: walk_through_ledger.KEY,
}
SAMPLES = 2


def register(kind: Kind, fields: Sequence[Field], key: str) -> None:
    """A room above says which columns its ledger has."""
    FIELDS[kind], KEYS[kind] = fields, key


@dataclass(frozen=True, slots=True)
class Column:
    """A field that we look for, the heading it was matched with, and what stands there."""

    field: Field
    heading: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """How the columns of a file were understood; every heading may be chosen instead."""

    columns: list[Column]
    headings: list[str]
    sheets: list[str]
    hidden: tuple[str, ...]
    missing: list[str]
    # How many rows nobody sees, or sees crossed out; and the county that the title names instead.
    unseen: Mapping[str, int]
    other_county: str

    @property
    def unseen_questions(self) -> dict[str, str]:
        return unseen_rows.questions(self.unseen, self.hidden)


@dataclass(frozen=True, slots=True)
class UnitQuestion:
    """A unit as it is written, what we take it for, and what else it may be.

    `registered` are those of the others that are units already.
    """

    written: str
    meant: str
    is_known: bool
    others: tuple[str, ...]
    answer: str = ""
    registered: tuple[str, ...] = ()

    @property
    def proposed(self) -> str:
        """What stands chosen. No second unit is made of one that may be registered: the only one
        that it may be short for is proposed, and nothing where there are several."""
        if self.answer or self.is_known or not self.registered:
            return self.answer or self.meant
        return self.registered[0] if len(self.registered) == 1 else ""


def found_in(
    book: Workbook,
    ledgers: Ledgers,
    kind: str,
    county: Region,
    *,
    with_units: bool,
    seen_by: Viewer,
) -> dict[str, Any]:
    """Return what the pages ask about; the units only once a person has settled the columns."""
    columns_of = ledgers.columns.get(Kind(kind))
    found: dict[str, Any] = {"proposal": _kept(_proposal(book, kind, county, columns_of))}
    if with_units:
        # Each unit of a cell is asked about, whatever is said about the cell.
        parsed = imports.parse(replace(ledgers, merges={ANSWER: Several.FIRST_LEADS}))
        found["units"] = [asdict(asked) for asked in _unit_questions(parsed, county, seen_by)]
        found["several"] = parsed.several
    return found


def proposal(batch: ImportBatch) -> Proposal | None:
    """Return how the columns were understood; None where the file was never read."""
    kept = reading(batch).get("proposal")
    if kept is None:
        return None
    columns_found = [
        Column(field, heading, tuple(samples))
        for field in FIELDS[batch.kind]
        for heading, samples in [kept["columns"].get(field.key, ("", ()))]
    ]
    return Proposal(
        columns_found,
        kept["headings"],
        kept["sheets"],
        tuple(kept["hidden"]),
        kept["missing"],
        kept.get("unseen", {}),
        kept.get("other_county", ""),
    )


def unit_questions(batch: ImportBatch) -> list[UnitQuestion] | None:
    """Return what is asked about units, answered as it was; None where it was not looked for."""
    kept = reading(batch).get("units")
    if kept is None:
        return None
    return [
        UnitQuestion(
            asked["written"],
            asked["meant"],
            asked["is_known"],
            tuple(asked["others"]),
            batch.merges.get(asked["written"], ""),
            tuple(asked.get("registered", ())),
        )
        for asked in kept
    ]


def several_units(batch: ImportBatch) -> list[str]:
    """Return the cells with several units of which none is said to lead."""
    return list(reading(batch).get("several", ()))


def plain_heading(field: Field) -> str:
    """The heading of a field in one row: 企业联系人/姓名 becomes 企业联系人姓名."""
    return field.heading.replace("/", "")


def _proposal(
    book: Workbook, kind: str, county: Region, corrected: Mapping[str, str] | None
) -> Proposal:
    """Show the match of the first sheet that fits best, and what is to be said once of the file."""
    fields = FIELDS[kind]
    # Where every sheet is hidden they are shown, so that it can be said that they are meant.
    shown = book.seen or book.sheets
    matches = [(sheet, columns.locate(sheet, fields, corrected)) for sheet in shown]
    found = [(sheet, match) for sheet, match in matches if match]
    if found:
        sheet, match = max(found, key=lambda pair: len(pair[1].columns))
        offered = [name for one, its in found for name in columns.offered(one, its.headings)]
        matched = [Column(f, match.name_of(f.key), _samples(sheet, match, f)) for f in fields]
        missing = match.missing(fields)
    else:
        offered = [name for sheet in shown for name in columns.likely_columns(sheet)]
        matched = [Column(field, "", ()) for field in fields]
        missing = [field.heading for field in fields if field.is_required]
    titles = [columns.title_text(match) for _, match in found]
    return Proposal(
        columns=matched,
        headings=list(dict.fromkeys(offered)),
        sheets=[sheet.name for sheet, _ in found],
        hidden=book.hidden,
        missing=missing,
        unseen=unseen_rows.counted(matches, KEYS[kind]),
        other_county=units_from_ledgers.other_county(titles, county),
    )


def _unit_questions(parsed: Parsed, county: Region, seen_by: Viewer) -> list[UnitQuestion]:
    """Ask about every unit that is not written as it is registered, before any are joined.

    Writings that mean one unit stand together, in the same order each time.
    """
    found = unit_names.known(county, seen_by=seen_by)
    known = {key: unit.name for key, unit in {**found.closed, **found.units}.items()}
    keys = {name: naming.unit_key(name, county.name) for name in parsed.unit_names()}
    full = {key: known.get(key) or naming.unit_name(key, county.name) for key in keys.values()}
    names, registered = full | known, set(known.values())
    questions = []
    for written, key in sorted(keys.items(), key=lambda one: (one[1], one[0])):
        near = (
            name
            for other, name in names.items()
            if naming.may_be_short_for(key, other)
            or (name in registered and naming.may_be_short_for(other, key))
        )
        others = tuple(dict.fromkeys(near))
        if written != full[key] or (others and key not in known):
            ours = tuple(name for name in others if name in registered)
            asked = UnitQuestion(written, full[key], key in known, others, registered=ours)
            questions.append(asked)
    return questions


def _kept(found: Proposal) -> dict[str, Any]:
    columns_kept = {each.field.key: (each.heading, each.samples) for each in found.columns}
    return asdict(found) | {"columns": columns_kept}


def _samples(sheet: Sheet, match: columns.Match, field: Field) -> tuple[str, ...]:
    column = match.columns.get(field.key)
    if column is None:
        return ()
    rows = sheet.rows[match.first_row : match.first_row + SAMPLES]
    texts = (columns.cells.line(row.cell(column))[:30] for row in rows)
    return tuple(text for text in texts if text)
