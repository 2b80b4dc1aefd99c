"""Takes from the npm packages the files that pages use, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.staticfiles.finders import FileSystemFinder

USED = (
    "tabler.min.css",
    "tabler-themes.min.css",
    "tabler-vendors.min.css",
    "tabler.min.js",
    "tabler-theme.min.js",
    "tabler.min.css.map",
    "tabler-themes.min.css.map",
    "tabler-vendors.min.css.map",
    "tabler.min.js.map",
    "tabler-theme.min.js.map",
    "htmx.min.js",
    "htmx.min.js.map",
    "echarts.min.js",
)


class PackagesFinder(FileSystemFinder):
    """A package ships tens of megabytes; what pages need is named in USED, with its maps."""

    def list(self, ignore_patterns: Iterable[str] | None) -> Any:
        for path, storage in super().list(ignore_patterns):
            if path.rsplit("/", 1)[-1] in USED:
                yield path, storage
