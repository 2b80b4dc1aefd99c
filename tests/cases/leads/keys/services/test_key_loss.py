"""A lost key or passphrase: what is lost with it, and what is not."""

from __future__ import annotations

import pytest

from cadres.errors import Invalid, WrongState
from cases.leads.handling.services import letters
from cases.leads.keys.selectors import seats
from cases.leads.keys.services import recovery
from cases.leads.members.services import members
from cases.leads.models import KeyPair
from cases.leads.procedure.rules.vocabulary import RecoveryPurpose
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.folder_access import FolderKind
from cases.leads.vault.rules.passphrase_bundles import bundle_of
from cases.leads.vault.selectors import folders
from tests.cases.leads.filing import drafted, opens
from tests.cases.leads.seating import matter

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

NEW = "千江有水千江月，万里无云万里天"


def reader_with(room, passphrase):
    """The deputy, with the key that this passphrase opens."""
    member = room.deputy.member
    pair = KeyPair.objects.get(member=member)
    wrapped = crypto.Wrapped(
        bytes(pair.wrapped), bytes(pair.salt), crypto.Cost(pair.passes, pair.memory)
    )
    return seats.reader(room.deputy.viewer(), member, bundle_of(crypto.unwrap(wrapped, passphrase)))


def test_after_a_lost_passphrase_the_same_leads_open_as_before(room):
    lead = drafted(room)
    recovery.give_permission(
        room.deputy.member.pk, RecoveryPurpose.PASSPHRASE, actor=room.head.at()
    )
    recovery.restore_key(
        room.deputy.member, room.recovery["sender"], NEW, NEW, actor=room.deputy.viewer()
    )

    deputy = reader_with(room, NEW)

    opened = folders.of_lead(lead, FolderKind.FILE, seen_by=deputy)
    assert letters.matter_in(opened, deputy) == matter()


def test_without_its_passphrase_a_key_opens_nothing_whatever_the_database_holds(room):
    lead = drafted(room)

    with pytest.raises(Invalid):
        reader_with(room, NEW)
    with pytest.raises(WrongState, match="钥匙尚未解锁"):
        folders.of_lead(lead, FolderKind.FILE, seen_by=room.deputy.shut())


def test_the_paper_of_one_side_opens_no_key_of_the_other(room):
    pair = KeyPair.objects.get(member=room.registrar.member)

    with pytest.raises(crypto.Unopenable):
        crypto.unseal(crypto.typed(room.recovery["sender"]), bytes(pair.recovery))


def test_one_lost_key_takes_nothing_from_the_others(room):
    lead = drafted(room)
    KeyPair.objects.filter(member=room.deputy.member).update(wrapped=b"", recovery=b"")

    assert opens(lead, room.head)
    assert opens(lead, room.clerk)


def test_a_recovery_copy_that_was_changed_is_told_and_leaves_nothing(room):
    member = room.deputy.member
    given = recovery.give_permission(member.pk, RecoveryPurpose.PASSPHRASE, actor=room.head.at())
    other = KeyPair.objects.get(member=room.clerk.member)
    KeyPair.objects.filter(member=member).update(recovery=other.recovery)

    with pytest.raises(WrongState, match="打不开"):
        recovery.restore_key(member, room.recovery["sender"], NEW, NEW, actor=room.deputy.viewer())

    given.refresh_from_db()
    assert given.used_at is None


def test_a_key_that_is_retired_is_destroyed_with_its_recovery_copy(room):
    member = room.deputy.member
    members.end_member(member.pk, actor=room.head.at())

    pair = KeyPair.objects.get(member=member)

    assert (bytes(pair.wrapped), bytes(pair.recovery)) == (b"", b"")
    assert not pair.wraps.exists()
