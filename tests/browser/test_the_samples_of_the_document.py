"""What the document of the API prints works as it is printed, from outside, on the running site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from cases.models import TicketEvent
from cases.tickets.rules.workflow import Action
from config.settings import API_SCHEMA_FILE
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.running import PASSWORD

pytestmark = pytest.mark.browser
DOCUMENT = settings.BASE_DIR / "docs" / "api.md"
# What a reader puts in place of these names.
GIVEN = "SITE, ACCOUNT, PASSWORD = {!r}, {!r}, {!r}\n"


def printed(language: str) -> str:
    """Every piece of the language in the document, one after another."""
    pieces = re.findall(rf"^```{language}\n(.*?)^```$", DOCUMENT.read_text(), re.M | re.S)
    return "\n".join(pieces)


def run(folder: Path, *command: str) -> str:
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        cwd=folder,
        env={"PATH": tools, "HOME": str(folder), "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_command_makes_the_client_with_which_the_programs_run(site, here, tmp_path):
    if not API_SCHEMA_FILE.exists():
        pytest.skip("make static has not been run here")
    shutil.copy(API_SCHEMA_FILE, tmp_path / "api-schema.json")
    EnterpriseFactory(county=here.region)
    ticket = TicketFactory(in_hand=True, enterprise=here.enterprise, unit=here.handling)
    account = here.handler.cadre.account

    run(tmp_path, "sh", "-ec", printed("sh"))
    program = tmp_path / "program.py"
    program.write_text(GIVEN.format(site.address, account, PASSWORD) + printed("python"))
    listed, noted, followed = run(tmp_path, sys.executable, "program.py").splitlines()

    assert listed.startswith(f"1 ['{ticket.number}'] ")
    assert noted == "in_hand"
    assert followed.split()[0] == "2"
    told = TicketEvent.objects.get(ticket=ticket, action=Action.NOTE)
    assert told.note == "已到现场勘查"
