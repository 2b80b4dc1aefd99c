"""Flags on answers: found when a result is handed in, and each night for all the others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction

from cadres.jobs.services import job_runs
from cadres.viewers.rules.viewer import Viewer
from cases.early_warning.rules import copied_answers, limit_keys, requests
from cases.early_warning.rules.vocabulary import FlagKind
from cases.early_warning.selectors import answers, limits, request_list, used_files
from cases.early_warning.selectors.answers import Answered
from cases.early_warning.selectors.limits import Amounts
from cases.early_warning.services import picture_hashing
from cases.models import AnswerFlag, AnswerSketch, Ticket
from cases.tickets.rules.workflow import Action


def follow(ticket: Ticket, action: Action, *, actor: Viewer, has_new_days: bool) -> None:
    """A result was handed in: whoever approves it sees at once what is to be looked at."""
    if action is not Action.RESOLVE or not ticket.result:
        return
    system = Viewer.system(actor.at)
    picture_hashing.hash_pictures(actor=system, ticket_id=ticket.pk)
    amounts = limits.of(ticket.county_id, actor.today, seen_by=system)
    flag_answer(answers.of_ticket(ticket), amounts, actor=system)


def sweep(county_id: int, *, actor: Viewer) -> int:
    """Look at every answer of the county that was not looked at yet; return how many."""
    amounts = limits.of(county_id, actor.today, seen_by=actor)
    since = actor.today - timedelta(days=amounts[limit_keys.LOOK_BACK])
    found = answers.unseen(county_id, since, seen_by=actor)
    return job_runs.each("answer", found, lambda one: flag_answer(one, amounts, actor=actor))


@transaction.atomic
def flag_answer(one: Answered, amounts: Amounts, *, actor: Viewer) -> int:
    """Look at one answer anew; what was flagged about it before is replaced."""
    AnswerFlag.objects.filter(ticket=one.ticket_id, round=one.round).delete()
    sums = copied_answers.sketch(one.said.answer)
    _keep_sketch(one, sums)
    flags = [*_of_words(one, sums, amounts, actor), *_of_files(one, amounts, actor)]
    for flag in flags:
        flag.ticket_id, flag.round, flag.made_at = one.ticket_id, one.round, actor.at
    AnswerFlag.objects.bulk_create(flags)
    return 1


def _keep_sketch(one: Answered, sums: list[int]) -> None:
    sketch = AnswerSketch(
        ticket_id=one.ticket_id,
        round=one.round,
        county_id=one.county_id,
        digest=one.digest,
        sums=sums,
    )
    AnswerSketch.objects.bulk_create(
        [sketch],
        update_conflicts=True,
        unique_fields=["ticket", "round"],
        update_fields=["county", "digest", "sums"],
    )


def _of_words(
    one: Answered, sums: list[int], amounts: Amounts, actor: Viewer
) -> Iterator[AnswerFlag]:
    """A short answer is short: nothing else is asked of it."""
    length = one.said.length
    if length < amounts[limit_keys.ANSWER_SHORTEST]:
        yield AnswerFlag(kind=FlagKind.SHORT, amount=length)
        return
    left = request_list.left_out(
        one, limits.share(amounts, limit_keys.REQUEST_SHARE), seen_by=actor
    )
    if left:
        words = "、".join(requests.words(left))
        yield AnswerFlag(kind=FlagKind.LEFT_OUT, amount=len(left), words=words)
    other = _copied_from(one, sums, amounts, actor)
    if other is not None:
        yield AnswerFlag(kind=FlagKind.COPIED, other_id=other)


def _copied_from(one: Answered, sums: list[int], amounts: Amounts, actor: Viewer) -> int | None:
    keys = answers.alike(one, sums, seen_by=actor)
    asked = {
        "answers": limits.share(amounts, limit_keys.COPIED_SHARE),
        "questions": limits.share(amounts, limit_keys.QUESTION_SHARE),
    }
    for other in answers.read(keys, seen_by=actor):
        if copied_answers.is_copied(one.said, other.said, **asked):
            return other.ticket_id
    return None


def _of_files(one: Answered, amounts: Amounts, actor: Viewer) -> Iterator[AnswerFlag]:
    most = amounts[limit_keys.PICTURE_SHARE]
    used = used_files.used_before(one, most_percent=most, seen_by=actor)
    if used is not None:
        yield AnswerFlag(
            kind=FlagKind.REUSED,
            amount=int(used.is_same_file),
            words=used.name,
            other_id=used.other_id,
        )
