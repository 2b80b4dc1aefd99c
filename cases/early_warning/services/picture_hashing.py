"""The 64 bits of each photo that shows what was done, so that it is known again."""

from __future__ import annotations

import logging

from PIL import Image

from cadres.viewers.rules.viewer import Viewer
from cases.early_warning.rules import picture_hashes
from cases.early_warning.selectors import used_files
from cases.models import Attachment, PictureHash

log = logging.getLogger(__name__)


def hash_pictures(*, actor: Viewer, ticket_id: int | None = None) -> int:
    """Look at the photos that were not looked at yet, of one ticket or of all; return how many."""
    found = used_files.unhashed(seen_by=actor, ticket_id=ticket_id)
    done = 0
    for file in found.only("thumbnail").iterator(chunk_size=500):
        PictureHash.objects.get_or_create(attachment=file, defaults={"bits": _bits(file)})
        done += 1
    return done


def _bits(file: Attachment) -> int | None:
    """By its small picture: the whole one would say the same and take fifty times as long."""
    size = (picture_hashes.WIDTH, picture_hashes.HEIGHT)
    try:
        with file.thumbnail.open("rb") as content, Image.open(content) as picture:
            grey = picture.convert("L").resize(size, Image.Resampling.LANCZOS)
    # A decoder fails on broken bytes in whatever way it likes, and a file may be gone: that is
    # told by the nightly look at the store, and this photo resembles nothing.
    except Exception as error:
        log.warning("attachment %s: %s", file.pk, type(error).__name__)
        return None
    return picture_hashes.bits_of(grey.tobytes())
