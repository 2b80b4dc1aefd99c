"""规则提示 in the browser: why it was proposed, a draft made of it, or a reasoned no."""

from __future__ import annotations

import pytest

from cadres.viewers.rules.viewer import Viewer
from cases.leads.candidates.services import candidates
from cases.leads.models import Candidate, Lead
from tests import cast, forms
from tests.cases.leads.browsing import inside, status, text
from tests.cases.leads.seating import MONDAY, moment_of
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

LIST = "/leads/candidates/"
DRAFT = {
    "route": "inside", "source": "candidate", "field": "service",
    "title": "窗口索要加急费", "found_on": "2026-03-02", "found_by": "县助企办",
    "persons-TOTAL_FORMS": "1", "persons-INITIAL_FORMS": "0", "persons-0-level": "unknown",
    "units-TOTAL_FORMS": "1", "units-INITIAL_FORMS": "0", "units-0-name": "县气象局",
    "units-0-level": "county", "earlier-TOTAL_FORMS": "0", "earlier-INITIAL_FORMS": "0",
}  # fmt: skip


@pytest.fixture
def hint(room) -> Candidate:
    firm = EnterpriseFactory(county=cast.county())
    unit = cast.unit("县供电公司")
    TicketFactory(in_hand=True, enterprise=firm, unit=unit, description="办事人员吃拿卡要。")
    candidates.sweep_candidates(actor=Viewer.system(moment_of(MONDAY, 4)))
    return Candidate.objects.get()


def test_it_says_why_and_a_draft_begins_with_it(room, hint):
    clerk = inside(room.clerk)

    assert "吃拿卡要" in text(clerk, LIST)
    assert "保存草稿" in text(clerk, f"{LIST}{hint.pk}/take/")
    assert status(clerk, f"{LIST}{hint.pk}/take/", **DRAFT) == 302
    assert Lead.objects.count() == 1
    assert "没有待研判的提示" in text(clerk, LIST)


def test_it_is_dismissed_with_a_reason(room, hint):
    clerk = inside(room.clerk)

    assert status(clerk, f"{LIST}{hint.pk}/dismiss/", refusal="", text="") == 422
    words = {"refusal": "no_substance", "text": "没有具体事实"}
    assert status(clerk, f"{LIST}{hint.pk}/dismiss/", **words) == 302
    assert status(clerk, f"{LIST}{hint.pk}/take/") == 404


def test_the_receiver_has_no_hints(room, hint):
    registrar = inside(room.registrar)

    assert status(registrar, f"{LIST}{hint.pk}/take/") == 404
    assert "吃拿卡要" not in text(registrar, LIST)


def test_the_head_changes_a_rule_and_others_do_not(room):
    words = {
        "words": "吃拿卡要\n索贿",
        "field": "conduct",
        "basis": "召营商办〔2026〕1号",
        "is_on": "on",
    }
    rule = f"{LIST}rules/words/"

    assert forms.save(inside(room.head), rule, words).status_code == 302
    assert "索贿" in text(inside(room.head), f"{LIST}rules/")
    assert status(inside(room.clerk), rule, **words) == 403
