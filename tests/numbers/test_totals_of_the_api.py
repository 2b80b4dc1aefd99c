"""What the API counts equals the rows that it gives: of every list, for every role."""

from __future__ import annotations

from typing import Any

import pytest

from cases.models import Topic
from cases.rules.workflow import State
from tests.lists.ways import WAYS
from tests.numbers.world import WHO
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db(databases=["default", "leads"])
BACKEND = "cadres.web.backends.AccountOrPhone"
# Which words of an address part a list into lists that have no row in common.
PARTED = {
    "tickets": [{"state": state} for state in State.values],
    "enterprises": [{"covered": "yes"}, {"covered": "no"}],
    "people": [{"left": "false"}],
    "visits": [{"until": "2026-06-30"}, {"since": "2026-07-01"}],
}


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
        page = self.get(address, limit=7, **asked)
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
