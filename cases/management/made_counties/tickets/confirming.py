"""What the enterprise of a made ticket says: by a link, by a call, or nothing."""

from __future__ import annotations

import hashlib

from cases.management.made_counties.days import DAY
from cases.management.made_counties.registry import Post
from cases.management.made_counties.tables import NULL
from cases.management.made_counties.tickets import problems
from cases.management.made_counties.tickets.life import Life, Link
from cases.management.made_counties.tickets.problems import pick
from cases.models import ConfirmationLink, Rating
from cases.tickets.rules.closing import reminders
from cases.tickets.rules.vocabulary import Answer, Channel, Outcome, Satisfaction
from cases.tickets.rules.workflow import UNSOLVED, Action, State
from cases.tickets.services.closing.closing import ACTIONS

LEVELS = tuple(Satisfaction)
# Working days from one reminder of an enterprise to the next.
REMINDED_EVERY = 3


def at_enterprise(life: Life) -> bool:
    """Waiting for the enterprise: a link, an answer by it, a call; some stay silent."""
    if life.link is None and life.rng.random() < 0.75 and _send_link(life):
        return life.now <= life.days.end
    if life.link is not None and life.rng.random() < 0.8:
        return _answer_by_link(life)
    chance = life.rng.random()
    if chance < 0.15:
        return chance < 0.08 and _stay_silent(life)
    return _answer_by_call(life)


def _stay_silent(life: Life) -> bool:
    """Reminded as often as it may be, and then left in peace."""
    for nth in range(1, reminders.MOST + 1):
        if not life.wait(REMINDED_EVERY):
            return False
        note = reminders.said(nth, reminders.MOST)
        life.step(Action.REMIND_ENTERPRISE, None, State.UNCONFIRMED, note, life.unit)
    if life.wait(REMINDED_EVERY):
        note = reminders.said_unanswered(reminders.MOST)
        life.step(Action.LEAVE_UNANSWERED, None, State.NO_ANSWER, note, life.unit)
    return False


def _send_link(life: Life) -> bool:
    """The covering cadre sends it, or a clerk of the office; nobody who had a hand in it."""
    if not life.wait(0.4):
        return True
    hands = {*life.handlers, life.signer, life.dispatcher.person.pk if life.dispatcher else None}
    sender = _liaison(life, hands)
    if sender is None:
        sender = life.on_duty(life.county.campaign, without=hands)
    if sender is None:
        return False
    digest = hashlib.sha256(life.rng.randbytes(24)).hexdigest()
    expires = life.now + life.days.link_days(life.today) * DAY
    life.link = Link(life.round, digest, sender.person.pk, life.now, expires)
    life.step(Action.LINK, sender, State.UNCONFIRMED, "", life.unit)
    return True


def _answer_by_link(life: Life) -> bool:
    link = life.link
    if not life.wait(4 * life.rng.random() ** 2) or link is None:
        return False
    if life.now >= link.expires:
        return _answer_by_call(life)
    answer = _answer(life, Channel.LINK, None)
    close_link(life, used=True)
    return _ended(life, answer, Channel.LINK, None)


def _answer_by_call(life: Life) -> bool:
    """A clerk who did not dispatch it, of whom nobody can say that the result is their own."""
    if not life.wait(1.5 + 3 * life.rng.random()):
        return False
    hands = {*life.handlers, life.signer, life.dispatcher.person.pk if life.dispatcher else None}
    caller = life.on_duty(life.county.campaign, without=hands)
    if caller is None:
        return False
    answer = _answer(life, Channel.CALL, caller)
    close_link(life, ended=True)
    return _ended(life, answer, Channel.CALL, caller)


def _answer(life: Life, channel: Channel, caller: Post | None) -> Answer:
    random = life.rng.random
    is_denied = random() > 0.96 and life.round < 3
    answer = _denial(random()) if is_denied else Answer.SOLVED
    level = int(5 * random() ** (3 if answer == Answer.SOLVED else 0.7))
    satisfaction = LEVELS[level] if random() < 0.75 else ""
    comment = pick(life.rng, problems.COMMENTS) if random() < 0.2 else ""
    life.rows[Rating].append(
        f"{life.pk}\t{life.round}\t{answer}\t{satisfaction}\t{comment}\t{channel}"
        f"\t{caller.person.pk if caller else NULL}\t{life.days.stamp(life.now)}"
    )
    return answer


def _denial(chance: float) -> Answer:
    return Answer.PARTLY if chance < 0.4 else Answer.NOT_SOLVED


def _ended(life: Life, answer: Answer, channel: Channel, caller: Post | None) -> bool:
    """Closed; or, where it is not solved, a new round: the promise is not reset."""
    action = ACTIONS[channel][answer]
    if action not in UNSOLVED:
        life.closed, life.answer = life.today, answer
        life.outcome = Outcome.SOLVED
        life.step(action, caller, State.CLOSED, answer.label, life.unit)
        return True
    life.round += 1
    life.signer = life.approved = None
    life.outcome = ""
    life.step(action, caller, State.IN_HAND, answer.label, life.unit)
    life.work_again()
    return True


def close_link(life: Life, *, used: bool = False, ended: bool = False) -> None:
    """Write the link with its end; one that nobody used stays open."""
    link, stamp = life.link, life.days.stamp
    if link is None:
        return
    life.link = None
    life.rows[ConfirmationLink].append(
        f"{life.pk}\t{link.digest}\t{link.round}\t{link.issuer}\t{stamp(link.issued)}"
        f"\t{stamp(link.expires)}\t{stamp(life.now) if used else NULL}"
        f"\t{stamp(life.now) if ended else NULL}"
    )


def _liaison(life: Life, hands: set[int | None]) -> Post | None:
    if life.firm is None:
        return None
    for since, until, person in life.firm.covers:
        if since <= life.today <= until and person.pk not in hands:
            return life.on_duty([life.county.cadre_posts[person.pk]])
    return None
