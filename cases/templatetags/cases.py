"""Badges and words of tickets."""

from __future__ import annotations

from datetime import date
from functools import cache

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString

from cadres.pages.rules.wording import day
from cadres.templatetags.site import badge, provisional, today_of
from cases.inspections.rules.inspections import InspectionState
from cases.letters.rules.kinds import LetterState
from cases.models import LadderStep, Ticket
from cases.office_work.rules.findings import FindingState
from cases.office_work.rules.tasks import TaskState
from cases.office_work.selectors.tasks import TaskLine
from cases.policies.rules.policies import PolicyState
from cases.supervision.rules.ladder import Addressee, StepState
from cases.supervision.selectors import ladder_steps
from cases.tickets.rules.clocks import binding
from cases.tickets.rules.clocks.binding import Binding
from cases.tickets.rules.closing.outcomes import ADDRESSES
from cases.tickets.rules.status_light import Light
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.rules.workflow import State
from cases.tickets.selectors.page.people import Somebody, part_label
from cases.tickets.selectors.tickets import TicketLine
from cases.topics.rules.topics import TopicState

register = template.Library()

# Green, amber and red are the clock's; a state is quiet, or active where somebody works on it.
TONES = {
    State.FILED: "active",
    State.ASSIGNED: "active",
    State.IN_HAND: "active",
    State.ASKING: "paused",
    State.PARKED: "paused",
    State.PLANNED: "paused",
    State.HANDED_UP: "active",
    State.RESOLVED: "active",
    State.UNCONFIRMED: "active",
    State.UNREACHED: "paused",
    State.NO_ANSWER: "paused",
    State.CLOSED: "plain",
    State.VOID: "paused",
    State.MERGED: "plain",
}
TOPIC_TONES = {
    TopicState.OPEN: "active",
    TopicState.RESOLVED: "soon",
    TopicState.CLOSED: "plain",
}
STEP_TONES = {
    StepState.PROPOSED: "soon",
    StepState.ISSUED: "danger",
    StepState.ANSWERED: "good",
    StepState.LIFTED: "good",
    StepState.LAPSED: "plain",
    StepState.REFUSED: "plain",
}
LETTER_TONES = {
    LetterState.DRAFT: "plain",
    LetterState.PROPOSED: "soon",
    LetterState.APPROVED: "soon",
    LetterState.ISSUED: "active",
    LetterState.VOID: "paused",
}
INSPECTION_TONES = {
    InspectionState.OPEN: "active",
    InspectionState.CLOSED: "good",
    InspectionState.VOID: "pause",
}
POLICY_TONES = {
    PolicyState.AHEAD: "soon",
    PolicyState.IN_FORCE: "good",
    PolicyState.OVER: "plain",
    PolicyState.VOID: "paused",
}
TASK_TONES = {
    TaskState.PLANNED: "active",
    TaskState.DONE: "good",
    TaskState.CARRIED: "paused",
    TaskState.VOID: "plain",
}
FINDING_TONES = {
    FindingState.OPEN: "active",
    FindingState.CLOSED: "good",
    FindingState.VOID: "plain",
}
KILOBYTE = 1024


@register.simple_tag
def ticket_url(pk: int) -> str:
    """The address of a ticket, for lists: it is looked up once and not for every line."""
    before, after = _ticket_address()
    return f"{before}{pk}{after}"


@register.simple_tag
def state_badge(state: str) -> SafeString:
    """The state in its word."""
    return badge(State(state).label, TONES[State(state)])


@register.simple_tag
def topic_badge(state: str) -> SafeString:
    """The state of a topic in its word."""
    return badge(TopicState(state).label, TOPIC_TONES[TopicState(state)])


@register.simple_tag
def ladder_badge(state: StepState, word: str = "") -> SafeString:
    """How a step of the ladder stands, in its word."""
    return badge(word or StepState(state).label, STEP_TONES[StepState(state)])


@register.simple_tag
def letter_badge(state: LetterState) -> SafeString:
    """How a letter stands, in its word."""
    return badge(LetterState(state).label, LETTER_TONES[LetterState(state)])


@register.filter
def inspection_tone(state: str) -> str:
    """The tone of how something found by 明察暗访 stands."""
    return INSPECTION_TONES[InspectionState(state)]


@register.filter
def policy_tone(state: str) -> str:
    """The tone of how a policy stands."""
    return POLICY_TONES[PolicyState(state)]


