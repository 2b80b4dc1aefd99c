"""规则提示: what the rules find at night is sealed to the sender's people; a person decides.

The site's own database is read and never written: no event, no notice and no line of its trail
tells anybody that a ticket was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from cadres.deadlines.rules.limits import day_of
from cadres.deadlines.selectors import limits
from cadres.deadlines.selectors.calendar import work_calendar
from cadres.errors import Invalid, NotPermitted, WrongState
from cadres.viewers.rules.viewer import Viewer
from cases.leads.candidates.models.candidates import Candidate
from cases.leads.candidates.rules import candidate_content
from cases.leads.candidates.rules import candidates as rules
from cases.leads.candidates.rules.candidate_content import Hint
from cases.leads.candidates.rules.candidates import CandidateState
from cases.leads.candidates.selectors import candidates, ticket_signals
from cases.leads.candidates.selectors.ticket_signals import Watched
from cases.leads.handling.services import drafts
from cases.leads.handling.services.drafts import Beginning
from cases.leads.keys.selectors import seats
from cases.leads.procedure.models.leads import Lead
from cases.leads.procedure.models.people import KeyPair, Office
from cases.leads.procedure.rules import content, limit_keys
from cases.leads.procedure.rules.content import Matter, Note
from cases.leads.procedure.rules.procedure import Refusal
from cases.leads.procedure.rules.vocabulary import Side
from cases.leads.steps.selectors import leads
from cases.leads.vault.models.folders import Folder, Piece, Wrap
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.rules.trust import UncheckedKey
from cases.leads.vault.selectors import folders as open_folders
from cases.leads.vault.selectors import roots
from cases.leads.vault.selectors.folders import OpenFolder
from cases.leads.vault.services import folders, sealing, trail
from cases.leads.vault.services.room_transaction import together

NO_KEY = "没有设置 LEADS_CANDIDATE_KEY：规则提示由后台进程查找，这把密钥只交给后台进程。"


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """A candidate in a list, unlocked."""

    candidate: Candidate
    hint: Hint


def sweep_candidates(*, actor: Viewer) -> int:
    """Each working night, county by county: propose what the rules find, each thing once."""
    return sum(_swept(office, actor) for office in candidates.offices(seen_by=actor))


@together()
def read_candidates(*, actor: Reader) -> list[CandidateLine]:
    """Unlock what waits for a decision; one line of the trail tells how many were shown."""
    rows = list(candidates.rows(seen_by=actor))
    lines = [line for line in _lines(rows, actor) if not _concerns(line.hint, actor.viewer)]
    trail.record("candidate.list", None, actor=actor.viewer, rows=len(lines))
    return lines


@together()
def take_candidate(candidate: Candidate, *, actor: Reader) -> Matter:
    """What the draft of a lead begins with; the candidate waits until it is drafted."""
    opened = _opened(candidate, actor)
    trail.record("candidate.read", candidate, actor=actor.viewer)
    hint = _hint(opened, actor)
    found_on = day_of(candidate.found_at)
    return candidate_content.matter_of(hint, found_on, actor.today, actor.viewer.name)


@together()
def draft_candidate(
    candidate: Candidate, matter: Matter, beginning: Beginning, *, actor: Reader
) -> Lead:
    """A person has looked into it and drafts the lead; both or neither."""
    candidate = _look_again(candidate, actor)
    lead = drafts.draft_lead(matter, beginning, actor=actor)
    mark_taken(candidate, lead, actor=actor)
    return lead


@together()
def mark_taken(candidate: Candidate, lead: Lead, *, actor: Reader) -> Candidate:
    """It has become this lead, which says all there is to say: the hint's own keys end.

    Which one is written nowhere but in the lead's own folder. Otherwise whoever could read the hint
    would know what the lead is about, even after it has been given away.
    """
    candidate = _look_again(candidate, actor)
    leads.fetch(lead.pk, seen_by=actor)
    _decide(candidate, CandidateState.TAKEN, actor)
    Wrap.objects.filter(folder__candidate=candidate).delete()
    trail.record("candidate.take", candidate, actor=actor.viewer)
    return candidate


@together()
def dismiss_candidate(
    candidate: Candidate, refusal: Refusal, text: str, *, actor: Reader
) -> Candidate:
    """It is no lead (不作线索): a named person decides, and locks the reason beside it."""
    if refusal not in Refusal.values:
        raise Invalid("请选择不作线索的原因。", {"refusal": "请从列表中选择"})
    candidate = _look_again(candidate, actor)
    opened = _opened(candidate, actor)
    _decide(candidate, CandidateState.DISMISSED, actor)
    note = content.as_bytes(Note(text.strip(), {"refusal": Refusal(refusal).value}))
    folders.put(opened, PieceKind.NOTE, note, at=actor.at, by=actor.cadre_id)
    trail.record("candidate.dismiss", candidate, actor=actor.viewer)
    return candidate


def _swept(office: Office, actor: Viewer) -> int:
    """One county; where its root was swapped nothing is sealed, and the others go on."""
    try:
        return _sweep(office, actor)
    except UncheckedKey:
        _note_mismatch(office, actor)
        return 0


@together()
def _note_mismatch(office: Office, actor: Viewer) -> None:
    trail.record("key.mismatch", office, actor=actor)


@together()
def _sweep(office: Office, actor: Viewer) -> int:
    if not work_calendar(None, office.county_id).is_working(actor.today):
        return 0
    sitting = _sitting(office, actor)
    found = [_propose(hint, sitting, office, actor) for hint in _new(office, actor)]
    count = sum(found)
    if count:
        trail.record("candidate.find", office, actor=actor, rows=count)
    return count


def _new(office: Office, actor: Viewer) -> list[Hint]:
    """What fires and says more than anything proposed before."""
    in_force = candidates.rules(office.county_id, seen_by=actor)
    limit = limits.find(limit_keys.LEAD_WATCH, "", actor.today, office.county_id)
    since = actor.today - timedelta(days=limit.amount)
    seen = ticket_signals.tickets(office.county_id, in_force, since, seen_by=actor)
    fired = [hint for hint in (_as_hint(one, in_force) for one in seen) if hint.firings]
    marks = {hint.ticket_id: _marks(hint, office) for hint in fired}
    there = candidates.known({mark for own in marks.values() for mark in own}, seen_by=actor)
    return [hint for hint in fired if not there & set(marks[hint.ticket_id])]


def _as_hint(one: Watched, in_force: Sequence[rules.Rule]) -> Hint:
    return Hint(
        ticket_id=one.ticket_id,
        number=one.number,
        title=one.title,
        enterprise=one.enterprise,
        unit=one.unit,
        holders=one.holders,
        firings=rules.firings(one.known, in_force),
        earlier=one.earlier,
    )


def _marks(hint: Hint, office: Office) -> list[str]:
    """The blind marks of the hint and of whatever would say as much; its own is the first."""
    return [
        _mark(rules.mark_words(office.county_id, hint.ticket_id, fired))
        for fired in rules.saying_as_much([firing.fires for firing in hint.firings])
    ]


def _mark(words: str) -> str:
    """Under a key that the worker alone is given: the database and the directory tie nothing."""
    if not settings.LEADS_CANDIDATE_KEY:
        raise WrongState(NO_KEY)
    return crypto.mark(settings.LEADS_CANDIDATE_KEY.encode(), words)


def _sitting(office: Office, actor: Viewer) -> list[tuple[KeyPair, Viewer]]:
    """Who may be sealed to: whose public key does not fit is left out, and that is on record."""
    known = roots.checked(seen_by=sealing.trust_of_server(office))
    fitting = []
    for pair, viewer in seats.sitting(office, actor.at, seen_by=actor):
        try:
            sealing.check_member(pair, roots=known)
        except UncheckedKey:
            trail.record("key.mismatch", pair.member, actor=actor)
        else:
            fitting.append((pair, viewer))
    return fitting


def _propose(
    hint: Hint, sitting: Sequence[tuple[KeyPair, Viewer]], office: Office, actor: Viewer
) -> bool:
    """Seal it to everybody whom it does not concern; where there is nobody, it waits unwritten."""
    readers = [pair for pair, viewer in sitting if not _concerns(hint, viewer)]
    if not readers:
        return False
    candidate = Candidate.objects.create(
        county_id=office.county_id, mark=_marks(hint, office)[0], found_at=actor.at
    )
    trust = sealing.trust_of_server(office)
    opened = folders.begin(
        FolderKind.CANDIDATE, readers, trust=trust, at=actor.at, candidate=candidate
    )
    folders.put(opened, PieceKind.CANDIDATE, content.as_bytes(hint), at=actor.at, by=None)
    return True


def _concerns(hint: Hint, viewer: Viewer) -> bool:
    """Whether somebody belongs to a unit through whose hands it went: they do not read it.

    Asked when it is found, and at each reading: they may have come to the unit since.
    """
    units = {one.unit_id for one in hint.holders}
    return any(post.unit_id in units for post in viewer.own_posts)


def _lines(rows: Sequence[Candidate], actor: Reader) -> list[CandidateLine]:
    """Two queries for all of them."""
    wraps = (
        Wrap.objects.holding(actor.key_pair_id, actor.at)
        .filter(folder__candidate__in=rows)
        .values_list("folder_id", "folder__candidate_id", "sealed")
    )
    keys = {folder: (pk, crypto.unseal(actor.key, bytes(sealed))) for folder, pk, sealed in wraps}
    pieces = Piece.objects.filter(folder__in=keys, kind=PieceKind.CANDIDATE)
    found = {keys[one.folder_id][0]: _unlocked(keys[one.folder_id][1], one) for one in pieces}
    return [CandidateLine(row, found[row.pk]) for row in rows if row.pk in found]


def _unlocked(key: bytes, piece: Piece) -> Hint:
    return candidate_content.hint_of(crypto.unlock(key, bytes(piece.locked), piece.place))


def _opened(candidate: Candidate, actor: Reader) -> OpenFolder:
    candidate = candidates.fetch(candidate.pk, seen_by=actor)
    folder = Folder.objects.get(candidate=candidate, kind=FolderKind.CANDIDATE)
    opened = open_folders.opened(folder, seen_by=actor)
    if _concerns(_hint(opened, actor), actor.viewer):
        raise NotPermitted("这条提示涉及您所在的单位，按规定应当回避，请由其他同志研判。")
    return opened


def _hint(opened: OpenFolder, actor: Reader) -> Hint:
    piece = open_folders.pieces(opened.folder, PieceKind.CANDIDATE, seen_by=actor).get()
    return _unlocked(opened.key, piece)


def _look_again(candidate: Candidate, actor: Reader) -> Candidate:
    """Lock the row by its key; then, in a second statement, read it as the actor may see it."""
    if actor.side != Side.SENDER:
        raise NotPermitted("规则提示由助企办研判。")
    Candidate.objects.select_for_update(no_key=True).filter(pk=candidate.pk).values_list(
        "pk"
    ).first()
    return candidates.fetch(candidate.pk, seen_by=actor)


def _decide(candidate: Candidate, state: CandidateState, actor: Reader) -> None:
    candidate.state = state
    candidate.decided_by_id, candidate.decided_at = actor.cadre_id, actor.at
    candidate.save(update_fields=["state", "decided_by_id", "decided_at"])
