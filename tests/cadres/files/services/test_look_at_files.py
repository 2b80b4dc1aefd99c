"""What a file is, is told by its bytes; a picture is drawn anew, without what the camera knew."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from cadres.errors import Invalid
from cadres.files.services.uploads import look
from cadres.workbooks.rules.zip_list import LONGEST
from tests import pictures

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64


def zipped(*names: str) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return held.getvalue()


def compound(*streams: str) -> bytes:
    return COMPOUND + b"".join(f"{name}\0".encode("utf-16-le") for name in streams)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_maker_and_turning_are_gone_and_the_picture_stands_upright(kind):
    raw = pictures.photo(kind=kind)
    assert pictures.GPS in pictures.known_of(raw)

    whole = look(f"现场.{kind.lower()}", raw)

    assert pictures.known_of(whole.content) == pictures.known_of(whole.thumbnail) == {}
    assert b"Geraet" not in whole.content
    assert pictures.size_of(whole.content) == (80, 120)


def test_the_kind_of_iphones_is_taken_under_a_name_of_another_and_becomes_one_that_all_can_see():
    whole = look("IMG_2041.jpg", pictures.HEIC)

    assert (whole.name, whole.kind) == ("IMG_2041.jpg", "jpg")
    assert whole.content.startswith(b"\xff\xd8\xff")
    assert pictures.size_of(whole.content) == (64, 32)
    assert pictures.known_of(whole.content) == {}


def test_a_picture_is_called_what_it_is():
    assert look("截图.jpg", pictures.photo(kind="PNG")).name == "截图.png"
    assert look("现场.heic", pictures.HEIC).name == "现场.jpg"


def test_a_large_photo_is_kept_in_a_size_to_read_by_with_a_small_one_for_lists():
    whole = look("合同.jpg", pictures.noisy(3200, 1600))

    assert pictures.size_of(whole.content) == (2560, 1280)
    assert pictures.size_of(whole.thumbnail) == (320, 160)


def test_a_small_file_that_would_fill_all_memory_is_refused_by_its_size():
    raw = pictures.bomb()
    assert len(raw) < 100_000

    with pytest.raises(Invalid, match=r"《炸弹.png》有 9000×9000 像素，超过 5000 万像素的上限"):
        look("炸弹.png", raw)


@pytest.mark.parametrize("raw", [pictures.noisy(200, 200), pictures.HEIC])
def test_a_picture_that_was_cut_off_is_refused_in_a_sentence(raw):
    with pytest.raises(Invalid, match="照片不完整或已损坏，请重新拍照"):
        look("半张.jpg", raw[: len(raw) * 3 // 5])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("公文.ofd", zipped("OFD.xml", "Doc_0/Document.xml")),
        ("报告.wps", compound("WordDocument")),
        ("台账.et", compound("Workbook")),
        ("新报告.wps", zipped("word/document.xml")),
        ("新台账.et", zipped("xl/workbook.xml")),
    ],
)
def test_the_files_of_our_own_office_programs_are_taken(name, content):
    whole = look(name, content)

    assert (whole.kind, whole.content) == (name.rpartition(".")[2], content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("包.ofd", zipped("readme.txt")),
        ("表.wps", compound("Workbook")),
        ("宏.et", compound("Workbook", "_VBA_PROJECT")),
        ("邮件.wps", compound("__properties_version1.0")),
        ("公文.docx", zipped("OFD.xml")),
    ],
)
def test_what_only_calls_itself_so_is_not(name, content):
    with pytest.raises(Invalid, match=r"不是可以上传的文件|与名称不符"):
        look(name, content)


def test_an_endless_list_of_parts_is_not_read():
    content = bytearray(zipped("word/document.xml"))
    end = content.rfind(b"PK\x05\x06")
    content[end + 12 : end + 16] = (LONGEST + 1).to_bytes(4, "little")

    with pytest.raises(Invalid, match="不是可以上传的文件"):
        look("报告.docx", bytes(content))
