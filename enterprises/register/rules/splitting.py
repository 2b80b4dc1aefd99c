"""One enterprise on the register is two (分立): what may go over, and why it may not be done."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import TextChoices

from cadres.people.rules.unit_merging import CHANGED
from enterprises.register.rules.enterprise_names import name_key

if TYPE_CHECKING:
    from enterprises.models import Enterprise

NOTHING = "还没有选择划出的内容。什么都不划出的，在企业名录里登记新企业就可以。"


class Covers(TextChoices):
    """Whom somebody covers who covered the undivided enterprise; nobody is chosen for."""

    STAY = "stay", "仍包联原企业"
    GO = "go", "改为包联分出的企业"
    BOTH = "both", "两家都包联"


@dataclass(frozen=True, slots=True)
class Parts:
    """What goes over: per kind the ids, and for each running coverage whom it is of from now on."""

    chosen: Mapping[str, Collection[int]] = field(default_factory=dict)
    coverage: Mapping[int, str] = field(default_factory=dict)

    def of(self, kind: str) -> frozenset[int]:
        return frozenset(self.chosen.get(kind, ()))

    def covering(self, *wanted: Covers) -> frozenset[int]:
        return frozenset(pk for pk, whom in self.coverage.items() if whom in wanted)


def in_the_way(old: Enterprise, new: Enterprise) -> tuple[str, ...]:
    """Say why nothing can go from the one to the other, whatever hangs on them."""
    found = []
    if old.pk == new.pk or name_key(old.name) == name_key(new.name):
        found.append("分出的企业不能就是原企业，请填写另一家企业。")
    if old.county_id != new.county_id:
        found.append("两家企业不在同一个县，不能办理分立。")
    if not old.is_active:
        found.append(f"{old}已移出名录，请先恢复到名录。")
    if not new.is_active and not is_given_back(old, new):
        found.append(f"{new}已移出名录，请先恢复到名录。")
    return tuple(found)


def is_given_back(old: Enterprise, new: Enterprise) -> bool:
    """Did the new one once become part of the old one? Then it stands on its own again."""
    return new.merged_into_id is not None and new.merged_into_id == old.pk


def gone_meanwhile(wanted: Collection[int], found: Collection[int]) -> tuple[str, ...]:
    """Of what was chosen something is not there any more: the page is read again."""
    return () if set(wanted) <= set(found) else (CHANGED,)


def not_said(running: Collection[int], coverage: Mapping[int, str]) -> tuple[str, ...]:
    """Of each running coverage is said whose it is, and of nothing else."""
    if set(running) == set(coverage) and set(coverage.values()) <= set(Covers.values):
        return ()
    return ("请逐人选择包联干部今后包联哪家企业。",)
