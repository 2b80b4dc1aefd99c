"""The whole site, by its own command: what is killed is back by itself, and no action is lost."""

from __future__ import annotations

import json

import pytest

from cadres.viewers.rules.roles import Role
from config.chaos import trial
from config.chaos.clients import Client
from config.chaos.ledger import Ledger
from config.chaos.site import Site
from config.processes import running
from tests import cast
from tests.factories.cases import CategoryFactory
from tests.factories.enterprises import AssignmentFactory
from tests.running import KEPT_PASSWORD, PASSWORD

# The rest is killed by the whole trial: manage.py chaos.
SHORT = ("网页主进程 gunicorn", "后台主进程 celery", "看护进程 supervisor")

pytestmark = pytest.mark.timeout(400)  # it is started twice, by a machine that does other things


@pytest.fixture
def people(site) -> list[str]:
    """Two cadres, each covering an enterprise, who sign in by account and password."""
    CategoryFactory()
    accounts = []
    for name in ("张伟", "刘芳"):
        cadre = cast.person(name, Role.CADRE, cast.unit("县工信局")).cadre
        cadre.password = KEPT_PASSWORD
        cadre.save(update_fields=["password"])
        AssignmentFactory(cadre=cadre, enterprise__county=cast.county())
        accounts.append(cadre.account)
    return accounts


def test_what_is_killed_is_back_by_itself_and_each_action_is_done_once(site, people, monkeypatch):
    monkeypatch.setattr(trial, "STEADY", 1.0)
    here = Site(site.values)
    said: list[str] = []
    here.start()
    try:
        assert here.until(here.is_ready, 120), here.log.read_text()
        ledger = Ledger()
        clients = [Client(here.address, account, PASSWORD, ledger) for account in people]
        rows = trial.run(here, clients, SHORT, said.append)
    finally:
        here.stop()

    assert trial.refusals(ledger) == []
    assert [row.killed for row in rows if not row.is_fine] == [], (rows, here.log.read_text())
    assert sum(row.stored for row in rows) >= len(SHORT) * trial.AT_WORK
    assert running.recorded(here.here) == {}, json.dumps(said, ensure_ascii=False)
