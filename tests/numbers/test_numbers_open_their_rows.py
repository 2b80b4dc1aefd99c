"""Every number that is a link equals the list that it opens: on every page, for every role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from io import BytesIO
from itertools import cycle
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, resolve, reverse
from django.utils import timezone
from openpyxl import load_workbook

from cadres.models import Posting
from cadres.pages.rules import rates
from cadres.pages.rules.rates import Rate
from cadres.pages.rules.wording import DASH
from cadres.viewers.rules.roles import Role
from cases.figures.exchange.tables_export import DEFINITIONS
from cases.figures.rules.completion import By
from cases.figures.rules.cross_tables import TABLES, Dimension
from cases.figures.rules.definitions.entries import Group
from cases.figures.web.table_forms import COMPARED
from tests.numbers import pages
from tests.numbers.pages import Number
from tests.numbers.world import WHO

# An officer's desk asks the locked room's database whether one has a seat there.
pytestmark = pytest.mark.django_db(databases=["default", "leads"])

Seen = TypeVar("Seen")
BACKEND = "cadres.sign_in.web.backends.AccountOrPhone"
PAGE = "text/html"
# Of pages that differ by the thing they show, so many are opened by each person; a kind on which
# that many people found no number at all is left to the others.
OF_EACH_KIND, LOOKED_AT = 1, 2
# Of numbers that ask the same of other things, so many are followed; of one person's more, on
# the report asked in every way.
FOLLOWED, THOROUGHLY, THOROUGH = 1, 3, "leader"
# What two dimensions are crossed by: a count, and rates.
FIGURES = ("received", "completion", "timely", "solution")
# Parts of the site of which another test walks the pages, or that are no pages of a person.
ELSEWHERE = ("leads", "admin")
OF_GROUPS = (*TABLES, Group.COVERAGE, Group.LETTERS, Group.RATINGS)


@pytest.fixture(scope="module")
def fruitless() -> Counter[str]:
    """On how many pages of a kind nobody found a number."""
    return Counter()


class Walk:
    """One person through the site: every page once, every number followed."""

    def __init__(self, person: Any, followed: int, fruitless: Counter[str]) -> None:
        self.fruitless = fruitless
        self.followed = followed
        self.browser = Client(raise_request_exception=False)
        self.browser.force_login(person.cadre, backend=BACKEND)
        self.pages: dict[str, str] = {}
        self.kinds: Counter[str] = Counter()
        self.numbers: dict[Number, str] = {}

    def get(self, path: str) -> str:
        """The page at this address; nothing where it is none, or not for this person."""
        if path not in self.pages:
            answer: HttpResponse = self.browser.get(path)
            kind = answer.headers.get("Content-Type", "")
            is_page = answer.status_code == 200 and kind.startswith(PAGE)
            self.pages[path] = answer.content.decode() if is_page else ""
        return self.pages[path]

    def open(self, path: str) -> None:
        page, kind = self.get(path), _kind(path)
        found = list(pages.numbers(path, page))
        for number in found:
            self.numbers.setdefault(number, path)
        self.fruitless[kind] += 0 if found else 1
        for link in pages.links(path, page):
            if self._is_new(link):
                self.open(link)

    def _is_new(self, link: str) -> bool:
        """A page for a thing of a kind of which few were opened; lists are opened by name."""
        kind, is_of_a_thing = _address(urlsplit(link).path)
        if not is_of_a_thing or link in self.pages:
            return False
        self.kinds[kind] += 1
        return self.kinds[kind] <= OF_EACH_KIND and self.fruitless[kind] < LOOKED_AT * OF_EACH_KIND

    def _chosen(self) -> Iterator[tuple[Number, str]]:
        """The numbers to follow, with the page on which each stands."""
        seen: Counter[tuple[str, ...]] = Counter()
        for number, path in self.numbers.items():
            seen[number.kind] += 1
            if seen[number.kind] <= self.followed:
                yield number, path

    def faults(self) -> list[str]:
        found = [
            f"{path}: “{words}” is a number and not written by the tag"
            for path, page in self.pages.items()
            for words in pages.unmarked(page)
        ]
        for number, path in self._chosen():
            opened = pages.total(self.get(number.opens))
            if opened != number.said:
                found.append(f"{path}: {number.said} opens {opened} at {number.opens}")
        return found


def lists(resolver: Any = None, prefix: str = "") -> Iterator[str]:
    """Every page's address without an id; the API's have no room before their name."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            if one.namespace not in ELSEWHERE:
                yield from lists(one, f"{prefix}{one.namespace}:" if one.namespace else prefix)
        elif prefix and not one.pattern.regex.groups and not str(one.pattern).endswith(".xlsx"):
            yield f"{prefix}{one.name}"


