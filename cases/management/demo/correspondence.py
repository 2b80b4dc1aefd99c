"""The demo's letters: some are issued, sealed, delivered and answered; one lies on each desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from cadres.submissions.selectors import edits
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.letters.exchange import printing
from cases.letters.rules import composing, sheets
from cases.letters.rules.kinds import Delivery, LetterKind
from cases.letters.rules.wording import title_lines
from cases.letters.selectors import letters, refresh
from cases.letters.selectors.letters import Tab
from cases.letters.services.approving import approve_letter, propose_letter
from cases.letters.services.delivery_and_reply import record_delivery, record_reply, record_seal
from cases.letters.services.drafting import draft_letter, edit_letter
from cases.management.demo.people import Cast
from cases.management.demo.supervising import OFFICE_HEAD
from cases.management.demo.texts import INVESTMENT
from cases.management.demo.ticket_histories import CALLER, DISPATCHER, Clock, Course
from cases.models import Letter
from cases.supervision.rules.ladder import StepState
from cases.tickets.rules.workflow import State
from cases.tickets.selectors import tickets

HOUR = timedelta(hours=1)
ISSUED, DAYS, PROMISED = 3, 5, 2
REPLY = "已约企业现场核实，堵点是材料不齐，正在逐项补齐。"


def course(cast: Cast, clock: Clock, now: datetime) -> Course:
    """The ladder's drafts are looked over and go out; a form goes along with a ticket."""
    at = clock.before(now, DAYS).replace(hour=9)
    yield at
    drafts = _drafts(cast, at)
    drafts[:1] = [_broken_by_hand(cast, one, at) for one in drafts[:1]]
    sent = [propose_letter(one, actor=cast.viewer(CALLER, at)) for one in drafts]
    sent += [propose_letter(one, actor=cast.viewer(CALLER, at)) for one in _forms(cast, at)]
    yield at + HOUR
    head = cast.viewer(OFFICE_HEAD, at + HOUR)
    sent = [
        approve_letter(one, actor=head, digest=refresh.of_letter(one, seen_by=head).digest)
        for one in _still(sent, Tab.PROPOSED, head)
    ]
    yield at + 2 * HOUR
    clerk = cast.viewer(CALLER, at + 2 * HOUR)
    sent = [
        record_seal(printing.issue(one, actor=clerk), actor=clerk)
        for one in _still(sent, Tab.APPROVED, clerk)
    ]
    yield at + 4 * HOUR
    for letter in sent[1:]:
        _deliver(cast, letter, at + 4 * HOUR)
    yield from _answered(cast, clock, sent[1:2], at)
    last = clock.before(now, 1).replace(hour=8)
    yield last
    for letter in _drafts(cast, last)[:1]:
        propose_letter(letter, actor=cast.viewer(CALLER, last))


def _answered(cast: Cast, clock: Clock, sent: list[Letter], at: datetime) -> Course:
    """The unit answers the first of them, where its rung did not release it meanwhile."""
    at = clock.after(at, 1)
    yield at
    for letter in sent:
        unit_head = cast.viewer(cast.of(str(letter.unit), Role.UNIT_HEAD), at)
        now = letters.fetch(letter.pk, seen_by=unit_head)
        if not now.excused_why and now.replied_on is None:
            on = timezone.localdate(at)
            until = timezone.localdate(clock.after(at, PROMISED))
            record_reply(now, actor=unit_head, on=on, reply=REPLY, promised_on=until)


def _drafts(cast: Cast, at: datetime) -> list[Letter]:
    """What the ladder drafted for rungs that stand open; a talk is arranged elsewhere."""
    viewer = cast.viewer(CALLER, at)
    found = letters.in_tab(letters.rows(seen_by=viewer), Tab.DRAFT, seen_by=viewer)
    return list(
        found.filter(step__state=StepState.ISSUED)
        .exclude(kind=LetterKind.TALK)
        .order_by("-kind", "pk")[:ISSUED]
    )


def _broken_by_hand(cast: Cast, letter: Letter, at: datetime) -> Letter:
    """The clerk sets the lines of the title, one more than the rule would take."""
    clerk, sheet = cast.viewer(CALLER, at), sheets.from_data(letter.sheet)
    kept = composing.words_of(sheet, letter.reply_days)
    broken = title_lines.in_lines(sheet.title, len(sheet.title_lines) + 1)
    read = edits.read(letter, letters.facts(letter), seen_by=clerk)
    return edit_letter(letter, actor=clerk, words=replace(kept, title_breaks=broken), read=read)


def _still(sent: list[Letter], tab: Tab, viewer: Viewer) -> list[Letter]:
    """Those that the ladder did not take back meanwhile."""
    found = letters.in_tab(letters.rows(seen_by=viewer), tab, seen_by=viewer)
    return list(found.filter(pk__in=[letter.pk for letter in sent]).order_by("pk"))


def _forms(cast: Cast, at: datetime) -> list[Letter]:
    """To a unit that stays: an unissued letter would stand in the way of a reform."""
    actor = cast.viewer(DISPATCHER, at)
    in_hand = tickets.rows(seen_by=actor).filter(state=State.IN_HAND)
    found = in_hand.exclude(unit=cast.units[INVESTMENT]).order_by("pk")[:1]
    return [draft_letter(ticket, LetterKind.DISPATCH, actor=actor) for ticket in found]


def _deliver(cast: Cast, letter: Letter, at: datetime) -> None:
    clerk = cast.of(str(letter.unit), Role.UNIT_CLERK)
    record_delivery(
        letter,
        actor=cast.viewer(CALLER, at),
        on=timezone.localdate(at),
        delivery=Delivery.EXCHANGE,
        receiver=clerk,
    )
