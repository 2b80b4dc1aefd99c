"""Messages to the hotline or a message board become tickets of nobody named."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from cadres.rules.ledger import Tally
from cadres.rules.viewer import Viewer
from cadres.services.ledger_places import Places
from cases.models import Category, TicketOrigin
from cases.rules import filing_days, ledger
from cases.rules import imports as rules
from cases.rules.ledger import Facts, HotlineRow
from cases.services import ledger_tickets
from cases.services.ledger_tickets import OTHER_CATEGORY, Draft

TWICE = "与{row}是同一条留言"


@transaction.atomic
def import_messages(
    rows: Sequence[HotlineRow], places: Places, *, actor: Viewer
) -> tuple[Tally, list[HotlineRow]]:
    """Take each message once; one that was answered is closed with its answer, on its day."""
    rules.check_may_import(actor, places.county.pk)
    categories = ledger_tickets.settle_categories([OTHER_CATEGORY], actor=actor)
    category = categories[OTHER_CATEGORY]
    first: dict[str, HotlineRow] = {}
    tally = Tally()
    for row in filing_days.told_already(rows, tally, timezone.make_naive(actor.at)):
        kept = first.setdefault(ledger.hotline_key(row), row)
        if kept is not row:
            reason = TWICE.format(row=kept.origin.seen_from(row.origin))
            tally.refuse(row.origin, "留言编号", row.outer_number, reason)
    known = set(TicketOrigin.objects.filter(key__in=list(first)).values_list("key", flat=True))
    drafts = [_draft(key, row, category) for key, row in first.items() if key not in known]
    ledger_tickets.create(drafts, places.county, actor=actor)
    tally.made = [draft.origin for draft in drafts]
    tally.same = [row.origin for key, row in first.items() if key in known]
    return tally, list(first.values())


def _draft(key: str, row: HotlineRow, category: Category) -> Draft:
    answered_at = timezone.make_aware(row.answered_at) if row.answered_at else None
    is_closed = bool(row.answer and answered_at)
    facts = Facts(
        category_id=category.pk,
        source=ledger.source_of(f"{row.origin.sheet}{row.origin.file}"),
        unit_id=None,
        co_unit_ids=(),
        due_on=None,
        result=row.answer,
        is_closed=is_closed,
        closed_on=timezone.localdate(answered_at) if is_closed and answered_at else None,
        satisfaction="",
    )
    return Draft(
        key=key,
        origin=row.origin,
        facts=facts,
        filed_at=timezone.make_aware(row.asked_at),
        text=row.text,
        category=category,
        title=row.title,
        applicant_name=row.author,
        closed_at=answered_at if is_closed else None,
    )
