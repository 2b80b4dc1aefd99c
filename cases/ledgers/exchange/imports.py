"""Ledgers come in together: read, matched, written through the services, summed up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from cadres.errors import Invalid
from cadres.models import Region
from cadres.people.exchange import roster
from cadres.people.exchange.roster import Roster
from cadres.people.rules import namesake_answers, unit_cells
from cadres.people.selectors import roster_people
from cadres.people.services import units_from_ledgers
from cadres.people.services.imports import import_roster
from cadres.people.services.roster_roles import RoleLine, RosterTally
from cadres.people.services.units_from_ledgers import Places
from cadres.submissions.services.deadlocks import tried_again
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange.sheets import Workbook
from cadres.workbooks.rules.row_values import Fault, Origin, RowError, Tally
from cases.ledgers.exchange import (
    hotline_messages,
    issue_ledger,
    row_accounts,
    upper_ledgers,
    walk_through_ledger,
)
from cases.ledgers.exchange.hotline_messages import Messages
from cases.ledgers.exchange.issue_ledger import Issues
from cases.ledgers.exchange.upper_ledgers import Contents
from cases.ledgers.exchange.walk_through_ledger import Walks
from cases.ledgers.rules.imports import Kind
from cases.ledgers.rules.ledger_rows import IssueRow
from cases.ledgers.selectors import imports as asked
from cases.ledgers.selectors import ledger_answers
from cases.ledgers.services import import_batches
from cases.ledgers.services.hotline_tickets import import_messages
from cases.ledgers.services.imports import import_issues
from cases.ledgers.services.walk_throughs import import_walk_throughs
from cases.models import ImportBatch
from cases.policies.exchange import policy_list
from cases.policies.exchange.policy_list import PolicyList
from cases.policies.services.imports import import_policies
from cases.tickets.rules.vocabulary import SATISFIED
from enterprises.coverage.exchange import coverage_ledger
from enterprises.coverage.exchange.coverage_ledger import Assignments
from enterprises.coverage.rules import coverage_ledger as cover
from enterprises.coverage.services.ledger_imports import import_coverage, import_register
from enterprises.visits.exchange import official_checks
from enterprises.visits.exchange.official_checks import Checks
from enterprises.visits.services.official_check_imports import import_checks

Report = Callable[[str], None]
SAME = "same"
NO_DOUBT = "花名册“{place}”这一行没有要说明是不是同一个人的，请按“工作表:行”填写，例如 名单:3。"
SEVERAL_ALIKE = "花名册“{place}”这一行在单位里有几个同名的人，请在导入页面上说明是哪一个。"


@dataclass(frozen=True, slots=True)
class Ledgers:
    """The files of one import, by kind; columns and units as a person corrected them.

    `county` is the name that a person gave, whatever the titles say.
    """

    books: Mapping[Kind, Workbook]
    county: str = ""
    region: Region | None = None
    columns: Mapping[Kind, Mapping[str, str]] = field(default_factory=dict)
    merges: Mapping[str, str] = field(default_factory=dict)
    # Whose a new number of the roster is, by `sheet:row`: SAME, or somebody else's.
    people: Mapping[str, str] = field(default_factory=dict)
    # By which of the county's sources all messages came, where a person says it.
    source: str = ""
    # The batch under which a person uploaded the file; the command makes one a file.
    batch: ImportBatch | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the files say, before anything is asked or written."""

    roster: Roster | None = None
    assignments: Assignments | None = None
    issues: Issues | None = None
    hotline: Messages | None = None
    checks: Checks | None = None
    policies: PolicyList | None = None
    walks: Walks | None = None
    findings: Contents | None = None

    @property
    def titles(self) -> list[str]:
        of_people = (self.roster, self.assignments)
        parts = (*of_people, self.issues, self.checks, self.policies, self.walks, self.findings)
        return [title for part in parts if part for title in part.titles]

    def unit_names(self) -> list[str]:
        """Every way in which units are written, in the order of the files."""
        found = [row.unit for row in self.roster.rows] if self.roster else []
        for row in self.issues.rows if self.issues else ():
            found += [row.unit, *row.co_units]
        for walk in self.walks.rows if self.walks else ():
            found += [walk.unit, *walk.co_units]
        found += self.findings.units if self.findings else ()
        return [name for name in dict.fromkeys(found) if name]

    @property
    def several(self) -> tuple[str, ...]:
        """Cells with several units of which none is said to lead."""
        parts = [part.several for part in (self.issues, self.walks) if part]
        return tuple(dict.fromkeys(name for part in parts for name in part))

    def tallies(self) -> dict[Kind, Tally]:
        """What became of rows while they were read, by ledger."""
        parts = (
            (Kind.ROSTER, self.roster),
            (Kind.ASSIGNMENTS, self.assignments),
            (Kind.ISSUES, self.issues),
            (Kind.HOTLINE, self.hotline),
            (Kind.CHECKS, self.checks),
            (Kind.POLICIES, self.policies),
            (Kind.WALKS, self.walks),
            (Kind.FINDINGS, self.findings),
        )
        return {kind: part.tally for kind, part in parts if part}


