"""Two workers send at the same moment: each mail and each group message goes once."""

from __future__ import annotations

from collections import Counter
from datetime import date

from cadres.jobs.services import job_runs
from cadres.models import OutboxRow
from cadres.notifications.rules.preferences import DIGEST_KIND, Channel, Group, Mode
from cadres.notifications.services import outbox, sending
from cadres.notifications.services.digests import gather_digests
from cadres.notifications.services.preferences import choose_notices, set_email
from cadres.viewers.rules.roles import Role
from tests import cast
from tests.concurrency.test_one_button_two_people import together
from tests.factories.cases import TicketFactory
from tests.factories.people import moment
from tests.fresh import set_webhook

FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)
NOON = moment(FRIDAY, 11)
MANY = 10


def clerks():
    office = cast.unit("县助企办")
    return [cast.person(name, Role.OFFICE_CLERK, office) for name in ("陈静", "赵敏")]


def empty(channel):
    def action():
        sent = 0
        while sending.send_next(channel, NOON):
            sent += 1
        return sent

    return action


def owe(tickets, reader, actor):
    for ticket in tickets:
        outbox.queue(
            "ticket_filed",
            ticket.pk,
            to=[reader.cadre.pk],
            actor=actor.viewer(FRIDAY),
            once_per="once",
        )


def test_two_workers_send_each_mail_once(committed, mails):
    reader, actor = clerks()
    set_email("chenjing@county.example", actor=reader.viewer(FRIDAY))
    choose_notices({(Group.FLOW, Channel.MAIL): Mode.AT_ONCE}, actor=reader.viewer(FRIDAY))
    owe([TicketFactory(enterprise__county=cast.county()) for _ in range(MANY)], reader, actor)

    sent = together(empty(Channel.MAIL), empty(Channel.MAIL))

    assert sum(sent) == len(mails.mails) == MANY
    assert set(Counter(mail["Message-ID"] for mail in mails.mails).values()) == {1}


def test_two_workers_tell_a_group_each_thing_once(committed, robot):
    actor, _ = clerks()
    system = cast.person("吴系统", Role.SYSTEM_ADMIN, cast.unit("县政务服务局"))
    unit = cast.unit("县供电公司")
    set_webhook(unit, robot.address, actor=system.viewer(FRIDAY))
    for _ in range(MANY):
        ticket = TicketFactory(assigned=True, enterprise__county=cast.county(), unit=unit)
        outbox.queue_for_unit(
            "ticket_dispatched",
            ticket.pk,
            unit_ids=[unit.pk],
            actor=actor.viewer(FRIDAY),
            once_per="once",
        )

    sent = together(empty(Channel.WECOM), empty(Channel.WECOM))

    assert sum(sent) == len(robot.posts) == MANY
    assert set(Counter(robot.texts()).values()) == {1}


def test_two_workers_make_one_daily_mail(committed, mails):
    reader, actor = clerks()
    set_email("chenjing@county.example", actor=reader.viewer(FRIDAY))
    owe([TicketFactory(enterprise__county=cast.county()) for _ in range(MANY)], reader, actor)
    morning = moment(MONDAY, 9)

    made = together(*[lambda: gather_digests(morning, each=job_runs.each)] * 2)

    assert sum(made) == OutboxRow.objects.filter(kind=DIGEST_KIND).count() == 1
    assert OutboxRow.objects.filter(digest__kind=DIGEST_KIND).count() == MANY
