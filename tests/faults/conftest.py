"""A pair of servers of these tests' own, so that they may be stopped in the middle."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from cadres.models import Notice, OutboxRow
from config import env
from config.backups import postgres
from config.embedded import keeper, places
from tests import running
from tests.faults.servers import Servers
from tests.running import Site

Told = tuple[Site, Mapping[str, Mapping[str, Any]]]


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """PostgreSQL and Redis in a folder that vanishes with them."""
    folder = Path(tempfile.mkdtemp(prefix="zhuqi-faults-"))
    folder.chmod(0o711)  # the servers may run as somebody else
    found = Servers(folder)
    try:
        found.start()
        yield found
    finally:
        found.stop()
        where = places.find(folder)
        for left in {where.base, where.sockets, folder}:
            shutil.rmtree(left, ignore_errors=True)


@pytest.fixture(scope="session")
def stack(servers, django_db_setup, django_db_blocker, tmp_path_factory) -> Told:
    """The site on that pair, with a copy of the migrated databases and nothing started yet."""
    here = env.read({"LOCAL_DIR": str(servers.folder)})
    databases = {"default": keeper.database(here), "leads": keeper.leads_database(here)}
    values = running.surroundings(*databases.values(), keeper.cache_url(here))
    with django_db_blocker.unblock():
        _copy_migrated(databases)
    return Site(tmp_path_factory.mktemp("site"), values), databases


@pytest.fixture
def site(stack, django_db_blocker) -> Iterator[Site]:
    """The site, of which a test starts what it needs; this process uses the same database."""
    found, databases = stack
    before = found.running
    with django_db_blocker.unblock(), _used(databases):
        try:
            yield found
        finally:
            found.stop_all(but=before)
            _settle()


@pytest.fixture(scope="module")
def web(stack, django_db_blocker) -> Iterator[Site]:
    """The site whose web server runs for a whole file, in which nothing is stopped."""
    found, databases = stack
    with django_db_blocker.unblock(), _used(databases):
        found.start("web")
        found.until_ready()
    yield found
    found.stop_all()


def _settle() -> None:
    """What one test leaves owed or told is not counted by the next, whichever that is."""
    OutboxRow.objects.all().delete()
    Notice.objects.all().delete()


def _copy_migrated(databases: Mapping[str, Mapping[str, Any]]) -> None:
    """Bring over what the tests' own cluster keeps: migrating once more would take far longer."""
    with tempfile.TemporaryDirectory() as folder:
        for alias in databases:
            dump = Path(folder, alias)
            template = connections[alias].settings_dict["TEST"]["TEMPLATE"]
            with _used({alias: {"NAME": template}}):
                postgres.dump(alias, dump)
                connections[alias].close()  # nobody else may copy while somebody reads
            with _used({alias: databases[alias]}):
                postgres.load(alias, dump)


@contextmanager
def _used(databases: Mapping[str, Mapping[str, Any]]) -> Iterator[None]:
    usual = {alias: dict(connections[alias].settings_dict) for alias in databases}
    _switch(databases)
    try:
        yield
    finally:
        _switch(usual)


def _switch(databases: Mapping[str, Mapping[str, Any]]) -> None:
    for alias, values in databases.items():
        connections[alias].close()
        connections[alias].settings_dict.update(values)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """A failure shows what the site said."""
    report = yield
    if report.when == "call" and report.failed and "site" in item.funcargs:
        report.sections.append(("site", item.funcargs["site"].log()[-8000:]))
    return report
