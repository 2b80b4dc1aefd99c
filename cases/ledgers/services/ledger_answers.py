"""The office says what a word or a row of a ledger means; it holds for every file after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.db import transaction

from cadres.deadlines.selectors import calendar
from cadres.models import Region
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules.row_values import Tally
from cases.ledgers.rules import imports as rules
from cases.ledgers.rules import ledger_answers, ledger_terms
from cases.ledgers.rules.ledger_rows import IssueRow
from cases.ledgers.selectors import ledger_answers as said
from cases.models import ImportBatch, LedgerMatch, LedgerWord


@transaction.atomic
def keep(
    batch: ImportBatch,
    *,
    actor: Viewer,
    words: Mapping[tuple[str, str], str],
    matches: Mapping[str, int | None],
    read: Read,
) -> None:
    """Remember what was said for the county of the file; a later word replaces an earlier one.

    Raises EditedMeanwhile where somebody said otherwise after the page was read.
    """
    rules.check_may_import(actor, batch.county_id)
    _check_unsaid(batch, words, matches, read, actor)
    told = {"said_by_id": actor.cadre_id, "said_at": actor.at}
    for (column, word), meaning in words.items():
        LedgerWord.objects.update_or_create(
            county_id=batch.county_id,
            column=column,
            word=word,
            defaults={"meaning": meaning, **told},
        )
    for key, ticket_id in matches.items():
        LedgerMatch.objects.update_or_create(
            county_id=batch.county_id, key=key, defaults={"ticket_id": ticket_id, **told}
        )
    if words or matches:
        audit.record("ledger.answer", batch, actor=actor, words=len(words), rows=len(matches))


def _check_unsaid(
    batch: ImportBatch,
    words: Mapping[tuple[str, str], str],
    matches: Mapping[str, int | None],
    read: Read,
    actor: Viewer,
) -> None:
    if batch.county is None or not (words or matches):
        return
    edits.settle(
        batch,
        said.facts(words, matches, batch.county, seen_by=actor),
        said.given(words, matches),
        read=read,
        actor=actor,
        verbs=("ledger.answer",),
        about=said.about(batch.county),
        words={said.name(*sign): _labelled(sign[0]) for sign in words},
    )


def _labelled(column: str) -> Callable[[str], str]:
    # Whose a number is has no labels: the answers are ids of people.
    labels = dict(ledger_answers.ANSWERS.get(column, ()))
    return lambda meaning: labels.get(meaning, meaning)


def explained(
    rows: Iterable[IssueRow], county: Region, tally: Tally, *, actor: Viewer
) -> list[IssueRow]:
    """Return the rows as the office explained their words; those not yet explained are refused."""
    answers = said.words(county, seen_by=actor)
    due = _due_in(county)
    taken = []
    for row in rows:
        if not (row.unclear or row.term):
            taken.append(row)
            continue
        settled = ledger_answers.settled(row, answers, due)
        if fault := ledger_answers.fault(settled):
            tally.refused.append(fault)
        else:
            taken.append(settled)
    return taken


def _due_in(county: Region) -> Callable[[str, date], date | None]:
    days = calendar.work_calendar(region_id=county.pk)
    return lambda term, reported_on: ledger_terms.due_of(term, reported_on, days)
