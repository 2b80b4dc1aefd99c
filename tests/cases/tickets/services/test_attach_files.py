"""Files: told by their content, kept under a name of chance, added by whoever may work on it."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cadres.errors import Absent, Invalid, NotPermitted
from cadres.models import AuditEntry
from cases.models import Attachment
from cases.tickets.services.attachments import LARGEST, attach, attach_all, check
from tests.factories.cases import TicketFactory

FRIDAY = date(2026, 3, 6)
PDF = b"%PDF-1.7\n"


def office(part: str, *more: str) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in ("[Content_Types].xml", part, *more):
            archive.writestr(name, "<x/>")
    return held.getvalue()


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("答复.pdf", PDF),
        ("现场.JPG", b"\xff\xd8\xff\xe0"),
        ("现场.jpeg", b"\xff\xd8\xff\xe1"),
        ("现场.png", b"\x89PNG\r\n\x1a\n"),
        ("现场.webp", b"RIFF\x00\x00\x00\x00WEBP"),
        ("苹果手机.heic", b"\x00\x00\x00\x18ftypheic"),
        ("报告.docx", office("word/document.xml")),
        ("台账.xlsx", office("xl/workbook.xml")),
        ("汇报.pptx", office("ppt/presentation.xml")),
        ("说明.txt", "已经办好。".encode("gb18030")),
    ],
)
def test_the_files_of_an_office_are_taken(name, content):
    assert check(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("工具.exe", b"MZ\x90\x00", "不是可以上传的文件"),
        ("网页.txt", b"<html><script>", "不是可以上传的文件"),
        ("包.zip", office("readme.txt"), "不是可以上传的文件"),
        ("宏.docx", office("word/document.xml", "word/vbaProject.bin"), "不是可以上传的文件"),
        ("坏.docx", b"PK\x03\x04broken", "不是可以上传的文件"),
        ("假图.jpg", PDF, "内容其实是 pdf 文件"),
        ("空.pdf", b"", "是空文件"),
        ("大.pdf", PDF + b"0" * LARGEST, "超过 20 MB"),
    ],
)
def test_other_files_are_refused_in_a_sentence(name, content, sentence):
    with pytest.raises(Invalid, match=sentence):
        check(SimpleUploadedFile(name, content))


def test_what_a_person_typed_never_becomes_a_path(handler):
    ticket = TicketFactory(in_hand=True, unit=handler.unit)

    kept = attach(
        ticket,
        actor=handler.viewer(FRIDAY),
        upload=SimpleUploadedFile("..\\..\\etc\\答复 单.pdf", PDF),
    )

    assert kept.name == "答复 单.pdf"
    assert "答复" not in kept.file.name
    assert kept.size == len(PDF)


def test_it_leaves_one_line_in_the_trail(handler):
    ticket = TicketFactory(in_hand=True, unit=handler.unit)

    attach(ticket, actor=handler.viewer(FRIDAY), upload=SimpleUploadedFile("答复.pdf", PDF))

    assert AuditEntry.objects.filter(verb="ticket.attach", object_id=ticket.pk).count() == 1


def test_all_files_are_kept_or_none(handler):
    ticket = TicketFactory(in_hand=True, unit=handler.unit)
    files = [SimpleUploadedFile("好.pdf", PDF), SimpleUploadedFile("坏.pdf", b"MZ")]

    with pytest.raises(Invalid):
        attach_all(ticket, actor=handler.viewer(FRIDAY), uploads=files)

    assert not Attachment.objects.exists()


def test_what_a_head_looks_at_is_not_added_to(handler):
    ticket = TicketFactory(resolved=True, unit=handler.unit)

    with pytest.raises(NotPermitted):
        attach(ticket, actor=handler.viewer(FRIDAY), upload=SimpleUploadedFile("迟.pdf", PDF))


def test_whoever_cannot_see_a_ticket_adds_nothing_to_it(outsider):
    ticket = TicketFactory(in_hand=True)

    with pytest.raises(Absent):
        attach(ticket, actor=outsider.viewer(FRIDAY), upload=SimpleUploadedFile("a.pdf", PDF))
