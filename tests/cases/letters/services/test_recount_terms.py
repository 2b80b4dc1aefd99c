"""A term of any kind that reaches into an unpublished year is marked, and follows the notice."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from cadres.deadlines.rules.holiday_notices import Notice
from cadres.deadlines.rules.holidays import Holiday
from cadres.deadlines.services import recounts, terms
from cadres.deadlines.services.recounts import ask_preview, ask_recount
from cadres.jobs.services import background_runs
from cadres.models import AuditEntry, BackgroundRun, TermRecount
from cadres.viewers.rules.viewer import Viewer
from cases.letters.services.approving import approve_letter, propose_letter
from cases.letters.services.issuing import issue_letter
from cases.models import Application, Check, LadderStep, Letter, Rung, Topic
from cases.supervision.services.escalation_sweep import escalate
from cases.tickets.rules.closing.side_terms import CheckResult
from cases.tickets.selectors.clocks import open_terms
from cases.tickets.services.closing.rechecks import do_check
from cases.topics.services.topics import open_topic
from tests.cases import drafted
from tests.cases.letters.cast import PLAIN
from tests.factories.cases import CheckFactory, TicketFactory
from tests.factories.letters import LetterFactory
from tests.factories.people import moment
from tests.fresh import issue_step, load_notice

THURSDAY = date(2026, 12, 31)
JANUARY = date(2027, 1, 1)
SYSTEM = Viewer.system(moment(THURSDAY))
# Made up: three days more than anybody could know.
NOTICE = Notice(
    2027, "放假通知（演练）", "演练1号", "", None, (Holiday("元旦", JANUARY, date(2027, 1, 5)),), ()
)


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def a_topic(in_hand, dispatcher, head, **_) -> Topic:
    words = {"title": "变压器增容", "description": "容量不足", "owner_name": "王强"}
    return open_topic(
        actor=dispatcher.viewer(THURSDAY), county=in_hand.county, unit=head.unit, **words
    )


def an_application(in_hand, handler, **_) -> Application:
    return drafted.hand_up(in_hand, handler, THURSDAY)


def a_look_back(enterprise, dispatcher, caller, handler, **_) -> Check:
    closed = TicketFactory(
        closed=True, enterprise=enterprise, unit=handler.unit, dispatched_by=dispatcher.cadre
    )
    check = CheckFactory(ticket=closed)
    do_check(check, actor=caller.viewer(THURSDAY), result=CheckResult.UNREACHED)
    return Check.objects.get(pk=check.pk)


def a_letter(in_hand, dispatcher, office_head, **_) -> Letter:
    clerk, head = dispatcher.viewer(THURSDAY), office_head.viewer(THURSDAY)
    letter = propose_letter(LetterFactory(ticket=in_hand), actor=clerk)
    letter = approve_letter(letter, actor=head, digest=letter.digest)
    return issue_letter(letter, actor=clerk, printer=PLAIN)


def a_step(in_hand, caller, **_) -> LadderStep:
    Rung.objects.exclude(code="hint_letter").update(is_active=False)
    Rung.objects.filter(code="hint_letter").update(is_active=True)
    escalate(moment(THURSDAY, 8))
    return issue_step(LadderStep.objects.get(code="hint_letter"), actor=caller.viewer(THURSDAY))


KINDS = {
    "topic": a_topic,
    "application": an_application,
    "check": a_look_back,
    "letter": a_letter,
    "step": a_step,
}


# The days by the notice, counted by hand from Thursday, 31 December.
AFTER = {
    "topic": date(2027, 2, 16),
    "application": date(2027, 1, 7),
    "check": date(2027, 1, 8),
    "letter": date(2027, 1, 12),
    "step": date(2027, 1, 8),
}


@pytest.fixture
def people(in_hand, enterprise, dispatcher, caller, office_head, handler, head):
    return {
        "in_hand": in_hand,
        "enterprise": enterprise,
        "dispatcher": dispatcher,
        "caller": caller,
        "office_head": office_head,
        "handler": handler,
        "head": head,
    }


@pytest.fixture(params=KINDS)
def owed(request, people):
    """A row of each kind whose term ends next year, and where it keeps its day."""
    source = next(one for one in open_terms.SOURCES if one.kind == request.param)
    return source, KINDS[request.param](**people)


def load(sysadmin) -> int:
    return load_notice(NOTICE, actor=sysadmin.viewer(THURSDAY)).number


def work() -> None:
    while background_runs.run_next(lambda: moment(THURSDAY, 12)):
        pass


def recount(sysadmin, version: int) -> BackgroundRun:
    ask_recount(actor=sysadmin.viewer(THURSDAY), version=version)
    work()
    return BackgroundRun.objects.latest("pk")


def kept(source, row) -> tuple[date, bool, int]:
    row.refresh_from_db()
    return getattr(row, source.due_column), getattr(row, source.mark_column), row.calendar


def test_it_is_marked_until_the_notice_is_loaded_and_follows_it_with_a_trace(owed, sysadmin):
    source, row = owed
    before, is_provisional, _ = kept(source, row)
    assert (before.year, is_provisional) == (2027, True)
    assert terms.compare(actor=SYSTEM).found == []

    version = load(sysadmin)
    run = recount(sysadmin, version)

    assert kept(source, row) == (AFTER[source.kind], False, version)
    assert before != AFTER[source.kind]
    moved = TermRecount.objects.get(kind=source.kind, object_id=row.pk)
    assert (moved.before_on, moved.was_provisional) == (before, True)
    assert AuditEntry.objects.filter(verb="term.recount", object_id=row.pk).count() == 1
    assert (run.failure, run.result["all_failed"]) == ("", 0)
    assert terms.compare(actor=SYSTEM).found == []


def test_the_explanation_ends_on_the_stored_day_and_names_the_recount(owed, sysadmin, dispatcher):
    source, row = owed
    recount(sysadmin, load(sysadmin))

    why = open_terms.why(source.kind, row.pk, seen_by=dispatcher.viewer(THURSDAY))

    assert why.explanation.due.on == kept(source, row)[0]
    assert len(why.recounts) == 1


def test_a_day_that_somebody_changed_is_named_and_mended_with_a_trace(owed):
    source, row = owed
    before = kept(source, row)[0]
    if source.kind == "letter":
        with pytest.raises(DatabaseError, match="is due as it was issued"), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(reply_due_on=THURSDAY)
        return
    type(row).objects.filter(pk=row.pk).update(**{source.due_column: THURSDAY})

    assert len(terms.compare(actor=SYSTEM, mend=True).found) == 1

    assert kept(source, row)[0] == before
    assert TermRecount.objects.filter(kind=source.kind, object_id=row.pk).exists()


def test_the_look_before_counts_every_kind_and_moves_nothing(people, sysadmin):
    rows = [make(**people) for make in KINDS.values()]
    days = [kept(source, row) for source, row in _pairs(rows)]
    load(sysadmin)

    ask_preview(actor=sysadmin.viewer(THURSDAY))
    work()

    run = BackgroundRun.objects.get()
    moved = run.result["moved"]
    assert {label: moved[label] for label in ("申请", "回访", "专题", "文书", "督办")} == {
        "申请": 1,
        "回访": 1,
        "专题": 1,
        "文书": 1,
        # The urging, and the letter that was signed.
        "督办": 1,
    }
    assert [kept(source, row) for source, row in _pairs(rows)] == days


def test_a_row_that_breaks_stops_no_other_and_is_named(people, sysadmin, monkeypatch):
    rows = [make(**people) for make in KINDS.values()]
    version = load(sysadmin)
    broken = next(one for one in terms.owners() if one.kind == "application")

    def breaks(pk: int, version: int | None, actor: Viewer) -> bool:
        raise ZeroDivisionError

    monkeypatch.setattr(
        terms, "_OWNERS", [_with(one, breaks) if one is broken else one for one in terms.owners()]
    )

    run = recount(sysadmin, version)

    (failed,) = run.result["failed"]
    assert (failed["kind"], failed["sentence"]) == ("申请", recounts.BROKE)
    assert [kept(source, row)[2] == version for source, row in _pairs(rows)] == [
        source.kind != "application" for source, _ in _pairs(rows)
    ]


def _pairs(rows):
    sources = {source.kind: source for source in open_terms.SOURCES}
    return list(zip([sources[kind] for kind in KINDS], rows, strict=True))


def _with(owner, rewrite):
    return terms.Owner(owner.kind, owner.label, owner.count, owner.open_rows, rewrite)
