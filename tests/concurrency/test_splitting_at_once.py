"""Two clerks split one enterprise at the same moment: what goes over goes to one of them."""

from __future__ import annotations

from datetime import date

from cadres.errors import WrongState
from cadres.viewers.rules.roles import Role
from cases.models import Ticket
from enterprises.models import Enterprise
from enterprises.register.rules.splitting import Parts
from enterprises.register.selectors import splitting
from enterprises.register.services.enterprises import Facts, drafted
from enterprises.register.services.splitting import split_enterprise
from tests import cast
from tests.concurrency.test_one_button_two_people import together
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory, credit_code

FRIDAY = date(2026, 3, 6)


def test_one_ticket_goes_to_one_of_two_and_the_other_is_not_made(committed):
    firm = EnterpriseFactory(county=cast.county())
    ticket = TicketFactory(enterprise=firm)
    parts = Parts({"tickets": [ticket.pk]})

    def split(name: str, number: int):
        actor = cast.person(name, Role.OFFICE_CLERK, cast.unit("县助企办")).viewer(FRIDAY)
        facts = Facts(f"第{number}食品有限公司", credit_code(900000 + number), firm.county)
        new = drafted(facts, actor=actor)
        seen = splitting.effects(firm, new, parts, seen_by=actor).seen
        return lambda: split_enterprise(
            firm, facts, parts, actor=actor, seen=seen, reason="公司分立"
        )

    answers = together(split("陈静", 1), split("赵敏", 2))

    assert {type(answer) for answer in answers} == {Enterprise, WrongState}
    (new,) = Enterprise.objects.exclude(pk=firm.pk)
    ticket.refresh_from_db()
    assert (Ticket.objects.count(), ticket.enterprise) == (1, new)
