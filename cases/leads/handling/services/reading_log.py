"""Every reading is recorded: it is written into the room's trail, or nothing is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from cadres.errors import Absent
from cadres.search.rules import character_pairs
from cadres.submissions.rules import edits
from cases.leads.handling.rules import issued_letters
from cases.leads.handling.rules.issued_letters import Frozen
from cases.leads.handling.rules.readable_content import FileLine, LetterLine, Reading, Supplement
from cases.leads.handling.rules.suggestions import Suggestion, suggestion_of
from cases.leads.handling.services import draft_edits, drafts, letters
from cases.leads.procedure.models.leads import Lead
from cases.leads.procedure.rules import content
from cases.leads.procedure.rules.content import Attachment, Matter
from cases.leads.procedure.rules.procedure import Action
from cases.leads.steps.selectors import leads
from cases.leads.steps.services import transitions
from cases.leads.vault.models.folders import Folder, Piece, Wrap
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import folders as open_folders
from cases.leads.vault.selectors.folders import OpenFolder
from cases.leads.vault.services import encrypted_files, trail
from cases.leads.vault.services.room_transaction import together

Read = TypeVar("Read")
APART = frozenset({FolderKind.REPORTER, FolderKind.ASKING})


@dataclass(frozen=True, slots=True)
class Line:
    """A lead in a list; the matter only where its file is the reader's."""

    lead: Lead
    matter: Matter | None


@together()
def read_lead(lead: Lead, *, actor: Reader) -> Reading:
    """Unlock whatever of the lead is wrapped for the actor; who reported it is asked for apart."""
    lead = leads.fetch(lead.pk, seen_by=actor)
    trail.record("lead.read", lead, actor=actor.viewer)
    found = Reading()
    for opened in open_folders.all_of_lead(lead, seen_by=actor):
        if opened.folder.kind not in APART:
            found = _with(found, opened, actor)
    return found


@together()
def read_draft(lead: Lead, *, actor: Reader) -> tuple[Matter, edits.Read]:
    """Unlock the text of a draft so that it can be changed: that too is a reading."""
    lead, _ = transitions.ready(lead, Action.EDIT, actor=actor)
    trail.record("lead.read", lead, actor=actor.viewer)
    opened = drafts.own_file(lead, actor)
    matter = letters.matter_in(opened, actor)
    return matter, draft_edits.read_of(opened, matter, actor=actor)


@together()
def read_list(rows: Sequence[Lead], *, actor: Reader) -> list[Line]:
    """Unlock the matters of a list at once; one entry tells how many were shown."""
    matters = _matters(rows, actor)
    trail.record("lead.list", None, actor=actor.viewer, rows=len(rows))
    return [Line(lead, matters.get(lead.pk)) for lead in rows]


@together()
def search_leads(words: str, rows: Sequence[Lead], *, actor: Reader) -> list[Line]:
    """Find words in what the actor may read, and in numbers; no word of it leaves the memory."""
    wanted = character_pairs.normalised(words)
    lines = read_list(rows, actor=actor)
    return [line for line in lines if wanted in _searched(line)]


@together()
def take_out_file(lead: Lead, piece_id: int, *, actor: Reader) -> tuple[Attachment, bytes]:
    """Take a file out of the room (下载); it is on record."""
    opened, piece = _piece(lead, piece_id, PieceKind.ATTACHMENT, actor)
    trail.record("lead.take_out", lead, actor=actor.viewer, piece=piece.pk)
    known = content.attachment_of(open_folders.read(opened, piece))
    return known, encrypted_files.fetch(opened.key, piece.file, piece.place)


@together()
def take_out_letter(lead: Lead, piece_id: int, *, actor: Reader) -> tuple[Frozen, bytes]:
    """Take a letter out as it was issued: its sheet, and the very file of its issue."""
    opened, piece = _piece(lead, piece_id, PieceKind.LETTER, actor)
    trail.record("lead.take_out", lead, actor=actor.viewer, piece=piece.pk)
    letter = issued_letters.letter_of(open_folders.read(opened, piece))
    return letter, encrypted_files.fetch(opened.key, piece.file, piece.place)


