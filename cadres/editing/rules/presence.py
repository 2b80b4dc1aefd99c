"""Who has a thing open to edit (有人正在编辑): for how long a sign holds, and whose sign it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

# A page says every 25 seconds that it is open (js/editing.js); two that were missed end the sign.
LATELY = timedelta(seconds=75)
# More names are no news to whoever reads them.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Sign:
    """That somebody has the thing open: since when, and when their page said so last."""

    since: datetime
    seen: datetime

    @property
    def written(self) -> str:
        return f"{self.since.isoformat()} {self.seen.isoformat()}"

    def holds(self, at: datetime) -> bool:
        return at - self.seen <= LATELY


def read(written: str) -> Sign:
    """Read what `written` gave."""
    since, _, seen = written.partition(" ")
    return Sign(datetime.fromisoformat(since), datetime.fromisoformat(seen))


def renewed(last: Sign | None, at: datetime) -> Sign:
    """Return the sign of somebody who says so again; after a pause it begins anew."""
    return Sign(last.since if last and last.holds(at) else at, at)


def others(signs: Mapping[int, Sign], own_id: int | None, at: datetime) -> list[tuple[int, Sign]]:
    """Return whose signs hold but one's own, who came first before."""
    found = [(pk, sign) for pk, sign in signs.items() if pk != own_id and sign.holds(at)]
    return sorted(found, key=lambda one: (one[1].since, one[0]))
