"""Two people save one enterprise at the same moment: nobody's change is put back unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cadres.submissions.rules.edits import EditedMeanwhile
from cadres.submissions.selectors import edits
from cadres.viewers.rules.roles import Role
from enterprises.models import Enterprise
from enterprises.register.selectors import enterprises
from enterprises.register.services.enterprises import Facts, edit_enterprise
from tests import cast
from tests.concurrency.test_one_button_two_people import together
from tests.factories.enterprises import EnterpriseFactory

FRIDAY = date(2026, 3, 6)


def opened():
    """Both have the page open: who they are, what it showed, and what stands on it."""
    firm = EnterpriseFactory(county=cast.county(), address="旧址", remark="")
    office = cast.unit("县助企办")
    clerks = [
        cast.person(name, Role.OFFICE_CLERK, office).viewer(FRIDAY) for name in ("李娟", "陈静")
    ]
    reads = [edits.read(firm, enterprises.facts(firm), seen_by=clerk) for clerk in clerks]
    known = {name: getattr(firm, name) for name in (*enterprises.FACTS, "county")}
    return firm, clerks, reads, Facts(**known)


def test_different_fields_are_both_kept(committed):
    firm, (one, other), (first, second), facts = opened()

    answers = together(
        lambda: edit_enterprise(firm, replace(facts, address="新址"), actor=one, read=first),
        lambda: edit_enterprise(firm, replace(facts, remark="已走访"), actor=other, read=second),
    )

    assert {type(answer) for answer in answers} == {Enterprise}
    firm.refresh_from_db()
    assert (firm.address, firm.remark) == ("新址", "已走访")


def test_of_the_same_field_one_is_kept_and_the_other_is_shown_both(committed):
    firm, (one, other), (first, second), facts = opened()

    answers = together(
        lambda: edit_enterprise(firm, replace(facts, address="甲路"), actor=one, read=first),
        lambda: edit_enterprise(firm, replace(facts, address="乙路"), actor=other, read=second),
    )

    refused = next(answer for answer in answers if isinstance(answer, EditedMeanwhile))
    firm.refresh_from_db()
    late = {"甲路": "乙路", "乙路": "甲路"}[firm.address]
    who = {"甲路": "李娟", "乙路": "陈静"}[firm.address]
    said = refused.fields["address"]
    assert said == f"{who} 10:00 改为“{firm.address}”；您填的是“{late}”。"

    actor = other if firm.address == "甲路" else one
    edit_enterprise(firm, replace(facts, address=late), actor=actor, read=refused.read)
    firm.refresh_from_db()
    assert firm.address == late