@register.simple_tag
def task_badge(line: TaskLine) -> SafeString:
    """How a task of the double list stands; 超期 where its day is over and nobody answered."""
    if line.is_late:
        return badge("超期未填报", "late")
    state = TaskState(line.row.state)
    return badge(state.label, TASK_TONES[state])


@register.simple_tag
def finding_badge(state: str, is_late: bool) -> SafeString:
    """How a finding by an indicator stands; 超期 where its day is over and it is not answered."""
    if is_late:
        return badge("超期未采信", "late")
    return badge(FindingState(state).label, FINDING_TONES[FindingState(state)])


@register.filter
def addressee_labels(addressees: list[str]) -> str:
    """`承办经办、单位负责人`."""
    return "、".join(Addressee(one).label for one in addressees)


@register.filter
def card_digest(step: LadderStep) -> str:
    """What the card shows to whoever signs, as it comes back with the signature."""
    return ladder_steps.card_digest(step)


@register.simple_tag
def light_badge(light: Light | None) -> SafeString | str:
    """How the promise stands, the word beside the colour: 正常 · 还剩 3 个工作日."""
    return badge(light.words, light.tone) if light else ""


@register.simple_tag(takes_context=True)
def desk_lines(context: Context, lines: list[TicketLine]) -> SafeString:
    """Tickets of a part of a desk, a line each, written at once as in a list."""
    today = today_of(context)
    return SafeString("".join(_desk_line(line, today) for line in lines))


def _desk_line(line: TicketLine, today: date) -> str:
    who = f"{line.who} · {line.township}" if line.township else line.who
    again = f" · 第 {line.round} 轮" if line.round > 1 else ""
    state = f"{line.state.label} · 等 {line.waits}" if line.waits else line.state.label
    return (
        f'<li class="line"><a class="rows-title" href="{ticket_url(line.pk)}">'
        f'{escape(line.title)}</a><span class="line-light">'
        f"{light_badge(line.own_light or line.light)}</span>"
        f'<p class="rows-soft line-who">{escape(who)} · {escape(line.category)}</p>'
        f'<p class="rows-soft line-state">{escape(state)} · {_desk_term(line, today)}{again}'
        "</p></li>"
    )


def _desk_term(line: TicketLine, today: date) -> str:
    """The own day where that comes first, and the promise to the enterprise."""
    binds, said = line.binds, ""
    if binds and not binds.is_promise:
        said = f"{escape(binds.name)} {day(binds.on, today, short=True)} {escape(binds.why)} · "
    said += f"承诺 {day(line.due_on, today, short=True)}"
    said += provisional(line.is_due_provisional, short=True)
    if line.promised_on != line.due_on:
        said += f"（原 {day(line.promised_on, today, short=True)}）"
    if binds and binds.is_promise:
        said += f" 先到 · {escape(binds.other)} {day(binds.other_on, today, short=True)}"
    return said


@register.simple_tag
def binds(ticket: Ticket) -> Binding | None:
    """Which of the two days of a ticket binds: `{% binds ticket as earlier %}`."""
    return binding.of_ticket(ticket)


@register.filter
def file_size(size: int) -> str:
    """`312 KB`, `1.4 MB`."""
    if size < KILOBYTE * KILOBYTE:
        return f"{max(size // KILOBYTE, 1)} KB"
    return f"{size / KILOBYTE / KILOBYTE:.1f} MB"


@register.filter
def handling_label(value: str) -> str:
    return HandlingClass(value).label if value else "交办时确定"


@register.filter
def channel_address(channel: str) -> str:
    """Where a legal channel takes complaints on line; nothing where it does not."""
    return ADDRESSES.get(channel, "")


@register.filter
def part(somebody: Somebody) -> str:
    return part_label(somebody)


@register.filter
def in_unit(people: list[Somebody], unit_id: int | None) -> list[Somebody]:
    """The people posted to a unit."""
    return [one for one in people if one.kind == "post" and one.unit_id == unit_id]


@register.filter
def of_kind(people: list[Somebody], kind: str) -> list[Somebody]:
    return [one for one in people if one.kind == kind]


@cache
def _ticket_address() -> tuple[str, str]:
    before, _, after = reverse("cases:ticket-detail", args=[0]).rpartition("0")
    return before, after
