"""The store is compared with the rows each night: files without a row, rows without a file."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import datetime, timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models, transaction

from cadres.models import FileCheck, Posting
from cadres.notifications.services import outbox
from cadres.trail.services import audit
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer

# Longer than any action runs: a younger file may belong to a row that is not committed yet.
YOUNG = timedelta(days=1)
# A report names so many; all of them are counted.
NAMED = 200


def search_files(*, actor: Viewer) -> FileCheck:
    """Remove what belongs to no row; tell who keeps the system that rows lack their file.

    The folder is read before the rows: what is filed meanwhile is young and stays.
    """
    root = Path(settings.MEDIA_ROOT)
    there = set(names_in(root))
    known = {name: whose for whose, name in _all_named()}
    lacking = [name for name in sorted(known.keys() - there) if not (root / name).is_file()]
    missing = [f"{known[name]}：{name}" for name in lacking]
    removed = remove_strays(root, there - known.keys(), at=actor.at)
    check = _keep(FileCheck(files=len(there), rows=len(known), removed=removed), missing, actor)
    if missing:
        keepers = Posting.objects.in_force(actor.today).holding(Role.SYSTEM_ADMIN)
        outbox.queue(
            "files_missing", check.pk, to=keepers.cadre_ids(), actor=actor, once_per="once"
        )
    return check


def names_in(root: Path) -> Iterator[str]:
    """The names of all files below a folder, as rows hold them."""
    return (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def remove_strays(root: Path, names: Set[str], *, at: datetime) -> int:
    """Remove those that are old enough to belong to no action that still runs."""
    removed = 0
    for path in (root / name for name in sorted(names)):
        if _is_old(path, at):
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _is_old(path: Path, at: datetime) -> bool:
    try:
        return path.stat().st_mtime < (at - YOUNG).timestamp()
    except FileNotFoundError:
        return False


def _all_named() -> Iterator[tuple[str, str]]:
    """Whose it is and what it is called: every file of the store that a row of the site names."""
    for model, field in _fields():
        rows = model._default_manager.exclude(**{field: ""}).values_list("pk", field)
        for pk, name in rows.iterator(chunk_size=2_000):
            yield f"{model._meta.label_lower} {pk}", name


def _fields() -> Iterator[tuple[type[models.Model], str]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField) and field.storage == default_storage:
                yield model, field.name


@transaction.atomic
def _keep(check: FileCheck, missing: list[str], actor: Viewer) -> FileCheck:
    check.at, check.missing, check.found = actor.at, len(missing), missing[:NAMED]
    check.save(force_insert=True)
    counts = {"files": check.files, "removed": check.removed, "missing": check.missing}
    audit.record("file.check", check, actor=actor, **counts)
    return check
