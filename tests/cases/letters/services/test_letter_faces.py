"""In which faces letters are issued: never in another without the head's word, said on each."""

from __future__ import annotations

import re
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from cadres.errors import Conflict, NotPermitted, WrongState
from cadres.models import AuditEntry
from cases.letters.exchange import font_files
from cases.letters.exchange.pdf import pdf
from cases.letters.rules import fonts
from cases.letters.rules.fonts import Standing
from cases.letters.services.font_faces import agree_to_faces
from cases.letters.services.issuing import Printer, issue_letter
from cases.models import Letter, LetterFaces, LetterSeries
from tests.cases.letters.cast import FRIDAY, MONDAY, approved
from tests.factories import letters
from tests.factories.letters import LetterFactory

POOR = Standing((("小标宋", "某宋"), ("仿宋", "某宋")), ("小标宋", "仿宋"))
RICH = Standing((("小标宋", "FZXiaoBiaoSong-B05S"), ("仿宋", "FangSong_GB2312")))


def printer(standing: Standing) -> Printer:
    return Printer("2", lambda sheet: f"%PDF {sheet.number}".encode(), lambda: standing)


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def letter(in_hand, dispatcher, office_head) -> Letter:
    return approved(LetterFactory(ticket=in_hand), dispatcher, office_head)


def test_without_the_faces_nothing_is_issued_and_no_number_is_given(letter, dispatcher):
    with pytest.raises(WrongState, match=r"小标宋、仿宋.*文书设置"):
        issue_letter(letter, actor=dispatcher.viewer(FRIDAY), printer=printer(POOR))

    assert not LetterSeries.objects.exists()


def test_the_head_is_asked_once_and_each_letter_says_in_what_it_is_set(
    letter, dispatcher, office_head
):
    county = letter.county_id
    for _ in range(2):
        agree_to_faces(county, actor=office_head.viewer(FRIDAY), standing=POOR, faces=POOR.said)

    letter = issue_letter(letter, actor=dispatcher.viewer(FRIDAY), printer=printer(POOR))

    assert letter.faces == "小标宋：某宋；仿宋：某宋"
    assert AuditEntry.objects.filter(verb="letter.agree_to_faces").count() == 1


def test_other_stand_ins_are_asked_about_anew(letter, dispatcher, office_head):
    agree_to_faces(
        letter.county_id, actor=office_head.viewer(FRIDAY), standing=POOR, faces=POOR.said
    )
    other = Standing((("小标宋", "别的"), ("仿宋", "某宋")), ("小标宋", "仿宋"))

    with pytest.raises(WrongState):
        issue_letter(letter, actor=dispatcher.viewer(FRIDAY), printer=printer(other))


def test_what_changed_since_the_page_was_opened_is_not_agreed_to(letter, office_head):
    with pytest.raises(Conflict):
        agree_to_faces(
            letter.county_id, actor=office_head.viewer(FRIDAY), standing=RICH, faces=POOR.said
        )


@pytest.mark.parametrize("who", ["dispatcher", "leader", "supervisor", "handler"])
def test_nobody_but_the_head_of_the_office_agrees(letter, who, request):
    with pytest.raises(NotPermitted):
        agree_to_faces(
            letter.county_id,
            actor=request.getfixturevalue(who).viewer(FRIDAY),
            standing=POOR,
            faces=POOR.said,
        )


def test_with_the_faces_of_the_standard_nobody_is_asked(letter, dispatcher):
    letter = issue_letter(letter, actor=dispatcher.viewer(FRIDAY), printer=printer(RICH))

    assert letter.faces == RICH.said
    assert not LetterFaces.objects.filter(faces=RICH.said).exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(faces="别的")


def test_it_is_dated_on_the_day_of_the_signature_and_answered_from_the_day_of_issue(
    letter, dispatcher
):
    letter = issue_letter(letter, actor=dispatcher.viewer(MONDAY), printer=printer(RICH))

    assert letter.dated_on == FRIDAY
    assert letter.sheet["dated_on"] == str(FRIDAY)
    assert str(letter.reply_due_on) == "2026-03-30"


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        ({"FangSong", "FZXiaoBiaoSong-B05S", "KaiTi", "SimHei"}, ()),
        ({"仿宋_GB2312", "方正小标宋简体"}, ()),
        ({"FangSong", "Noto Serif CJK SC"}, ("小标宋",)),
        ({"Noto Serif CJK SC"}, ("小标宋", "仿宋")),
        (set(), ("小标宋", "仿宋")),
    ],
)
def test_a_machine_has_a_face_by_any_of_its_names(known, missing):
    assert fonts.standing(known).missing == missing


def test_what_is_said_calls_each_face_as_an_office_does():
    for face in fonts.FACES:
        for family in fonts.order(face):
            said = Standing(((face.name, family),)).said.removeprefix(f"{face.name}：")
            assert re.fullmatch(r"[\u4e00-\u9fff]+(_GB2312|_GBK|（开源）)?", said)
    assert fonts.standing({"Noto Serif CJK SC", "SimHei"}).said == (
        "小标宋：思源宋体；仿宋：思源宋体；楷体：思源宋体；黑体：黑体"
    )


def test_the_file_holds_the_faces_that_stand_on_the_machine():
    reader = PdfReader(BytesIO(pdf(letters.sheet())))
    used = {
        str(font.get_object()["/BaseFont"]).split("+")[-1].split("-")[0].casefold()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].get_object().values()
    }
    stand = {family.replace(" ", "").casefold() for _, family in font_files.standing().families}
    assert used <= stand


def test_the_command_names_each_face_and_fails_where_one_is_missing():
    out, standing = StringIO(), font_files.standing()
    if standing.missing:
        with pytest.raises(CommandError, match="LETTER_FONTS"):
            call_command("check_letter_fonts", stdout=out)
    else:
        call_command("check_letter_fonts", stdout=out)
    assert all(f"{name}：{family}" in out.getvalue() for name, family in standing.families)
