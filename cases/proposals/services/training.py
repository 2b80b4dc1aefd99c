"""Each night, county by county: a model of units, one of categories, and how right they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from cadres.jobs.services import job_runs
from cadres.models import Region, RegionLevel
from cadres.viewers.rules.viewer import Viewer
from cases.models import ProposalModel
from cases.proposals.rules import accuracy, features, limit_keys, linear_model
from cases.proposals.rules.accuracy import Accuracy
from cases.proposals.rules.linear_model import Arrays
from cases.proposals.rules.vocabulary import Target
from cases.proposals.selectors import limits, past_tickets
from cases.proposals.selectors.past_tickets import Learnt
from cases.proposals.services import regression

# A label of fewer tickets is no class of matters yet.
LEAST_OF_LABEL = 5
NOTHING_JUDGED = Accuracy(0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Trained:
    """A model as it is kept; without labels there is none."""

    labels: tuple[int, ...]
    arrays: Arrays

    @property
    def digest(self) -> str:
        return self.arrays.digest(self.labels) if self.labels else ""


NO_MODEL = Trained((), Arrays(b"", b"", b""))


def run(at: datetime) -> int:
    """Train every county's models anew; return how many. What fails stops no other county."""
    actor = Viewer.system(at)
    counties = list(Region.objects.filter(level=RegionLevel.COUNTY).values_list("pk", flat=True))
    return job_runs.each("proposals of county", counties, lambda pk: train(pk, actor=actor))


def train(county_id: int, *, actor: Viewer) -> int:
    """Train both models of a county; return how many there are now."""
    amounts = limits.of(county_id, actor.today, seen_by=actor)
    found = past_tickets.closed(county_id, seen_by=actor)
    texts = [features.runs(one.title, one.description) for one in found]
    enough = len(found) >= amounts[limit_keys.LEAST]
    made = 0
    for target in Target:
        truths = [label_of(one, target) for one in found]
        trained, measured = NO_MODEL, NOTHING_JUDGED
        if enough:
            measured = judge(texts, truths, amounts[limit_keys.SURE])
            trained = learn(texts, truths)
        _keep(county_id, target, found, trained, measured, amounts[limit_keys.SURE], actor)
        made += bool(trained.labels)
    return made


def label_of(one: Learnt, target: Target) -> int:
    """Return what a closed ticket came to."""
    return one.unit_id if target is Target.UNIT else one.category_id


def judge(texts: Sequence[Counter[int]], truths: Sequence[int], percent: int) -> Accuracy:
    """Judge the newest by what the older ones taught: what nobody could know is not learnt from."""
    border = len(texts) - len(texts) // accuracy.HELD_OUT
    trained = learn(texts[:border], truths[:border])
    if not trained.labels:
        return NOTHING_JUDGED
    model = linear_model.load(trained.labels, trained.arrays)
    newer = zip(texts[border:], truths[border:], strict=True)
    return accuracy.of(((truth, model.chances(text)) for text, truth in newer), percent)


def learn(texts: Sequence[Counter[int]], truths: Sequence[int]) -> Trained:
    """Learn which runs of characters go with which label; of one there is none to learn."""
    often = Counter(truths)
    kept = [at for at, label in enumerate(truths) if often[label] >= LEAST_OF_LABEL]
    labels = tuple(sorted({truths[at] for at in kept}))
    if len(labels) < 2:
        return NO_MODEL
    telling = features.worth_knowing([texts[at] for at in kept])
    vectors = [features.vector(texts[at], telling.get) for at in kept]
    runs = sorted(telling)
    weights = regression.fitted(runs, vectors, [truths[at] for at in kept])
    return Trained(labels, linear_model.keep(runs, [telling[run] for run in runs], weights))


@transaction.atomic
def _keep(
    county_id: int,
    target: Target,
    found: Sequence[Learnt],
    trained: Trained,
    measured: Accuracy,
    percent: int,
    actor: Viewer,
) -> None:
    ProposalModel.objects.update_or_create(
        county_id=county_id,
        target=target,
        defaults={
            "trained_at": actor.at,
            "tickets": len(found),
            "first_on": found[0].filed_on if found else None,
            "last_on": found[-1].filed_on if found else None,
            "definition": features.DEFINITION,
            "digest": trained.digest,
            "labels": list(trained.labels),
            **asdict(trained.arrays),
            **asdict(measured),
            "percent": percent,
        },
    )