@dataclass(slots=True)
class Outcome:
    """The summary, and what became of every row, by ledger."""

    county: Region
    tallies: dict[Kind, Tally]
    summary: dict[str, Any] = field(default_factory=dict)
    # Units that the ledgers named and nobody knew; refused rows that wait anew.
    new_units: list[str] = field(default_factory=list)
    kept: int = 0
    roles: list[RoleLine] = field(default_factory=list)

    @property
    def refused(self) -> list[tuple[Kind, RowError]]:
        return [(kind, error) for kind, one in self.tallies.items() for error in one.refusals()]

    def accounts(self) -> dict[Kind, dict[str, Any]]:
        return {kind: row_accounts.kept(one) for kind, one in self.tallies.items()}


def parse(ledgers: Ledgers) -> Parsed:
    """Read the rows of every file."""
    books, columns = ledgers.books, ledgers.columns.get
    found: dict[str, Any] = {}
    if book := books.get(Kind.ROSTER):
        found["roster"] = roster.parse(book, columns(Kind.ROSTER))
    if book := books.get(Kind.ASSIGNMENTS):
        units = {row.unit for row in found["roster"].rows} if "roster" in found else set()
        found["assignments"] = coverage_ledger.parse(
            book, columns(Kind.ASSIGNMENTS), frozenset(units)
        )
    if book := books.get(Kind.ISSUES):
        first_leads = unit_cells.first_leads(ledgers.merges)
        found["issues"] = issue_ledger.parse(book, columns(Kind.ISSUES), first_leads=first_leads)
    if book := books.get(Kind.HOTLINE):
        found["hotline"] = hotline_messages.parse(book, columns(Kind.HOTLINE), ledgers.source)
    if book := books.get(Kind.WALKS):
        first_leads = unit_cells.first_leads(ledgers.merges)
        found["walks"] = walk_through_ledger.parse(
            book, columns(Kind.WALKS), first_leads=first_leads
        )
    plain = {
        Kind.CHECKS: official_checks.parse,
        Kind.POLICIES: policy_list.parse,
        Kind.FINDINGS: upper_ledgers.of(Kind.FINDINGS).parse,
    }
    found |= {
        kind.value: plain[kind](books[kind], columns(kind)) for kind in plain if kind in books
    }
    return Parsed(**found)


def bring_in_again(ledgers: Ledgers, *, actor: Viewer) -> Outcome:
    """Bring corrected rows in, all or nothing: where one is refused again, nothing is written."""
    parsed = parse(ledgers)
    if parsed.roster:
        parsed = replace(parsed, roster=parsed.roster.in_part())
    with transaction.atomic():
        outcome = _written(ledgers, parsed, actor, lambda _: None)
        if outcome.refused:
            transaction.set_rollback(True)
    return outcome