def _piece(lead: Lead, piece_id: int, kind: PieceKind, actor: Reader) -> tuple[OpenFolder, Piece]:
    for opened in open_folders.all_of_lead(lead, seen_by=actor):
        found = open_folders.pieces(opened.folder, kind, seen_by=actor).filter(pk=piece_id).first()
        if found is not None:
            return opened, found
    raise Absent("没有这个文件。")


def _with(found: Reading, opened: OpenFolder, actor: Reader) -> Reading:
    """The reading with what lies in one more folder."""
    pieces = list(open_folders.pieces(opened.folder, seen_by=actor))
    data = {piece.pk: open_folders.read(opened, piece) for piece in pieces}
    if opened.folder.kind == FolderKind.SUPPLEMENT:
        supplement = Supplement(_text(pieces, data), _files(pieces, data))
        return replace(found, supplements=(*found.supplements, supplement))
    return replace(
        found,
        matter=_last(pieces, data, PieceKind.MATTER, content.matter_of) or found.matter,
        files=(*found.files, *_files(pieces, data)),
        letters=(*found.letters, *_letters(pieces, data)),
        notes={**found.notes, **_notes(pieces, data)},
        suggestions={**found.suggestions, **_suggestions(pieces, data)},
        feedback=_last(pieces, data, PieceKind.FEEDBACK, content.feedback_of) or found.feedback,
    )


def _last(
    pieces: Sequence[Piece],
    data: dict[int, bytes],
    kind: PieceKind,
    read: Callable[[bytes], Read],
) -> Read | None:
    own = [piece for piece in pieces if piece.kind == kind]
    return read(data[own[-1].pk]) if own else None


def _files(pieces: Sequence[Piece], data: dict[int, bytes]) -> tuple[FileLine, ...]:
    return tuple(
        FileLine(piece.pk, content.attachment_of(data[piece.pk]))
        for piece in pieces
        if piece.kind == PieceKind.ATTACHMENT
    )


def _letters(pieces: Sequence[Piece], data: dict[int, bytes]) -> tuple[LetterLine, ...]:
    return tuple(
        LetterLine(piece.pk, issued_letters.letter_of(data[piece.pk]))
        for piece in pieces
        if piece.kind == PieceKind.LETTER
    )


def _notes(pieces: Sequence[Piece], data: dict[int, bytes]) -> dict[int, str]:
    return {
        piece.step_id: content.note_of(data[piece.pk]).text
        for piece in pieces
        if piece.kind == PieceKind.NOTE and piece.step_id
    }


def _suggestions(pieces: Sequence[Piece], data: dict[int, bytes]) -> dict[int, Suggestion]:
    return {
        piece.step_id: suggestion_of(data[piece.pk])
        for piece in pieces
        if piece.kind == PieceKind.SUGGESTION and piece.step_id
    }


def _text(pieces: Sequence[Piece], data: dict[int, bytes]) -> str:
    notes = [data[piece.pk] for piece in pieces if piece.kind == PieceKind.NOTE]
    return "\n".join(content.note_of(note).text for note in notes)


def _matters(rows: Sequence[Lead], actor: Reader) -> dict[int, Matter]:
    """The newest matter of each lead whose file the actor holds; two queries for all of them."""
    wraps = (
        Wrap.objects.holding(actor.key_pair_id, actor.at)
        .filter(folder__lead__in=rows, folder__kind=FolderKind.FILE)
        .select_related("folder")
    )
    opened = {
        wrap.folder_id: (wrap.folder, crypto.unseal(actor.key, bytes(wrap.sealed)))
        for wrap in wraps
    }
    newest = (
        Piece.objects.filter(folder__in=opened, kind=PieceKind.MATTER, removed_at__isnull=True)
        .order_by("folder_id", "-pk")
        .distinct("folder_id")
    )
    return {_lead_id(opened[p.folder_id][0]): _matter(p, opened[p.folder_id][1]) for p in newest}


def _lead_id(folder: Folder) -> int:
    assert folder.lead_id is not None
    return folder.lead_id


def _matter(piece: Piece, key: bytes) -> Matter:
    return content.matter_of(crypto.unlock(key, bytes(piece.locked), piece.place))


def _searched(line: Line) -> str:
    words = content.words(line.matter) if line.matter else ""
    return character_pairs.normalised(f"{line.lead} {words}")
