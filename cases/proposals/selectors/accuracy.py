"""How right the models of a county were, for its campaign office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cadres.errors import NotPermitted
from cadres.viewers.rules import office_counties
from cadres.viewers.rules.viewer import Viewer
from cases.models import ProposalModel
from cases.proposals.rules import limit_keys
from cases.proposals.rules.accuracy import Accuracy
from cases.proposals.rules.vocabulary import Target
from cases.proposals.selectors import limits
from cases.proposals.selectors.proposals import MEASURED

OF_OFFICE = "自动建议的准确率由县助企办查看。"
_COLUMNS = ("target", "trained_at", "tickets", "first_on", "last_on", "labels", "percent")


@dataclass(frozen=True, slots=True)
class Part:
    """One model; without `labels` there were too few tickets to learn from."""

    target: Target
    trained_at: datetime | None = None
    tickets: int = 0
    first_on: date | None = None
    last_on: date | None = None
    labels: int = 0
    percent: int = 0
    accuracy: Accuracy | None = None

    @property
    def fills_in(self) -> bool:
        """Does it fill in what it is sure of?"""
        return self.accuracy is not None and self.accuracy.sure_rate.reaches(self.percent)


@dataclass(frozen=True, slots=True)
class Limits:
    """From how many tickets on is learnt, and from how many per cent on is filled in."""

    least: int
    percent: int


def county_of(asked: int | None, *, seen_by: Viewer) -> int:
    """Return the county that the page shows: one in which the viewer is of the office."""
    return office_counties.chosen(asked, seen_by=seen_by, refusal=OF_OFFICE)


def of_county(county_id: int, *, seen_by: Viewer) -> list[Part]:
    """Return what is known of each model, without its numbers."""
    if county_id not in seen_by.office_county_ids:
        raise NotPermitted(OF_OFFICE)
    rows = ProposalModel.objects.filter(county=county_id).values(*_COLUMNS, *MEASURED)
    found = {row["target"]: row for row in rows}
    return [_part(target, found.get(target)) for target in Target]


def limits_of(county_id: int, *, seen_by: Viewer) -> Limits:
    found = limits.of(county_id, seen_by.today, seen_by=seen_by)
    return Limits(found[limit_keys.LEAST], found[limit_keys.SURE])


def _part(target: Target, row: dict[str, Any] | None) -> Part:
    if row is None:
        return Part(target)
    told = {name: row[name] for name in _COLUMNS}
    told |= {"target": target, "labels": len(row["labels"])}
    return Part(**told, accuracy=Accuracy(**{name: row[name] for name in MEASURED}))
