"""The rule in sentences and the rule in the database say the same of every enterprise."""

from __future__ import annotations

from itertools import product

import pytest

from cases.policies.rules import fit
from cases.policies.rules.fit import Condition, ConditionKind, EnterpriseFacts, Fit
from cases.policies.selectors import fitting
from enterprises.models import Enterprise, Size
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import CountyFactory, TownshipFactory

SIZES = (Size.ABOVE_SCALE, Size.SMALL, Size.UNKNOWN)
TAGS = ([], ["无"], ["专精特新"])
TRADES = ("食品加工", "装备制造", "")


def test_the_reason_says_what_it_is_and_what_is_asked():
    asked = [Condition(ConditionKind.SIZE, ("above_scale", "below_scale"))]

    (reason,) = fit.reasons(asked, EnterpriseFacts(size=Size.SMALL), {})

    assert reason.sentence == "企业规模是“小微”，要求是：规上、规下"


def test_what_nobody_knows_is_no_no():
    asked = [Condition(ConditionKind.INDUSTRY, ("食品加工",))]

    found = fit.reasons(asked, EnterpriseFacts(size=Size.SMALL), {})

    assert found[0].sentence == "行业类别未知，需核对（要求：食品加工）"
    assert fit.fit_of(found) is Fit.UNKNOWN


def test_one_no_outweighs_what_is_unknown():
    asked = [
        Condition(ConditionKind.INDUSTRY, ("食品加工",)),
        Condition(ConditionKind.SIZE, ("small",)),
    ]

    assert fit.fit_of(fit.reasons(asked, EnterpriseFacts(size=Size.SOLE), {})) is Fit.NOT


@pytest.mark.django_db
def test_the_database_and_the_sentences_agree_on_every_enterprise():
    county = CountyFactory()
    towns = [TownshipFactory(parent=county) for _ in range(2)]
    firms = [
        EnterpriseFactory(county=county, size=size, industry=trade, township=town, tags=tags)
        for size, trade, town, tags in product(SIZES, TRADES, (*towns, None), TAGS)
    ]
    size = Condition(ConditionKind.SIZE, (Size.ABOVE_SCALE.value, Size.SOLE.value))
    trade = Condition(ConditionKind.INDUSTRY, ("食品加工",))
    town = Condition(ConditionKind.TOWNSHIP, (str(towns[0].pk),))
    tag = Condition(ConditionKind.TAG, ("专精特新", "高新技术企业"))
    for asked in ([], [size], [trade], [town], [tag], [size, trade], [size, trade, town, tag]):
        said = {
            firm.pk: fit.fit_of(fit.reasons(asked, fitting.facts_of(firm), {})) for firm in firms
        }
        found = {
            pk: kind
            for kind in Fit
            for pk in Enterprise.objects.filter(fit.condition(kind, asked)).values_list(
                "pk", flat=True
            )
        }
        assert found == said
        each = [Enterprise.objects.filter(fit.condition(kind, asked)).count() for kind in Fit]
        assert sum(each) == len(firms)
