"""Each person says how to be told; the address is one's own affair, and a secret at rest."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from cadres.errors import Invalid, NotPermitted
from cadres.models import AuditEntry, NoticeChoice
from cadres.notifications.rules.preferences import Channel, Group, Mode
from cadres.notifications.selectors import preferences
from cadres.notifications.services.preferences import choose_notices, set_email
from cadres.viewers.rules.viewer import Viewer
from tests.factories.people import moment

FRIDAY = date(2026, 3, 6)


def test_who_chose_nothing_has_the_inbox_at_once_and_a_daily_mail(handler):
    now = preferences.choices(seen_by=handler.viewer(FRIDAY))

    assert now[Group.FLOW, Channel.INBOX] == Mode.AT_ONCE
    assert now[Group.FLOW, Channel.MAIL] == Mode.DIGEST


def test_a_choice_replaces_the_one_before_and_is_one_s_own(handler, head):
    viewer = handler.viewer(FRIDAY)

    for mode in (Mode.OFF, Mode.AT_ONCE):
        choose_notices({(Group.FLOW, Channel.MAIL): mode}, actor=viewer)

    assert preferences.choices(seen_by=viewer)[Group.FLOW, Channel.MAIL] == Mode.AT_ONCE
    assert preferences.choices(seen_by=head.viewer(FRIDAY))[Group.FLOW, Channel.MAIL] == Mode.DIGEST
    assert AuditEntry.objects.filter(verb="cadre.choose_notices").count() == 2


@pytest.mark.parametrize(
    ("channel", "mode"),
    [(Channel.INBOX, Mode.DIGEST), (Channel.WECOM, Mode.OFF), (Channel.MAIL, "sometimes")],
)
def test_what_a_channel_does_not_offer_cannot_be_chosen(handler, channel, mode):
    with pytest.raises(Invalid):
        choose_notices({(Group.FLOW, channel): mode}, actor=handler.viewer(FRIDAY))

    assert not NoticeChoice.objects.exists()


def test_the_software_chooses_for_nobody(db):
    with pytest.raises(NotPermitted):
        choose_notices({(Group.FLOW, Channel.MAIL): Mode.OFF}, actor=Viewer.system(moment(FRIDAY)))


def test_an_address_is_kept_encrypted_and_out_of_the_trail(handler):
    set_email(" ｌｉｊｕａｎ@county.example ", actor=handler.viewer(FRIDAY))

    handler.cadre.refresh_from_db()
    assert handler.cadre.email == "lijuan@county.example"
    with connection.cursor() as cursor:
        cursor.execute("SELECT email FROM cadres_cadre WHERE id = %s", [handler.cadre.pk])
        assert "lijuan" not in cursor.fetchone()[0]
    assert AuditEntry.objects.get(verb="cadre.set_email").detail == {"is_set": True}


@pytest.mark.parametrize(
    "text",
    [
        "lijuan",
        "lijuan@",
        "@county.example",
        "li juan@county.example",
        "李娟@county.example",
        "a@county.example, b@county.example",
        "a@county.example\nBcc: b@county.example",
        f"{'a' * 250}@county.example",
    ],
)
def test_what_is_no_address_is_refused(handler, text):
    with pytest.raises(Invalid):
        set_email(text, actor=handler.viewer(FRIDAY))


def test_an_empty_address_ends_the_mails(handler):
    set_email("lijuan@county.example", actor=handler.viewer(FRIDAY))

    assert set_email("", actor=handler.viewer(FRIDAY)).email == ""
