"""效能评价 of a county's units or townships: rates of the catalogue, weighed by a scheme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from cadres.pages.rules.rates import Rate
from cadres.viewers.rules.viewer import Viewer
from cases.evaluations.rules import access, schemes
from cases.evaluations.rules.schemes import ROWS, Band, Scheme, Score, Subject
from cases.figures.rules.completion import Period
from cases.figures.rules.cross_tables import Ask
from cases.figures.rules.definitions import catalogue
from cases.figures.rules.limit_keys import COMPARED_AT_LEAST
from cases.figures.selectors import figure_limits, figure_tables
from cases.models import EvaluationScheme
from cases.tolerance.selectors import tolerance
from cases.tolerance.selectors.tolerance import UnitFindings

NOTHING = Rate(0, 0)


@dataclass(frozen=True, slots=True)
class EvaluatedRow:
    """One unit or township; `place` only where the scheme shows ranks."""

    key: str
    label: str
    score: Score
    place: int | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The rows, best band first and by name within it; on how few tickets a rate says nothing;
    what organs found tolerable (容错认定) of these tickets, which changes no score."""

    ask: Ask
    on: date
    scheme: Scheme
    rows: list[EvaluatedRow]
    at_least: int
    tolerated: list[UnitFindings]

    def of_band(self, band: Band) -> list[EvaluatedRow]:
        return [row for row in self.rows if row.score.band is band]


def adopted(*, seen_by: Viewer, on: date | None = None) -> EvaluationScheme | None:
    """Return the scheme that holds in the viewer's county on the day. Raises NotPermitted."""
    held = history(seen_by=seen_by).filter(from_on__lte=on or seen_by.today)
    return held.first()


def history(*, seen_by: Viewer) -> QuerySet[EvaluationScheme]:
    """Return what the county adopted, the newest first."""
    county = access.county_of(seen_by)
    rows = EvaluationScheme.objects.filter(county_id=county).select_related("adopted_by")
    return rows.prefetch_related("weights")


def scheme_of(row: EvaluationScheme | None) -> Scheme:
    """Return an adopted scheme as a value; where there is none, the one that is proposed."""
    if row is None:
        return schemes.PROPOSED
    return Scheme(
        {one.figure: one.weight for one in row.weights.all()},
        row.good_from,
        row.fair_from,
        row.least_weight,
        row.has_ranks,
    )


def evaluate(
    scheme: Scheme, subject: Subject, period: Period, *, seen_by: Viewer, as_of: date | None = None
) -> Evaluation:
    """Evaluate by a scheme, adopted or only tried; nothing is stored. Raises Invalid."""
    access.county_of(seen_by)
    schemes.check(scheme)
    ask = Ask(period, ROWS[subject], as_of=as_of)
    on = as_of or seen_by.today
    at_least = figure_limits.amount(COMPARED_AT_LEAST, on, seen_by=seen_by)
    labels, rates = _rates(scheme, ask, seen_by)
    scores = {
        key: schemes.score(defaultdict(lambda: NOTHING, of), scheme, at_least)
        for key, of in rates.items()
    }
    places = schemes.ranks({key: one.points for key, one in scores.items()})
    shown = places if scheme.has_ranks else {}
    rows = [EvaluatedRow(key, labels[key], one, shown.get(key)) for key, one in scores.items()]
    bands = list(Band)
    rows.sort(key=lambda row: (bands.index(row.score.band), row.place or 0, row.label))
    tolerated = tolerance.beside_results(period.since, period.until, on, seen_by=seen_by)
    return Evaluation(ask, on, scheme, rows, at_least, tolerated)


def _rates(
    scheme: Scheme, ask: Ask, viewer: Viewer
) -> tuple[dict[str, str], Mapping[str, dict[str, Rate]]]:
    """The words of each row, and its rates by figure; what has no unit or township is no row."""
    labels: dict[str, str] = {}
    rates: dict[str, dict[str, Rate]] = defaultdict(dict)
    for names in figure_tables.by_source(scheme.figures, ask.rows):
        for line in figure_tables.table(ask, names, seen_by=viewer).lines:
            if not line.key:
                continue
            labels[line.key] = line.label
            for name in names:
                rates[line.key][name] = catalogue.ratio(name).rate(line.whole.counted)
    return labels, rates
