"""The unit speaks: a clerk drafts, and what goes out goes out by the head's signature (签发)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from cadres.errors import Conflict, NotPermitted, WrongState
from cadres.models import Unit
from cadres.submissions.rules import text_limits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Application, Ticket, UnitDraft
from cases.tickets.rules import separation_of_duties, visibility, workflow
from cases.tickets.rules.applications import unit_drafts
from cases.tickets.rules.applications.unit_drafts import OPEN_DRAFTS, WAYS, DraftKind, DraftState
from cases.tickets.rules.workflow import Action, Party
from cases.tickets.selectors.applications import draft_terms
from cases.tickets.selectors.applications import unit_drafts as drafts_seen
from cases.tickets.services import recipients
from cases.tickets.services.applications.applications import (
    ask_extension,
    ask_hand_up,
    ask_parking,
    ask_plan,
)
from cases.tickets.services.handling.objections import Objected, object_to_ticket
from cases.tickets.services.transitions import advance, hands_of, look_again, post_for

CHANGED = "稿子已经改动、签发或撤回，没有办理。请重新打开，看过现在的内容再签发。"
WAITS = "已有一件{}待签发，请刷新后在原稿上修改，或先撤回。"
# What each kind does once it is signed; it checks anew whatever its limits ask. An upper room adds
# what the unit says to it, in apps.ready().
ACTIONS: dict[DraftKind, Callable[..., Any]] = {
    DraftKind.OBJECTION: object_to_ticket,
    DraftKind.EXTENSION: ask_extension,
    DraftKind.PARKING: ask_parking,
    DraftKind.PLAN: ask_plan,
    DraftKind.HAND_UP: ask_hand_up,
}


@dataclass(frozen=True, slots=True)
class Said:
    """What came of it: `result` is what its action returned; nothing while a head must sign."""

    result: Any = None
    draft: UnitDraft | None = None
    # Nobody there is posted who could sign it.
    is_unheard: bool = False

    @property
    def waits(self) -> bool:
        return self.draft is not None and self.draft.state == DraftState.WAITING


@transaction.atomic
def say(
    ticket: Ticket,
    kind: DraftKind,
    words: Mapping[str, Any],
    *,
    actor: Viewer,
    replaces: str = "",
) -> Said:
    """The unit says something: at once by its head, else as a draft that its head is to sign.

    `replaces` is the digest of the draft, or of the waiting application, that this one changes.
    Where the county asks for no signature, or the office speaks for itself, it goes out at once.
    """
    ticket = look_again(ticket, actor=actor)
    parties = _parties(ticket, actor)
    workflow.step_for(ticket.state, WAYS[kind].action, parties)
    earlier = _open(ticket, kind)
    given = _given(kind, words, replaces, earlier)
    if not drafts_seen.needs_signature(ticket, kind, seen_by=actor):
        return Said(_go_out(ticket, kind, given, actor))
    if Party.HANDLER not in parties:
        # A head who is also a clerk drafts like one: nobody signs what they drafted.
        _check_key(ticket, actor)
        draft = _draft(ticket, kind, given, actor, earlier)
        return Said(_sign(ticket, draft, actor), draft)
    _rehearse(ticket, kind, given, actor)
    draft = _draft(ticket, kind, given, actor, earlier)
    return _sent(ticket, draft, actor)


@transaction.atomic
def sign_draft(ticket: Ticket, *, actor: Viewer, digest: str) -> Said:
    """The head signs the words that were shown (`digest`), and they go out at that moment."""
    ticket, draft = _seen(ticket, digest, actor)
    return Said(_sign(ticket, draft, actor), draft)


@transaction.atomic
def return_draft(ticket: Ticket, *, actor: Viewer, digest: str, reason: str) -> UnitDraft:
    """The head does not sign it as it stands: back to the clerks, with the reason."""
    text_limits.require(reason, "reason", "请写明怎样修改。")
    ticket, draft = _seen(ticket, digest, actor)
    _end(ticket, draft, DraftState.RETURNED, actor, reason.strip())
    label = DraftKind(draft.kind).label
    ticket = advance(ticket, Action.RETURN_DRAFT, actor=actor, note=f"{label}退回经办人修改。")
    recipients.tell_clerks("draft_returned", ticket, [draft.unit_id], actor=actor)
    return draft


@transaction.atomic
def drop_draft(ticket: Ticket, *, actor: Viewer, digest: str) -> UnitDraft:
    """The clerks think better of it before anybody signed."""
    ticket = look_again(ticket, actor=actor)
    draft = _by_digest(ticket, digest, OPEN_DRAFTS)
    if draft.unit_id not in actor.clerk_unit_ids:
        raise NotPermitted("送签的稿子由本单位经办人撤回。")
    _end(ticket, draft, DraftState.TAKEN_BACK, actor, "")
    note = f"撤回{DraftKind(draft.kind).label}，没有签发。"
    advance(ticket, Action.DROP_DRAFT, actor=actor, note=note)
    return draft


def _sign(ticket: Ticket, draft: UnitDraft, actor: Viewer) -> Any:
    _end(ticket, draft, DraftState.SIGNED, actor, "")
    kind = DraftKind(draft.kind)
    result = _go_out(ticket, kind, draft.words, actor)
    if isinstance(result, Application):
        draft.application = result
    if isinstance(result, Objected):
        draft.objection_id = result.objection_id
    draft.save(update_fields=["application", "objection"])
    audit.record("unit_draft.sign", ticket, actor=actor, kind=kind.label, digest=draft.digest)
    return result


def _seen(ticket: Ticket, digest: str, actor: Viewer) -> tuple[Ticket, UnitDraft]:
    """Lock the ticket and look again: the draft still waits, and this head may decide on it."""
    ticket = look_again(ticket, actor=actor)
    draft = _by_digest(ticket, digest, {DraftState.WAITING})
    if draft.unit_id not in actor.head_unit_ids:
        raise NotPermitted("由本单位负责人签发，您不在其中。")
    _check_key(ticket, actor)
    return ticket, draft


def _sent(ticket: Ticket, draft: UnitDraft, actor: Viewer) -> Said:
    """It lies on the head's desk; that it does is no secret, what it says is the unit's own."""
    note = f"{DraftKind(draft.kind).label}，送本单位负责人签发。"
    ticket = advance(ticket, Action.DRAFT, actor=actor, note=note)
    heads = recipients.heads([ticket.unit_id], actor)
    recipients.tell("draft_waits", ticket, heads, actor=actor)
    return Said(draft=draft, is_unheard=not heads)


def _parties(ticket: Ticket, actor: Viewer) -> frozenset[Party]:
    """Who signs a result for a unit that does not, speaks for it in nothing else."""
    parties = visibility.parties_of(actor, ticket)
    return parties if ticket.unit_id in actor.head_unit_ids else parties - {Party.HEAD}


def _check_key(ticket: Ticket, actor: Viewer) -> None:
    post = post_for(ticket, actor, Party.HEAD)
    principal_id = post.principal_id if post else None
    separation_of_duties.check(Action.RETURN_DRAFT, actor.cadre_id, hands_of(ticket), principal_id)


def _given(
    kind: DraftKind, words: Mapping[str, Any], replaces: str, earlier: UnitDraft | None
) -> dict[str, Any]:
    """Return the words as the row keeps them; what is changed is what was seen."""
    if earlier is not None and replaces != earlier.digest:
        raise Conflict(WAITS.format(kind.label) if not replaces else CHANGED)
    given = {name: _stored(value) for name, value in words.items()}
    if unit_drafts.is_replaceable(kind):
        given["replaces"] = earlier.words["replaces"] if earlier is not None else replaces
    elif replaces and earlier is None:
        raise Conflict(CHANGED)
    return given


def _draft(
    ticket: Ticket,
    kind: DraftKind,
    words: dict[str, Any],
    actor: Viewer,
    earlier: UnitDraft | None,
) -> UnitDraft:
    """One of a kind is open at a time: what changes it ends it, so that no signature fits both."""
    if earlier is not None:
        over = {"state": DraftState.LAPSED, "note": "已修改，以新稿为准。", "ended_at": actor.at}
        UnitDraft.objects.filter(pk=earlier.pk).update(**over)
    return UnitDraft.objects.create(
        ticket=ticket,
        unit_id=ticket.unit_id or 0,
        round=ticket.round,
        kind=kind,
        words=words,
        digest=unit_drafts.digest_of(kind, words),
        drafted_by_id=actor.person_id,
        drafted_at=actor.at,
        sign_by=draft_terms.last_day(ticket, kind, seen_by=actor),
    )


def _end(ticket: Ticket, draft: UnitDraft, state: DraftState, actor: Viewer, note: str) -> None:
    post = post_for(ticket, actor, Party.HEAD)
    draft.state, draft.note, draft.ended_at = state, note, actor.at
    if state in (DraftState.SIGNED, DraftState.RETURNED):
        draft.signed_by_id = actor.person_id
        draft.principal_id = post.principal_id if post else None
        draft.posting_id = post.posting_id if post else None
    draft.save(update_fields=["state", "note", "ended_at", "signed_by", "principal", "posting"])


def _go_out(ticket: Ticket, kind: DraftKind, words: Mapping[str, Any], actor: Viewer) -> Any:
    said = {name: _restored(name, value) for name, value in words.items()}
    return ACTIONS[kind](ticket, actor=actor, **said)


class _Rehearsed(Exception):
    """Nothing is wrong with it; and nothing of it stays."""


def _rehearse(ticket: Ticket, kind: DraftKind, words: Mapping[str, Any], actor: Viewer) -> None:
    """The same action with its last step off: no head is asked for what would be refused anyway."""
    try:
        with transaction.atomic():
            _go_out(ticket, kind, words, actor)
            raise _Rehearsed
    except _Rehearsed:
        return


def _open(ticket: Ticket, kind: DraftKind) -> UnitDraft | None:
    return UnitDraft.objects.filter(ticket=ticket, kind=kind, state__in=OPEN_DRAFTS).first()


def _by_digest(ticket: Ticket, digest: str, states: Any) -> UnitDraft:
    found = UnitDraft.objects.filter(ticket=ticket, digest=digest, state__in=states).first()
    if found is None:
        raise Conflict(CHANGED)
    if not unit_drafts.stands(found.kind, ticket.state):
        raise WrongState("工单已往下办理，这份稿子不再适用，请刷新后再看。")
    return found


def _stored(value: Any) -> Any:
    if isinstance(value, Unit):
        return {"pk": value.pk, "name": value.name}
    return unit_drafts.stored(value)


def _restored(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return Unit.objects.get(pk=value["pk"])
    return unit_drafts.restored(name, value)
