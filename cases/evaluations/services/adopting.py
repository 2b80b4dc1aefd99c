"""The head of the campaign office adopts the weights of 效能评价, with their basis."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cadres.submissions.rules import text_limits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.evaluations.rules import access, schemes
from cases.evaluations.rules.schemes import Scheme
from cases.figures.rules.definitions import catalogue
from cases.models import EvaluationScheme, EvaluationWeight


@transaction.atomic
def adopt_scheme(
    scheme: Scheme, *, actor: Viewer, county_id: int, from_on: date, basis: str
) -> EvaluationScheme:
    """The scheme holds from the day on; what was tried before it was stored nowhere.

    Raises NotPermitted for whoever does not head the office, Invalid where weights are not 100
    together or the basis is missing.
    """
    access.check_may_adopt(actor, county_id)
    schemes.check(scheme)
    text_limits.require(basis, "basis", "请写明依据的文件或会议纪要。")
    row = EvaluationScheme.objects.create(
        county_id=county_id,
        from_on=from_on,
        basis=basis.strip(),
        good_from=scheme.good,
        fair_from=scheme.fair,
        least_weight=scheme.least,
        has_ranks=scheme.has_ranks,
        adopted_by_id=actor.person_id,
        adopted_at=actor.at,
    )
    EvaluationWeight.objects.bulk_create(
        EvaluationWeight(
            scheme=row,
            figure=name,
            version=catalogue.ratio(name).version,
            weight=scheme.weights[name],
        )
        for name in scheme.figures
    )
    weights = {name: scheme.weights[name] for name in scheme.figures}
    audit.record("evaluation.adopt", row, actor=actor, weights=weights, basis=row.basis)
    return row
