"""A ledger comes in while three people file in the same county: nothing is lost."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier

from django.db import connection, transaction
from django.db.models import F
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone

from cadres.models import Region
from cadres.submissions.services.deadlocks import tried_again
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import sheets
from cases.ledgers.exchange import imports
from cases.ledgers.exchange.imports import Ledgers
from cases.ledgers.rules.imports import Kind
from cases.models import NumberSeries, Ticket
from enterprises.models import Enterprise, Visit
from tests import cast, workbooks
from tests.concurrency.test_one_button_two_people import together
from tests.factories.cases import CategoryFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory

ROUNDS = 20
NAMES = ("甲艾草有限公司", "乙石材有限公司", "丙机械有限公司", "丁食品有限公司")
_meeting: list[Barrier] = []


def _crossing(request):
    """Locks the later county first, while another has locked the earlier one."""
    _lock_both(-1)
    return HttpResponse("kept")


urlpatterns = [path("crossing/", _crossing)]


def _lock_both(order: int) -> None:
    first, second = sorted(Region.objects.values_list("pk", flat=True)[:2])[::order]
    with transaction.atomic():
        Region.objects.filter(pk=first).update(name=F("name"))
        if _meeting:
            _meeting.pop().wait(timeout=10)
        Region.objects.filter(pk=second).update(name=F("name"))


def _ledgers(round_: int) -> Ledgers:
    """Enterprises that are there already, under a further name, and a new matter of each."""
    reported = f"{timezone.localdate() - timedelta(days=9):%Y-%m-%d}"
    due = f"{timezone.localdate() + timedelta(days=9):%Y-%m-%d}"
    cover = [
        workbooks.cover_row(n, f"{name}（{round_}）", workbooks.CODES[n], "吕军", "县林业局科员",
                            "15642556189", reported)
        for n, name in enumerate(NAMES)
    ]  # fmt: skip
    # Each round has words of its own: what is much like a ticket would be asked.
    text = "".join(chr(0x4E00 + 10 * round_ + at) for at in range(10))
    issues = [
        workbooks.issue_row(n, name, f"{text}第{n}件", reported=reported, due=due)
        for n, name in enumerate(NAMES)
    ]
    files = {Kind.ASSIGNMENTS: workbooks.cover(cover), Kind.ISSUES: workbooks.issues(*issues)}
    return Ledgers({kind: sheets.read(data, "台账.xlsx") for kind, data in files.items()})


def test_twenty_imports_beside_three_who_file_lose_nothing(committed):
    category = CategoryFactory()
    for name, code in zip(NAMES, workbooks.CODES, strict=False):
        EnterpriseFactory(name=name, code=code, county=cast.county())
    people = [_cadre_of(firm) for firm in Enterprise.objects.order_by("-pk")[:3]]

    def files(client: Client, firm: Enterprise, cadre_id: int) -> tuple[int, int]:
        typed = {"description": "停电", "category": category.pk, "source": "visit"}
        call = {"manner": "phone", "purpose": "needs", "visited_on": timezone.localdate()}
        call["cadre_ids"] = [cadre_id]
        filed = client.post(f"/cases/tickets/new/?enterprise={firm.pk}", typed).status_code
        return filed, client.post(f"/enterprises/visits/new/{firm.pk}/", call).status_code

    answers = []
    for round_ in range(ROUNDS):
        ledgers, actor = _ledgers(round_), Viewer.system(timezone.now())
        came, *filed = together(
            lambda ledgers=ledgers, actor=actor: imports.bring_in(ledgers, actor=actor),
            *[lambda who=who: files(*who) for who in people],
        )
        answers += [came.summary["tickets"]["created"], *filed]

    assert set(answers) == {len(NAMES), (302, 302)}
    assert Ticket.objects.count() == ROUNDS * (len(NAMES) + 3)
    assert Visit.objects.count() == ROUNDS * 3
    # What a ledger brings was reported nine days ago: early in January it is of the year before.
    assert sum(NumberSeries.objects.values_list("last", flat=True)) == ROUNDS * 7


def _cadre_of(firm: Enterprise) -> tuple[Client, Enterprise, int]:
    """Somebody who covers the enterprise, signed in."""
    cadre = cast.person("张伟", Role.CADRE, cast.unit("县工信局")).cadre
    AssignmentFactory(enterprise=firm, cadre=cadre)
    client = Client(raise_request_exception=False)
    client.force_login(cadre)
    return client, firm, cadre.pk


def test_a_county_only_referred_to_is_not_waited_for(committed):
    """Whoever holds the county for an import holds nobody who files in it."""
    county, firm = cast.county(), EnterpriseFactory(county=cast.county())
    held, filed = Barrier(2), Barrier(2)

    def holds() -> None:
        with transaction.atomic():
            Region.objects.select_for_update(no_key=True).get(pk=county.pk)
            held.wait(timeout=10)
            filed.wait(timeout=10)

    def refers() -> int:
        held.wait(timeout=10)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        EnterpriseFactory(county=county)
        filed.wait(timeout=10)
        return firm.county_id

    assert together(holds, refers)[1] == county.pk


def test_who_gave_way_is_tried_once_more_and_nobody_reads_of_it(committed):
    cast.county()
    _meeting[:] = [Barrier(2)] * 2
    client = Client(raise_request_exception=False)

    with override_settings(ROOT_URLCONF=__name__):
        _, answer = together(tried_again(lambda: _lock_both(1)), lambda: client.get("/crossing/"))

    assert (answer.status_code, answer.content) == (200, b"kept")
