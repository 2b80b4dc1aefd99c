"""What a county's own words mean."""

from __future__ import annotations

from datetime import date

import pytest

from cases.rules import ledger
from cases.rules.handling import Satisfaction, Source


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("实地走访", Source.VISIT),
        ("企业服务日", Source.SERVICE_DAY),
        ("12345热线", Source.HOTLINE),
        ("一把手走流程", Source.WALK_THROUGH),
        ("政企恳谈会", Source.MEETING),
        ("上级转办", Source.SUPERIOR),
        ("天上掉下", Source.OTHER),
        ("", Source.VISIT),
    ],
)
def test_sources_are_known_by_their_words(words, source):
    assert ledger.source_of(words) == source


def test_only_the_five_levels_are_satisfaction():
    assert ledger.satisfaction_of("基本满意") is Satisfaction.FAIRLY_SATISFIED
    assert ledger.satisfaction_of("未回访") is None


def test_a_ticket_is_known_by_enterprise_day_and_text():
    key = ledger.issue_key("CODE", date(2026, 3, 30), "道路 破损")

    assert key == ledger.issue_key("CODE", date(2026, 3, 30), "道路破损 ")
    assert key != ledger.issue_key("CODE", date(2026, 3, 31), "道路破损")
