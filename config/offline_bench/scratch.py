"""A site of a measurement's own: folder, databases and broker that are gone with it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError


def run(command: str, options: dict[str, Any], names: Iterable[str]) -> None:
    """Run the command `--here` on a scratch site, with the options of these names and `write`.

    Raises `CommandError` where it fails; what failed it has said itself.
    """
    with tempfile.TemporaryDirectory(prefix=f"{command}_", dir="/var/tmp") as folder:
        given = {**os.environ, "LOCAL_DIR": folder, "DEMO": "0", "PORT": str(options["port"])}
        words = [f"--{name}={options[name]}" for name in names]
        if options["write"]:
            words.append(f"--write={options['write'].resolve()}")
        asked = [sys.executable, "manage.py", command, "--here", *words]
        if subprocess.run(asked, env=given, cwd=settings.BASE_DIR, check=False).returncode:
            raise CommandError("没有达标，见上。")
