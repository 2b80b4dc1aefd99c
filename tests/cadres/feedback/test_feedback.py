"""意见反馈: it lands with the county's office, which answers once and nobody's own."""

from __future__ import annotations

import pytest

from cadres.errors import Absent, Conflict, Invalid, NotPermitted
from cadres.feedback.selectors import feedback
from cadres.feedback.services.feedback import answer_feedback, give_feedback
from cadres.models import AuditEntry, Feedback, OutboxRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(liaison, dispatcher):
    return give_feedback("字太小。", actor=liaison.viewer_now(), page="/cases/tickets/")


def owed(kind):
    return set(OutboxRow.objects.filter(kind=kind).values_list("to_id", flat=True))


def test_the_office_of_the_county_is_told(said, dispatcher, liaison):
    assert owed(feedback.GIVEN) == {dispatcher.cadre.pk}
    assert feedback.fetch(said.pk, seen_by=dispatcher.viewer_now()).page == "/cases/tickets/"
    assert AuditEntry.objects.filter(verb="feedback.give", object_id=said.pk).exists()


def test_whoever_said_it_is_told_of_the_answer(said, dispatcher, liaison):
    answer_feedback(said, "已调大。", actor=dispatcher.viewer_now())

    assert owed(feedback.ANSWERED) == {liaison.cadre.pk}
    worded = feedback.word({feedback.ANSWERED: [said.pk]}, liaison.viewer_now())
    assert "已调大。" in worded[(feedback.ANSWERED, said.pk)].text


def test_it_is_answered_once(said, dispatcher):
    answer_feedback(said, "已调大。", actor=dispatcher.viewer_now())

    with pytest.raises(Conflict):
        answer_feedback(said, "再答。", actor=dispatcher.viewer_now())


def test_nobody_answers_what_they_said_themselves(dispatcher):
    own = give_feedback("我也有意见。", actor=dispatcher.viewer_now())

    with pytest.raises(NotPermitted):
        answer_feedback(own, "好。", actor=dispatcher.viewer_now())


@pytest.mark.parametrize("who", ["handler", "leader", "stranger", "auditor"])
def test_others_do_not_see_it(request, said, who):
    with pytest.raises(Absent):
        feedback.fetch(said.pk, seen_by=request.getfixturevalue(who).viewer_now())


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_said_is_no_feedback(liaison, text):
    with pytest.raises(Invalid):
        give_feedback(text, actor=liaison.viewer_now())

    assert not Feedback.objects.exists()


def test_it_is_said_and_answered_on_pages(client, liaison, dispatcher):
    client.force_login(liaison.cadre)
    assert "意见反馈" in client.get("/").content.decode()
    sent = client.post("/cadres/feedback/", {"text": "字太小。", "page": "/"}, follow=True)
    assert "意见已交县助企办" in sent.content.decode()
    row = Feedback.objects.get()

    client.force_login(dispatcher.cadre)
    answered = client.post(f"/cadres/feedback/{row.pk}/", {"answer": "已调大。"}, follow=True)

    assert "已答复" in answered.content.decode()


def test_the_filing_number_stands_below_the_pages_where_there_is_one(client, settings, liaison):
    assert "备案" not in client.get("/cadres/sign-in/").content.decode()
    settings.FILING_NUMBER = "豫ICP备12345678号-1"

    assert "豫ICP备12345678号-1" in client.get("/cadres/sign-in/").content.decode()
    client.force_login(liaison.cadre)
    assert "豫ICP备12345678号-1" in client.get("/").content.decode()
