"""The county's own folder of fonts (LETTER_FONTS): what lies there is found, said and used.

The faces of the standard may not be shipped; an open face under their names stands for them.
"""

from __future__ import annotations

import struct
from io import BytesIO, StringIO

import pytest
from django.conf import settings as site
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from cases.letters.exchange import font_files
from cases.letters.exchange.pdf import pdf
from tests.factories import letters

OPEN = "noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf"
SONG, FANG = "FZXiaoBiaoSong-B05S", "FangSong"
WINDOWS, UNICODE, ENGLISH = 3, 1, 0x409
# Of a name table: family, style, whole name, name in PostScript.
FAMILY, STYLE, WHOLE, POSTSCRIPT = 1, 2, 4, 6


@pytest.fixture
def own(settings, tmp_path):
    """A folder to put fonts in, read anew by this process alone."""
    settings.LETTER_FONTS = tmp_path
    for known in (font_files.found, font_files.standing):
        known.cache_clear()
    yield tmp_path
    for known in (font_files.found, font_files.standing):
        known.cache_clear()


def renamed(family: str) -> bytes:
    """The open face as a file that bears another name."""
    data = bytearray((site.PACKAGED_FONTS / OPEN).read_bytes())
    while len(data) % 4:
        data += b"\0"
    table, at = _names(family), len(data)
    for entry in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16):
        if data[entry : entry + 4] == b"name":
            struct.pack_into(">II", data, entry + 8, at, len(table))
    return bytes(data + table)


def _names(family: str) -> bytes:
    said = {FAMILY: family, STYLE: "Regular", WHOLE: family, POSTSCRIPT: family}
    records, strings = b"", b""
    for number, word in said.items():
        text = word.encode("utf-16-be")
        ids = (WINDOWS, UNICODE, ENGLISH, number, len(text), len(strings))
        records += struct.pack(">6H", *ids)
        strings += text
    return struct.pack(">3H", 0, len(said), 6 + len(records)) + records + strings


def checked() -> str:
    out = StringIO()
    call_command("check_letter_fonts", stdout=out)
    return out.getvalue()


def test_with_the_faces_in_the_folder_the_command_names_them_and_is_content(own):
    for family in (SONG, FANG):
        (own / f"{family}.ttf").write_bytes(renamed(family))

    said = checked()

    assert f"字体文件夹（LETTER_FONTS）：{own}" in said
    assert f"小标宋：{SONG}" in said
    assert f"仿宋：{FANG}" in said
    assert said.rstrip().endswith("公文字体齐全。")


def test_with_one_of_them_the_command_names_the_other_and_what_to_do(own):
    if {"小标宋", "仿宋"} - set(font_files.standing().missing):
        pytest.skip("本机已装有公文字体。")
    font_files.found.cache_clear()
    font_files.standing.cache_clear()
    (own / "song.ttf").write_bytes(renamed(SONG))

    with pytest.raises(CommandError, match=r"缺少仿宋。.*LETTER_FONTS.*助企办主任同意.*印发"):
        checked()


def test_a_letter_is_set_in_them_and_says_so(own):
    for family in (SONG, FANG):
        (own / f"{family}.ttf").write_bytes(renamed(family))

    reader = PdfReader(BytesIO(pdf(letters.sheet())))

    used = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].get_object().values()
    }
    assert {SONG, FANG} <= used
    assert font_files.standing().said.startswith("小标宋：方正小标宋简体；仿宋：仿宋")
