"""The sentence after a press carries the way back; without a script it is a button all the same."""

from __future__ import annotations

import re

from cases.letters.rules.kinds import LetterState
from cases.models import Letter, Ticket
from cases.tickets.rules.workflow import State
from cases.tickets.selectors.closing import signature_digests
from tests.factories.letters import LetterFactory

UNDO = re.compile(r'action="(/cases/presses/\d+/take-back/)"')


def test_a_head_takes_an_approval_back(signed_in, handler, head, make, done_measure):
    ticket = make("resolved", handler.unit)
    done_measure(ticket)
    client = signed_in(head)
    words = {"digest": signature_digests.digest(ticket), "next": "desk"}

    page = client.post(f"/cases/tickets/{ticket.pk}/approve/", words, follow=True).content.decode()
    back = client.post(UNDO.search(page)[1], follow=True).content.decode()

    assert "10 秒内可以撤回" in page
    assert "已撤回“审核通过”" in back
    assert "十秒内撤回" in back
    assert Ticket.objects.get(pk=ticket.pk).state == State.RESOLVED


def test_a_letter_s_approval_is_taken_back_and_both_stay_on_record(
    signed_in, office_head, handler, make
):
    letter = LetterFactory(proposed=True, ticket=make("in_hand", handler.unit))
    client = signed_in(office_head)
    address = f"/cases/letters/{letter.pk}/approve/"

    page = client.post(address, {"digest": letter.digest}, follow=True).content.decode()
    client.post(UNDO.search(page)[1])

    letter = Letter.objects.get(pk=letter.pk)
    assert letter.state == LetterState.PROPOSED
    assert list(letter.approvals.values_list("is_approved", flat=True)) == [True, False]
