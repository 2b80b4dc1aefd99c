"""Bureaus of two counties write each other about firms; nobody else knows of it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.viewers.rules.roles import Role
from cases.letters.rules import sheets
from cases.letters.rules.kinds import LetterKind, LetterState
from cases.letters.rules.list_views import Tab
from cases.letters.selectors import letters
from cases.letters.services.approving import approve_letter, propose_letter
from cases.letters.services.bureaus import (
    Wanted,
    draft_bureau_letter,
    name_reader,
    record_answer,
    sign_for,
)
from cases.letters.services.issuing import issue_letter
from cases.models import BureauStyle, Letter
from tests import cast
from tests.cases.letters.cast import FRIDAY, MONDAY, PLAIN
from tests.factories.people import CountyFactory, moment

OTHERS = (
    *("dispatcher", "office_head", "leader", "supervisor", "supervision_head", "handler", "head"),
    *("liaison", "outsider", "officer", "sysadmin", "auditor", "stranger"),
)


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def clerk(db):
    return cast.person("魏然", Role.UNIT_CLERK, cast.unit("县市场监督管理局"))


@pytest.fixture
def chief(db):
    return cast.person("李局", Role.UNIT_HEAD, cast.unit("县市场监督管理局"))


@pytest.fixture
def there(db):
    """The clerk of the bureau of the neighbouring county."""
    county = CountyFactory(name="方城县")
    return cast.person("方勇", Role.UNIT_CLERK, cast.unit("县市场监督管理局", region=county))


@pytest.fixture
def style(clerk, chief):
    return BureauStyle.objects.create(
        unit=clerk.unit,
        issuer="南召县市场监督管理局",
        prefix="召市监函",
        set_at=moment(FRIDAY),
        set_by=chief.cadre,
    )


def wanted(there) -> Wanted:
    return Wanted(
        firm="方城县某某食品有限公司", text="其产品标签标注的生产日期与实际不符。", unit=there.unit
    )


@pytest.fixture
def draft(clerk, style, there) -> Letter:
    actor = clerk.viewer(FRIDAY)
    return draft_bureau_letter(clerk.unit, LetterKind.ASSISTANCE, wanted(there), actor=actor)


@pytest.fixture
def sent(draft, clerk, chief) -> Letter:
    letter = propose_letter(draft, actor=clerk.viewer(FRIDAY))
    letter = approve_letter(letter, actor=chief.viewer(FRIDAY), digest=letter.digest)
    return issue_letter(letter, actor=clerk.viewer(FRIDAY), printer=PLAIN)


def sees(person, letter) -> bool:
    return letters.rows(seen_by=person.viewer(FRIDAY)).filter(pk=letter.pk).exists()


def test_it_says_who_asks_whom_for_what_and_is_confidential(draft):
    sheet = sheets.from_data(draft.sheet)

    assert (sheet.issuer, sheet.addressee) == ("南召县市场监督管理局", "方城县市场监督管理局")
    assert (sheet.title, sheet.secrecy) == (
        "关于商请协助调查方城县某某食品有限公司有关情况的函",
        "工作秘密",
    )
    assert "15个工作日内" in sheets.typed(sheet.body)


@pytest.mark.parametrize("kind", [LetterKind.CASE_LEAD, LetterKind.EXCHANGE])
def test_its_sisters_are_drafted_alike(clerk, style, there, kind):
    actor = clerk.viewer(FRIDAY)
    letter = draft_bureau_letter(clerk.unit, kind, wanted(there), actor=actor)

    assert letter.reply_days == (15 if kind == LetterKind.CASE_LEAD else 0)


def test_the_bureau_s_own_head_approves_and_its_own_series_numbers(sent, style):
    assert (sent.number, sent.state) == ("召市监函〔2026〕1号", LetterState.ISSUED)


def test_the_head_of_the_office_decides_nothing_of_it(draft, clerk, chief, office_head):
    letter = propose_letter(draft, actor=clerk.viewer(FRIDAY))

    assert OutboxRow.objects.get(kind="letter_proposed").to == chief.cadre
    with pytest.raises(Absent):
        approve_letter(letter, actor=office_head.viewer(FRIDAY), digest=letter.digest)


@pytest.mark.parametrize("who", OTHERS)
def test_room_is_hidden_from_others_in_lists_counts_or_tabs(sent, who, request):
    person = request.getfixturevalue(who)
    viewer = person.viewer(FRIDAY)

    assert not sees(person, sent)
    found = letters.rows(seen_by=viewer)
    assert not any(letters.in_tab(found, tab, seen_by=viewer).exists() for tab in Tab)
    assert not letters.narrowed(found, q="食品").exists()
    assert letters.to_answer(seen_by=viewer).total == 0
    with pytest.raises(Absent):
        letters.fetch(sent.pk, seen_by=viewer)


def test_the_bureau_it_goes_to_sees_it_once_it_is_issued(draft, there):
    assert not sees(there, draft)


def test_it_is_signed_for_and_answered_by_whom_it_was_sent_to(sent, there, clerk):
    letter = sign_for(sent, actor=there.viewer(MONDAY))
    with pytest.raises(WrongState):
        sign_for(letter, actor=there.viewer(MONDAY))
    letter = record_answer(letter, actor=there.viewer(MONDAY), on=MONDAY, reply="已核查，属实。")

    assert (letter.received_by, letter.replied_on) == (there.cadre, MONDAY)
    for kind in ("letter_received", "letter_replied"):
        assert OutboxRow.objects.filter(kind=kind, to=clerk.cadre).exists()


def test_whoever_sent_it_does_not_sign_for_it(sent, clerk):
    with pytest.raises(NotPermitted):
        sign_for(sent, actor=clerk.viewer(MONDAY))


def test_who_is_named_reads_this_one_and_does_nothing(sent, clerk, leader):
    name_reader(sent, actor=clerk.viewer(FRIDAY), cadre=leader.cadre)

    assert sees(leader, sent)
    assert letters.page(sent.pk, seen_by=leader.viewer(FRIDAY)).verbs == ()
    assert AuditEntry.objects.filter(verb="letter.name").count() == 1
    with pytest.raises(NotPermitted):
        name_reader(sent, actor=leader.viewer(FRIDAY), cadre=leader.cadre)


def test_who_drafted_it_and_left_the_bureau_sees_it_no_more(sent, clerk):
    clerk.cadre.postings.update(to_on=FRIDAY)

    assert not letters.rows(seen_by=clerk.viewer(MONDAY)).exists()


def test_within_a_county_it_is_no_matter_of_this_room(clerk, style, handler):
    said = Wanted(firm="某公司", text="某事", unit=handler.unit)
    with pytest.raises(Invalid):
        draft_bureau_letter(clerk.unit, LetterKind.ASSISTANCE, said, actor=clerk.viewer(FRIDAY))


def test_an_organ_outside_is_named_by_its_name(clerk, style):
    said = Wanted(firm="某公司", text="某事", addressee="镇平县市场监督管理局")
    letter = draft_bureau_letter(clerk.unit, LetterKind.CASE_LEAD, said, actor=clerk.viewer(FRIDAY))

    assert (letter.unit, sheets.from_data(letter.sheet).addressee) == (
        None,
        "镇平县市场监督管理局",
    )


def test_without_a_name_and_series_of_its_own_it_writes_nothing(clerk, there):
    with pytest.raises(WrongState, match="发文名称和代字"):
        draft_bureau_letter(
            clerk.unit, LetterKind.ASSISTANCE, wanted(there), actor=clerk.viewer(FRIDAY)
        )


@pytest.mark.parametrize("who", ["dispatcher", "office_head", "handler", "leader"])
def test_nobody_but_the_bureau_drafts(clerk, style, there, who, request):
    with pytest.raises(NotPermitted):
        draft_bureau_letter(
            clerk.unit,
            LetterKind.ASSISTANCE,
            wanted(there),
            actor=request.getfixturevalue(who).viewer(FRIDAY),
        )


def test_the_database_keeps_whose_letter_it_is(sent, outsider):
    with pytest.raises(DatabaseError, match="issued"), transaction.atomic():
        Letter.objects.filter(pk=sent.pk).update(sender=outsider.unit)
