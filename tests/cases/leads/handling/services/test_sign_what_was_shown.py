"""Behind an open page the text is recalled, changed and proposed again: it is not signed."""

from __future__ import annotations

import pytest

from cadres.errors import Conflict
from cases.leads.handling.services import delivery, drafts, receiving, signing, stubs, suggestions
from cases.leads.models import Signature
from cases.leads.procedure.rules.content import Attachment
from cases.leads.procedure.rules.procedure import Action, Refusal, State
from tests.cases.leads.road import begin
from tests.cases.leads.seating import MONDAY

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

LATER = Attachment("后补.txt", "txt", 4, "0" * 64)
CHANGES = {
    "the text": lambda way: way.go(Action.RECALL, Action.EDIT, Action.PROPOSE),
    "a file": lambda way: (
        way.go(Action.RECALL),
        drafts.attach_file(way.lead, LATER, b"more", actor=way.room.clerk.at()),
        way.go(Action.PROPOSE),
    ),
}
ACTIONS = {
    Action.APPROVE: drafts.approve_lead,
    Action.REFUSE: lambda lead, **seen: drafts.refuse_lead(
        lead, Refusal.PLAIN_OVERDUE, "继续督办", **seen
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("action", ACTIONS)
def test_what_was_proposed_behind_an_open_page_is_not_decided(room, action, change):
    way = begin(room)
    way.go(Action.PROPOSE)
    _, seen = signing.read_to_sign(way.lead, action, actor=room.head.at())
    change(way)

    with pytest.raises(Conflict, match="重新打开"):
        ACTIONS[action](way.lead, actor=room.head.at(), digest=seen)

    assert way.now.state == State.PROPOSED
    assert not Signature.objects.exists()
    _, now = signing.read_to_sign(way.lead, action, actor=room.head.at())
    ACTIONS[action](way.lead, actor=room.head.at(), digest=now)
    assert way.now.state != State.PROPOSED


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_nothing_is_signed_unseen(room, digest):
    way = begin(room)
    way.go(Action.PROPOSE)
    with pytest.raises(Conflict):
        drafts.approve_lead(way.lead, actor=room.head.at(), digest=digest)
    way.go(Action.APPROVE, Action.ISSUE)
    with pytest.raises(Conflict):
        delivery.deliver_lead(way.lead, actor=room.clerk.at(), digest=digest)
    way.go(Action.DELIVER)
    with pytest.raises(Conflict):
        delivery.sign_lead(way.lead, "一份", actor=room.registrar.at(), digest=digest)
    way.go(Action.SIGN, Action.SUGGEST)
    with pytest.raises(Conflict):
        suggestions.decide_lead(way.lead, actor=room.officer_head.at(), digest=digest)
    way.go(Action.DECIDE, Action.ACCEPT, Action.FEED_BACK)
    with pytest.raises(Conflict):
        receiving.acknowledge_feedback(way.lead, actor=room.clerk.at(), digest=digest)

    parts = Signature.objects.values_list("part", flat=True)
    assert sorted(parts) == ["approval", "decision", "hand_over", "receipt"]


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_a_sealed_letter_is_not_handed_on_unseen(room, digest):
    stub = stubs.take_in_stub(MONDAY, actor=room.head.at())

    with pytest.raises(Conflict):
        stubs.hand_on_stub(stub, actor=room.head.at(), digest=digest)

    stub.refresh_from_db()
    assert stub.handed_on is None
