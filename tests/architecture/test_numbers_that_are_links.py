"""A number that is a link is written by the tag that says what it counts, so that it is compared
with the list it opens (tests/numbers)."""

from __future__ import annotations

import re

from tests.architecture import source

# Parts that are numbers as a whole; all else writes `{% tally … %}`.
PARTS = {"templates/partials/_figure.html", "templates/partials/_tabs.html"}
LINK = re.compile(r"<a\b(?:(?!</a>).)*</a>|\{% link\b(?:(?!\{% endlink).)*\{% endlink %\}", re.S)
NUMBER = re.compile(r"\{\{[^}]*(\|length|\|capped|total|count\b|_count|number_of|waiting)[^}]*\}\}")
# 第 2 轮, a size, a number of a document: said about one thing, not of how many.
ABOUT_ONE = re.compile(r"inbox_unread")


def templates() -> list:
    return [*source.ROOT.glob("templates/**/*.html"), *source.ROOT.glob("*/templates/**/*.html")]


def test_no_link_says_a_number_by_itself():
    found = [
        f"{source.place(page)}: {link[:120]}"
        for page in templates()
        if source.place(page) not in PARTS
        for link in LINK.findall(page.read_text())
        if NUMBER.search(re.split(">|%}", link, maxsplit=1)[1]) and not ABOUT_ONE.search(link)
    ]

    assert found == []


def test_only_the_tag_and_its_parts_mark_numbers():
    marked = {source.place(page) for page in templates() if "data-tally" in page.read_text()}

    assert marked == PARTS
