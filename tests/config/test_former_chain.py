"""A database that a former chain of migrations made is told from ours, and left as it is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from cadres.errors import Invalid
from config import env
from config.backups import making, postgres, restoring
from config.backups.parts import PARTS
from config.databases import former_chain
from tests import running
from tests.committed import copied, used

# The chain began anew three times.
CHAINS = {
    "first": {"default": ("cadres", "0001_people_and_trail"), "leads": ("leads", "0001_the_room")},
    "second": {"default": ("cadres", "0001_schema"), "leads": ("leads", "0001_schema")},
    "third": {"default": ("cadres", "0001_tables"), "leads": ("leads", "0001_tables")},
}
ALIASES = ("default", "leads")
STARTS = (
    ("manage.py", "migrate"),
    ("manage.py", "migrate", "--database", "leads"),
    ("manage.py", "check"),
    ("-m", "config.serve"),
)


@pytest.fixture(params=CHAINS)
def chain(request) -> str:
    return request.param


def former(*aliases: str, chain: str = "third") -> None:
    """Let these databases have begun as those of that chain did."""
    for alias in aliases:
        MigrationRecorder(connections[alias]).record_applied(*CHAINS[chain][alias])


def start(words: tuple[str, ...], folder) -> subprocess.CompletedProcess[str]:
    """Start a process of the site on the databases of this test."""
    given = running.surroundings(*_both(), settings.CACHES["default"]["LOCATION"])
    return subprocess.run(
        [sys.executable, *words],
        cwd=env.BASE_DIR, env=running.Site(folder, given).values,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def held() -> list[list[str]]:
    """All that both databases hold, line by line."""
    whole = [
        postgres._run(alias, "pg_dump", "--dbname", postgres._address(alias)).splitlines()
        for alias in ALIASES
    ]
    # Each dump is closed by a word made up for it.
    return [[line for line in lines if not line.startswith("\\")] for lines in whole]


@pytest.fixture(scope="module")
def begun(django_db_setup, django_db_blocker) -> Iterator[tuple[str, list[list[str]]]]:
    """Databases that the former chain began, and all that they hold: nothing changes in them."""
    with django_db_blocker.unblock(), copied() as name:
        with used(name):
            former(*ALIASES)
            before = held()
        yield name, before


@pytest.mark.parametrize("words", STARTS, ids=" ".join)
def test_nothing_starts_on_it_and_nothing_in_it_changes(begun, django_db_blocker, tmp_path, words):
    name, before = begun
    with django_db_blocker.unblock(), used(name):
        ended = start(words, tmp_path)

        assert ended.returncode == 1
        [said] = ended.stderr.splitlines()
        assert said.startswith("环境变量 DATABASE_URL 所指的数据库是旧版程序建的")
        assert held() == before


def test_the_room_s_alone_is_told_too(committed, chain):
    former("leads", chain=chain)

    with pytest.raises(former_chain.FormerDatabase, match=r"LEADS_DATABASE_URL .*旧版程序") as stop:
        former_chain.refuse(env.read(running.surroundings(*_both(), "redis://localhost/0")))

    assert "\n" not in str(stop.value)


def test_the_embedded_one_says_how_to_begin_anew(committed, tmp_path, chain):
    former("default", chain=chain)

    with pytest.raises(former_chain.FormerDatabase, match="make forget"):
        former_chain.refuse(env.read({"LOCAL_DIR": str(tmp_path)}))


def test_our_own_and_an_empty_one_are_taken(committed, tmp_path):
    here = env.read({"LOCAL_DIR": str(tmp_path)})

    former_chain.refuse(here)
    for alias in connections:
        with connections[alias].cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    former_chain.refuse(here)


def test_no_step_of_ours_bears_a_former_name():
    ours = MigrationLoader(None, ignore_no_migrations=True).disk_migrations

    assert not former_chain.made({f"{app}.{name}" for app, name in ours})


@pytest.mark.parametrize("part", PARTS.values(), ids=lambda part: part.kind)
def test_a_backup_of_it_is_refused_by_its_name(committed, part, chain):
    former(part.alias, chain=chain)
    manifest = {
        "kind": part.kind,
        "postgresql": postgres.major(part.alias),
        "migrations": making.migrations(part),
    }

    with pytest.raises(Invalid, match="旧版程序做的"):
        restoring._check(part, manifest)


def _both() -> list[dict[str, object]]:
    return [connections[alias].settings_dict for alias in ALIASES]
