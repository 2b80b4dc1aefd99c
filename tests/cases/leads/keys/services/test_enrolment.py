"""A key is made with the paper that was handed over, and used after a second person compared it."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.viewers.rules.roles import Role
from cases.leads.keys.services import enrolment, recovery
from cases.leads.keys.services.enrolment import Named
from cases.leads.keys.services.founding import name_member
from cases.leads.models import KeyPair, Office, PaperCode, Wrap
from cases.leads.procedure.rules.vocabulary import Duty, RecoveryPurpose
from cases.leads.vault.rules import crypto, paper_codes, trust
from cases.leads.vault.rules.folder_access import FolderKind
from tests import cast
from tests.cases.leads.access.walking import browser_of
from tests.cases.leads.browsing import now
from tests.cases.leads.filing import drafted, lines, opens
from tests.cases.leads.seating import (
    MONDAY,
    PASSPHRASE,
    Seated,
    moment_of,
)

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

GUESS = paper_codes.printed("7" * paper_codes.FIGURES)


@pytest.fixture
def new(room) -> tuple[Seated, Named]:
    """Somebody who was seated and handed the paper, and has made no key yet."""
    seated = Seated(cast.person("孙新", Role.OFFICE_CLERK, room.clerk.who.unit))
    return seated, name_member(seated.who.cadre.pk, Duty.APPROVER, actor=room.head.at())


def makes(seated: Seated, code: str, *, at=None) -> KeyPair:
    actor = at or seated.viewer()
    return enrolment.make_key(seated.member, code, PASSPHRASE, PASSPHRASE, actor=actor)


def test_whoever_signs_in_as_a_member_without_the_paper_makes_no_key(room):
    """A security administrator issues a one-time code for the member, and signs in with it."""
    seated = Seated(cast.person("孙新", Role.OFFICE_CLERK, room.clerk.who.unit))
    named = name_member(seated.who.cadre.pk, Duty.CLERK, actor=now(room.head))
    thief = browser_of(seated, is_open=False)
    words = {"passphrase": PASSPHRASE, "again": PASSPHRASE}

    for code in ({}, {"code": ""}, {"code": GUESS}):
        assert thief.post("/leads/key/new/", words | code).status_code == 422
    assert thief.get("/leads/").headers["Location"] == "/leads/key/"
    assert not KeyPair.objects.filter(member=seated.member).exists()
    assert lines("code.wrong") == 1

    assert thief.post("/leads/key/new/", words | {"code": named.code}).status_code == 302
    assert KeyPair.objects.filter(member=seated.member, signature=b"").exists()


def test_with_the_paper_it_is_made_once(room, new):
    seated, named = new
    makes(seated, f"  {named.code.replace(' ', '-')} ９"[:-1])

    KeyPair.objects.filter(member=seated.member).update(retired_at=room.head.at().at)
    with pytest.raises(WrongState, match="作废"):
        makes(seated, named.code)


def test_the_paper_of_one_is_nothing_to_another(room, new):
    _, named = new
    other = Seated(cast.person("钱另", Role.OFFICE_CLERK, room.clerk.who.unit))
    name_member(other.who.cadre.pk, Duty.CLERK, actor=room.head.at())

    with pytest.raises(Invalid, match="纸码不对"):
        makes(other, named.code)


def test_a_paper_ends_after_its_hours_and_when_another_is_printed(room, new):
    seated, named = new
    late = moment_of(MONDAY) + timedelta(hours=72)
    with pytest.raises(WrongState, match="到期"):
        makes(seated, named.code, at=seated.viewer(late.date()))

    again = enrolment.renew_code(named.member.pk, actor=room.head.at())
    with pytest.raises(Invalid):
        makes(seated, named.code)
    makes(seated, again.code)

    assert lines("member.print_code") == 8
    with pytest.raises(Conflict, match="已经建立"):
        enrolment.renew_code(named.member.pk, actor=room.head.at())
    with pytest.raises(NotPermitted):
        enrolment.renew_code(named.member.pk, actor=room.deputy.at())


def test_five_wrong_papers_end_the_right_one(room, new):
    seated, named = new
    for _ in range(5):
        with pytest.raises(Invalid):
            makes(seated, GUESS)

    with pytest.raises(WrongState, match="重新打印"):
        makes(seated, named.code)


def test_neither_row_nor_trail_holds_the_code(room, new):
    _, named = new
    row = PaperCode.objects.get(member=named.member)

    kept = " ".join(str(value) for value in vars(row).values())
    assert named.code not in kept
    assert paper_codes.typed(named.code) not in kept
    assert named.code not in repr(named)


def test_a_row_that_was_planted_in_the_database_is_no_code(room, new):
    """Without the server's key nobody can make the digest of a code of their own."""
    seated, _ = new
    row = PaperCode.objects.get(member=seated.member)
    key = crypto.stretched(
        paper_codes.typed(GUESS), bytes(row.salt), crypto.Cost(row.passes, row.memory)
    )
    PaperCode.objects.filter(pk=row.pk).update(digest=crypto.keyed_digest(key, b"anything"))

    with pytest.raises(Invalid):
        makes(seated, GUESS)


