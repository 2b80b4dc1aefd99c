"""The unit never reads a day that is later than the promise as if it were fine."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from cadres.pages.rules import wording

LIST = "/cases/tickets/"


def test_on_accepting_on_the_page_in_the_list_and_in_the_api(signed_in, handler, make):
    today = timezone.localdate()
    ticket = make("assigned", handler.unit, due_on=today + timedelta(days=1))
    client, path = signed_in(handler), f"{LIST}{ticket.pk}/"

    page = client.post(f"{path}accept/", follow=True).content.decode()
    listed = client.get(LIST).content.decode()
    row = client.get("/api/v1/tickets/").json()["results"][0]
    one = client.get(f"/api/v1/tickets/{ticket.pk}/").json()

    ticket.refresh_from_db()
    assert ticket.unit_due_on > ticket.due_on
    promised = wording.day(ticket.due_on, today)
    own = wording.day(ticket.unit_due_on, today)
    assert f"本单位须在 {promised} 前办完：对企业承诺先到，承办时限是 {own}。" in page
    assert "晚于对企业承诺" in page
    assert "先到<br>承办时限" in listed
    assert row["binds"] == one["binds"]
    assert row["binds"]["on"] == f"{ticket.due_on:%F}"
    assert row["binds"]["other_on"] == f"{ticket.unit_due_on:%F}"


def test_where_the_unit_s_own_day_is_the_earlier_one_it_stands_first(signed_in, handler, make):
    today = timezone.localdate()
    due = {"due_on": today + timedelta(days=9), "step_due_on": today + timedelta(days=1)}
    ticket = make("in_hand", handler.unit, unit_due_on=due["step_due_on"], **due)
    client = signed_in(handler)

    listed = client.get(LIST).content.decode()
    page = client.get(f"{LIST}{ticket.pk}/").content.decode()

    short = wording.day(ticket.step_due_on, today, short=True)
    assert f"承办时限 {short} 先到" in listed
    assert f"承办时限 {short} 先到" in page


def test_in_a_later_round_the_unit_s_own_day_counts_everywhere(signed_in, handler, make):
    today = timezone.localdate()
    own_on = today + timedelta(days=3)
    due = {"due_on": today - timedelta(days=9), "step_due_on": own_on, "unit_due_on": own_on}
    ticket = make("in_hand", handler.unit, round=2, **due)
    client = signed_in(handler)

    listed = client.get(LIST).content.decode()
    page = client.get(f"{LIST}{ticket.pk}/").content.decode()
    row = client.get("/api/v1/tickets/").json()["results"][0]

    short = wording.day(own_on, today, short=True)
    assert f"承办时限 {short} 为准" in listed
    assert f"承办时限 {short} 为准" in page
    assert "这一轮以此为准" in page
    assert f"{short} 先到" not in listed
    assert "先到<br>" not in listed
    assert "晚于对企业承诺" not in page
    assert (row["binds"]["name"], row["binds"]["on"]) == ("承办时限", f"{own_on:%F}")


def test_a_complaint_that_waits_for_its_acceptance_says_that_day_everywhere(
    signed_in, handler, make
):
    today = timezone.localdate()
    decide_on, promised_on = today + timedelta(days=1), today + timedelta(days=20)
    due = {"due_on": promised_on, "promised_on": promised_on, "step_due_on": decide_on}
    ticket = make("in_hand", handler.unit, handling_class="tender", **due)
    client, path = signed_in(handler), f"{LIST}{ticket.pk}/"

    listed = client.get(LIST).content.decode()
    page = client.get(path).content.decode()
    printed = " ".join(client.get(f"{path}print/").content.decode().split())
    row = client.get("/api/v1/tickets/").json()["results"][0]
    one = client.get(f"/api/v1/tickets/{ticket.pk}/").json()

    short = wording.day(decide_on, today, short=True)
    assert f"决定受理期限 {short} 先到" in listed
    assert f"决定受理期限 {short} 先到" in page
    assert f"决定受理期限 {wording.day(decide_on, today)} 先到" in printed
    assert "承办时限 " not in listed
    # The badge at the head is of that day, how the promise stands is said beside it.
    head, promise, _ = " ".join(page.split()).partition("承诺 正常")
    assert promise
    assert "临期" in head
    assert row["binds"] == one["binds"]
    assert (row["binds"]["name"], row["binds"]["on"]) == ("决定受理期限", f"{decide_on:%F}")
