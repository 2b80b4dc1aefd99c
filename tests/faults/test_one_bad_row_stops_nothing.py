"""A row that cannot be kept, or a sweep that breaks, stops nothing that comes after it."""

from __future__ import annotations

from datetime import date

from django.db import connection

from cadres.models import JobRun
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.desk.services import scheduled_jobs
from cases.models import LadderStep, Ticket
from cases.tickets.rules.workflow import State
from cases.tickets.services import batches
from tests import cast
from tests.concurrency.test_one_button_two_people import together
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment

FRIDAY = date(2026, 3, 20)
REFUSES = """
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'this row is broken'; END $$;
    CREATE CONSTRAINT TRIGGER refuse AFTER {event} ON {table} {when}
    FOR EACH ROW {condition} EXECUTE FUNCTION refuse()
"""


def breaks(table: str, event: str, condition: str = "", when: str = "") -> None:
    with connection.cursor() as cursor:
        cursor.execute(REFUSES.format(table=table, event=event, condition=condition, when=when))


def runs() -> dict[str, tuple[int, int]]:
    found = JobRun.objects.filter(kind__startswith="cases.sweep.")
    return {row.kind.removeprefix("cases.sweep."): (row.done, row.failed) for row in found}


def resolved_and_late() -> list[Ticket]:
    firm = EnterpriseFactory(county=cast.county())
    cast.person("马超", Role.OFFICE_HEAD, cast.unit("县助企办"))
    return [
        TicketFactory(
            resolved=True, enterprise=firm, unit=cast.unit("县供电公司"), step_due_on=FRIDAY
        )
        for _ in range(4)
    ]


def test_a_row_refused_at_once_and_one_refused_at_the_commit_are_left_out_alone(committed):
    at_once, at_commit, *others = resolved_and_late()
    breaks("cases_ticket", "UPDATE", f"WHEN (NEW.id = {at_once.pk})", "NOT DEFERRABLE")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE CONSTRAINT TRIGGER refuse_late AFTER UPDATE ON cases_ticket"
            " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
            f" WHEN (NEW.id = {at_commit.pk}) EXECUTE FUNCTION refuse()"
        )

    scheduled_jobs.run_apart(lambda: moment(date(2026, 3, 23), 12))

    assert runs()["urge_heads"] == (2, 2)
    raised = Ticket.objects.filter(approval_urged_on__isnull=False)
    assert set(raised) == set(others)


def test_a_sweep_that_breaks_stops_none_of_those_after_it(committed):
    firm = EnterpriseFactory(county=cast.county())
    office = cast.person("陈静", Role.OFFICE_CLERK, cast.unit("县助企办"))
    TicketFactory(
        assigned=True, enterprise=firm, unit=cast.unit("县供电公司"), dispatched_by=office.cadre
    )
    asking = TicketFactory(in_hand=True, enterprise=firm, unit=cast.unit("县供电公司"))
    Ticket.objects.filter(pk=asking.pk).update(state=State.ASKING, step_due_on=FRIDAY)
    breaks("cases_ticketevent", "INSERT", "WHEN (NEW.action = 'resume')")

    scheduled_jobs.run_apart(lambda: moment(date(2026, 6, 23), 12))

    found = runs()
    assert found["questions"] == (0, 1)
    assert found["climb"][0] > 0
    assert LadderStep.objects.exists()
    assert JobRun.objects.filter(kind="cases.sweep.questions", sentence__contains="系统").exists()


def test_a_batch_keeps_its_tickets_for_a_moment_only(committed, monkeypatch):
    """When its second is over a batch is kept, and people come to the rest."""
    monkeypatch.setattr(batches, "HOLDS_SECONDS", 0.0)
    kept = []

    def action(ticket: Ticket, actor: Viewer) -> None:
        Ticket.objects.filter(pk=ticket.pk).update(approval_urged_on=actor.today)
        kept.extend(together(Ticket.objects.filter(approval_urged_on__isnull=False).count))

    resolved_and_late()
    actor = Viewer.system(moment(date(2026, 3, 23), 12))
    due = Ticket.objects.filter(approval_urged_on__isnull=True)

    assert batches.in_batches(due, action, actor=actor) == 4
    assert kept == [0, 1, 2, 3]
