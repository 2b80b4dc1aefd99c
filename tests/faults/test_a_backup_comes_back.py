"""Both halves are backed up from one site and restored into an empty cluster, each by itself."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from cadres.trail.services import audit, seals
from cases.leads.models import RoomEntry
from config import env
from config.backups import making, postgres, sealing
from config.backups.parts import ROOM, SITE, Part
from config.embedded import keeper
from tests import cast

pytestmark = pytest.mark.timeout(400)  # a cluster is made, and each command starts Django anew

GIVEN = {"DATABASE_URL", "LEADS_DATABASE_URL", "REDIS_URL"}
CANARY = "只有线索室才有的一句话"
# What the restored site does next: an action in each trail, and a seal over it.
GOES_ON = """
from django.core.management import call_command
from django.utils import timezone
from cadres.trail.services import seals
for chain in seals.chains():
    chain.entries._default_manager.create(
        at=timezone.now(), actor_name="恢复以后", verb="x.y", object_type="x")
    assert seals.seal_trail(timezone.now(), chain)
call_command("verify_audit")
"""


@pytest.fixture(scope="module")
def empty():
    """A folder in which nothing has ever been; its pair is made by the first command."""
    folder = Path(tempfile.mkdtemp(prefix="zhuqi-restored-"))
    folder.chmod(0o711)
    yield folder
    here = env.read({"LOCAL_DIR": str(folder)})
    keeper.forget(here)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def filled(site, settings):
    """A site with sealed trails, a file in each half, and a lead's words that must not get out."""
    settings.LOCAL_DIR = site.folder
    settings.MEDIA_ROOT, settings.LEADS_FILES = site.folder / "files", site.folder / "leads"
    for folder, name, text in (
        ("files/tickets", "photo.jpg", "一张照片"),
        ("leads/ab", "abcdef", CANARY),
    ):
        path = site.folder / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    clerk = cast.person("陈静", "office_clerk", cast.unit("县助企办"))
    audit.record("calendar.publish", None, actor=clerk.viewer_now(), label="封过的一条")
    RoomEntry.objects.using("leads").create(
        at=timezone.now(), actor_name=CANARY, verb="room.open", object_type="room"
    )
    for chain in seals.chains():
        assert seals.seal_trail(timezone.now(), chain)
    return site


def run(folder: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run a command where nothing is yet but this folder."""
    inherited = {name: value for name, value in os.environ.items() if name not in GIVEN}
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, words)],
        cwd=env.BASE_DIR, env={**inherited, "LOCAL_DIR": str(folder), "DEMO": "0"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def restored(filled, empty, tmp_path):
    """Back a half up, sealed to a key of its own, and restore it where nothing is yet."""

    def _restored(part: Part) -> str:
        private, public = sealing.make_keys()
        key = tmp_path / f"{part.kind}.key"
        key.write_text(private)
        made = making.back_up(part, tmp_path, sealing.public_key(public), timezone.now())
        done = run(empty, part.restore, made.path, "--key", key)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return _restored


def test_both_halves_come_back_into_an_empty_cluster_and_its_trails_go_on(restored, empty):
    said = restored(SITE), restored(ROOM)

    assert all("封签链完好：1 道封签" in words for words in said)
    assert (empty / "files/tickets/photo.jpg").read_text() == "一张照片"
    assert (empty / "leads/ab/abcdef").read_text() == CANARY
    assert env.read({"LOCAL_DIR": str(empty)}).field_keys == tuple(settings.FIELD_KEYS)
    after = run(empty, "shell", "-c", GOES_ON)
    assert after.stdout.count("封签链完好：2 道封签") == 2, after.stderr


def test_nothing_of_the_room_is_in_the_site_s_archive(filled, tmp_path):
    call_command("back_up", tmp_path, "--unencrypted", stdout=io.StringIO())
    with next(tmp_path.glob("site-*.zhuqi")).open("rb") as file:
        assert file.readline(64) == sealing.PLAIN
        with tarfile.open(mode="r|", fileobj=file) as tar:
            held = {member.name: tar.extractfile(member).read() for member in tar}

    assert sorted(held) == ["database.dump", "files/tickets/photo.jpg", "manifest.json"]
    dump = tmp_path / "database.dump"
    dump.write_bytes(held["database.dump"])
    text = postgres._run("default", "pg_restore", "--file=-", str(dump))
    assert "COPY public.cadres_auditentry" in text
    tables = {model._meta.db_table for model in apps.get_app_config("leads").get_models()}
    assert [table for table in tables if table in text] == []
    of_the_room = (CANARY, settings.LEADS_MARK_KEY, connections["leads"].settings_dict["PASSWORD"])
    everything = b"".join(held.values()) + text.encode()
    assert [words for words in of_the_room if words.encode() in everything] == []
