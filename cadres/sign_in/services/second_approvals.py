"""One administrator asks, another agrees: codes and postings of those whom nobody changes alone."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.models import Cadre, SecondApproval
from cadres.notifications.services import outbox
from cadres.people.rules import authority
from cadres.people.selectors import people
from cadres.people.services.postings import NewPosting, check_may_take_up, take_up
from cadres.sign_in.rules import second_approvals as rules
from cadres.sign_in.rules.second_approvals import Kind, State
from cadres.sign_in.selectors import second_approvals
from cadres.sign_in.services.one_time_codes import Slip, digest, new_slip, write_codes
from cadres.trail.services import audit
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer

LONGEST_REASON = 200


@transaction.atomic
def ask_for_code(cadre: Cadre, reason: str, *, actor: Viewer) -> SecondApproval:
    """An administrator asks for a new code of an administrator or a discipline officer.

    Raises NotPermitted, Invalid, Conflict where one is open already.
    """
    authority.check_may_ask_code(actor, people.standing(cadre, seen_by=actor))
    if not cadre.is_active:
        raise Invalid(f"{cadre.name}已离岗，不能发放口令。")
    _end_forgotten(cadre, actor)
    return _ask(SecondApproval(kind=Kind.CODE, cadre=cadre), reason, actor)


@transaction.atomic
def ask_for_posting(cadre: Cadre, new: NewPosting, reason: str, *, actor: Viewer) -> SecondApproval:
    """Who may give the post asks for it; another administrator agrees before it holds."""
    check_may_take_up(cadre, new, actor=actor)
    wanted = SecondApproval(
        kind=Kind.POSTING,
        cadre=cadre,
        unit=new.unit,
        role=new.role,
        title=new.title.strip(),
        from_on=new.from_on,
    )
    return _ask(wanted, reason, actor)


@transaction.atomic
def approve(asked: SecondApproval, *, actor: Viewer) -> Slip | None:
    """The second agrees. Of a code, returns the slip with the second's half, known only now."""
    asked = _open(asked, State.WAITING, actor)
    _check_is_second(asked, actor)
    asked.decided_by_id, asked.decided_at = actor.person_id, actor.at
    slip = None
    if asked.kind == Kind.CODE:
        slip = new_slip(asked.cadre, actor.at)
        asked.second_digest = digest(asked.cadre_id, slip.code)
        asked.state = State.APPROVED
    else:
        take_up(asked.cadre, _posting(asked), actor=actor)
        asked.state = State.DONE
    asked.save(update_fields=["state", "decided_by", "decided_at", "second_digest"])
    _record_and_tell(asked, "second.approve", actor)
    return slip


@transaction.atomic
def print_first_half(asked: SecondApproval, *, actor: Viewer) -> Slip:
    """Who asked prints the other half; from now on the old password and sessions are over."""
    asked = _open(asked, State.APPROVED, actor)
    if asked.asked_by_id != actor.cadre_id:
        raise NotPermitted("另一半口令由提出的人打印。")
    slip = write_codes([asked.cadre], actor=actor, second_digest=asked.second_digest)[0]
    asked.state = State.DONE
    asked.save(update_fields=["state"])
    return slip


@transaction.atomic
def refuse(asked: SecondApproval, *, actor: Viewer) -> SecondApproval:
    """The second does not agree."""
    asked = _open(asked, State.WAITING, actor)
    _check_is_second(asked, actor)
    return _close(asked, State.REFUSED, "second.refuse", actor)


@transaction.atomic
def withdraw(asked: SecondApproval, *, actor: Viewer) -> SecondApproval:
    """Who asked takes it back."""
    asked = _open(asked, State.WAITING, actor)
    if asked.asked_by_id != actor.cadre_id:
        raise NotPermitted("只有提出的人可以撤回。")
    return _close(asked, State.WITHDRAWN, "second.withdraw", actor)


def _ask(wanted: SecondApproval, reason: str, actor: Viewer) -> SecondApproval:
    wanted.reason = reason.strip()
    if not 0 < len(wanted.reason) <= LONGEST_REASON:
        sentence = f"请写明原因，不超过 {LONGEST_REASON} 个字。"
        raise Invalid(sentence, {"reason": sentence})
    wanted.asked_by_id, wanted.asked_at = actor.person_id, actor.at
    try:
        with transaction.atomic():
            wanted.save(force_insert=True)
    except IntegrityError as twice:
        raise Conflict(f"{wanted.cadre.name}的口令已有人提出，请到“双人办理”查看。") from twice
    _record_and_tell(wanted, "second.ask", actor)
    return wanted


def _open(asked: SecondApproval, state: State, actor: Viewer) -> SecondApproval:
    SecondApproval.objects.select_for_update(no_key=True).filter(pk=asked.pk).first()
    asked = second_approvals.fetch(asked.pk, seen_by=actor)
    if asked.state != state or rules.is_over(asked.asked_at, actor.at):
        raise WrongState("这项双人办理已经结束或还没有轮到，请刷新页面。")
    return asked


def _check_is_second(asked: SecondApproval, actor: Viewer) -> None:
    standing = people.standing(asked.cadre, seen_by=actor)
    if asked.unit and not standing.stands:
        # Somebody without a post yet: the place is that of the post to come.
        place = asked.unit.region.path
        standing = authority.Standing(standing.cadre_id, (), (place, *standing.protected_in))
    authority.check_may_decide_with(actor, standing, asked.asked_by_id)


def _close(asked: SecondApproval, state: State, verb: str, actor: Viewer) -> SecondApproval:
    asked.state, asked.decided_by_id, asked.decided_at = state, actor.person_id, actor.at
    asked.save(update_fields=["state", "decided_by", "decided_at"])
    _record_and_tell(asked, verb, actor)
    return asked


def _end_forgotten(cadre: Cadre, actor: Viewer) -> None:
    """What nobody decided in its time makes room for a new one."""
    old = actor.at - rules.OPEN_FOR
    open_ones = SecondApproval.objects.filter(
        cadre=cadre, kind=Kind.CODE, state__in=[State.WAITING, State.APPROVED]
    )
    open_ones.filter(asked_at__lt=old).update(state=State.WITHDRAWN)


def _posting(asked: SecondApproval) -> NewPosting:
    if asked.unit is None or asked.from_on is None:
        raise WrongState("这项双人办理没有写明任职。")
    return NewPosting(asked.unit, Role(asked.role), asked.from_on, asked.title)


def _record_and_tell(asked: SecondApproval, verb: str, actor: Viewer) -> None:
    """Who is meant, who asked, and every administrator of the place: the auditor among them."""
    audit.record(verb, asked, actor=actor, cadre=asked.cadre_id, role=asked.role)
    kind = rules.ASKED if asked.state == State.WAITING else rules.DECIDED
    told = second_approvals.concerned(asked, seen_by=actor)
    outbox.queue(kind, asked.pk, to=told, actor=actor, once_per=asked.state)
