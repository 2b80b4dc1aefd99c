"""A password of one's own choice obeys the rules."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid
from cadres.sign_in.services.sign_in import set_password
from tests.factories.people import moment

FRIDAY = moment(date(2026, 11, 20))


@pytest.mark.parametrize(
    ("password", "why"),
    [("Short-1", "至少 10 位"), ("alllowercase", "至少三种"), ("feder_1941", "太常见")],
)
def test_a_weak_password_is_refused_with_its_reason(liaison, password, why):
    with pytest.raises(Invalid, match=why):
        set_password(liaison.cadre, password, at=FRIDAY)


def test_a_good_password_is_kept_and_no_longer_has_to_be_changed(liaison):
    set_password(liaison.cadre, "Zhuqi-2026-qi", at=FRIDAY)

    liaison.cadre.refresh_from_db()
    assert liaison.cadre.check_password("Zhuqi-2026-qi")
    assert not liaison.cadre.must_change_password
