"""Empty the drop box: read a paper, draft a lead from it, or lay it aside with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cadres.errors import Absent, Invalid, NotPermitted
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cases.leads.drop_box.models.dropped_papers import DropBox, DroppedPaper, DroppedReader
from cases.leads.drop_box.rules import dropped_papers
from cases.leads.drop_box.rules.dropped_papers import Dropped, State
from cases.leads.drop_box.selectors import drop_box
from cases.leads.drop_box.selectors.drop_box import PaperLine
from cases.leads.handling.rules.readable_content import FileLine
from cases.leads.handling.services import drafts
from cases.leads.handling.services.drafts import Beginning
from cases.leads.keys.selectors.seats import Seat
from cases.leads.procedure.models.leads import Lead
from cases.leads.procedure.rules import content
from cases.leads.procedure.rules.content import Attachment, Matter, Note
from cases.leads.procedure.rules.procedure import Refusal
from cases.leads.procedure.rules.vocabulary import Side
from cases.leads.vault.models.folders import Folder, Piece, Wrap
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import folders as open_folders
from cases.leads.vault.selectors.folders import OpenFolder
from cases.leads.vault.services import encrypted_files, folders, trail
from cases.leads.vault.services.room_transaction import together

LOST = "有的密封投递只有这位同志能打开，而接任人须回避，请另选接任人。"
SET_BY = "投递箱由县纪委监委一方的负责人设置。"


@dataclass(frozen=True, slots=True)
class OpenPaper:
    """A paper unlocked, for the length of one request."""

    paper: DroppedPaper
    said: Dropped
    files: tuple[FileLine, ...]
    # Why it was laid aside, each time.
    notes: tuple[Note, ...]


@together()
def list_papers(*, actor: Reader) -> list[PaperLine]:
    """What came to the actor; one line of the trail tells how many were shown."""
    found = list(drop_box.rows(seen_by=actor))
    trail.record("dropped.list", None, actor=actor.viewer, rows=len(found))
    return drop_box.lines(found, seen_by=actor)


@together()
def read_paper(paper: DroppedPaper, *, actor: Reader) -> OpenPaper:
    """Unlock a paper; it is on record."""
    paper = drop_box.fetch(paper.pk, seen_by=actor)
    trail.record("dropped.read", paper, actor=actor.viewer)
    return _unlocked(paper, _opened(paper, actor), actor)


@together()
def take_out_file(paper: DroppedPaper, piece_id: int, *, actor: Reader) -> tuple[Attachment, bytes]:
    """Take a file of a paper out of the room; it is on record."""
    opened = _opened(paper, actor)
    piece = _attachments(opened, actor).filter(pk=piece_id).first()
    if piece is None:
        raise Absent("没有这个文件。")
    trail.record("dropped.take_out", paper, actor=actor.viewer, piece=piece.pk)
    return _file(opened, piece)


@together()
def begin_draft(paper: DroppedPaper, *, actor: Reader) -> tuple[Matter, Dropped]:
    """What the draft of a lead begins with, and who told of it, where somebody said."""
    found = read_paper(paper, actor=actor)
    today, name = str(actor.today), actor.viewer.name
    return dropped_papers.matter_of(found.said, paper.number, today, name), found.said


@together()
def draft_paper(
    paper: DroppedPaper, matter: Matter, beginning: Beginning, *, actor: Reader
) -> Lead:
    """A lead is drafted from it; the original and its files go along, and its own keys end.

    Which lead it became stands in the lead's own folder alone.
    """
    paper = _look_again(paper, actor)
    opened = _opened(paper, actor)
    lead = drafts.draft_lead(matter, beginning, actor=actor)
    said = _unlocked(paper, opened, actor).said
    drafts.attach_file(lead, *dropped_papers.original(said), actor=actor)
    for piece in _attachments(opened, actor):
        drafts.attach_file(lead, *_file(opened, piece), actor=actor)
    _decide(paper, State.TAKEN, actor)
    Wrap.objects.filter(folder__paper=paper).delete()
    trail.record("dropped.take", paper, actor=actor.viewer)
    return lead


@together()
def lay_aside(paper: DroppedPaper, refusal: Refusal, text: str, *, actor: Reader) -> DroppedPaper:
    """It is no lead: a named person decides, and locks the reason beside it.

    Whoever else it came to still reads it with its reason, and may draft a lead after all.
    """
    if refusal not in Refusal.values:
        raise Invalid("请选择不作线索的情形。", {"refusal": "请从列表中选择"})
    if not text.strip():
        raise Invalid("请写明不作线索的理由。", {"text": "请写明理由"})
    paper = _look_again(paper, actor)
    opened = _opened(paper, actor)
    _decide(paper, State.ASIDE, actor)
    note = content.as_bytes(Note(text.strip(), {"refusal": Refusal(refusal).value}))
    folders.put(opened, PieceKind.NOTE, note, at=actor.at, by=actor.cadre_id)
    trail.record("dropped.lay_aside", paper, actor=actor.viewer)
    return paper


@together()
def set_box(values: dict[str, Any], *, actor: Reader, read: Read) -> DropBox:
    """The receiver's head says whose the box is, how much it takes a day, or shuts it."""
    if not drop_box.may_set(seen_by=actor):
        raise NotPermitted(SET_BY)
    now = drop_box.box(actor.county_id, seen_by=actor.viewer)
    given = edits.settle(
        now,
        drop_box.facts(now),
        {**values, "basis": values["basis"].strip()},
        read=read,
        actor=actor.viewer,
        verbs=("dropped.set_box",),
        about=drop_box.about(actor.county_id),
    )
    if not given["basis"]:
        raise Invalid("请写明依据。", {"basis": "请写明依据的文件或者决定"})
    if given["side"] not in Side.values or given["a_day"] < 1:
        raise Invalid("请按提示修改。", {"a_day": "至少 1 件"})
    set_by = {"set_by_id": actor.cadre_id, "set_at": actor.at}
    row, _ = DropBox.objects.update_or_create(
        county_id=actor.county_id, defaults={**given, **set_by}
    )
    side, on = str(row.side), int(row.is_open)
    trail.record("dropped.set_box", row, actor=actor.viewer, side=side, on=on, a_day=row.a_day)
    return row