@tried_again
def bring_in(
    ledgers: Ledgers, *, actor: Viewer, is_trial: bool = False, report: Report = lambda _: None
) -> Outcome:
    """Bring the ledgers in, all or nothing; a trial does the very same and takes it back."""
    report("读取台账")
    parsed = parse(ledgers)
    with transaction.atomic():
        outcome = _written(ledgers, parsed, actor, report)
        report("记录结果")
        batches = import_batches.record(
            ledgers.books,
            outcome.county,
            outcome.summary,
            outcome.refused,
            outcome.accounts(),
            actor=actor,
            batch=ledgers.batch,
        )
        outcome.kept = sum(asked.refused(seen_by=actor, batch_id=one.pk).count() for one in batches)
        if is_trial:
            transaction.set_rollback(True)
    return outcome


def _written(ledgers: Ledgers, parsed: Parsed, actor: Viewer, report: Report) -> Outcome:
    county = units_from_ledgers.settle_county(
        ledgers.county, actor=actor, county=ledgers.region, titles=parsed.titles
    )
    places = units_from_ledgers.settle_places(
        county,
        actor=actor,
        townships=parsed.assignments.townships if parsed.assignments else (),
        units=parsed.unit_names(),
        merges=ledgers.merges,
    )
    outcome = Outcome(county, parsed.tallies(), new_units=places.new_units)
    if parsed.roster:
        report("写入助企干部")
        said = _people(ledgers.people, parsed.roster, places, actor)
        _roster(parsed.roster, places, outcome, actor, said)
    for what, contents, write in (
        ("企业和包联关系", parsed.assignments, _assignments),
        ("问题工单", parsed.issues, _issues),
        ("热线留言", parsed.hotline, _messages),
        ("涉企检查", parsed.checks, _checks),
        ("惠企政策", parsed.policies, _policies),
        ("走流程举措", parsed.walks, _walks),
        ("指标问题", parsed.findings, _findings),
    ):
        if contents:
            report(f"写入{what}")
            write(contents, places, outcome, actor)
    outcome.summary["refused"] = [error.as_dict() for _, error in outcome.refused]
    return outcome


def _people(
    given: Mapping[str, str], parsed: Roster, places: Places, actor: Viewer
) -> dict[str, str]:
    """Whose new numbers are: as the office said on the page, and by sheet and row here."""
    said = ledger_answers.people(places.county, seen_by=actor)
    doubts = roster_people.doubts(parsed.rows, places.unit, seen_by=actor) if given else []
    asked = {f"{one.row.origin.sheet}:{one.row.origin.row}": one for one in doubts}
    for place, answer in given.items():
        doubt = asked.get(place)
        if doubt is None:
            raise Invalid(NO_DOUBT.format(place=place))
        if answer == SAME and len(doubt.namesakes) > 1:
            raise Invalid(SEVERAL_ALIKE.format(place=place))
        same = str(doubt.namesakes[0].pk)
        said[doubt.key] = same if answer == SAME else namesake_answers.OTHER
    return said


def _roster(
    parsed: Roster, places: Places, outcome: Outcome, actor: Viewer, said: Mapping[str, str]
) -> None:
    tally = import_roster(parsed.rows, places, actor=actor, said=said, partly=parsed.partly)
    outcome.tallies[Kind.ROSTER].add(tally)
    phones = {row.origin.place: row.phone for row in parsed.rows}

    def persons(rows: Sequence[Origin]) -> int:
        return len({phones[row.place] for row in rows})

    outcome.roles = tally.roles
    outcome.summary["cadres"] = {
        "created": persons(tally.made),
        "updated": persons(tally.changed),
        "unchanged": persons(tally.same),
        "duplicates": len(parsed.doubles),
        "refused": len(parsed.refused),
        **_roles(parsed, tally),
    }


def _roles(parsed: Roster, tally: RosterTally) -> dict[str, int]:
    """How many roles are given and changed; nothing where the file says none."""
    if not any(row.role for row in parsed.rows):
        return {}
    changed = sum(bool(line.before) for line in tally.roles)
    return {"roles_given": len(tally.roles) - changed, "roles_changed": changed}