def asked_otherwise() -> list[str]:
    """The report by everything, as of a past day, over more than this year."""
    today = timezone.localdate()
    report, last_year = reverse("cases:completion"), date(today.year - 2, 1, 1)
    ways = [f"{report}?since={last_year}&by={by}" for by in By.values]
    month_ago = today.replace(day=1)
    return [*ways, f"{report}?since={last_year}&as_of={month_ago}", f"{report}?own=on"]


def tables() -> Iterator[str]:
    """Every table of measures, of a past day too, and periods side by side."""
    yield from (f"group={group.value}" for group in OF_GROUPS)
    month = timezone.localdate().replace(day=1)
    yield f"group={Group.FLOW}&since={month}"
    yield f"group={Group.RESULT}&as_of={month}"
    yield f"since={month}&rows=township&across={COMPARED}&figure=completion"


def crossed() -> Iterator[str]:
    """Each dimension as rows and across, and more columns than stand side by side."""
    rows = (*Dimension.values[1:], Dimension.values[0])
    for by, across, figure in zip(rows, Dimension.values, cycle(FIGURES), strict=False):
        yield f"rows={by}&across={across}&figure={figure}"
    yield "rows=category&across=month&figure=timely"


def _kind(path: str) -> str:
    return _address(path.partition("?")[0])[0]


@cache
def _address(path: str) -> tuple[str, bool]:
    """The name of what stands at this address, and whether it is the page of a thing.

    Looked up once: the same links stand on every page.
    """
    match = resolve(path)
    return match.view_name, bool(match.kwargs) and match.app_name not in ELSEWHERE


# Lists that can be taken out, with something that narrows them.
EXPORTED = (
    ("cases:ticket-list", "cases:ticket-export", "state=closed"),
    ("cases:ticket-list", "cases:ticket-export", "state=counted"),
    ("cases:letter-list", "cases:letter-export", "tab=unanswered"),
)
# Whose site has no list that somebody counts.
SEES_NO_NUMBER = {"officer", "officer_head", "sysadmin", "secadmin", "auditor", "outsider"}


@pytest.mark.parametrize("who", WHO)
def test_every_number_equals_the_list_that_it_opens(people, fruitless, who):
    is_thorough = who == THOROUGH

    def walked() -> tuple[Walk, list[str]]:
        walk = Walk(people[who], THOROUGHLY if is_thorough else FOLLOWED, fruitless)
        for path in (*map(reverse, sorted(lists())), *(asked_otherwise() if is_thorough else ())):
            walk.open(path)
        return walk, walk.faults()

    walk, faults = on_one_day(walked)
    assert faults == []
    assert walk.numbers or who in SEES_NO_NUMBER


def on_one_day(look: Callable[[], Seen]) -> Seen:
    """Look, and look anew where midnight came meanwhile: a page and its list are of two days."""
    day = timezone.localdate()
    seen = look()
    return seen if timezone.localdate() == day else look()


def test_each_role_goes_through_the_site(people):
    posts = Posting.objects.filter(cadre__in=[people[who].cadre for who in WHO])

    assert set(posts.values_list("role", flat=True)) == set(Role)


@pytest.mark.parametrize("asked", [*tables(), *crossed()])
def test_every_kind_of_number_of_a_table_opens_its_rows(people, fruitless, asked):
    walk, since = Walk(people[THOROUGH], FOLLOWED, fruitless), timezone.localdate().year - 2
    page = f"{reverse('cases:tables')}?since={since}-01-01&{asked}"
    walk.get(page)
    for number in pages.numbers(page, walk.pages[page]):
        walk.numbers.setdefault(number, page)

    # Of a row and of all of them, each figure, both sides of each rate.
    assert len(walk.numbers) > FOLLOWED
    assert walk.faults() == []


