"""What the county's model proposes for a ticket: read from its row, once a worker and night."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from cadres.viewers.rules.viewer import Viewer
from cases.models import ProposalModel
from cases.proposals.rules import accuracy, features, linear_model
from cases.proposals.rules.accuracy import Accuracy
from cases.proposals.rules.linear_model import Arrays, LinearModel
from cases.proposals.rules.vocabulary import Target
from cases.tickets.selectors.handling.proposals import NOTHING, Proposal, Proposals, Told

MEASURED = ("judged", "first", "three", "sure", "sure_right")
# Less likely ones than this are noise, and not worth a line.
LEAST_PERCENT = 3
# So many models stay in a worker: both of a few counties.
_KEPT = 8


@dataclass(frozen=True, slots=True)
class _Known:
    """By which a model is known, and how right it was."""

    pk: int
    digest: str
    percent: int
    measured: Accuracy


def proposed(
    target: Target, ticket: Told, offered: Mapping[int, str], *, seen_by: Viewer
) -> Proposals:
    """Return the likeliest of what is offered; one query, and one more when a model is new."""
    known = _known(ticket.county_id, target)
    if known is None:
        return NOTHING
    model = _model(known.pk, known.digest)
    if model is None:
        return NOTHING
    chances = model.chances(features.runs(ticket.title, ticket.description))
    best = [(pk, chance) for pk, chance in chances if pk in offered][: accuracy.PROPOSED]
    likely = [(pk, chance) for pk, chance in best if chance * 100 >= LEAST_PERCENT]
    if not likely:
        return NOTHING
    return Proposals(
        lines=tuple(Proposal(pk, offered[pk], int(chance * 100)) for pk, chance in likely),
        is_sure=accuracy.may_fill_in(known.measured, likely[0][1], known.percent),
        accuracy=accuracy.sentence(known.measured),
    )


UNITS = partial(proposed, Target.UNIT)
CATEGORIES = partial(proposed, Target.CATEGORY)


def _known(county_id: int, target: Target) -> _Known | None:
    found = ProposalModel.objects.filter(county=county_id, target=target).exclude(digest="")
    current = found.filter(definition=features.DEFINITION)
    row = current.values("pk", "digest", "percent", *MEASURED).first()
    if row is None:
        return None
    measured = Accuracy(**{name: row[name] for name in MEASURED})
    return _Known(row["pk"], row["digest"], row["percent"], measured)


@lru_cache(maxsize=_KEPT)
def _model(pk: int, digest: str) -> LinearModel | None:
    """Read a model; numbers that are not those of their digest are not asked."""
    columns = ("labels", "runs", "telling", "weights")
    row = ProposalModel.objects.filter(pk=pk, digest=digest).values_list(*columns).first()
    if row is None:
        return None
    labels, *parts = row
    kept = Arrays(*(bytes(part) for part in parts))
    return linear_model.load(labels, kept) if kept.digest(labels) == digest else None
