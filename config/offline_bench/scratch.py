"""A site of a measurement's own: folder, databases and broker that are gone with it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from abc import ABC, abstractmethod
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Measurement(BaseCommand, ABC):
    """Runs itself once more, `--here`, on a scratch site with the options named in `given`."""

    port: ClassVar[int]
    given: ClassVar[tuple[str, ...]]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=self.port)
        parser.add_argument("--write", type=Path, help="把结果表写进这一页（docs/speed.md）")
        parser.add_argument(
            "--here", action="store_true", help="在当前库中测（空库先造一个县），不另建临时库"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["here"]:
            self.measure(options)
            return
        command = self.__module__.rpartition(".")[2]
        with tempfile.TemporaryDirectory(prefix=f"{command}_", dir="/var/tmp") as folder:
            around = {**os.environ, "LOCAL_DIR": folder, "DEMO": "0", "PORT": str(options["port"])}
            words = [f"--{name}={options[name]}" for name in (*self.given, "port")]
            if options["write"]:
                words.append(f"--write={options['write'].resolve()}")
            asked = [sys.executable, "manage.py", command, "--here", *words]
            if subprocess.run(asked, env=around, cwd=settings.BASE_DIR, check=False).returncode:
                raise CommandError("没有达标，见上。")

    @abstractmethod
    def measure(self, options: dict[str, Any]) -> None:
        """Measure on the site that is here. Raises `CommandError` where a promise is broken."""


def judge(faults: list[str]) -> None:
    """Raise `CommandError` with the sentences of broken promises, where there are any."""
    if faults:
        raise CommandError("\n  ".join(["没有达标：", *faults]))
