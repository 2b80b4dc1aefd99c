"""The databases under the tests: migrated once per state of the code, cloned by each worker."""

from __future__ import annotations

import gc
import hashlib
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

from config.celery import app
from config.databases import routing
from tests.committed import drop_left_behind
from tests.prepared import alone

app.set_default()  # what a page puts on the queue stays in the throwaway Redis
APPS = ("cadres", "enterprises", "cases")
PREFIX = "migrated_"
# The order of a run. What takes longest comes early, so that no worker is left alone with it at
# the end; what needs no database fills the time in which another worker makes one.
EARLY = (
    "tests/access/test_table.py",
    "tests/architecture",
    "tests/browser/test_every_page.py",
    "tests/browser",
    "tests/cases/leads",
    "tests/faults",
    "tests/config/test_embedded.py",
    "tests/cadres/pages/models/test_ask_prepared_for_viewer.py",
    "tests/cases/management",
    "tests/numbers",
    "tests/access",
    "tests/cases/tickets/services/test_any_history.py",
    "tests/cases/tickets/exchange/test_make_county.py",
    "tests/cases/ledgers/exchange/test_every_row_accounted.py",
    "tests/edits",
    "tests/config/test_former_chain.py",
)
# What the files of a folder share is dear: the source read as a tree, a running site, the furnished
# room, a cluster of their own. It is made once, by the one worker to which the folder goes whole.
TOGETHER = (
    "tests/architecture",
    "tests/browser/offline",
    "tests/browser",
    "tests/cases/leads",
    "tests/faults",
)
# Here a worker waits more than it computes: for servers that start, lines that break, pauses before
# another try. One worker at a time does these, and the others compute beside it.
WAITING = ("tests/faults", "tests/browser/offline", "tests/config/test_embedded.py")
# It keeps a site of its own.
APART = "tests/browser/test_every_page.py"
# What a migrated database is made of: its steps, the tables they make, the defaults they write.
MADE_OF = {"migrations", "models", "rules", "calendars", "schema.py", "apps.py"}
# Tests make much that is gone at once and few circles of references: to look for circles as often
# as Python does by itself costs a fifth of a run.
gc.set_threshold(10_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker
) -> None:
    """Let Django copy the migrated database instead of migrating an empty one in every worker."""
    state = _state_of_the_code()
    with django_db_blocker.unblock(), alone("template.lock"):
        drop_left_behind()
        for alias in connections:
            # The copy has gone through every step: going through them again would find nothing.
            test = {"TEMPLATE": _template(alias, state), "MIGRATE": False}
            connections[alias].settings_dict["TEST"].update(test)


def _template(alias: str, state: str) -> str:
    """Both databases stand in one cluster, so that each name says whose it is."""
    prefix = f"{PREFIX}{alias}_"
    name = prefix + state
    with connections[alias]._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
        known = [row[0] for row in cursor.fetchall()]
        if name in known:
            return name
        for old in known:
            cursor.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}_unfinished" TEMPLATE template0')
    _migrate(alias, f"{name}_unfinished")
    with connections[alias]._nodb_cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{name}_unfinished" RENAME TO "{name}"')
    return name


def _migrate(alias: str, name: str) -> None:
    connection = connections[alias]
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        chains = routing.chains_of(alias)
        call_command("migrate", *chains, database=alias, verbosity=0, interactive=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def _state_of_the_code() -> str:
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for folder in APPS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            parts = path.relative_to(settings.BASE_DIR).parts
            if path.suffix in {".py", ".json", ".sql"} and MADE_OF & set(parts):
                digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


class ByFileOrFolder(LoadFileScheduling):
    """A file stays with one worker, and so does a folder whose files share something dear."""

    def _assign_work_unit(self, node: WorkerController) -> None:
        """What waits goes to one worker at a time, for as long as there is something else."""
        others = (at for at in self.assigned_work if at is not node)
        wanted = not any(self._is_waiting(other) for other in others)
        fitting = (scope for scope in self.workqueue if (scope in WAITING) is wanted)
        self.workqueue.move_to_end(next(fitting, next(iter(self.workqueue))), last=False)
        super()._assign_work_unit(node)

    def _is_waiting(self, node: WorkerController) -> bool:
        work = self.assigned_work[node]
        return any(scope in WAITING and not all(work[scope].values()) for scope in work)

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        folders = (folder for folder in TOGETHER if file.startswith(f"{folder}/"))
        return file if file == APART else next(folders, file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFileOrFolder | None:
    """Ours in the place of the one that goes by files; of the others the usual ones."""
    return ByFileOrFolder(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    early = [settings.BASE_DIR / place for place in EARLY]
    named = (*early, *(settings.BASE_DIR / place for place in (*TOGETHER, *WAITING, APART)))
    assert all(place.exists() for place in named), "The order of a run names what is not there."
    turns = {path: _turn(path, early) for path in {item.path for item in items}}
    items.sort(key=lambda item: turns[item.path])


def _turn(path: Path, early: list[Path]) -> tuple[int, str]:
    """Early files by their names, the others as they come: those that need a database first."""
    turns = ((at, str(path)) for at, place in enumerate(early) if path.is_relative_to(place))
    return next(turns, (len(early), ""))


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays: it is not looked through again for circles."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """Where a browser is required, a skipped browser test is a failed one."""
    report = yield
    required = os.environ.get("REQUIRE_BROWSER") == "1" and item.get_closest_marker("browser")
    if required and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"REQUIRE_BROWSER=1, but skipped: {report.longrepr}"
    return report
