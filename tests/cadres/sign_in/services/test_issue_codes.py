"""One-time codes: given out once, used once."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.hashers import make_password

from cadres.errors import Invalid, NotPermitted
from cadres.models import AuditEntry, OneTimeCode, SignIn
from cadres.sign_in.services.one_time_codes import cadre_with_code, issue_codes, use_code
from tests.factories.people import moment

MONDAY = date(2026, 3, 2)
LATER = date(2026, 4, 2)
PASSWORD = "Zhuqi-2026-ok"


@pytest.fixture
def slip(handler, dispatcher):
    return issue_codes([handler.cadre], actor=dispatcher.viewer(MONDAY))[0]


def test_a_code_has_eight_letters_that_cannot_be_confused(slip):
    assert len(slip.code) == 8
    assert not set(slip.code) & set("0O1IL2Z5S8B")


def test_only_the_digest_is_kept(slip):
    assert slip.code not in str(OneTimeCode.objects.values())
    assert slip.code not in str(AuditEntry.objects.values())


@pytest.mark.parametrize("written", ["{}", "{}".lower(), " {} "])
def test_it_opens_however_it_is_copied(slip, handler, written):
    code = written.format(slip.spaced).lower()

    assert cadre_with_code(handler.cadre.phone, code, at=moment(MONDAY)) == handler.cadre


def test_the_person_sets_a_password_and_the_code_is_spent(slip, handler):
    use_code(handler.cadre, slip.code, actor=handler.viewer(MONDAY), new_password=PASSWORD)

    handler.cadre.refresh_from_db()
    assert handler.cadre.check_password(PASSWORD)
    assert cadre_with_code(slip.account, slip.code, at=moment(MONDAY)) is None
    with pytest.raises(Invalid):
        use_code(handler.cadre, slip.code, actor=handler.viewer(MONDAY), new_password=PASSWORD)


def test_a_bad_password_does_not_spend_the_code(slip, handler):
    with pytest.raises(Invalid, match="至少 10 位"):
        use_code(handler.cadre, slip.code, actor=handler.viewer(MONDAY), new_password="kurz")

    assert cadre_with_code(slip.account, slip.code, at=moment(MONDAY)) == handler.cadre


def test_a_code_ends_after_thirty_days(slip):
    assert cadre_with_code(slip.account, slip.code, at=moment(LATER)) is None


def test_a_new_code_ends_the_one_before(slip, handler, head):
    issue_codes([handler.cadre], actor=head.viewer(MONDAY))

    assert cadre_with_code(slip.account, slip.code, at=moment(MONDAY)) is None
    assert OneTimeCode.objects.count() == 1


def test_a_reset_ends_password_and_sessions(handler, head):
    handler.cadre.password = make_password(PASSWORD)
    handler.cadre.save(update_fields=["password"])
    SignIn.objects.create(
        cadre=handler.cadre,
        session_key="s",
        signed_in_at=moment(MONDAY, 8),
        seen_at=moment(MONDAY, 9),
    )

    issue_codes([handler.cadre], actor=head.viewer(MONDAY))

    handler.cadre.refresh_from_db()
    assert not handler.cadre.has_usable_password()
    assert not SignIn.objects.exists()
    assert AuditEntry.objects.filter(verb="code.reset").count() == 1


def test_who_may_not_hand_them_out_writes_nothing(handler, sysadmin, outsider):
    for person in (sysadmin, outsider):
        with pytest.raises(NotPermitted):
            issue_codes([handler.cadre], actor=person.viewer(MONDAY))

    assert not OneTimeCode.objects.exists()


def test_one_refusal_refuses_the_whole_sheet(handler, office_head, dispatcher):
    with pytest.raises(NotPermitted):
        issue_codes([handler.cadre, office_head.cadre], actor=dispatcher.viewer(MONDAY))

    assert not OneTimeCode.objects.exists()


def test_who_left_gets_none(handler, dispatcher):
    handler.cadre.is_active = False
    handler.cadre.save(update_fields=["is_active"])

    with pytest.raises(Invalid, match="已离岗"):
        issue_codes([handler.cadre], actor=dispatcher.viewer(MONDAY))