def _assignments(parsed: Assignments, places: Places, outcome: Outcome, actor: Viewer) -> None:
    faults = [error.fault for error in parsed.refused]
    rows, doubles = cover.distinct(parsed.rows)
    register = import_register(rows, places, actor=actor)
    refused = {error.origin.place for error in register.refused}
    accepted = [row for row in rows if row.origin.place not in refused]
    coverage = import_coverage(accepted, places, actor=actor)
    tally = outcome.tallies[Kind.ASSIGNMENTS]
    tally.add(register)
    tally.left_out += doubles
    tally.refused += coverage.refused
    outcome.summary["enterprises"] = {
        "created": register.created,
        "updated": register.updated,
        "unchanged": register.unchanged,
        "duplicates": len(doubles),
        "refused_bad_check_digit": faults.count(Fault.BAD_CODE),
        "refused_missing_code": faults.count(Fault.NO_CODE),
    }
    outcome.summary["assignments"] = {
        "created": coverage.created,
        "unchanged": coverage.unchanged,
        "refused": len(coverage.refused),
    }


def _issues(parsed: Issues, places: Places, outcome: Outcome, actor: Viewer) -> None:
    tally, taken = import_issues(parsed.rows, places, actor=actor)
    outcome.tallies[Kind.ISSUES].add(tally)
    faults = [error.fault for error in parsed.refused]
    outcome.summary["tickets"] = {
        **_counted(tally),
        **_standing(taken),
        "refused_unknown_enterprise": faults.count(Fault.UNKNOWN_ENTERPRISE),
        "refused_closed_before_reported": faults.count(Fault.CLOSED_BEFORE_REPORTED),
        "refused_other": faults.count(Fault.OTHER),
    }


def _messages(parsed: Messages, places: Places, outcome: Outcome, actor: Viewer) -> None:
    tally, taken = import_messages(parsed.rows, places, actor=actor)
    outcome.tallies[Kind.HOTLINE].add(tally)
    closed = sum(bool(row.answer and row.answered_at) for row in taken)
    outcome.summary["messages"] = {
        **_counted(tally),
        "closed": closed,
        "open": len(taken) - closed,
        "refused": len(parsed.refused),
    }


def _checks(parsed: Checks, places: Places, outcome: Outcome, actor: Viewer) -> None:
    tally = import_checks(parsed.rows, places.county, actor=actor)
    outcome.tallies[Kind.CHECKS].add(tally)
    refused = len(outcome.tallies[Kind.CHECKS].refused)
    outcome.summary["checks"] = {**_counted(tally), "refused": refused}


def _policies(parsed: PolicyList, places: Places, outcome: Outcome, actor: Viewer) -> None:
    tally = import_policies(parsed.rows, places, actor=actor)
    outcome.tallies[Kind.POLICIES].add(tally)
    refused = len(outcome.tallies[Kind.POLICIES].refused)
    outcome.summary["policies"] = {**_counted(tally), "refused": refused}


def _walks(parsed: Walks, places: Places, outcome: Outcome, actor: Viewer) -> None:
    tally = import_walk_throughs(parsed.rows, places, actor=actor)
    outcome.tallies[Kind.WALKS].add(tally)
    refused = len(outcome.tallies[Kind.WALKS].refused)
    outcome.summary["measures"] = {**_counted(tally), "refused": refused}


def _findings(parsed: Contents, places: Places, outcome: Outcome, actor: Viewer) -> None:
    tally = upper_ledgers.of(Kind.FINDINGS).write(parsed.rows, places, actor=actor)
    outcome.tallies[Kind.FINDINGS].add(tally)
    refused = len(outcome.tallies[Kind.FINDINGS].refused)
    outcome.summary["findings"] = {**_counted(tally), "refused": refused}


def _counted(tally: Tally) -> dict[str, int]:
    return {
        "created": tally.created,
        "updated": tally.updated,
        "unchanged": tally.unchanged,
    }


def _standing(taken: Sequence[IssueRow]) -> dict[str, int]:
    """All accepted rows of the file, new or not, as the file tells of them."""
    closed = [row for row in taken if row.is_closed]
    on_time = sum(row.is_on_time for row in closed)
    return {
        "closed": len(closed),
        "open": len(taken) - len(closed),
        "closed_on_time": on_time,
        "closed_late": len(closed) - on_time,
        "rated": sum(bool(row.satisfaction) for row in taken),
        "satisfied": sum(row.satisfaction in SATISFIED for row in taken),
    }
