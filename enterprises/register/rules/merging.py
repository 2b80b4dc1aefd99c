"""Two enterprises on the register are one (合并): why they may not be, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enterprises.models import Enterprise


def in_the_way(old: Enterprise, new: Enterprise) -> tuple[str, ...]:
    """Say why the one cannot go over into the other, whatever hangs on them."""
    found = []
    if old.pk == new.pk:
        found.append("不能并入自己，请选择另一家企业。")
    if old.county_id != new.county_id:
        found.append("两家企业不在同一个县，不能合并。")
    if old.merged_into_id is not None:
        found.append(f"{old}已经并入别的企业。")
    if not new.is_active:
        found.append(f"{new}已移出名录，请先恢复到名录。")
    return tuple(found)
