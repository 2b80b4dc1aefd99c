"""A bulletin goes its way over its pages; page and API say the same, and numbers open rows."""

from __future__ import annotations

from django.urls import reverse
from lxml import html

from cadres.models import AuditEntry
from cases.bulletins.exchange import bulletin_data
from cases.bulletins.rules import figures as rules
from cases.bulletins.rules.kinds import BulletinState
from cases.models import Bulletin
from tests.numbers import pages


def text(answer) -> str:
    return answer.content.decode()


def address(row: Bulletin, name: str = "", *more: object) -> str:
    return reverse(f"cases:bulletin{name}", args=[row.pk, *more])


def test_it_goes_its_way_over_its_pages(signed_in, tickets, dispatcher, office_head, handler):
    clerk, judge = signed_in(dispatcher), signed_in(office_head)
    answer = clerk.post(reverse("cases:bulletin-new"), {"kind": "monthly", "cutoff": "2026-03-31"})
    row = Bulletin.objects.get()
    assert answer.url == address(row)
    assert "草稿，尚未发布" in text(clerk.get(answer.url))
    assert signed_in(handler).get(address(row)).status_code == 404

    assert clerk.post(address(row, "-action", "propose")).status_code == 302
    page = judge.get(address(row, "-action", "approve"))
    assert row.title in text(page)
    sent = {"digest": row.digest, "note": ""}
    assert judge.post(address(row, "-action", "approve"), sent).status_code == 302
    assert clerk.post(address(row, "-action", "seal")).status_code == 302

    row.refresh_from_db()
    assert row.state == BulletinState.SEALED
    assert "月通报2026年第1期" in text(signed_in(handler).get(address(row)))
    file = clerk.get(address(row, "-checkpoint"))
    assert file.content.decode() == row.checkpoint


def test_a_changed_draft_is_not_approved_unseen(signed_in, drafted, dispatcher, office_head):
    signed_in(dispatcher).post(address(drafted, "-action", "propose"))
    sent = {"digest": "0" * 64, "note": ""}
    answer = signed_in(office_head).post(address(drafted, "-action", "approve"), sent)
    assert answer.status_code == 422
    assert "改过" in text(answer)


def test_every_number_opens_as_many_rows_as_it_says(signed_in, sealed, dispatcher):
    browser = signed_in(dispatcher)
    path = address(sealed)
    found = list(pages.numbers(path, text(browser.get(path))))
    assert len(found) > 20
    for one in found:
        assert pages.total(text(browser.get(one.opens))) == one.said, one.opens


def test_a_number_opens_only_for_whoever_sees_all_of_it(signed_in, few_among_many, handler):
    """The handler reads what is published, and opens what is the own unit's alone."""
    browser, row = signed_in(handler), few_among_many
    found = list(pages.numbers(address(row), text(browser.get(address(row)))))
    assert found
    for one in found:
        assert pages.total(text(browser.get(one.opens))) == one.said
    everything = reverse("cases:bulletin-rows", args=[row.pk])
    answer = browser.get(everything, {"table": "year", "name": "received"})
    assert pages.total(text(answer)) == "18"


def test_the_api_says_what_the_page_says(signed_in, sealed, office_head):
    browser = signed_in(office_head)
    listed = browser.get(reverse("api-bulletins"), {"year": 2026}).json()
    assert [one["number"] for one in listed] == [sealed.number]
    told = browser.get(reverse("api-bulletin", args=[sealed.pk])).json()
    assert told["tables"] == bulletin_data.tables(rules.from_data(sealed.figures))
    assert told["content_digest"] == sealed.content_digest
    year = next(one for one in told["tables"] if one["name"] == "year")
    assert year["total"]["figures"]["received"] == 6
    assert year["total"]["figures"]["satisfaction"] is None
    page = "".join(html.fromstring(text(browser.get(address(sealed)))).itertext())
    assert "50.0%（3/6）" in page


def test_a_unit_reads_the_published_copy_and_asks_for_the_whole_one_in_vain(
    signed_in, sealed, handler, office_head
):
    whole, other = signed_in(office_head), signed_in(handler)
    asked = {"copy": "whole"}
    for answer in (other.get(address(sealed)), other.get(address(sealed), asked)):
        assert "50.0%" not in text(answer)
        assert "公开件" in text(answer)
        assert "内部件" not in text(answer)
    told = other.get(reverse("api-bulletin", args=[sealed.pk]), asked).json()
    assert told["copy"] == "published"
    year = next(one for one in told["tables"] if one["name"] == "year")
    assert year["total"]["figures"]["overdue"] is None
    file = other.get(address(sealed, "-file", "xlsx"), asked)
    assert "%E5%85%AC%E5%BC%80%E4%BB%B6" in file["Content-Disposition"]
    entry = AuditEntry.objects.filter(verb="bulletin.download").latest("pk")
    assert entry.detail == {"form": "xlsx", "copy": "published"}

    assert "内部件" in text(whole.get(address(sealed)))
    assert "50.0%" not in text(whole.get(address(sealed), {"copy": "published"}))


def test_whoever_drafts_is_told_of_small_numbers_in_the_text(signed_in, drafted, dispatcher):
    Bulletin.objects.filter(pk=drafted.pk).update(body="县供电公司超期 3件，其余 12 件在办。")
    page = text(signed_in(dispatcher).get(address(drafted)))
    assert "正文里写有“3件”：" in page
