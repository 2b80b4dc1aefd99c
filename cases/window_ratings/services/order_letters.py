"""The centre puts a bad rating into a 《交办函》 to the unit."""

from __future__ import annotations

from django.db import transaction

from cadres.deadlines.rules.limits import words
from cadres.deadlines.selectors import limits
from cadres.errors import WrongState
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules import sheets
from cases.letters.rules.kinds import UNISSUED, LetterKind
from cases.letters.selectors.styles import Style
from cases.letters.services.drafting import own_style, save_draft
from cases.models import Letter, RatingCase
from cases.window_ratings.rules import order_letter
from cases.window_ratings.rules.demands import ASKED, Demand
from cases.window_ratings.rules.order_letter import OrderFacts
from cases.window_ratings.rules.procedure import State
from cases.window_ratings.rules.ratings import Level
from cases.window_ratings.services.transitions import look_again

NOT_NOW = "登记核实结果之后、交办之前，才草拟交办函。"


@transaction.atomic
def draft_order(case: RatingCase, *, actor: Viewer) -> Letter:
    """A letter to the unit, to be approved by the head of the centre; one that lies is returned."""
    case = look_again(case, actor=actor)
    style = own_style(case.county_id, LetterKind.RATING_ORDER, actor)
    if case.state != State.VERIFIED:
        raise WrongState(NOT_NOW)
    lying = Letter.objects.filter(rating_case=case, state__in=UNISSUED).first()
    if lying is not None:
        return lying
    facts = _facts(case, style, actor)
    return save_draft(
        sheets.cleaned(order_letter.sheet(facts)),
        LetterKind.RATING_ORDER,
        actor=actor,
        organ=style.organ,
        county_id=case.county_id,
        rating_case=case,
        unit_id=case.unit_id,
    )


def _facts(case: RatingCase, style: Style, actor: Viewer) -> OrderFacts:
    demand, rating = Demand(case.demand), case.rating
    limit = limits.find(ASKED[demand].limit, "", actor.today, case.county_id)
    return OrderFacts(
        issuer=style.issuer,
        contact=style.contact,
        unit=case.unit.name,
        number=rating.number,
        window=rating.window,
        matter=rating.matter,
        served_on=rating.served_on,
        level=Level(rating.level).label,
        finding=case.finding,
        demand=demand,
        within=words(limit.amount, limit.unit),
        today=actor.today,
    )
