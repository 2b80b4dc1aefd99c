"""A hundred people open pages at once: who they are, what is promised, and where the table goes."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from config.management.commands import bench_http
from config.page_bench import people, report
from config.page_bench.load import Opened
from tests.factories.cases import TicketFactory
from tests.factories.people import moment

# A page of the site asks the room whether one has a seat.
pytestmark = pytest.mark.django_db(databases=["default", "leads"])
PAGE = "# Speed\n\n<!-- bench: pages -->\nold\n<!-- bench ends -->\n\nBy hand.\n"


def opened(work=4.0, error=""):
    """Two hundred pages; of these one went wrong where there is an error."""
    found = Opened(took=5.0, work=work)
    for number in range(200):
        found.note("list", 0.1, error if number == 0 else "")
    return found


def test_who_sees_tickets_goes_through_pages_that_answer(client, handler, dispatcher, outsider):
    ticket = TicketFactory(assigned=True, unit=handler.unit, county=handler.county)
    found = people.gather(10, moment(ticket.filed_on))

    assert len(found) == 10
    kinds = {page.kind for one in found for page in one.pages}
    assert {"desk", "list", "list, narrowed", "ticket", "inbox", "month report"} <= kinds
    for one in set(found):
        client.cookies[settings.SESSION_COOKIE_NAME] = one.session
        for page in one.pages:
            assert client.get(page.path).status_code == HTTPStatus.OK, page
    people.forget(found)
    assert not Session.objects.filter(session_key__in=[one.session for one in found]).exists()


def test_where_nobody_sees_a_ticket_nobody_opens_pages(handler):
    assert people.gather(10, moment(date(2026, 3, 2))) == []


def test_ninety_pages_a_second_on_two_cores_are_promised_and_no_error():
    assert bench_http.judged(opened(work=4.4)) == []
    assert bench_http.judged(opened(work=4.5)) == [
        "每页占处理器 22.5 毫秒，空闲的两核每秒 89 页，应不少于 90 页"
    ]
    (fault,) = bench_http.judged(opened(error="500 /desk/"))
    assert "1 次出错" in fault
    assert "500 /desk/" in fault


def test_the_table_says_what_a_page_takes(tmp_path):
    page = tmp_path / "speed.md"
    page.write_text(PAGE, encoding="utf-8")
    for _ in range(2):
        report.write(page, report.told(100, opened()))

    text = page.read_text(encoding="utf-8")
    assert "old" not in text
    assert "| list | 200 | 0 | 0.10 s | 0.10 s | 0.10 s |" in text
    assert "**20.0 ms of processor**" in text
    assert "**100 a second**" in text
    assert text.endswith("\n\nBy hand.\n")


def test_the_page_of_the_docs_has_its_part(tmp_path):
    text = (settings.BASE_DIR / "docs/speed.md").read_text(encoding="utf-8")
    other = tmp_path / "other.md"
    other.write_text("nothing", encoding="utf-8")

    assert report.BEGIN in text
    with pytest.raises(ValueError, match="pages"):
        report.write(other, "told")
