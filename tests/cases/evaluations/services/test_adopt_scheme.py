"""The head of the office adopts weights with their basis; a newer scheme follows, none changes."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid, NotPermitted
from cadres.models import AuditEntry
from cases.evaluations.rules.schemes import PROPOSED, Scheme
from cases.evaluations.selectors import evaluations
from cases.evaluations.services.adopting import adopt_scheme
from cases.models import EvaluationScheme

TODAY, LATER = date(2026, 3, 6), date(2026, 4, 1)
BASIS = "召营商办〔2026〕3号"


def adopt(person, scheme=PROPOSED, on=TODAY, basis=BASIS):
    county = person.county.pk
    return adopt_scheme(
        scheme, actor=person.viewer(TODAY), county_id=county, from_on=on, basis=basis
    )


def test_what_was_adopted_holds_from_its_day_on(office_head, leader):
    adopt(office_head)
    adopt(office_head, Scheme({"timely": 100}), LATER)

    held = {
        on: evaluations.scheme_of(evaluations.adopted(seen_by=leader.viewer(LATER), on=on))
        for on in (TODAY, LATER)
    }
    assert held[TODAY].weights == PROPOSED.weights
    assert held[LATER].weights == {"timely": 100}


def test_it_leaves_a_line_in_the_trail(office_head):
    row = adopt(office_head)

    entry = AuditEntry.objects.get(verb="evaluation.adopt", object_id=row.pk)
    assert (entry.detail["basis"], entry.detail["weights"]["satisfaction"]) == (BASIS, 30)


@pytest.mark.parametrize("who", ["dispatcher", "leader", "handler", "supervisor"])
def test_nobody_else_adopts(request, who):
    with pytest.raises(NotPermitted):
        adopt(request.getfixturevalue(who))


@pytest.mark.parametrize(("scheme", "basis"), [(Scheme({"timely": 90}), BASIS), (PROPOSED, "  ")])
def test_without_a_whole_or_a_basis_nothing_is_adopted(office_head, scheme, basis):
    with pytest.raises(Invalid):
        adopt(office_head, scheme, basis=basis)

    assert not EvaluationScheme.objects.exists()