def test_the_paper_vouches_for_the_root_that_it_was_printed_for(room, new):
    """A root that was swapped before the first key is made would be pinned for good."""
    seated, named = new
    Office.objects.filter(pk=room.head.member.office_id).update(
        root=trust.root_of(crypto.new_key())
    )

    with pytest.raises(Invalid, match="纸码不对"):
        makes(seated, named.code)


def test_until_a_second_person_compared_it_nothing_is_sealed_to_it(room, new):
    seated, named = new
    makes(seated, named.code)

    lead = drafted(room)

    assert not opens(lead, seated)
    assert not Wrap.objects.filter(key_pair__member=seated.member).exists()
    desk = browser_of(seated).get("/leads/").content.decode()
    assert "请与负责人核对您的指纹" in desk
    pair = KeyPair.objects.get(member=seated.member)
    assert trust.fingerprint(bytes(pair.public)) in desk


def test_the_second_person_signs_for_what_was_compared(room, new):
    seated, named = new
    pair = makes(seated, named.code)
    read_out = trust.fingerprint(bytes(pair.public))
    with pytest.raises(Conflict, match="重新逐组核对"):
        enrolment.confirm_key(seated.member.pk, GUESS, actor=room.head.at())
    with pytest.raises(NotPermitted):
        enrolment.confirm_key(seated.member.pk, read_out, actor=room.clerk.at())
    with pytest.raises(NotPermitted, match="另一位"):
        enrolment.confirm_key(seated.member.pk, read_out, actor=seated.at())

    enrolment.confirm_key(seated.member.pk, read_out, actor=room.deputy.at())

    assert opens(drafted(room), seated)
    assert lines("key.confirm") == 9


def test_a_key_that_was_swapped_before_it_was_compared_is_not_signed_for(room, new):
    seated, named = new
    makes(seated, named.code)
    theirs = crypto.new_pair().public
    KeyPair.objects.filter(member=seated.member).update(public=theirs)

    with pytest.raises(trust.UncheckedKey):
        enrolment.confirm_key(seated.member.pk, trust.fingerprint(theirs), actor=room.head.at())


def test_recovery_is_no_way_round_the_paper(room, new):
    seated, _ = new
    recovery.give_permission(seated.member.pk, RecoveryPurpose.PASSPHRASE, actor=room.head.at())

    with pytest.raises(WrongState, match="还没有建立钥匙"):
        recovery.restore_key(
            seated.member,
            room.recovery["sender"],
            PASSPHRASE,
            PASSPHRASE,
            actor=seated.viewer(),
        )


def test_the_console_prints_the_code_once_and_only_for_a_side_that_is_not_founded(room):
    said = StringIO()
    with pytest.raises(CommandError, match="已经启用"):
        call_command("found_room", county=cast.county().name, side="sender", stdout=said)
    with pytest.raises(CommandError, match="没有叫"):
        call_command("found_room", county="无此县", side="sender", stdout=said)

    elsewhere = cast.CountyFactory(name="邻县")
    call_command("found_room", county="邻县", side="receiver", stdout=said)

    row = PaperCode.objects.get(county_id=elsewhere.pk)
    code = next(
        line.strip() for line in said.getvalue().splitlines() if line.strip().count(" ") == 4
    )
    assert len(paper_codes.typed(code)) == paper_codes.FIGURES
    assert (row.member, row.made_by_id) == (None, None)


def test_the_signing_key_is_with_those_who_decide_alone(room):
    holders = Wrap.objects.filter(folder__kind=FolderKind.ROOT)
    held = set(holders.values_list("key_pair__member__cadre_id", flat=True))

    decide = (room.head, room.deputy, room.officer_head)
    assert held == {one.who.cadre.pk for one in decide}
    marks = Wrap.objects.filter(folder__kind=FolderKind.MARKS)
    assert marks.count() == 8
