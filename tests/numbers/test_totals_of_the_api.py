"""What the API counts equals the rows that it gives: of every list, for every role."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from cases.figures.rules.completion import By
from cases.models import Topic
from cases.tickets.rules.workflow import OPEN, State
from tests.lists.ways import WAYS
from tests.numbers.world import WHO
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db(databases=["default", "leads"])
BACKEND = "cadres.sign_in.web.backends.AccountOrPhone"
# Which words of an address part a list into lists that have no row in common.
PARTED = {
    "tickets": [{"state": state} for state in State.values],
    "enterprises": [{"covered": "yes"}, {"covered": "no"}],
    "people": [{"left": "false"}],
    "visits": [{"until": "2026-06-30"}, {"since": "2026-07-01"}],
}
SUMMED = (
    *("received", "closed_on_time", "closed_late", "open_within_limit", "open_overdue"),
    *("unconfirmed", "deregistered", "solved", "outcome_not_asked", "redone", "redone_rounds"),
    *("closed_within_extension", "parked", "withdrawn"),
)


class Reader:
    """A program of one person."""

    def __init__(self, person: Any) -> None:
        self.client = Visitor()
        self.client.force_login(person.cadre, backend=BACKEND)

    def get(self, address: str, **asked: Any) -> Any:
        answer = self.client.get(f"/api/v1/{address}", asked)
        return answer.json() if answer.status_code == 200 else None

    def rows(self, address: str, **asked: Any) -> list[dict[str, Any]]:
        """Every row, page by page; each page says the same total, and it is theirs."""
        found, totals, following = [], set(), ""
        page = self.get(address, limit=60, **asked)
        while page:
            found += page["results"]
            totals.add(page["total"])
            following = page["next"]
            page = following and self.client.get(following).json()
        assert totals <= {len(found)}, address
        assert len({row["pk"] for row in found}) == len(found)
        return found


@pytest.mark.parametrize("who", WHO)
def test_every_total_is_the_number_of_the_rows(people, who):
    reader, topic = Reader(people[who]), Topic.objects.first()
    for way in WAYS.values():
        address = way.address.format(topic=topic.pk)
        parts = PARTED.get(address.strip("/"))
        whole = {row["pk"] for row in reader.rows(address)}

        if parts:
            parted = [row["pk"] for part in parts for row in reader.rows(address, **part)]
            assert (len(parted), set(parted)) == (len(whole), whole)


@pytest.mark.parametrize("who", WHO)
def test_what_stands_beside_a_row_is_the_number_of_its_rows(people, who):
    reader = Reader(people[who])

    for topic in reader.rows("topics/"):
        tickets = reader.rows(f"topics/{topic['pk']}/tickets/")
        assert topic["count"] == len(tickets)
        assert topic["open_count"] == sum(row["state"] in OPEN for row in tickets)
    for unit in reader.rows("units/"):
        assert unit["people"] == len(reader.rows("people/", unit_id=unit["pk"]))


@pytest.mark.parametrize("who", WHO)
def test_the_figures_of_the_report_are_those_of_its_lines_and_of_the_list(people, who):
    reader, today = Reader(people[who]), timezone.localdate()
    asked = {"since": f"{today.year - 2}-01-01", "until": today.isoformat()}
    days = {"filed_from": asked["since"], "filed_to": asked["until"], "state": "counted"}
    received = len(reader.rows("tickets/", **days))

    for by in By.values:
        report = reader.get("completion/", by=by, **asked)
        if report is None:
            continue
        lines, total = report["rows"], report["total"]
        assert {name: sum(line[name] for line in lines) for name in SUMMED} == {
            name: total[name] for name in SUMMED
        }
        assert total["received"] == received
        if by == By.UNIT:
            for line in (line for line in lines if line["key"]):
                asked = days | {"unit": line["key"]}
                # Who has no unit to choose is refused the word.
                if reader.get("tickets/", **asked):
                    assert line["received"] == len(reader.rows("tickets/", **asked))
