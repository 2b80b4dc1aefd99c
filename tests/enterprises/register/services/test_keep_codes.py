"""The code at the gate: one at a time, renewed when lost, dead when revoked."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Conflict, Invalid, NotPermitted
from cadres.models import AuditEntry
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import EnterpriseCode
from enterprises.register.selectors import gate_codes
from enterprises.register.services.gate_codes import PublicWords, issue_code, kept_code
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.factories.people import moment
from tests.fresh import renew_code, revoke_code, set_office_line

FRIDAY = date(2026, 11, 20)
SYSTEM = Viewer.system(moment(FRIDAY))
WORDS = PublicWords("南召县万人助万企活动办公室", "0377-66900000", 3, "召助企办〔2026〕1号")


@pytest.fixture
def firm(liaison):
    made = EnterpriseFactory(county=liaison.county)
    AssignmentFactory(enterprise=made, cadre=liaison.cadre)
    return made


def test_the_covering_cadre_gives_an_enterprise_its_code(firm, liaison):
    code = issue_code(firm, actor=liaison.viewer(FRIDAY))

    assert gate_codes.enterprise_of(code.token.lower(), seen_by=SYSTEM) == firm
    assert AuditEntry.objects.get(verb="gate_code.issue").actor_id == liaison.cadre.pk


def test_whoever_does_not_cover_it_may_not(firm, outsider):
    with pytest.raises(NotPermitted):
        issue_code(firm, actor=outsider.viewer(FRIDAY))


def test_another_county_does_not_find_it(firm, stranger):
    with pytest.raises(Absent):
        issue_code(firm, actor=stranger.viewer(FRIDAY))


def test_there_is_one_code_at_a_time(firm, liaison):
    issue_code(firm, actor=liaison.viewer(FRIDAY))

    with pytest.raises(Conflict, match="请换发"):
        issue_code(firm, actor=liaison.viewer(FRIDAY))


def test_printing_again_keeps_the_code(firm, liaison):
    first = kept_code(firm, actor=liaison.viewer(FRIDAY))

    assert kept_code(firm, actor=liaison.viewer(FRIDAY)) == first
    assert EnterpriseCode.objects.count() == 1


def test_a_renewed_code_takes_the_place_of_the_lost_one(firm, liaison):
    lost = issue_code(firm, actor=liaison.viewer(FRIDAY))
    fresh = renew_code(firm, actor=liaison.viewer(FRIDAY), reason="标牌丢失")

    assert gate_codes.current(firm, seen_by=liaison.viewer(FRIDAY)) == fresh
    with pytest.raises(Absent):
        gate_codes.enterprise_of(lost.token, seen_by=SYSTEM)


def test_a_code_ends_with_a_reason_alone(firm, liaison):
    issue_code(firm, actor=liaison.viewer(FRIDAY))

    with pytest.raises(Invalid):
        revoke_code(firm, actor=liaison.viewer(FRIDAY), reason=" ")


def test_the_code_of_an_enterprise_off_the_register_leads_nowhere(firm, liaison):
    code = issue_code(firm, actor=liaison.viewer(FRIDAY))
    firm.is_active = False
    firm.save(update_fields=["is_active"])

    with pytest.raises(Absent):
        gate_codes.enterprise_of(code.token, seen_by=SYSTEM)


def test_the_office_says_under_which_name_and_phone_it_is_reached(dispatcher):
    set_office_line(dispatcher.county, WORDS, actor=dispatcher.viewer(FRIDAY))
    line = gate_codes.office_line(dispatcher.county, seen_by=SYSTEM)

    assert (line.name, line.phone, line.reports_a_day) == (WORDS.name, WORDS.phone, 3)


def test_a_county_that_set_nothing_is_called_by_its_name(dispatcher):
    line = gate_codes.office_line(dispatcher.county, seen_by=SYSTEM)

    assert line.name == f"{dispatcher.county.name}万人助万企活动办公室"
    assert line.phone == ""


def test_a_mobile_phone_is_nobody_s_office_phone(dispatcher):
    words = PublicWords(WORDS.name, "13812341234", 3, WORDS.basis)

    with pytest.raises(Invalid) as refused:
        set_office_line(dispatcher.county, words, actor=dispatcher.viewer(FRIDAY))
    assert "phone" in refused.value.fields


def test_only_the_office_sets_it(liaison):
    with pytest.raises(NotPermitted):
        set_office_line(liaison.county, WORDS, actor=liaison.viewer(FRIDAY))
