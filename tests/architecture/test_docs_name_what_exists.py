"""The docs lead to files that are there, and to names that stand in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture import source

DOCS = source.ROOT / "docs"
README = source.ROOT / "README.md"
FOLDERS = (*source.APPS, "config", "templates", "tests", "docs")
PATH = re.compile(r"[\w.*-]+(?:/[\w.*-]+)*\.(?:py|md|html|js|mjs|css|svg|toml|service|example)")
# What is built when the site is set up, or belongs to a package.
MADE_ELSEWHERE = ("built/", "vendor/", "signed_in.js", "plain.js")
QUESTIONS = 40


def test_each_file_that_a_page_of_the_docs_names_is_there():
    assert [
        f"{page.relative_to(source.ROOT)}:{number} {named}"
        for page in (*sorted(DOCS.rglob("*.md")), README)
        for number, line in _prose(page)
        for named in re.findall(r"`([^`\s]+)`", line)
        if PATH.fullmatch(named) and not named.startswith(MADE_ELSEWHERE) and not _is_file(named)
    ] == []


def test_each_module_that_the_code_names_in_passing_is_there():
    assert [
        f"{path.relative_to(source.ROOT)} {named}"
        for path in source.files(*source.HOUSE)
        for named in re.findall(r"(?<![\w/.-])\w+(?:/\w+)+\.py\b", path.read_text(encoding="utf-8"))
        if not _is_file(named)
    ] == []


def test_each_link_from_one_page_of_the_docs_leads_to_a_file():
    assert [
        f"{page.relative_to(source.ROOT)}:{number} {target}"
        for page in (*sorted(DOCS.rglob("*.md")), README)
        for number, line in _prose(page)
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", line)
        if not (page.parent / target).exists()
    ] == []


def test_each_decision_has_a_number_of_its_own_and_says_it():
    pages = sorted((DOCS / "decisions").glob("*.md"))
    numbers = Counter(page.name[:4] for page in pages)
    assert [number for number, pages_of in numbers.items() if pages_of > 1] == []
    assert [
        page.name
        for page in pages
        if not page.read_text(encoding="utf-8").startswith(f"# {page.name[:4]} ")
    ] == []


@pytest.mark.parametrize("page", ["where.md", "glossary.md"])
def test_each_place_of_the_table_exists_and_each_name_stands_there(page):
    rows = list(_rows(DOCS / page))
    assert rows
    assert [fault for number, cells in rows for fault in _faults(f"{page}:{number}", cells)] == []


def test_forty_questions_are_answered():
    numbered = [int(cells[0]) for _, cells in _rows(DOCS / "where.md")]
    assert numbered == list(range(1, len(numbered) + 1))
    assert len(numbered) >= QUESTIONS


def test_each_room_stands_on_the_map():
    drawn = {room for room, _ in _map_of_rooms()}
    rooms = {source.room_of(path) for path in source.in_layers("rules", "models", "selectors")}
    # An app's own models only hand on those of its rooms.
    assert sorted(one for one in rooms - drawn if one.split(".")[-1] not in source.LAYERS) == []


def test_each_noun_of_the_map_stands_in_its_room():
    assert [f"{room} {noun}" for room, noun in _map_of_rooms() if not _stands_in(room, noun)] == []


def test_each_room_has_its_terms_in_the_glossary():
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    rooms = {source.room_of(path) for path in source.in_layers("rules", "models", "exchange")}
    assert [
        room
        for room in sorted(rooms)
        # An app's own models only hand on those of its rooms.
        if room.split(".")[-1] not in source.LAYERS
        and f"`{room.replace('.', '/')}/`" not in glossary
    ] == []


def test_each_label_of_the_glossary_is_the_one_that_people_read():
    assert [
        f"{number} {chinese}"
        for number, (chinese, in_code, where, _) in _rows(DOCS / "glossary.md")
        if "·" in in_code and f'"{chinese}"' not in _text(where.strip("`"))
    ] == []


def _map_of_rooms() -> Iterator[tuple[str, str]]:
    """Yield (room, noun) of the table of rooms in the README.

    Rooms that share a line part their nouns by `·`.
    """
    for _, (rooms, nouns) in (row for row in _rows(README) if len(row[1]) == 2):
        if "/…" in rooms:
            parts = [part.split("`: ", 1) for part in nouns.split(" · ")]
            named = [(f"cases/leads/{room.strip('`')}", rest) for room, rest in parts]
        else:
            named = list(zip(re.findall(r"`(\w+/\w+)`", rooms), nouns.split(" · "), strict=False))
        for room, rest in named:
            yield from ((room.replace("/", "."), noun) for noun in re.findall(r"`(\w+)`", rest))


def _stands_in(room: str, noun: str) -> bool:
    folder = source.ROOT / room.replace(".", "/")
    return any(folder.rglob(f"{noun}.py")) or any(path.is_dir() for path in folder.rglob(noun))


def _faults(place: str, cells: list[str]) -> Iterator[str]:
    """What a row names in vain: a path that is not there, a name that stands in none of them."""
    named = re.findall(r"`([^`]+)`", " ".join(cells))
    paths = [one for one in named if "/" in one]
    if not paths:
        yield f"{place} names no path"
    yield from (f"{place} {path}" for path in paths if not (source.ROOT / path).exists())
    text = "".join(_text(path) for path in paths if (source.ROOT / path).exists())
    yield from (
        f"{place} {name}"
        for name in named
        if "/" not in name and not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    )


@cache
def _text(path: str) -> str:
    place = source.ROOT / path
    files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def _rows(page: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a page's tables, without their heads."""
    head = True
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.startswith("|"):
            head = True
        elif set(line) <= set("|-: "):
            head = False
        elif not head:
            yield number, [cell.strip() for cell in line.strip("|").split("|")]


def _prose(page: Path) -> Iterator[tuple[int, str]]:
    """The lines of a page that are no code."""
    in_code = False
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("```"):
            in_code = not in_code
        elif not in_code:
            yield number, line


def _is_file(named: str) -> bool:
    """Whole from the root, or as it ends where the page has said the room before."""
    return named in _endings()


@cache
def _endings() -> frozenset[str]:
    root = source.ROOT
    inside = (path for folder in FOLDERS for path in (root / folder).rglob("*.*"))
    beside = (path for path in root.iterdir() if path.is_file())
    parts = [path.relative_to(root).parts for path in (*inside, *beside)]
    return frozenset("/".join(one[start:]) for one in parts for start in range(len(one)))
