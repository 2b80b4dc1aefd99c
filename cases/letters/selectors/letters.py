"""Letters as a viewer may see them: lists, one letter with its course, cards, a unit's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT

from cadres.deadlines.rules.workdays import WorkCalendar
from cadres.deadlines.selectors import calendar, limits
from cadres.errors import Absent
from cadres.pages.models.prepared import ID
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.pages.selectors import paging
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules import composing, organs, sheets, workflow
from cases.letters.rules.kinds import UNISSUED, LetterKind, LetterState
from cases.letters.rules.list_views import AWAITING, OF_OFFICE, OF_UNITS, TABS, Tab
from cases.letters.rules.organs import Organ
from cases.letters.rules.refreshing import Change
from cases.letters.rules.sheets import LetterSheet
from cases.letters.rules.workflow import LetterVerb
from cases.letters.selectors import letter_sources, refresh
from cases.models import Letter, LetterApproval
from cases.supervision.selectors import ladder_steps
from cases.tickets.rules import status_light
from cases.tickets.rules.clocks import limit_keys
from cases.tickets.rules.status_light import Light

ABSENT = "没有这份文书。"
UNSIGNED = {
    True: "回复由本单位负责人签发：请在工单上“回复督办”，送负责人签发；或由负责人在这里回复。",
    False: "回复由本单位负责人签发，请送负责人在这里回复。",
}
NONE = Letter.objects.none()
DESK_SHOWN = 8
CARDS = 20
# What a list does not show and should not carry along.
HEAVY = ("sheet", "reply", "author_ids")


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One line of a list; `light` says how the reply stands, where one is waited for."""

    pk: int
    kind: LetterKind
    title: str
    number: str
    state: LetterState
    unit: str
    ticket_id: int | None
    ticket: str
    dated_on: date | None
    drafted_at: datetime
    sealed_at: datetime | None
    delivered_on: date | None
    delivery: str
    receiver: str
    reply_due_on: date | None
    is_reply_provisional: bool
    replied_on: date | None
    light: Light | None


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A letter with its sheet, its decisions, and what this viewer may do."""

    letter: Letter
    sheet: LetterSheet
    state: LetterState
    approvals: list[LetterApproval]
    verbs: tuple[LetterVerb, ...]
    light: Light | None
    # Who drafted, proposed and approved it is the office's business, not the receiver's.
    sees_inside: bool
    refused: str = ""
    # What the facts of today word otherwise, for whoever looks it over or decides.
    changes: tuple[Change, ...] = ()
    step_word: str = ""
    sees_source: bool = False
    # Why a clerk of the unit does not reply here.
    unsigned: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A letter that waits for the decision of its organ's head."""

    letter: Letter
    sheet: LetterSheet
    digest: str
    changes: tuple[Change, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class ToApprove:
    """The first cards, and how many letters wait in all (counted up to CAP + 1)."""

    total: int = 0
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """The most urgent letters to the own units, and how many wait in all."""

    total: int = 0
    lines: tuple[LetterLine, ...] = ()


def facts(letter: Letter) -> dict[str, Any]:
    """Return the words of a letter that an edit may change, as they stand."""
    sheet = sheets.from_data(letter.sheet)
    return composing.fields_of(composing.words_of(sheet, letter.reply_days))


def rows(*, seen_by: Viewer) -> QuerySet[Letter]:
    """Return the visible letters, the newest first."""
    return Letter.objects.filter(workflow.letters_for(seen_by)).order_by("-pk")


def fetch(pk: int, *, seen_by: Viewer) -> Letter:
    """Return the letter; hidden and missing look the same from outside."""
    found = _ONE(pk, seen_by=seen_by)
    if not found:
        raise Absent(ABSENT)
    letter: Letter = found[0]
    return letter


def _one(viewer: Viewer, pk: int) -> QuerySet[Letter]:
    found = rows(seen_by=viewer).select_related(
        "unit", "ticket", "step__rung", "county", "inspection", "rating_case__rating"
    )
    return found.filter(pk=pk)


_ONE = PreparedForViewer(_one, ID)


def tabs_for(viewer: Viewer) -> tuple[Tab, ...]:
    """What concerns the viewer first, or else the road of the office; everything last."""
    own = [tab for tab, ids in _own(viewer).items() if ids]
    return (*(OF_OFFICE if organs.looks_on(viewer) else OF_UNITS), *own, Tab.ALL)


def in_tab(found: QuerySet[Letter], tab: str, *, seen_by: Viewer) -> QuerySet[Letter]:
    """Keep what the tab holds; what waits stands in the order in which it is due."""
    if tab == Tab.TO_ANSWER:
        return found.filter(AWAITING, unit__any_of=organs.own_units(seen_by)).order_by(
            "reply_due_on", "pk"
        )
    if tab == Tab.TO_APPROVE:
        waiting = found.filter(TABS[Tab.PROPOSED], organs.judged_by(seen_by))
        return waiting.order_by("proposed_at", "pk")
    kept = found.filter(TABS.get(tab, Q()))
    return kept.order_by("reply_due_on", "pk") if tab == Tab.UNANSWERED else kept


def narrowed(
    found: QuerySet[Letter],
    *,
    q: str = "",
    kind: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Letter]:
    """Keep what a number or title holds, a kind, and what is dated within these days."""
    for word in q.split():
        found = found.filter(
            Q(number__icontains=word) | Q(title__icontains=word) | Q(unit__name__icontains=word)
        )
    wanted = {"kind": kind, "dated_on__gte": since, "dated_on__lte": until}
    return found.filter(**{name: value for name, value in wanted.items() if value})


def listed(found: QuerySet[Letter]) -> QuerySet[Letter]:
    """With what a line shows; who has no unit here is named as the sheet addresses it."""
    named = found.annotate(addressee=KT("sheet__addressee"))
    return named.select_related("unit", "ticket").defer(*HEAVY, "ticket__pairs")


def lines(found: Iterable[Letter], *, seen_by: Viewer) -> list[LetterLine]:
    """Turn rows of `listed` into lines; one query more, for the calendars."""
    taken = list(found)
    if not taken:
        return []
    days = calendar.work_calendars({row.county_id for row in taken})
    return [_line(row, _light(row, seen_by.today, days[row.county_id])) for row in taken]


def page(pk: int, *, seen_by: Viewer) -> LetterPage:
    """Return one letter with everything about it; three queries."""
    letter = _whole(pk, seen_by)
    approvals = LetterApproval.objects.filter(letter=letter).select_related(
        "signed_by", "principal"
    )
    days = calendar.work_calendar(region_id=letter.county_id)
    is_inside = _is_inside(letter, seen_by)
    fresh = refresh.of_letter(letter, seen_by=seen_by)
    is_decided = letter.state == LetterState.PROPOSED
    may = workflow.verbs_for(letter, seen_by)
    unsigned = unsigned_reply(letter, seen_by=seen_by) if LetterVerb.REPLY in may else ""
    return LetterPage(
        letter=letter,
        # A draft is shown as it was written; what waits for a decision as it would be signed.
        sheet=fresh.sheet if is_decided else sheets.from_data(letter.sheet),
        state=LetterState(letter.state),
        approvals=list(approvals) if is_inside else [],
        verbs=tuple(verb for verb in may if verb is not LetterVerb.REPLY or not unsigned),
        light=_light(letter, seen_by.today, days),
        sees_inside=is_inside,
        refused=_refused(letter, seen_by),
        changes=fresh.changes if is_inside else (),
        step_word=_step_word(letter),
        sees_source=letter_sources.may_read(seen_by, letter),
        unsigned=unsigned,
    )


def _whole(pk: int, seen_by: Viewer) -> Letter:
    found = rows(seen_by=seen_by).select_related(
        *("unit", "ticket__enterprise", "step__rung", "county", "drafted_by", "proposed_by"),
        *("inspection", "rating_case__rating", "sender", "received_by"),
        *("issued_by", "sealed_by", "delivered_by", "reply_by"),
    )
    letter = found.filter(pk=pk).first()
    if letter is None:
        raise Absent(ABSENT)
    return letter


def unsigned_reply(letter: Letter, *, seen_by: Viewer) -> str:
    """Return why this clerk's reply would need the signature of the unit's head; empty where it
    needs none. A unit replies with its head's signature, unless the county has it otherwise."""
    is_clerk = letter.unit_id in set(seen_by.clerk_unit_ids) - set(seen_by.head_unit_ids)
    if letter.organ == Organ.BUREAU or not is_clerk:
        return ""
    key = limit_keys.UNSIGNED_REPLY
    if limits.book(seen_by.today, letter.county_id, key=key).get(key) is not None:
        return ""
    return UNSIGNED[letter.ticket_id is not None]


def _is_inside(letter: Letter, viewer: Viewer) -> bool:
    """Who sees how a letter came about: the county's own people, and the bureau that wrote it."""
    is_county = letter.organ != Organ.BUREAU and letter.county_id in viewer.county_ids
    return viewer.is_system or is_county or organs.writes(viewer, letter)


def of_ladder(county_id: int, *, seen_by: Viewer) -> list[LetterLine]:
    """Return the ladder's letters of a county that somebody still has to do something about."""
    found = rows(seen_by=seen_by).filter(county=county_id, step__isnull=False)
    waiting = found.filter(AWAITING | Q(state__in=sorted(UNISSUED)))
    return lines(listed(waiting)[:DESK_SHOWN], seen_by=seen_by)


def to_approve(*, seen_by: Viewer) -> ToApprove:
    """Return what waits for this head, the oldest first."""
    if not _own(seen_by)[Tab.TO_APPROVE]:
        return ToApprove()
    shown = _TO_APPROVE(seen_by=seen_by)
    fresh = refresh.of_letters(shown[:CARDS], seen_by=seen_by) if shown else {}
    cards = [
        Card(
            letter,
            fresh[letter.pk].sheet,
            fresh[letter.pk].digest,
            fresh[letter.pk].changes,
            _refused(letter, seen_by),
        )
        for letter in shown[:CARDS]
    ]
    return ToApprove(_total(Tab.TO_APPROVE, len(shown), CARDS, seen_by), tuple(cards))


def to_answer(*, seen_by: Viewer) -> ToAnswer:
    """Return the letters to the viewer's own units that wait for a reply, most urgent first."""
    if not _own(seen_by)[Tab.TO_ANSWER]:
        return ToAnswer()
    shown = _TO_ANSWER(seen_by=seen_by)
    first = lines(shown[:DESK_SHOWN], seen_by=seen_by)
    return ToAnswer(_total(Tab.TO_ANSWER, len(shown), DESK_SHOWN, seen_by), tuple(first))


def _waiting(viewer: Viewer, tab: Tab) -> QuerySet[Letter]:
    return in_tab(rows(seen_by=viewer), tab, seen_by=viewer)


def _to_approve(viewer: Viewer) -> QuerySet[Letter]:
    named = _waiting(viewer, Tab.TO_APPROVE)
    return named.select_related("unit", "ticket", "proposed_by", "step__rung")[: CARDS + 1]


def _to_answer(viewer: Viewer) -> QuerySet[Letter]:
    return listed(_waiting(viewer, Tab.TO_ANSWER))[: DESK_SHOWN + 1]


_TO_APPROVE, _TO_ANSWER = PreparedForViewer(_to_approve), PreparedForViewer(_to_answer)


def _own(viewer: Viewer) -> dict[Tab, tuple[int, ...] | bool]:
    """Whether letters may wait for the viewer: to which units, and for its own decision."""
    return {
        Tab.TO_ANSWER: organs.own_units(viewer),
        Tab.TO_APPROVE: organs.judges_any(viewer),
    }


def _total(tab: Tab, fetched: int, shown: int, viewer: Viewer) -> int:
    """How many there are; counted only where more were found than are shown."""
    if fetched <= shown:
        return fetched
    return paging.capped_count(_waiting(viewer, tab))


def _step_word(letter: Letter) -> str:
    step = letter.step
    if step is None:
        return ""
    return ladder_steps.word(step.state, step.rung.template, LetterState(letter.state))


def _refused(letter: Letter, viewer: Viewer) -> str:
    waits = letter.state == LetterState.PROPOSED
    heads = organs.judges(viewer, letter)
    return workflow.OWN_WORDS if waits and heads and workflow.wrote(viewer, letter) else ""


def _light(letter: Letter, today: date, days: WorkCalendar) -> Light | None:
    if letter.state != LetterState.ISSUED or letter.reply_due_on is None:
        return None
    if letter.replied_on or letter.excused_why:
        return None
    return status_light.running(letter.reply_due_on, today, days)


def _line(row: Letter, light: Light | None) -> LetterLine:
    return LetterLine(
        pk=row.pk,
        kind=LetterKind(row.kind),
        title=row.title,
        number=row.number,
        state=LetterState(row.state),
        unit=row.unit.name if row.unit else row.addressee,  # type: ignore[attr-defined]
        ticket_id=row.ticket_id,
        ticket=row.ticket.number if row.ticket else "",
        dated_on=row.dated_on,
        drafted_at=row.drafted_at,
        sealed_at=row.sealed_at,
        delivered_on=row.delivered_on,
        delivery=row.get_delivery_display(),
        receiver=row.receiver,
        reply_due_on=row.reply_due_on,
        is_reply_provisional=row.is_reply_provisional,
        replied_on=row.replied_on,
        light=light,
    )
