"""Every list of the API: read to its end while rows change, followed, asked nothing unknown."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone

from cases.models import Topic
from tests.lists.ways import FOLLOWED, GONE, WAYS, Way, lists
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db
EVERY = sorted(WAYS)


@pytest.fixture
def office(dispatcher) -> Visitor:
    client = Visitor()
    client.force_login(dispatcher.cadre)
    return client


def address(way: Way) -> str:
    topic = Topic.objects.first()
    return "/api/v1/" + way.address.format(topic=topic.pk if topic else 0)


def pages(client, start: str, between=lambda number: None) -> list[dict]:
    found, following = [], start
    while following:
        page = client.get(following).json()
        found.append(page)
        between(len(found))
        following = (page["next"] or "").replace("http://localhost:8000", "")
    return found


def keys(found: list[dict]) -> list[int]:
    return [row["pk"] for page in found for row in page["results"]]


def changed(client, way: Way, since: str) -> list[int]:
    return sorted(keys(pages(client, f"{address(way)}?limit=1&updated_since={quote(since)}")))


def test_the_table_knows_every_list():
    assert sorted(lists()) == EVERY


@pytest.mark.parametrize("name", EVERY)
def test_what_changed_since_the_last_answer_comes_and_nothing_else(office, name):
    way = WAYS[name]
    rows = [way.make() for _ in range(3)]
    since = office.get(address(way)).json()["as_of"]

    assert changed(office, way, since) == []
    way.change(rows[1])
    assert changed(office, way, since) == [rows[1].pk]
    later = office.get(address(way)).json()["as_of"]
    made = way.make()
    assert changed(office, way, later) == [made.pk]


@pytest.mark.parametrize("name", EVERY)
def test_pages_neither_repeat_nor_pass_over_while_rows_come_and_change(office, name):
    way = WAYS[name]
    rows = [way.make() for _ in range(4)]
    there = set(keys([office.get(f"{address(way)}?limit=200").json()]))

    def meanwhile(number: int) -> None:
        if number < 4:
            way.make()
            way.change(rows[number])

    found = pages(office, f"{address(way)}?limit=1", meanwhile)

    assert len(keys(found)) == len(set(keys(found)))
    assert there <= set(keys(found))
    assert len({page["as_of"] for page in found}) == 1
    missed = {row.pk for row in rows[1:]} - set(changed(office, way, found[0]["as_of"]))
    assert missed == set()


@pytest.mark.parametrize("name", EVERY)
def test_the_total_of_a_list_is_the_number_of_its_rows(office, name):
    way = WAYS[name]
    for _ in range(3):
        way.make()

    found = pages(office, f"{address(way)}?limit=2")

    assert {page["total"] for page in found} == {len(keys(found))}


@pytest.mark.parametrize("name", EVERY)
def test_what_nobody_knows_is_refused(office, name):
    way = WAYS[name]
    way.make()
    for asked in ("colour=red", "ordering=pk", "offset=2", "page=2", "sort=colour", "limit=0"):
        answer = office.get(f"{address(way)}?{asked}")

        assert (answer.status_code, list(answer.json()["fields"])) == (422, [asked.split("=")[0]])
    for moment in ("2026-11-20T01:00:00", "gestern", "2026-11-20"):
        answer = office.get(address(way), {"updated_since": moment})
        assert (answer.status_code, "时区" in str(answer.json()["fields"])) == (422, True)


@pytest.mark.parametrize("name", sorted(GONE))
def test_what_ended_comes_to_whoever_follows(office, name):
    way = WAYS[name]
    row = way.make()
    since = office.get(address(way)).json()["as_of"]

    GONE[name](row)

    assert changed(office, way, since) == [row.pk]


@pytest.mark.parametrize("kind", FOLLOWED, ids=lambda kind: kind.__name__)
def test_the_database_itself_notes_each_write(kind):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname ~ 'note_'",
            [kind._meta.db_table],
        )
        assert cursor.fetchone()[0] >= 1
    assert kind._meta.get_field("updated_at").db_default


def test_a_moment_far_back_gives_everything(office):
    way = WAYS["api-enterprise-list"]
    rows = [way.make() for _ in range(2)]
    long_ago = (timezone.now() - timedelta(days=4000)).isoformat()

    assert changed(office, way, long_ago) == sorted(row.pk for row in rows)
