"""The docs lead to files that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.architecture import source

DOCS = source.ROOT / "docs"
FOLDERS = (*source.APPS, "config", "templates", "tests", "docs")
PATH = re.compile(r"[\w.*-]+(?:/[\w.*-]+)*\.(?:py|md|html|js|mjs|css|svg|toml|service|example)")
# They come about when the site is set up or runs, or belong to a package.
MADE_ELSEWHERE = {"signed_in.js", "plain.js", "vendor/echarts/echarts.min.js"}


def test_each_file_that_a_page_of_the_docs_names_is_there():
    assert [
        f"{page.relative_to(source.ROOT)}:{number} {named}"
        for page in (*sorted(DOCS.rglob("*.md")), source.ROOT / "README.md")
        for number, line in _prose(page)
        for named in re.findall(r"`([^`\s]+)`", line)
        if PATH.fullmatch(named) and named not in MADE_ELSEWHERE and not _is_file(named)
    ] == []


def test_each_link_from_one_page_of_the_docs_leads_to_a_file():
    assert [
        f"{page.relative_to(source.ROOT)}:{number} {target}"
        for page in (*sorted(DOCS.rglob("*.md")), source.ROOT / "README.md")
        for number, line in _prose(page)
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", line)
        if not (page.parent / target).exists()
    ] == []


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
