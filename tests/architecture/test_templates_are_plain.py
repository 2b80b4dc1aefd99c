"""Templates can be read, and keep what pages promise: a strict policy, parts from one hand."""

from __future__ import annotations

import re

import pytest

from tests.architecture import source

INLINE = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "an event attribute": re.compile(r"\son[a-z]+\s*=", re.I),
    "a javascript address": re.compile(r"javascript:", re.I),
    "an inline script": re.compile(r"<script(?![^>]*\b(src|type=.application/json))", re.I),
    "an outside address": re.compile(r"\b(src|href)\s*=\s*[\"']?(https?:)?//", re.I),
}


@pytest.mark.parametrize("what", INLINE)
def test_no_template_holds(what):
    pattern = INLINE[what]
    pages = [*source.ROOT.glob("templates/**/*.html"), *source.ROOT.glob("*/templates/**/*.html")]

    assert [source.place(page) for page in pages if pattern.search(page.read_text())] == []


LONGEST_LINE = 160
# How a button looks is said in cadres/templatetags/parts.py alone.
RAW_BUTTON = re.compile(r"""class=["']btn\b""")


def test_what_scripts_read_stands_on_one_line():
    """htmx finds nothing by a selector that is broken over two lines."""
    broken = re.compile(r'\b(?:hx-[a-z-]+|data-[a-z-]+|href|action)="[^"]*\n[^"]*"')
    pages = source.ROOT.glob("templates/**/*.html")
    assert [source.place(page) for page in sorted(pages) if broken.search(page.read_text())] == []


def test_a_line_of_a_template_is_seen_whole():
    long = [
        f"{source.place(page)}:{number}"
        for page in source.ROOT.glob("templates/**/*.html")
        for number, line in enumerate(page.read_text().splitlines(), start=1)
        if len(line) > LONGEST_LINE
    ]

    assert long == []


def test_buttons_are_written_by_their_tags():
    raw = [
        source.place(page)
        for page in source.ROOT.glob("templates/**/*.html")
        if RAW_BUTTON.search(page.read_text())
    ]

    assert raw == []


RAW_CARD = re.compile(r"""class=["'](?:[^"']* )?card[ "']""")
RAW_BADGE = re.compile(r"""class=["']badge\b""")


@pytest.mark.parametrize("raw", [RAW_CARD, RAW_BADGE])
def test_cards_and_badges_are_written_by_their_tags(raw):
    pages = source.ROOT.glob("templates/**/*.html")
    assert [source.place(page) for page in sorted(pages) if raw.search(page.read_text())] == []


# `{% url … as rows %}` takes the place of what the page was given by that name.
ADDRESS = re.compile(r"{% url [^%]* as (\w+) %}")


def test_the_name_of_an_address_is_no_name_of_rows():
    found = []
    for page in source.ROOT.glob("templates/**/*.html"):
        words = page.read_text()
        for name in set(ADDRESS.findall(words)):
            if re.search(rf"{{% for [\w, ]+ in {name}\b|\b{name}(\.\w|\|length)", words):
                found.append(f"{source.place(page)}: {name}")
    assert found == []
