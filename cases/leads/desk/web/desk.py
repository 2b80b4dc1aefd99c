"""The room's desk: what waits for me, and every lead that is mine to see."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import render

from cadres.submissions.web import once_keys
from cases.leads.drop_box.selectors import drop_box
from cases.leads.handling.selectors import lead_page, moved_terms
from cases.leads.handling.selectors.moved_terms import Moved
from cases.leads.handling.services import reading_log
from cases.leads.handling.services.reading_log import Line
from cases.leads.handling.web.actions import VERBS
from cases.leads.handling.web.forms import SearchForm
from cases.leads.keys.selectors import fingerprints, keys_to_rewrap, members
from cases.leads.keys.web.access_guard import ACTIONS, READS, RoomRequest, entrance, room
from cases.leads.procedure.models.leads import Lead
from cases.leads.readers.selectors import access_request_page, reporter_page
from cases.leads.steps.selectors import clocks, leads
from cases.leads.steps.selectors.clocks import Due
from cases.leads.vault.rules.reader import Reader


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A lead on the desk: what it says as far as it is mine, and what waits for me."""

    line: Line
    due: Due | None
    wanted: str
    # Days that a newer calendar moved and that the reader has not seen yet.
    moved: list[Moved] = field(default_factory=list)
    # Who reported it is still kept here, though the file has gone over.
    keeps_reporter: bool = False

    @property
    def lead(self) -> Lead:
        return self.line.lead


@dataclass(frozen=True, slots=True)
class Task:
    """Something besides leads that waits for the reader, and where it is done."""

    label: str
    count: int
    page: str


@entrance(*READS)
def desk(request: RoomRequest) -> HttpResponse:
    if not request.reader.knows_marks:
        return _waiting(request)
    lines = _lines(request.reader)
    context = {
        "faults": members.named_faults(seen_by=request.reader),
        "waiting": [line for line in lines if line.wanted],
        "others": [line for line in lines if not line.wanted],
        "moved_count": sum(bool(line.moved) for line in lines),
        "tasks": _tasks(request.reader),
        "form": SearchForm(),
        "reader": request.reader,
        "here": "desk",
    }
    return render(request, "cases/leads/desk.html", context)


def _waiting(request: RoomRequest) -> HttpResponse:
    """Nobody has compared this member's fingerprint yet, or the two sides have not theirs."""
    both = fingerprints.of_both_sides(seen_by=request.reader)
    context = {
        "fingerprint": fingerprints.of_own_key(seen_by=request.reader),
        "is_confirmed": members.is_confirmed(seen_by=request.reader),
        "both": both,
        "faults": members.named_faults(seen_by=request.reader),
        "reader": request.reader,
        "here": "desk",
    }
    return render(request, "cases/leads/waiting.html", context)


@room(*ACTIONS)
@once_keys.every_time
def search(request: RoomRequest) -> HttpResponse:
    """By POST alone: what is looked for must not stand in an address."""
    form = SearchForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    rows = list(leads.rows(seen_by=request.reader))
    found = reading_log.search_leads(words, rows, actor=request.reader) if words else []
    dues = clocks.next_due(rows, seen_by=request.reader)
    lines = [DeskLine(line, dues.get(line.lead.pk), "") for line in found]
    context = {"lines": lines, "form": SearchForm(initial={"words": words}), "words": words}
    return render(request, "cases/leads/search.html", context | {"reader": request.reader})


def _tasks(reader: Reader) -> list[Task]:
    waits = access_request_page.waiting(seen_by=reader)
    tasks = (
        Task("待答复的申请", waits.to_answer, "leads:askings"),
        Task("待确认的紧急查阅", waits.to_confirm, "leads:askings"),
        Task("紧急查阅待阅", waits.to_note, "leads:askings"),
        Task("待研判的密封投递", drop_box.waiting(seen_by=reader), "leads:dropped"),
        Task("密封转送时限有变", len(moved_terms.of_stubs(seen_by=reader)), "leads:stubs"),
        Task("待授权", sum(keys_to_rewrap.waiting(seen_by=reader).values()), "leads:members"),
    )
    return [task for task in tasks if task.count]


def _lines(reader: Reader) -> list[DeskLine]:
    rows = list(leads.open_rows(seen_by=reader))
    dues = clocks.next_due(rows, seen_by=reader)
    moved = moved_terms.of_leads(rows, seen_by=reader)
    kept = reporter_page.to_hand_over(rows, seen_by=reader)
    read = reading_log.read_list(rows, actor=reader)
    return [
        DeskLine(
            line,
            dues.get(line.lead.pk),
            _wanted(line.lead, reader),
            moved.get(line.lead.pk, []),
            keeps_reporter=line.lead.pk in kept,
        )
        for line in read
    ]


def _wanted(lead: Lead, reader: Reader) -> str:
    """The next step, where it is this reader's."""
    steps = lead_page.steps_for(lead, seen_by=reader)
    strong = [VERBS[s.action] for s in steps if s.action in VERBS and VERBS[s.action].is_next]
    return strong[0].label if strong else ""
