"""What pages load: what is built for all of them, and from the npm packages no more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.staticfiles.finders import FileSystemFinder
from whitenoise.storage import CompressedManifestStaticFilesStorage

USED = (
    "site.css",
    "plain.js",
    "signed_in.js",
    "sending.js",
    "proof.js",
    "offline.js",
    "offline_shell.js",
    "service_worker.js",
    "scanner.js",
    "jsqr.js",
    "charts.js",
    "echarts.min.js",
)


class PackagesFinder(FileSystemFinder):
    """A package ships tens of megabytes; what pages need is named in USED."""

    def list(self, ignore_patterns: Iterable[str] | None) -> Any:
        for path, storage in super().list(ignore_patterns):
            if path.rsplit("/", 1)[-1] in USED:
                yield path, storage


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names carry a digest and stay what they are while a process runs: each is found once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[tuple[str | None, bool], str] = {}

    def url(self, name: str | None, force: bool = False) -> str:
        key = (name, force)
        if key not in self._addresses:
            self._addresses[key] = super().url(name, force)
        return self._addresses[key]
