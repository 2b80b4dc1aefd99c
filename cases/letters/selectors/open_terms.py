"""The terms of letters that wait for a reply: to be recounted, and to be asked about."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from cadres.deadlines.rules.terms import OpenRow, OpenTerm
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules.list_views import AWAITING
from cases.letters.rules.organs import Organ
from cases.letters.selectors import letters
from cases.models import Letter
from cases.supervision.rules import ladder
from cases.tickets.selectors.clocks.open_terms import REPLY, Source

LETTER_SAYS = "文书载明的回复期限"


def _unanswered() -> QuerySet[Letter]:
    return Letter.objects.filter(AWAITING)


def _row(row: Letter) -> OpenRow:
    begun = row.issued_at or row.drafted_at
    term = ladder.reply_term(row.reply_days, begun, LETTER_SAYS, row.calendar)
    one = OpenTerm("文书回复", term, row.reply_due_on, row.is_reply_provisional)
    # What bureaus write each other is named to nobody else.
    name = f"第 {row.pk} 号" if row.organ == Organ.BUREAU else row.number
    return OpenRow(row.pk, name, row.county_id, (one,))


def _fetch(pk: int, viewer: Viewer) -> Letter:
    return letters.fetch(pk, seen_by=viewer)


def _page(row: Letter) -> str:
    return reverse("cases:letter", args=[row.pk])


SOURCE = Source("letter", "文书", _unanswered, _row, _fetch, *REPLY, page=_page)
