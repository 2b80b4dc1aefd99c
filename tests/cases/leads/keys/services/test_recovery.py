"""The printed recovery key: for a forgotten passphrase, once, with somebody else's permission."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cases.leads.keys.selectors import recovery_permissions
from cases.leads.keys.services import enrolment, keys, recovery
from cases.leads.keys.services.keys import Browser
from cases.leads.models import KeyPair, Opening, Permission
from cases.leads.procedure.rules.vocabulary import RecoveryPurpose
from cases.leads.vault.rules import crypto
from tests.cases.leads.filing import drafted, lines, opens
from tests.cases.leads.seating import MONDAY, PASSPHRASE, enrol

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

NEW = "千江有水千江月，万里无云万里天"
FRIDAY = date(2026, 3, 6)
PURPOSE = RecoveryPurpose.PASSPHRASE
BROWSER = Browser("session", "agent")


def restore(room, who, *, key: str | None = None, on: date = MONDAY):
    typed = key or room.recovery["sender"]
    return recovery.restore_key(who.member, typed, NEW, NEW, actor=who.viewer(on))


def permit(who, by):
    return recovery.give_permission(who.member.pk, PURPOSE, actor=by.at())


def test_a_forgotten_passphrase_is_set_anew(room):
    permit(room.clerk, room.head)

    restore(room, room.clerk)

    assert keys.open_key(room.clerk.member, NEW, BROWSER, actor=room.clerk.viewer())
    assert lines("key.restore") == 1


def test_the_old_passphrase_opens_no_longer(room):
    permit(room.clerk, room.head)
    restore(room, room.clerk)

    with pytest.raises(Invalid, match="口令不对"):
        keys.open_key(room.clerk.member, PASSPHRASE, BROWSER, actor=room.clerk.viewer())


def test_whatever_was_open_is_shut(room):
    keys.open_key(room.clerk.member, PASSPHRASE, BROWSER, actor=room.clerk.viewer())
    permit(room.clerk, room.head)

    restore(room, room.clerk)

    assert not Opening.objects.exists()


def test_without_a_permission_the_paper_opens_nothing(room):
    with pytest.raises(WrongState, match="还没有“重设口令”的许可"):
        restore(room, room.clerk)


def test_a_permission_is_over_after_its_hours(room):
    permit(room.clerk, room.head)

    with pytest.raises(WrongState, match="3月3日 09:00 到期"):
        restore(room, room.clerk, on=FRIDAY)


def test_a_permission_that_is_over_can_be_given_again(room):
    permit(room.clerk, room.head)
    recovery.give_permission(room.clerk.member.pk, PURPOSE, actor=room.head.at(FRIDAY))

    restore(room, room.clerk, on=FRIDAY)

    assert lines("key.permit") == 2


def test_a_permission_is_given_once_at_a_time(room):
    permit(room.clerk, room.head)

    with pytest.raises(Conflict, match="还在有效期内"):
        permit(room.clerk, room.head)


def test_a_permission_is_used_once(room):
    permit(room.clerk, room.head)
    restore(room, room.clerk)

    with pytest.raises(WrongState, match="还没有"):
        restore(room, room.clerk)


def test_only_the_head_lets_a_member_set_its_passphrase_anew(room):
    with pytest.raises(NotPermitted, match="本方负责人许可"):
        permit(room.clerk, room.deputy)


def test_nobody_permits_it_to_themselves(room):
    for own in (room.head, room.clerk):
        with pytest.raises(NotPermitted):
            permit(own, own)


def test_a_head_who_forgot_it_is_permitted_by_another_who_decides(room):
    permit(room.head, room.deputy)

    restore(room, room.head)

    assert keys.open_key(room.head.member, NEW, BROWSER, actor=room.head.viewer())


def test_only_those_who_decide_see_the_permissions(room):
    given = permit(room.clerk, room.head)

    assert list(recovery_permissions.rows(seen_by=room.deputy.at())) == [given]
    assert not recovery_permissions.rows(seen_by=room.clerk.at()).exists()
    assert not recovery_permissions.rows(seen_by=room.officer_head.at()).exists()


def test_nobody_sets_another_s_passphrase(room):
    permit(room.clerk, room.head)

    with pytest.raises(NotPermitted, match="只能由本人"):
        recovery.restore_key(
            room.clerk.member, room.recovery["sender"], NEW, NEW, actor=room.head.viewer()
        )


def test_a_wrong_paper_is_told_and_counted_and_leaves_the_permission(room):
    given = permit(room.clerk, room.head)

    with pytest.raises(Invalid, match="恢复密钥不对"):
        restore(room, room.clerk, key=room.recovery["receiver"])

    assert KeyPair.objects.get(member=room.clerk.member).wrong == 1
    assert lines("key.wrong") == 1
    assert Permission.objects.get(pk=given.pk).used_at is None


def test_too_many_wrong_papers_shut_the_key_for_a_while(room):
    permit(room.clerk, room.head)
    for _ in range(5):
        with pytest.raises(Invalid):
            restore(room, room.clerk, key=crypto.printed(crypto.new_pair().private))

    with pytest.raises(WrongState, match="连续输错"):
        restore(room, room.clerk)


def test_a_passphrase_is_changed_by_whoever_knows_the_old_one(room):
    member = room.clerk.member

    recovery.change_passphrase(member, PASSPHRASE, NEW, NEW, actor=room.clerk.viewer())

    assert keys.open_key(member, NEW, BROWSER, actor=room.clerk.viewer())
    assert lines("key.change") == 1


def test_a_wrong_old_passphrase_changes_nothing_and_counts(room):
    member = room.clerk.member

    with pytest.raises(Invalid, match="口令不对"):
        recovery.change_passphrase(member, NEW, NEW, NEW, actor=room.clerk.viewer())

    assert KeyPair.objects.get(member=member).wrong == 1
    assert keys.open_key(member, PASSPHRASE, BROWSER, actor=room.clerk.viewer())


def test_a_new_recovery_key_takes_the_place_of_the_old_one(room):
    lead = drafted(room)
    made = recovery.renew_recovery(room.recovery["sender"], actor=room.head.at())
    permit(room.clerk, room.head)
    with pytest.raises(Invalid, match="最近一次打印"):
        restore(room, room.clerk)

    restore(room, room.clerk, key=made.recovery_key)

    assert made.resealed == 4
    assert made.recovery_key not in repr(made)
    assert lines("office.renew_recovery") == 1
    assert opens(lead, room.head)


def test_a_key_that_is_made_later_is_sealed_to_the_new_paper(room):
    made = recovery.renew_recovery(room.recovery["sender"], actor=room.head.at())

    KeyPair.objects.filter(member=room.deputy.member).update(retired_at=room.head.at().at)
    named = enrolment.renew_code(room.deputy.member.pk, actor=room.head.at())
    pair = enrol(room.deputy, named.code, room.head.at())

    assert crypto.unseal(crypto.typed(made.recovery_key), bytes(pair.recovery))


def test_the_recovery_key_is_renewed_by_the_head_with_an_open_key_and_the_old_paper(room):
    old = room.recovery["sender"]
    with pytest.raises(NotPermitted, match="负责人"):
        recovery.renew_recovery(old, actor=room.deputy.at())
    with pytest.raises(WrongState, match="钥匙尚未解锁"):
        recovery.renew_recovery(old, actor=room.head.shut())
    with pytest.raises(Invalid, match="恢复密钥不对"):
        recovery.renew_recovery(room.recovery["receiver"], actor=room.head.at())
    assert lines("office.renew_recovery") == 0
