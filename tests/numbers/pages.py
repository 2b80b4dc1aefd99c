"""Reads a page as a person would: the numbers that are links, and the total of the list it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qsl, urljoin

LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.S)
TALLY = re.compile(r'data-tally="([^"]*)"')
HREF = re.compile(r'href="([^"]*)"')
TOTAL = re.compile(r'data-total="([^"]*)"')
TAGS = re.compile(r"<[^>]+>")
THINGS = re.compile(r"\d+")
# What else stands in an address names a thing, or a day.
WORDS = frozenset(
    {
        *("bucket", "by", "covered", "kind", "show", "state", "tab", "view", "which"),
        *("name", "side", "fit"),
    }
)
# A number alone, or of things: 17; 查看全部 17 件; 未导入的 3 行. 第 3 行 is a place.
NUMBER = re.compile(r"\d+\+?|(?!.*第)\D*\b\d+\+? ?(件|家|行|份)\D{0,6}")


@dataclass(frozen=True)
class Number:
    """What a page says, and the address that opens it."""

    said: str
    opens: str

    @property
    def kind(self) -> tuple[str, ...]:
        """Numbers of a kind ask the same of other things: of another unit, another month."""
        path, _, query = self.opens.partition("?")
        asked = sorted(parse_qsl(query))
        words = [f"{name}={value}" if name in WORDS else name for name, value in asked]
        return (THINGS.sub("#", path), *words)


def numbers(path: str, page: str) -> Iterator[Number]:
    for attributes, _ in LINK.findall(page):
        said, href = TALLY.search(attributes), HREF.search(attributes)
        if said and href:
            yield Number(unescape(said[1]), urljoin(path, unescape(href[1])))


def total(page: str) -> str:
    """The total of the list on the page; a list without one is empty."""
    found = TOTAL.search(page)
    return unescape(found[1]) if found else "0"


def unmarked(page: str) -> list[str]:
    """Links whose words are a number, though nothing says that it is one."""
    return [
        words
        for attributes, inside in LINK.findall(page)
        if "data-tally" not in attributes
        and NUMBER.fullmatch(words := unescape(TAGS.sub("", inside)).strip())
    ]


def links(path: str, page: str) -> list[str]:
    """Whatever else of the site the page leads to."""
    found = (unescape(href[1]) for a, _ in LINK.findall(page) if (href := HREF.search(a)))
    return [urljoin(path, one) for one in found if one.startswith(("/", "?"))]


def totals_of_tables(page: str) -> list[list[str]]:
    """The words of each cell of each table's foot, without the name of the line."""
    feet = re.findall(r"<tfoot>(.*?)</tfoot>", page, re.S)
    return [[_words(cell) for cell in re.findall(r"<td\b.*?</td>", foot, re.S)] for foot in feet]


def _words(part: str) -> str:
    return unescape(TAGS.sub("", part)).strip()
