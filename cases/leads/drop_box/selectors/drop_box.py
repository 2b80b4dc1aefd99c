"""The drop box of a county: whose it is, who would receive a paper now, and which there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cadres.errors import Absent
from cadres.models import Region, RegionLevel
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cadres.viewers.rules.viewer import Viewer
from cases.leads.drop_box.models.dropped_papers import DropBox, DroppedPaper
from cases.leads.drop_box.rules import dropped_papers
from cases.leads.drop_box.rules.dropped_papers import State
from cases.leads.keys.selectors import members, seats
from cases.leads.procedure.models.people import KeyPair, Office
from cases.leads.procedure.rules.vocabulary import Side
from cases.leads.vault.models.folders import Wrap
from cases.leads.vault.rules import folder_access
from cases.leads.vault.rules.folder_access import FolderKind
from cases.leads.vault.rules.reader import Reader

FACTS = ("side", "is_open", "a_day", "basis")
USUAL_BASIS = "《纪检监察机关处理检举控告工作规则》：畅通检举控告渠道，严格保密"
ABSENT = "没有这件密封投递，或者已经转起草。"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper in the list of whoever it came to; nothing of it is unlocked."""

    paper: DroppedPaper
    files: int
    decided_by: str


def counties(*, seen_by: Viewer) -> list[Region]:
    """Every county there is: which of them have a room in use is not told here."""
    return list(Region.objects.filter(level=RegionLevel.COUNTY).order_by("pk"))


def county(pk: int, *, seen_by: Viewer) -> Region:
    found = Region.objects.filter(pk=pk, level=RegionLevel.COUNTY).first()
    if found is None:
        raise Absent("没有这个县区。")
    return found


def box(county_id: int, *, seen_by: Viewer) -> DropBox:
    """The box as the county has set it, or as it stands unset (not saved)."""
    found = DropBox.objects.filter(county_id=county_id).first()
    return found or DropBox(county_id=county_id, basis=USUAL_BASIS)


def office(of: DropBox, *, seen_by: Viewer) -> Office | None:
    """The side that empties it; None where it is shut, or that side has no room yet."""
    if not of.is_open:
        return None
    return Office.objects.filter(county_id=of.county_id, side=of.side).first()


def takers(of: Office, said: Iterable[str], *, seen_by: Viewer) -> list[KeyPair]:
    """Who receives a paper: by duty, with a confirmed key and a fitting posting, and not named."""
    words = list(said)
    return [
        pair
        for pair, viewer in seats.sitting(of, seen_by.at, seen_by=seen_by)
        if folder_access.begins_with(Side(of.side), pair.member.duty)
        and not dropped_papers.is_named(viewer.name, words)
    ]


def rows(*, seen_by: Reader) -> Any:
    """Papers that came to the reader and are not drafted yet, the oldest first."""
    held = Wrap.objects.holding(seen_by.key_pair_id, seen_by.at)
    return DroppedPaper.objects.filter(
        readers__member=seen_by.member_id,
        folders__in=held.values("folder"),
        county_id=seen_by.county_id,
        side=seen_by.side,
    ).order_by("received_on", "pk")


def waiting(*, seen_by: Reader) -> int:
    return int(rows(seen_by=seen_by).filter(state=State.OPEN).count())


def fetch(pk: int, *, seen_by: Reader) -> DroppedPaper:
    """Return the paper; drafted, hidden and missing look the same."""
    found: DroppedPaper | None = rows(seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Absent(ABSENT)
    return found


def lines(found: Sequence[DroppedPaper], *, seen_by: Reader) -> list[PaperLine]:
    names = members.names_of([one.decided_by_id or 0 for one in found], seen_by=seen_by)
    files = _files(found)
    return [
        PaperLine(one, files.get(one.pk, 0), names.get(one.decided_by_id or 0, members.GONE))
        for one in found
    ]


def may_set(*, seen_by: Reader) -> bool:
    """The head of the receiver's side: nobody else turns away what is meant for it."""
    return seen_by.is_head and seen_by.side == Side.RECEIVER


def read_box(*, seen_by: Reader) -> Read:
    """What a page that sets the box reads of it now."""
    now = facts(box(seen_by.county_id, seen_by=seen_by.viewer))
    return edits.read(about(seen_by.county_id), now, seen_by=seen_by.viewer)


def facts(of: DropBox) -> dict[str, Any]:
    return {name: getattr(of, name) for name in FACTS}


def about(county_id: int) -> str:
    """The box of a county, be there a row or not."""
    return f"drop_box:{county_id}"


def received_on(day: Any, county_id: int, *, seen_by: Viewer) -> int:
    """How many came on a day."""
    return DroppedPaper.objects.filter(county_id=county_id, received_on=day).count()


def known(number: str, *, seen_by: Viewer) -> DroppedPaper | None:
    """The paper that the same form has brought already."""
    return DroppedPaper.objects.filter(number=number).first()


def _files(found: Sequence[DroppedPaper]) -> dict[int, int]:
    pieces = DroppedPaper.objects.filter(pk__in=[one.pk for one in found])
    counted: dict[int, int] = {}
    named = pieces.filter(folders__kind=FolderKind.DROPPED, folders__pieces__kind="attachment")
    for pk in named.values_list("pk", flat=True):
        counted[pk] = counted.get(pk, 0) + 1
    return counted
