"""A colour is named once, with its twin by night; pages, sheets and scripts only use its name."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from PIL import ImageColor

from tests.architecture import source

PALETTE = "tokens.css"
SWITCHES = {"--by-day", "--by-night"}
COMMENT = re.compile(r"/\*.*?\*/", re.S)
HEX, MADE = r"#[0-9a-f]{3,8}\b", r"\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix)\("
NAMED = rf"(?<![\w-])(?:{'|'.join(ImageColor.colormap)})(?![\w-])"
DECLARED = re.compile(r"([\w-]+)\s*:\s*([^;{}]*)[;}]")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
IN_STYLES = re.compile(f"{HEX}|{MADE}|{NAMED}", re.I)
IN_SCRIPTS = re.compile(rf"[\"'`](?:{HEX}|{MADE})", re.I)
IN_PAGES = re.compile(rf"(?:fill|stroke|color|content)=[\"'](?:{HEX}|{MADE}|{NAMED})", re.I)
# What is clear in a photo becomes white: part of the photo that is sent, not of the page.
PHOTO = 'pen.fillStyle = "#fff";'


def _files(ending: str) -> list[Path]:
    return [
        path for app in source.APPS for path in (source.ROOT / app).rglob(f"static/**/*{ending}")
    ]


def _declared(path: Path) -> list[tuple[str, str]]:
    """Each property with its value; names in quotation marks (of fonts) are no colours."""
    return DECLARED.findall(QUOTED.sub("", COMMENT.sub("", path.read_text())))


def _colours_of(path: Path) -> list[str]:
    return [f"{name}: {value}" for name, value in _declared(path) if IN_STYLES.search(value)]


def _palette() -> Path:
    return next(path for path in _files(".css") if path.name == PALETTE)


def test_no_style_but_the_palette_holds_a_colour():
    found = {source.place(path): _colours_of(path) for path in _files(".css")}

    assert {place: colours for place, colours in found.items() if colours}.keys() == {
        source.place(_palette())
    }


@pytest.mark.parametrize("line", ["color: red", "a: #12345678", "b: 1px solid rgb(0 0 0)"])
def test_whatever_way_a_colour_is_written_it_is_seen(line):
    assert IN_STYLES.search(line)


@pytest.mark.parametrize("line", ["color: var(--tan-bg)", "white-space: nowrap", "fill: none"])
def test_a_word_that_only_looks_like_a_colour_is_none(line):
    assert not IN_STYLES.search(line.partition(":")[2])


def test_no_script_holds_a_colour():
    words = {path: path.read_text().replace(PHOTO, "") for path in _files(".js")}

    assert [source.place(path) for path in words if IN_SCRIPTS.search(words[path])] == []


def test_no_template_holds_a_colour():
    pages = source.ROOT.glob("templates/**/*.html")

    assert [source.place(page) for page in pages if IN_PAGES.search(page.read_text())] == []


def test_a_colour_is_written_once():
    often = Counter(name for name, _ in _declared(_palette()) if name.startswith("--"))

    assert {name for name, times in often.items() if times > 1} == SWITCHES


def test_a_colour_by_day_has_its_twin_by_night():
    for name, value in _declared(_palette()):
        assert ("var(--by-day," in value) == ("var(--by-night," in value), name


def test_every_colour_that_is_used_is_in_the_palette():
    """A name that is not there falls silent: the page is then drawn without it."""
    named = {name for name, _ in _declared(_palette())}
    ours = re.compile(r"var\((--(?!tblr)[\w-]+)")
    used = {
        (source.place(path), name)
        for path in _files(".css")
        for name in ours.findall(path.read_text())
    }

    assert {(place, name) for place, name in used if name not in named} == set()
