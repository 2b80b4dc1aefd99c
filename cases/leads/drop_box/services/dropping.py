"""Take in what is dropped into the room (密封投递): sealed in this request, before it is stored.

Nobody knows who it was: there is no person, no session, no address and no hour in what is kept.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.conf import settings

from cadres.errors import Conflict, WrongState
from cadres.viewers.rules.viewer import Kind, Viewer
from cases.leads.drop_box.models.dropped_papers import DropBox, DroppedPaper, DroppedReader
from cases.leads.drop_box.rules import dropped_papers
from cases.leads.drop_box.rules.dropped_papers import Dropped, Files
from cases.leads.drop_box.selectors import drop_box
from cases.leads.procedure.models.people import KeyPair, Office
from cases.leads.procedure.rules import content
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind
from cases.leads.vault.rules.trust import UncheckedKey
from cases.leads.vault.selectors import roots
from cases.leads.vault.services import folders, sealing, trail
from cases.leads.vault.services.room_transaction import together

NOBODY = "现在没有人能接收，您写的内容没有保存。请改日再试，或者直接向县纪委监委、市纪委监委反映。"
FULL = "今天收到的已达上限，您写的内容没有保存。请明天再投，或者直接向县纪委监委反映。"
OTHER = (
    "这一页先前已经投递过（编号{number}），这次的内容与那次不同。要另投一份的，请再按一次“投递”。"
)


def giver(at: datetime) -> Viewer:
    """Whoever drops something: nobody in particular."""
    return Viewer(at=at, kind=Kind.SYSTEM, name="密封投递")


def who_receives(county_id: int, *, at: datetime) -> str:
    """The organ to whose people a paper would come now; "" where there is nobody."""
    viewer = giver(at)
    office = drop_box.office(drop_box.box(county_id, seen_by=viewer), seen_by=viewer)
    try:
        return office.name if office and _fitting(office, (), viewer) else ""
    except UncheckedKey:
        return ""


def drop_paper(
    paper: Dropped, files: Files, once_key: str, county_id: int, *, actor: Viewer
) -> str:
    """Seal a paper to those who empty the county's box, and return the number of its receipt.

    The same form pressed again gets the same number, and nothing is kept twice. Raises Conflict
    where it brings other content, WrongState where nobody can receive it: then nothing is kept.
    """
    paper = dropped_papers.check(paper, files)
    try:
        return _drop(paper, files, once_key, county_id, actor)
    except UncheckedKey:
        _note_mismatch(county_id, actor)
        raise WrongState(NOBODY) from None


@together()
def _drop(paper: Dropped, files: Files, once_key: str, county_id: int, viewer: Viewer) -> str:
    box = drop_box.box(county_id, seen_by=viewer)
    office = drop_box.office(box, seen_by=viewer)
    if office is None:
        raise WrongState(NOBODY)
    # One after the other: a second press waits for the first, and the limit of a day holds.
    Office.objects.select_for_update(no_key=True).filter(pk=office.pk).values_list("pk").first()
    number = dropped_papers.number_of(once_key, settings.LEADS_MARK_KEY.encode())
    mark = dropped_papers.content_mark(once_key, paper, files)
    earlier = drop_box.known(number, seen_by=viewer)
    if earlier is not None:
        return _same(earlier, mark)
    if drop_box.received_on(viewer.today, county_id, seen_by=viewer) >= box.a_day:
        raise WrongState(FULL)
    readers = _fitting(office, _said(paper, files), viewer)
    if not readers:
        raise WrongState(NOBODY)
    row = _row(box, number, mark, viewer)
    _lock_in(row, paper, files, office, readers, viewer)
    return number


def _same(earlier: DroppedPaper, mark: str) -> str:
    if earlier.content_mark != mark:
        raise Conflict(OTHER.format(number=dropped_papers.printed(earlier.number)))
    return earlier.number


def _fitting(office: Office, said: tuple[str, ...], viewer: Viewer) -> list[KeyPair]:
    """Whose public key does not fit is left out."""
    known = roots.checked(seen_by=sealing.trust_of_server(office))
    fitting = []
    for pair in drop_box.takers(office, said, seen_by=viewer):
        try:
            sealing.check_member(pair, roots=known)
        except UncheckedKey:
            continue
        fitting.append(pair)
    return fitting


def _said(paper: Dropped, files: Files) -> tuple[str, ...]:
    return (paper.words, paper.about, *(known.name for known, _ in files))


def _row(box: DropBox, number: str, mark: str, viewer: Viewer) -> DroppedPaper:
    return DroppedPaper.objects.create(
        county_id=box.county_id,
        side=box.side,
        number=number,
        content_mark=mark,
        received_on=viewer.today,
    )


def _lock_in(
    row: DroppedPaper,
    paper: Dropped,
    files: Files,
    office: Office,
    readers: list[KeyPair],
    viewer: Viewer,
) -> None:
    at = dropped_papers.day_of(viewer.at)
    trust = sealing.trust_of_server(office)
    DroppedReader.objects.bulk_create(
        [DroppedReader(paper=row, member=pair.member) for pair in readers]
    )
    opened = folders.begin(FolderKind.DROPPED, readers, trust=trust, at=at, paper=row)
    folders.put(opened, PieceKind.DROPPED, dropped_papers.as_bytes(paper), at=at, by=None)
    for known, data in files:
        words = content.as_bytes(known)
        folders.put(opened, PieceKind.ATTACHMENT, words, at=at, by=None, file=data)
    trail.record("dropped.take_in", row, actor=replace(viewer, at=at), files=len(files))


@together()
def _note_mismatch(county_id: int, viewer: Viewer) -> None:
    box = drop_box.box(county_id, seen_by=viewer)
    office = drop_box.office(box, seen_by=viewer)
    trail.record("key.mismatch", office, actor=replace(viewer, at=dropped_papers.day_of(viewer.at)))
