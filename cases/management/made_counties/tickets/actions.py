"""What is done to made tickets, state by state; every action is a step of `workflow.STEPS`.

Each function lets time pass, does one action, and says whether it happened: a ticket at which
nobody does anything any more stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cases.management.made_counties import names
from cases.management.made_counties.registry import Office, Post
from cases.management.made_counties.tickets import problems, unit_drafts
from cases.management.made_counties.tickets.confirming import at_enterprise, close_link
from cases.management.made_counties.tickets.life import Life, Step
from cases.management.made_counties.tickets.problems import pick
from cases.models import Approval
from cases.tickets.rules.closing.approvals import content_digest
from cases.tickets.rules.closing.outcomes import Finding
from cases.tickets.rules.vocabulary import HandlingClass, Outcome
from cases.tickets.rules.workflow import Action, State

# Made histories count in days, so classes with terms of their own stay out.
CLASSES = tuple(HandlingClass)[:5]
# Keys of measures: so many belong to one ticket.
MEASURES_AT_MOST = 16
# Shares of units that are done within the limit, and soon after it; the rest takes long.
IN_TIME, LATE = 0.91, 0.975


def live(life: Life) -> None:
    """File, and go on until nothing happens any more."""
    product = names.TRADES[life.firm.trade][1].split("、")[0] if life.firm else "相关产品"
    life.title = problems.title_of(life.rng, life.kind)
    life.text = problems.text_of(life.rng, life.title, product)
    life.step(Action.FILE, life.filer, State.FILED, "", None)
    while life.state in NEXT and NEXT[life.state](life):
        pass
    close_link(life)
    life.write()


def _at_office(life: Life) -> bool:
    """Waiting for dispatch: seldom corrected or voided, mostly dispatched the same day."""
    chance = life.rng.random()
    actor = life.on_duty(life.county.campaign)
    if not life.wait(_delay(chance)) or actor is None:
        return False
    if chance < 0.012:
        return _void(life, actor if chance < 0.008 else _filer(life) or actor)
    if chance < 0.024:
        return _correct(life, _filer(life) or actor)
    return _dispatch(life, actor)


def _at_door(life: Life) -> bool:
    """Waiting for the unit: accepted, given back, recalled, or seldom voided."""
    chance = life.rng.random()
    if not life.wait(_delay(chance)):
        return False
    office = life.on_duty(life.county.campaign)
    if office and chance < 0.003:
        return _void(life, office)
    if office and chance < 0.006:
        return _correct(life, office)
    if office and chance < 0.014:
        return _back(life, Action.RECALL, office, pick(life.rng, problems.RECALLS))
    clerk = life.on_duty(life.unit.clerks) if life.unit else None
    if clerk is None:
        return False
    if chance < 0.06 and life.objections < 2:
        life.objections += 1
        other = names.DEPARTMENTS[int(len(names.DEPARTMENTS) * life.rng.random())]
        note = pick(life.rng, problems.OBJECTIONS, unit=other)
        if head := unit_drafts.signer_of(life, clerk):
            return _back(life, Action.OBJECT, head, note)
    return _accept(life, clerk)


def _at_work(life: Life) -> bool:
    """In hand: measures, notes, evidence, and the result at last."""
    if not life.wait(life.gap) or life.unit is None:
        return False
    office = life.on_duty(life.county.campaign)
    if office and life.rng.random() < 0.001:
        return _correct(life, office)
    clerk = life.on_duty(life.unit.clerks)
    if clerk is None:
        return False
    return WORK[life.queue.pop()](life, clerk)


def _at_head(life: Life) -> bool:
    """The result lies before the head, who has not handled the ticket."""
    chance = life.rng.random()
    if chance > 0.992 or not life.wait(_delay(chance)) or life.unit is None:
        return False
    head = life.on_duty(life.unit.heads, without=life.handlers)
    if head is None:
        return False
    if life.rng.random() < 0.05:
        return _send_back(life, head)
    return _approve(life, head)


NEXT: dict[str, Callable[[Life], bool]] = {
    State.FILED: _at_office,
    State.ASSIGNED: _at_door,
    State.IN_HAND: _at_work,
    State.RESOLVED: _at_head,
    State.UNCONFIRMED: at_enterprise,
}


def _dispatch(life: Life, actor: Post) -> bool:
    random = life.rng.random
    found = CLASSES[int(len(CLASSES) * random())] if random() < 0.15 else life.proposed_class
    life.handling_class, life.unit = found, _unit_for(life)
    shared = random() < (0.8 if found == HandlingClass.JOINT else 0.06)
    life.helpers = _helpers(life, 1 + int(3 * random())) if shared else []
    life.dispatcher, life.dispatched = actor, life.today
    life.step(Action.DISPATCH, actor, State.ASSIGNED, "", None)
    return True


def _back(life: Life, action: Action, actor: Post, note: str) -> bool:
    before = _without_unit(life)
    life.step(action, actor, State.FILED, note, before)
    return True


def _void(life: Life, actor: Post) -> bool:
    before = _without_unit(life)
    life.step(Action.VOID, actor, State.VOID, pick(life.rng, problems.VOIDS), before)
    return True


def _correct(life: Life, actor: Post) -> bool:
    life.title = problems.title_of(life.rng, life.kind)
    life.text = problems.text_of(life.rng, life.title, "主要产品")
    note = pick(life.rng, problems.CORRECTIONS)
    life.step(Action.CORRECT, actor, State(life.state), note, life.unit)
    return True


def _accept(life: Life, clerk: Post) -> bool:
    life.accepted = life.today
    life.handlers.add(clerk.person.pk)
    life.step(Action.ACCEPT, clerk, State.IN_HAND, "", life.unit)
    count = 1 + int(2.2 * life.rng.random())
    notes = int(3 * life.rng.random() ** 2)
    work = [Action.MEASURE] * count + [Action.NOTE] * notes + [Action.CORRECT] * count
    life.queue = [Action.RESOLVE, *reversed(work)]
    life.gap = _length(life) / len(life.queue)
    return True


def _plan(life: Life, clerk: Post) -> bool:
    text = pick(life.rng, life.kind.measures)
    due = life.days.working_day_after(life.today, 2 + int(5 * life.rng.random()))
    pk = life.pk * MEASURES_AT_MOST + len(life.steps)
    owner = clerk.person.name
    life.steps.append(Step(pk, text, owner, due, life.now, clerk.person.pk, life.round))
    return _handle(life, Action.MEASURE, clerk, State.IN_HAND, text)


def _finish(life: Life, clerk: Post) -> bool:
    """The next measure of this round that is not done gets its evidence."""
    step = next((s for s in life.steps if s.done is None and s.round == life.round), None)
    if step is None:
        return True
    step.done = life.today
    step.evidence = pick(life.rng, problems.EVIDENCE, m=int(2 + 90 * life.rng.random()))
    return _handle(life, Action.MEASURE, clerk, State.IN_HAND, f"完成：{step.text}")


def _note(life: Life, clerk: Post) -> bool:
    if life.helpers and life.rng.random() < 0.4:
        helper = life.on_duty(life.helpers[0].clerks)
        if helper:
            note = pick(life.rng, problems.CO_PROGRESS)
            return _handle(life, Action.NOTE, helper, State.IN_HAND, note)
    return _handle(life, Action.NOTE, clerk, State.IN_HAND, pick(life.rng, problems.PROGRESS))


def _resolve(life: Life, clerk: Post) -> bool:
    name = life.unit.name if life.unit else ""
    measure = life.steps[-1].text
    life.result = pick(life.rng, problems.RESULTS, unit=name, measure=measure)
    life.outcome = Outcome.SOLVED
    return _handle(life, Action.RESOLVE, clerk, State.RESOLVED, life.result)


# CORRECT stands for finishing a measure: both are MEASURE steps of the table.
WORK: dict[Action, Callable[[Life, Post], bool]] = {
    Action.MEASURE: _plan,
    Action.CORRECT: _finish,
    Action.NOTE: _note,
    Action.RESOLVE: _resolve,
}


def _handle(life: Life, action: Action, clerk: Post, state: State, note: str) -> bool:
    life.handlers.add(clerk.person.pk)
    life.step(action, clerk, state, note, life.unit)
    return True


def _send_back(life: Life, head: Post) -> bool:
    note = pick(life.rng, problems.SEND_BACKS)
    _sign(life, head, "f", note)
    life.step(Action.SEND_BACK, head, State.IN_HAND, note, life.unit)
    life.work_again()
    return True


def _approve(life: Life, head: Post) -> bool:
    _sign(life, head, "t", "")
    life.signer, life.approved = head.person.pk, life.today
    life.step(Action.APPROVE, head, State.UNCONFIRMED, "", life.unit)
    return True


def _sign(life: Life, head: Post, is_approved: str, note: str) -> None:
    steps = [
        (s.pk, s.text, date.fromordinal(s.done) if s.done else None, s.evidence)
        for s in life.steps
        if s.round == life.round
    ]
    digest = content_digest(life.result, steps, Finding(life.outcome))
    life.rows[Approval].append(
        f"{life.pk}\t{life.round}\t{is_approved}\t{head.person.pk}\t{head.pk}"
        f"\t{life.days.stamp(life.now)}\t{digest}\t{note}"
    )


def _without_unit(life: Life) -> Office | None:
    before, life.unit, life.helpers = life.unit, None, []
    return before


def _delay(chance: float) -> float:
    """Mostly the same day, seldom late; hardly ever forgotten."""
    if chance < 0.93:
        return 0.2
    return 2.5 if chance < 0.995 else 12.0


def _length(life: Life) -> float:
    """Return how many working days the unit takes, by its limit, its pace, and luck."""
    own = max(1, (life.unit_due or life.today) - life.today) * 0.7
    chance, random = life.rng.random(), life.rng.random
    pace = life.unit.pace if life.unit else 1.0
    if chance < IN_TIME:
        return own * pace * (0.05 + 0.4 * random())
    if chance < LATE:
        return own * (0.7 + 1.5 * random())
    return own * (3 + 20 * random())


def _filer(life: Life) -> Post | None:
    """The one who filed it, where still in post."""
    return life.on_duty([life.filer])


def _unit_for(life: Life) -> Office:
    """A unit of the category, seldom the township, seldom any other."""
    units, random = life.county.units, life.rng.random
    chance = random()
    if life.firm and chance < 0.12:
        return life.county.seats[life.firm.township]
    if chance < 0.18:
        return life.county.handling[int(len(life.county.handling) * random())]
    fitting = life.kind.units
    return units[fitting[int(len(fitting) * random() ** 1.5)]]


def _helpers(life: Life, count: int) -> list[Office]:
    handling = life.county.handling
    found = [handling[int(len(handling) * life.rng.random())] for _ in range(count)]
    return [unit for unit in dict.fromkeys(found) if unit is not life.unit]
