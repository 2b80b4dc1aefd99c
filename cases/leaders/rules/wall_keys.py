"""The key of a wall display (大屏钥匙): how it is written, and who makes one and revokes it."""

from __future__ import annotations

import hashlib

from cadres.errors import NotPermitted
from cadres.viewers.rules.viewer import Viewer

# No 0/O, 1/I/L, 2/Z, 5/S, 8/B: it may have to be typed with a remote control.
LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"
# 111 bits, in groups of four: nobody finds one by trying.
LENGTH, GROUP = 24, 4
LONGEST_PLACE = 40
MADE_BY = "大屏钥匙由县助企办主任配发和停用。"
ABSENT = "没有这把钥匙，或者已经停用。请向县助企办主任要新的。"
VERBS = {
    "wall_key.make": "配发大屏钥匙",
    "wall_key.revoke": "停用大屏钥匙",
    "wall_key.open": "用钥匙打开大屏",
}


def written(key: str) -> str:
    """Return the key in groups, as it is shown: `ACDE-FGHJ-…`."""
    return "-".join(key[at : at + GROUP] for at in range(0, len(key), GROUP))


def digest_of(typed: str) -> str:
    """Return what is kept of a key; typed in small letters or with gaps it is the same key."""
    plain = "".join(sign for sign in typed.upper() if sign in LETTERS)
    return hashlib.sha256(f"wall {plain}".encode()).hexdigest()


def check_makes(viewer: Viewer, county_id: int) -> None:
    """Raise NotPermitted for whoever does not head the county's campaign office."""
    if county_id not in viewer.office_head_county_ids:
        raise NotPermitted(MADE_BY)
