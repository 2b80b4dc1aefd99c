"""A side is founded by its head, and both heads make sure of each other."""

from __future__ import annotations

import pytest

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.models import UnitKind
from cadres.viewers.rules.roles import Role
from cases.leads.keys.services.first_contact import confirm_other
from cases.leads.keys.services.founding import found_office
from cases.leads.models import Office
from cases.leads.vault.rules import paper_codes, trust
from tests import cast
from tests.cases.leads.filing import lines
from tests.cases.leads.seating import MONDAY, PASSPHRASE, Seated, found, founding_code

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

GUESS = paper_codes.printed("7" * paper_codes.FIGURES)


def test_a_side_is_founded_with_the_code_from_the_console_and_by_its_head(db):
    head = cast.person("马超", Role.OFFICE_HEAD, cast.unit("县助企办", UnitKind.OFFICE))
    actor = head.viewer(MONDAY, 8)
    words = ("县营商环境主管部门", "召营商移", PASSPHRASE, PASSPHRASE)
    with pytest.raises(WrongState, match="纸码"):
        found_office(GUESS, *words, actor=actor)
    code = founding_code(actor)
    clerk = cast.person("陈静", Role.OFFICE_CLERK, head.unit)
    with pytest.raises(NotPermitted):
        found_office(code, *words, actor=clerk.viewer(MONDAY, 8))
    with pytest.raises(Invalid, match="纸码不对"):
        found_office(GUESS, *words, actor=actor)
    assert not Office.objects.exists()

    found_office(code, *words, actor=actor)

    assert Seated(head).at().knows_marks
    assert (lines("office.print_code"), lines("code.wrong"), lines("key.confirm")) == (1, 1, 1)


def test_before_both_heads_have_read_their_fingerprints_nothing_goes_across(db):
    head, _ = found("马超", Role.OFFICE_HEAD, cast.unit("县助企办", UnitKind.OFFICE), "召营商移")
    officer, _ = found(
        "郑正", Role.OFFICER_HEAD, cast.unit("县纪委监委", UnitKind.DISCIPLINE), "召纪反馈"
    )
    assert (head.at().knows_marks, officer.at().knows_marks) == (True, False)
    read_out = trust.fingerprint(bytes(officer.member.office.root))
    with pytest.raises(Conflict, match="重新逐组核对"):
        confirm_other(GUESS, actor=head.at())

    confirm_other(read_out, actor=head.at())

    assert not officer.at().knows_marks  # its own head has not signed yet
    confirm_other(trust.fingerprint(bytes(head.member.office.root)), actor=officer.at())
    assert officer.at().mark_key == head.at().mark_key
    with pytest.raises(Conflict, match="已经与对方核对过"):
        confirm_other(read_out, actor=head.at())
    assert lines("office.confirm_other") == 2
