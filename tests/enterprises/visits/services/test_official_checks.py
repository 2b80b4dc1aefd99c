"""Official checks are told with one press, once a day, and struck where told by mistake."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid, NotPermitted
from cadres.models import OutboxRow
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import OfficialCheck
from enterprises.visits.rules import notice_kinds
from enterprises.visits.rules.official_checks import CheckFacts, CheckSource
from enterprises.visits.services.official_checks import note_check, strike_check
from enterprises.visits.services.quiet_days import QuietWords, add_quiet_days, end_quiet_days
from tests.enterprises.visits.conftest import TODAY
from tests.factories.people import moment

FACTS = CheckFacts(TODAY, "县消防救援大队", "消防")


def by_gate(enterprise, facts):
    viewer = Viewer.system(moment(TODAY))
    return note_check(enterprise, facts, actor=viewer, source=CheckSource.GATE)


def test_one_press_is_enough_and_the_team_is_told(covered):
    check = by_gate(covered, CheckFacts(TODAY))

    assert (check.body, check.source) == ("", CheckSource.GATE)
    told = OutboxRow.objects.filter(kind=notice_kinds.CHECKED, object_id=check.pk)
    assert {row.to.name for row in told} == {"张伟"}


def test_pressed_twice_it_is_told_once(covered):
    assert by_gate(covered, CheckFacts(TODAY)) == by_gate(covered, CheckFacts(TODAY))
    assert OfficialCheck.objects.count() == 1


def test_a_cadre_who_does_not_cover_it_writes_down_none(covered, handler):
    with pytest.raises(NotPermitted):
        note_check(covered, FACTS, actor=handler.viewer(TODAY))


def test_a_day_far_off_is_a_slip(covered, liaison):
    with pytest.raises(Invalid, match="核对年份"):
        note_check(covered, CheckFacts(date(2036, 1, 1), "县消防"), actor=liaison.viewer(TODAY))


def test_the_office_strikes_what_was_told_by_mistake_and_the_row_stays(
    covered, liaison, dispatcher
):
    check = note_check(covered, FACTS, actor=liaison.viewer(TODAY))
    with pytest.raises(NotPermitted):
        strike_check(check, "误点", actor=liaison.viewer(TODAY))
    with pytest.raises(Invalid):
        strike_check(check, "", actor=dispatcher.viewer(TODAY))

    struck = strike_check(check, "企业误点", actor=dispatcher.viewer(TODAY))

    assert struck.struck_reason == "企业误点"
    assert not OfficialCheck.objects.standing().exists()


def test_quiet_days_have_a_basis_and_end_yesterday(dispatcher, liaison):
    county, viewer = dispatcher.county, dispatcher.viewer(TODAY)
    words = QuietWords(6, 31, "安全生产", "县助企办〔2026〕3号", date(2026, 11, 1))
    with pytest.raises(NotPermitted):
        add_quiet_days(county, words, actor=liaison.viewer(TODAY))
    with pytest.raises(Invalid, match="依据"):
        add_quiet_days(county, QuietWords(6, 31, "", " ", TODAY), actor=viewer)

    rule = end_quiet_days(add_quiet_days(county, words, actor=viewer), actor=viewer)

    assert rule.valid_to == date(2026, 11, 19)
