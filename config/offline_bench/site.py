"""The web workers as they run in production, over real HTTP, for whoever measures them."""

from __future__ import annotations

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connections

PATIENCE = 120.0


@contextmanager
def running(port: int) -> Iterator[int]:
    """Start them, and nothing else of the site; give the process that leads them."""
    connections.close_all()
    words = f"-m gunicorn config.wsgi --preload --bind 127.0.0.1:{port} --log-level error"
    words += " --worker-class config.front.worker.FrontWorker --timeout 120"
    words += f" --workers {settings.ENVIRONMENT.web_workers}"
    site = subprocess.Popen([sys.executable, *words.split()], cwd=settings.BASE_DIR)
    try:
        _await(port)
        yield site.pid
    finally:
        site.terminate()
        site.wait()


def _await(port: int) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.3)
    raise CommandError("网站没有启动起来。")
