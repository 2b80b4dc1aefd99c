"""Alive is the process; ready is every part that an action needs; the one that fails is named."""

from __future__ import annotations

import shutil
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.cache.backends.redis import RedisCache
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from config import health, timetable
from config.processes import presence

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


@pytest.fixture
def looks(client, everything_runs, monkeypatch):
    """Ask whether the site is ready, without the answer of a moment ago."""

    def asked() -> tuple[int, dict[str, object]]:
        monkeypatch.setattr(health, "_lately", health._Lately())
        answer = client.get("/healthz/ready/")
        return answer.status_code, answer.json()

    return asked


def failing(body: dict[str, object]) -> list[str]:
    return [name for name in health.PARTS if not body[name]]


def test_the_site_is_ready_when_every_part_works(client, looks):
    assert client.get("/healthz/").json() == {"status": "ok"}
    status, body = looks()
    assert (status, body["status"], failing(body)) == (200, "ok", [])


def test_it_is_not_ready_without_redis(looks, monkeypatch):
    monkeypatch.setattr(health, "cache", RedisCache("unix:///nowhere/redis.sock", {}))

    status, body = looks()

    assert (status, failing(body)) == (503, ["redis"])


def test_a_database_that_may_only_be_read_is_not_ready_but_alive(client, looks):
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")

    status, body = looks()

    assert (status, failing(body)) == (503, ["writing"])
    assert client.get("/healthz/").status_code == 200


def test_a_full_disk_is_not_ready(looks, monkeypatch):
    free = shutil.disk_usage(settings.LOCAL_DIR).free
    monkeypatch.setattr(health, "LEAST_BYTES", free * 2)

    status, body = looks()

    assert (status, failing(body)) == (503, ["disk"])


@pytest.mark.parametrize("part", presence.PARTS)
def test_a_background_part_not_seen_lately_is_named(looks, part):
    presence.cache.delete(presence._key(part))

    status, body = looks()

    assert (status, failing(body)) == (503, [part])


def test_asking_often_looks_once(client, looks, monkeypatch):
    looks()
    monkeypatch.setattr(health, "PARTS", {"database": lambda: pytest.fail("looked again")})

    assert {client.get("/healthz/ready/").status_code for _ in range(20)} == {200}


def test_what_is_missing_is_looked_for_again_sooner(client, looks, monkeypatch):
    clock = SimpleNamespace(monotonic=lambda: 0.0)
    monkeypatch.setattr(health, "time", clock)
    presence.cache.delete(presence._key("worker"))
    assert looks()[0] == 503
    presence.report("worker")

    assert client.get("/healthz/ready/").status_code == 503
    clock.monotonic = lambda: health.MISSING_LASTS * 2
    assert client.get("/healthz/ready/").status_code == 200


def test_two_timetables_on_one_database_take_turns_and_never_keep_time_together():
    first, second = timetable.Turn(), timetable.Turn()
    try:
        assert [first.is_ours(), second.is_ours(), first.is_ours()] == [True, False, True]

        _cut(first._connection)
        assert not first.is_ours()
        assert [second.is_ours(), first.is_ours()] == [True, False]
    finally:
        for turn in (first, second):
            turn._drop()


def _cut(connection: BaseDatabaseWrapper) -> None:
    """End it from outside, as a restart of the database does."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid]
        )
