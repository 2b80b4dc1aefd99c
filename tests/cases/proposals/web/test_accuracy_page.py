"""自动建议的准确率 as the campaign office opens it."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from cases.models import ProposalModel
from cases.proposals.rules.vocabulary import Target
from cases.proposals.services import training

ADDRESS = "cases:proposal-accuracy"


def test_without_enough_tickets_it_says_how_many_there_are(signed_in, dispatcher):
    browser = signed_in(dispatcher)
    assert "还没有学过" in browser.get(reverse(ADDRESS)).content.decode()

    training.run(timezone.now())

    assert "现有 0 件，满 200 件" in browser.get(reverse(ADDRESS)).content.decode()


def test_each_figure_stands_with_its_parts(signed_in, dispatcher):
    ProposalModel.objects.create(
        county=dispatcher.county, target=Target.UNIT, trained_at=timezone.now(), tickets=500,
        first_on="2026-01-01", last_on="2026-02-01", definition=1, digest="0" * 64, labels=[1, 2],
        judged=100, first=58, three=85, sure=10, sure_right=9, percent=80,
    )  # fmt: skip

    data = signed_in(dispatcher).get("/api/v1/proposal-accuracy/").json()
    told = {one["target"]: one for one in data["models"]}
    assert told["unit"]["accuracy"] == {
        "judged": 100, "first": 58, "three": 85, "sure": 10, "sure_right": 9,
    }  # fmt: skip
    assert (told["unit"]["fills_in"], told["category"]["accuracy"]) == (True, None)

    page = signed_in(dispatcher).get(reverse(ADDRESS)).content.decode()

    for words in ("<b>58.0%</b> 58/100", "<b>85.0%</b> 85/100", "<b>90.0%</b> 9/10"):
        assert words in page
    assert "把握达到 80% 的预填" in page
