"""Policies as those see them who work in the county."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Q, QuerySet

from cadres.errors import Absent
from cadres.models import Region
from cadres.people.selectors import own_counties
from cadres.viewers.rules.viewer import Viewer
from cases.models import Policy, Ticket
from cases.policies.rules import fit, list_views
from cases.policies.rules import policies as rules
from cases.policies.rules.fit import Condition, ConditionKind
from cases.policies.rules.list_views import Tab
from cases.policies.rules.policies import PolicyState, PolicyVerb

# What a door names before anybody asks.
NONE = Policy.objects.none()
COLUMNS = (
    *("title", "issuer", "document_number", "text", "valid_from", "valid_to", "unit"),
    *("apply_at", "is_automatic", "outer_id"),
)
# Under which name a form holds the values of a condition.
FIELDS = {
    "sizes": ConditionKind.SIZE,
    "industries": ConditionKind.INDUSTRY,
    "townships": ConditionKind.TOWNSHIP,
    "tags": ConditionKind.TAG,
}


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One line of the list: how it stands, and for whom it is."""

    row: Policy
    state: PolicyState
    conditions: tuple[tuple[str, str], ...]

    @property
    def named_conditions(self) -> list[dict[str, str]]:
        return [{"label": label, "words": words} for label, words in self.conditions]


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """One policy, and what this viewer may do with it."""

    line: PolicyLine
    verbs: tuple[PolicyVerb, ...]


def rows(*, seen_by: Viewer) -> QuerySet[Policy]:
    """Return the visible policies, the newest first."""
    found = Policy.objects.filter(rules.policies_for(seen_by)).order_by("-pk")
    return found.select_related("unit", "county").prefetch_related("conditions")


def fetch(pk: int, *, seen_by: Viewer) -> Policy:
    """Return the policy; hidden and missing look the same from outside."""
    found = rows(seen_by=seen_by).select_related("unit", "county", "filed_by", "voided_by")
    row = found.filter(pk=pk).first()
    if row is None:
        raise Absent(rules.ABSENT)
    return row


def of_ticket(ticket: Ticket, *, seen_by: Viewer) -> Policy | None:
    """Return the policy whose refused application the ticket is about, to whoever sees it."""
    return rows(seen_by=seen_by).filter(refusals__ticket=ticket.pk).first()


def in_tab(found: QuerySet[Policy], tab: Tab, *, seen_by: Viewer) -> QuerySet[Policy]:
    return found.filter(list_views.kept(tab, seen_by.today))


def tab_of(asked: str) -> Tab:
    return next((tab for tab in Tab if tab.value == asked), Tab.IN_FORCE)


def narrowed(
    found: QuerySet[Policy], *, q: str = "", is_automatic: bool = False
) -> QuerySet[Policy]:
    """Keep what title, number, issuer or unit hold these words; 免申即享 alone where asked."""
    for word in q.split():
        named = Q(title__icontains=word) | Q(document_number__icontains=word)
        found = found.filter(named | Q(issuer__icontains=word) | Q(unit__name__icontains=word))
    return found.filter(is_automatic=True) if is_automatic else found


def conditions(row: Policy) -> tuple[Condition, ...]:
    """Return the conditions of a policy as the rule reads them."""
    return tuple(
        Condition(ConditionKind(one.kind), tuple(one.values)) for one in row.conditions.all()
    )


def facts(row: Policy) -> dict[str, Any]:
    """Return what a correction may change of it, as it stands."""
    held = {one.kind: list(one.values) for one in conditions(row)}
    columns = {name: getattr(row, name) for name in COLUMNS}
    return {**columns, **{name: held.get(kind, []) for name, kind in FIELDS.items()}}


def lines(found: Iterable[Policy], *, seen_by: Viewer) -> list[PolicyLine]:
    """Turn rows into lines; one query more, for the names of townships."""
    taken = list(found)
    names = township_names((conditions(row) for row in taken), seen_by=seen_by)
    return [
        PolicyLine(
            row,
            rules.state_of(row, seen_by.today),
            tuple(
                (one.kind.label, fit.words(one.kind, one.values, names)) for one in conditions(row)
            ),
        )
        for row in taken
    ]


def page(pk: int, *, seen_by: Viewer) -> PolicyPage:
    row = fetch(pk, seen_by=seen_by)
    (line,) = lines([row], seen_by=seen_by)
    return PolicyPage(line, rules.verbs_for(row, seen_by))


def township_names(asked: Iterable[Iterable[Condition]], *, seen_by: Viewer) -> dict[str, str]:
    """Return the names of the townships that these conditions name, by their id."""
    wanted = {
        int(value)
        for conditions_ in asked
        for one in conditions_
        if one.kind is ConditionKind.TOWNSHIP
        for value in one.values
    }
    if not wanted:
        return {}
    found = Region.objects.filter(pk__in=wanted, parent_id__in=seen_by.home_county_ids)
    return {str(pk): name for pk, name in found.values_list("pk", "name")}


def county(named: str | None, *, seen_by: Viewer) -> Region:
    """Return the county in which the person is of the office; one who serves several names it."""
    return own_counties.named(
        named,
        of=attrgetter("office_county_ids"),
        refusal=rules.KEPT_BY,
        question="请选择在哪个县登记。",
        seen_by=seen_by,
    )
