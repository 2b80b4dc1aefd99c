"""What every page needs is loaded before web workers are forked, so that no first visitor waits.

What is loaded once is shared by all of them; a worker that is replaced has it at once.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

from django.db import connections
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.template.utils import get_app_template_dirs
from django.urls import get_resolver


def preload() -> None:
    """Load addresses with their views, forms and serializers, and compile every template."""
    get_resolver()._populate()
    engine = engines["django"]
    assert isinstance(engine, DjangoTemplates)
    for name in template_names(engine):
        engine.get_template(name)
    _ = engine.engine.template_context_processors  # imported when first asked for
    # What is forked from here must share no line to a database, and copies what it touches:
    # a collection in a worker would touch everything.
    connections.close_all()
    gc.collect()
    gc.freeze()


def template_names(engine: DjangoTemplates) -> Iterator[str]:
    """The site's own templates; those of other packages are loaded by whatever page needs them."""
    folders = [Path(folder) for folder in engine.dirs]
    own = (path for path in get_app_template_dirs("templates") if "site-packages" not in str(path))
    for folder in [*folders, *map(Path, own)]:
        for path in sorted(folder.rglob("*.html")):
            yield path.relative_to(folder).as_posix()
