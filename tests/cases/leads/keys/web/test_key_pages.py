"""A forgotten passphrase, a changed one, a renewed recovery key, and one's relatives."""

from __future__ import annotations

import re

import pytest

from cases.leads.keys.services.recovery import give_permission
from cases.leads.procedure.rules.vocabulary import RecoveryPurpose
from tests.cases.leads.browsing import at_the_door, inside, now, status, text
from tests.cases.leads.filing import drafted
from tests.cases.leads.seating import PASSPHRASE

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

NEW = "海上明月共潮生，滟滟随波千万里"
RESTORE, CHANGE, RENEW = "/leads/key/restore/", "/leads/key/change/", "/leads/recovery/"
RELATIVE = {"name": "陈某", "unit": "县气象局"}


def test_the_key_page_leads_to_what_is_done_when_it_is_forgotten(room):
    assert RESTORE in text(at_the_door(room.clerk), "/leads/key/")


def test_without_a_permission_the_page_says_who_gives_it_and_asks_for_nothing(room):
    shown = text(at_the_door(room.clerk), RESTORE)

    assert "还没有“重设口令”的许可" in shown
    assert "许可重设口令" in shown
    assert 'name="recovery_key"' not in shown


def test_with_permission_and_recovery_key_a_new_passphrase_opens(room):
    browser = at_the_door(room.clerk)
    _permitted(room)

    answer = _restores(browser, room.recovery["sender"])

    assert answer.status_code == 302
    assert status(browser, "/leads/key/", passphrase=NEW) == 302
    assert "待我办理" in text(browser, "/leads/")


def test_a_wrong_recovery_key_is_told_and_counted(room):
    browser = at_the_door(room.clerk)
    _permitted(room)

    answer = _restores(browser, room.recovery["receiver"])

    assert answer.status_code == 422
    assert "恢复密钥不对" in answer.content.decode()
    assert room.clerk.member.key_pairs.get().wrong == 1


def test_nothing_secret_is_sent_back_to_the_page(room):
    _permitted(room)
    answer = _restores(at_the_door(room.clerk), room.recovery["receiver"]).content.decode()

    assert NEW not in answer
    assert room.recovery["receiver"] not in answer


def test_a_changed_passphrase_shuts_every_browser(room):
    other, browser = inside(room.clerk), inside(room.clerk)

    assert status(browser, CHANGE, old=PASSPHRASE, new=NEW, again=NEW) == 302

    for one in (other, browser):
        assert one.get("/leads/").headers["Location"] == "/leads/key/"
    assert status(browser, "/leads/key/", passphrase=NEW) == 302


def test_a_wrong_old_passphrase_changes_nothing(room):
    assert status(inside(room.clerk), CHANGE, old="不是这一句口令啊啊啊", new=NEW, again=NEW) == 422
    inside(room.clerk)


def test_the_head_renews_the_recovery_key_and_sees_it_once(room):
    head = inside(room.head)

    shown = head.post(RENEW, {"recovery_key": room.recovery["sender"]}).content.decode()

    (renewed,) = re.findall(r"data-recovery-key>([\d ]+)<", shown)
    assert renewed != room.recovery["sender"]
    assert status(head, RENEW, recovery_key=room.recovery["sender"]) == 422
    assert status(head, RENEW, recovery_key=renewed) == 200


def test_the_recovery_key_is_not_renewed_by_others(room):
    for who in (room.deputy, room.clerk):
        assert status(inside(who), RENEW) == 403


def test_a_member_declares_a_relative_and_only_that_member_sees_it(room):
    clerk = inside(room.clerk)

    assert status(clerk, "/leads/relatives/add/", **RELATIVE) == 302

    assert "陈某" in text(clerk, "/leads/me/")
    assert "陈某" not in text(inside(room.head), "/leads/me/")


def test_a_lead_about_the_relative_is_not_there_any_more(room):
    lead, deputy = drafted(room), inside(room.deputy)
    text(deputy, f"/leads/{lead.pk}/")

    deputy.post("/leads/relatives/add/", {"name": "甄某某", "unit": "县气象局"})

    assert status(deputy, f"/leads/{lead.pk}/") == 404


def test_a_declaration_is_taken_back_by_whoever_made_it(room):
    clerk = inside(room.clerk)
    clerk.post("/leads/relatives/add/", RELATIVE)
    path = f"/leads/relatives/{room.clerk.member.relatives.get().pk}/withdraw/"

    assert status(inside(room.head), path) == 404
    assert status(inside(room.head), path, nothing="") == 404
    assert status(clerk, path, nothing="") == 302
    assert "您还没有申报" in text(clerk, "/leads/me/")


def _permitted(room):
    give_permission(room.clerk.member.pk, RecoveryPurpose.PASSPHRASE, actor=now(room.head))


def _restores(browser, recovery_key):
    words = {"recovery_key": recovery_key, "passphrase": NEW, "again": NEW}
    return browser.post(RESTORE, words)
