"""Candidates (规则提示) as they exist for a reader, and the rules by which they are found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cadres.errors import Absent
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cadres.viewers.rules.viewer import Viewer
from cases.leads.candidates.models.candidates import Candidate, CandidateRule
from cases.leads.candidates.rules.candidates import CandidateState, Fires, Rule
from cases.leads.procedure.models.people import Office
from cases.leads.procedure.rules.vocabulary import Side
from cases.leads.vault.models.folders import Wrap
from cases.leads.vault.rules.reader import Reader

RULE_FACTS = ("at_least", "words", "field", "is_on", "basis")


def rows(*, seen_by: Reader) -> QuerySet[Candidate]:
    """Open candidates of the reader's county that are wrapped for its key, oldest first."""
    held = Wrap.objects.holding(seen_by.key_pair_id, seen_by.at).filter(
        folder__candidate=OuterRef("pk")
    )
    own = Candidate.objects.filter(Exists(held), county_id=seen_by.county_id)
    return own.filter(state=CandidateState.OPEN).order_by("found_at", "pk")


def fetch(pk: int, *, seen_by: Reader) -> Candidate:
    """Return the candidate; what is decided, hidden or missing looks the same."""
    found: Candidate | None = rows(seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Absent("没有这条规则提示，或者已经有人研判过了。")
    return found


def known(marks: Iterable[str], *, seen_by: Viewer) -> set[str]:
    """Which of the marks stand there already."""
    there = Candidate.objects.filter(mark__in=list(marks))
    return set(there.values_list("mark", flat=True))


def offices(*, seen_by: Viewer) -> list[Office]:
    """The senders' offices, for whose counties candidates are sought."""
    return list(Office.objects.filter(side=Side.SENDER).order_by("pk"))


def rule_rows(county_id: int, *, seen_by: Viewer) -> list[CandidateRule]:
    """Each rule as it holds in the county, those switched off too: its own before the usual."""
    asked = CandidateRule.objects.filter(Q(county_id=county_id) | Q(county_id__isnull=True))
    # A county's own row comes last, and takes the place of the usual one.
    found = {row.fires: row for row in asked.order_by(F("county_id").asc(nulls_first=True))}
    return [found[fires] for fires in Fires.values if fires in found]


def rule_row(fires: str, *, seen_by: Reader) -> CandidateRule:
    """One rule as it holds in the reader's county."""
    rows = rule_rows(seen_by.county_id, seen_by=seen_by.viewer)
    return next(row for row in rows if row.fires == fires)


def rule_facts(row: CandidateRule) -> dict[str, Any]:
    """What a head may set of a rule, as it stands."""
    return {name: getattr(row, name) for name in RULE_FACTS}


def rule_about(fires: str, county_id: int) -> str:
    """The rule as it holds in a county, be the row the county's own or not."""
    return f"candidate_rule:{fires}@{county_id}"


def read_rule(fires: str, *, seen_by: Reader) -> Read:
    """What a page that sets the rule reads of it now."""
    now = rule_facts(rule_row(fires, seen_by=seen_by))
    about = rule_about(fires, seen_by.county_id)
    return edits.read(about, now, seen_by=seen_by.viewer)


def rules(county_id: int, *, seen_by: Viewer) -> tuple[Rule, ...]:
    """The rules that are switched on in the county."""
    there = rule_rows(county_id, seen_by=seen_by)
    return tuple(as_rule(row) for row in there if row.is_on)


def as_rule(row: CandidateRule) -> Rule:
    return Rule(Fires(row.fires), row.at_least, tuple(row.words.splitlines()), row.field)