@pytest.mark.parametrize("who", ["office_head", "handler"])
def test_an_export_holds_as_many_rows_as_its_list_says(people, fruitless, who):
    walk = Walk(people[who], FOLLOWED, fruitless)
    for page, export, query in EXPORTED:
        answer = walk.browser.get(f"{reverse(export)}?{query}")

        assert rows_of(answer) == int(pages.total(walk.get(f"{reverse(page)}?{query}"))) > 0


def test_the_workbook_of_the_report_says_what_the_page_says(people, fruitless):
    walk = Walk(people[THOROUGH], FOLLOWED, fruitless)
    page = walk.get(reverse("cases:completion"))
    book = load_workbook(BytesIO(walk.browser.get(reverse("cases:completion-workbook")).content))

    sheets = [sheet for sheet in book if sheet.title != DEFINITIONS]
    assert [list(totals_of(sheet)) for sheet in sheets] == pages.totals_of_tables(page)


@pytest.mark.parametrize("asked", ["group=result", "rows=category&across=source&figure=timely"])
def test_the_workbook_of_a_table_says_what_its_page_and_the_api_say(people, fruitless, asked):
    walk, since = Walk(people[THOROUGH], FOLLOWED, fruitless), timezone.localdate().year - 2
    query = f"since={since}-01-01&until={timezone.localdate()}&{asked}"
    page = pages.totals_of_tables(walk.get(f"{reverse('cases:tables')}?{query}"))
    book = walk.browser.get(f"{reverse('cases:tables-workbook')}?{query}").content
    data = walk.browser.get(f"{reverse('api-figures')}?{query}").json()

    assert [list(totals_of(load_workbook(BytesIO(book)).worksheets[0]))] == page
    assert [words_of(data["total"])] == page


def words_of(line: dict[str, Any]) -> list[str]:
    """A line of the API as the page writes it: crossed, its columns and then the whole."""
    cells = [column["figures"] for column in line["columns"]] + [line["figures"]]
    return [
        Rate(said["numerator"], said["denominator"]).words if isinstance(said, dict) else str(said)
        for figures in (cells if line["columns"] else [line["figures"]])
        for said in figures.values()
    ]


def test_the_list_of_a_unit_holds_what_the_report_counts_for_it(people, fruitless):
    walk = Walk(people[THOROUGH], FOLLOWED, fruitless)
    report = reverse("cases:completion")
    received = [
        (number.said, dict(parse_qsl(number.opens.partition("?")[2], keep_blank_values=True)))
        for number in pages.numbers(report, walk.get(report))
        if "bucket=" not in number.opens and "key=" in number.opens
    ]
    lists = [
        {"unit": row["key"], "state": "counted"}
        | {"filed_from": row["since"], "filed_to": row["until"]}
        for _, row in received
        if row["key"]
    ]

    assert len(lists) == 3
    assert [said for said, row in received if row["key"]] == [
        pages.total(walk.get(f"{reverse('cases:ticket-list')}?{urlencode(one)}")) for one in lists
    ]


def rows_of(workbook: HttpResponse) -> int:
    """Rows of a ledger begin with their number, below a title and a note."""
    sheet = load_workbook(BytesIO(workbook.content), read_only=True).worksheets[0]
    return sum(isinstance(row[0], int) for row in sheet.iter_rows(min_row=4, values_only=True))


def totals_of(sheet: Any) -> Iterator[str]:
    """The line of totals as a page would write it: a rate and what it is made of in one."""
    cells = iter(next(row for row in sheet.iter_rows() if row[0].value == "合计")[1:])
    for cell in cells:
        if cell.number_format == rates.NUMBER_FORMAT:
            yield f"{cell.value:.1%}（{next(cells).value}）"
        elif cell.value == DASH:
            next(cells)
            yield DASH
        elif cell.value is not None:
            yield str(cell.value)