def pass_on(member_id: int, private: bytes, successor: Seat, *, actor: Reader) -> int:
    """Part of a hand-over: a leaver's papers come to the successor, but those that name it.

    Raises Invalid where a paper would then be open to nobody.
    """
    held = Wrap.objects.lasting().filter(
        key_pair__member=member_id, folder__kind=FolderKind.DROPPED
    )
    passed = 0
    for wrap in held.select_related("folder__paper").order_by("folder_id"):
        opened = OpenFolder(wrap.folder, crypto.unseal(private, bytes(wrap.sealed)))
        if _names(opened, successor.viewer.name, actor):
            others = Wrap.objects.filter(folder=wrap.folder).exclude(key_pair__member=member_id)
            if not others.exists():
                raise Invalid(LOST, {"successor": "请另选一人"})
            continue
        folders.share(opened, [successor.key_pair], trust=actor.trust, at=actor.at)
        DroppedReader.objects.get_or_create(paper=wrap.folder.paper, member=successor.member)
        passed += 1
    return passed


def _names(opened: OpenFolder, name: str, actor: Reader) -> bool:
    found = open_folders.latest(opened, PieceKind.DROPPED, seen_by=actor)
    said = dropped_papers.dropped_of(found[1]) if found else Dropped("")
    files = [_known(opened, piece).name for piece in _attachments(opened, actor)]
    return dropped_papers.is_named(name, (said.words, said.about, *files))


def _opened(paper: DroppedPaper, actor: Reader) -> OpenFolder:
    folder = Folder.objects.get(paper=drop_box.fetch(paper.pk, seen_by=actor))
    return open_folders.opened(folder, seen_by=actor)


def _unlocked(paper: DroppedPaper, opened: OpenFolder, actor: Reader) -> OpenPaper:
    found = open_folders.latest(opened, PieceKind.DROPPED, seen_by=actor)
    assert found is not None
    files = tuple(
        FileLine(piece.pk, _known(opened, piece)) for piece in _attachments(opened, actor)
    )
    notes = open_folders.pieces(opened.folder, PieceKind.NOTE, seen_by=actor)
    said = tuple(content.note_of(open_folders.read(opened, note)) for note in notes)
    return OpenPaper(paper, dropped_papers.dropped_of(found[1]), files, said)


def _attachments(opened: OpenFolder, actor: Reader) -> Any:
    return open_folders.pieces(opened.folder, PieceKind.ATTACHMENT, seen_by=actor)


def _known(opened: OpenFolder, piece: Piece) -> Attachment:
    return content.attachment_of(open_folders.read(opened, piece))


def _file(opened: OpenFolder, piece: Piece) -> tuple[Attachment, bytes]:
    return _known(opened, piece), encrypted_files.fetch(opened.key, piece.file, piece.place)


def _look_again(paper: DroppedPaper, actor: Reader) -> DroppedPaper:
    """Lock the row by its key; then, in a second statement, read it as the actor may see it."""
    DroppedPaper.objects.select_for_update(no_key=True).filter(pk=paper.pk).values_list(
        "pk"
    ).first()
    return drop_box.fetch(paper.pk, seen_by=actor)


def _decide(paper: DroppedPaper, state: State, actor: Reader) -> None:
    paper.state = state
    paper.decided_by_id, paper.decided_at = actor.cadre_id, actor.at
    paper.save(update_fields=["state", "decided_by_id", "decided_at"])
