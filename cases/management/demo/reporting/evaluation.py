"""The demo's 效能评价: weights that the head of the office adopted before the tickets began."""

from __future__ import annotations

from datetime import datetime, timedelta

from cadres.viewers.rules.roles import Role
from cases.evaluations.rules.schemes import Scheme
from cases.evaluations.services.adopting import adopt_scheme
from cases.management.demo.people import Cast
from cases.management.demo.texts import OFFICE

BASIS = "助企办主任办公会议纪要〔{year}〕2号（参照宛政办〔2022〕66号）"
DAYS_AGO = 120
# A county whose windows' ratings come in gives them the 30 % of that document.
ADOPTED = Scheme(
    {
        "window_good_rate": 30,
        "timely": 25,
        "solution": 20,
        "satisfaction": 10,
        "acceptance": 10,
        "feedback": 5,
    }
)


def adopt(cast: Cast, now: datetime) -> None:
    """One scheme, which holds for all that the demo shows."""
    at = now - timedelta(days=DAYS_AGO)
    adopt_scheme(
        ADOPTED,
        actor=cast.viewer(cast.of(OFFICE, Role.OFFICE_HEAD), at),
        county_id=cast.county.pk,
        from_on=at.date(),
        basis=BASIS.format(year=at.year),
    )
