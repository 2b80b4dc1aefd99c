"""The ticket's life on one page: states, actions, parties, and the steps that join them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices

from cadres.errors import NotPermitted, WrongState


class State(TextChoices):
    FILED = "filed", "待交办"
    ASSIGNED = "assigned", "待签收"
    IN_HAND = "in_hand", "办理中"
    RESOLVED = "resolved", "待审核"
    UNCONFIRMED = "unconfirmed", "待确认"
    CLOSED = "closed", "已办结"
    VOID = "void", "已作废"


class Action(TextChoices):
    FILE = "file", "登记"
    IMPORT = "import", "台账导入"
    CORRECT = "correct", "更正"
    VOID = "void", "作废"
    DISPATCH = "dispatch", "交办"
    RECALL = "recall", "撤回交办"
    ACCEPT = "accept", "签收"
    OBJECT = "object", "退回异议"
    MEASURE = "measure", "登记举措"
    NOTE = "note", "反馈进展"
    RESOLVE = "resolve", "提交办结"
    SEND_BACK = "send_back", "退回补办"
    APPROVE = "approve", "审核通过"
    LINK = "link", "发确认链接"
    CONFIRM = "confirm", "企业确认"
    CALL_BACK = "call_back", "电话回访确认"
    DENY = "deny", "企业反映未解决"
    DENY_BY_CALL = "deny_by_call", "回访反映未解决"


class Party(TextChoices):
    """In which part somebody stands to a ticket; held by `visibility.parties_of`."""

    FILER = "filer", "提出人"
    LIAISON = "liaison", "包联干部"
    DISPATCHER = "dispatcher", "助企办"
    HANDLER = "handler", "承办经办"
    CO_HANDLER = "co_handler", "协办经办"
    HEAD = "head", "单位负责人"
    CALLER = "caller", "回访人"
    ENTERPRISE = "enterprise", "企业"


@dataclass(frozen=True, slots=True)
class Step:
    """From `source`, `party` may take `action`, which leads to `target`."""

    action: Action
    source: State
    target: State
    party: Party


STEPS = (
    Step(Action.CORRECT, State.FILED, State.FILED, Party.FILER),
    Step(Action.CORRECT, State.FILED, State.FILED, Party.DISPATCHER),
    Step(Action.CORRECT, State.ASSIGNED, State.ASSIGNED, Party.DISPATCHER),
    Step(Action.CORRECT, State.IN_HAND, State.IN_HAND, Party.DISPATCHER),
    Step(Action.VOID, State.FILED, State.VOID, Party.FILER),
    Step(Action.VOID, State.FILED, State.VOID, Party.DISPATCHER),
    Step(Action.VOID, State.ASSIGNED, State.VOID, Party.DISPATCHER),
    Step(Action.DISPATCH, State.FILED, State.ASSIGNED, Party.DISPATCHER),
    Step(Action.RECALL, State.ASSIGNED, State.FILED, Party.DISPATCHER),
    Step(Action.ACCEPT, State.ASSIGNED, State.IN_HAND, Party.HANDLER),
    Step(Action.OBJECT, State.ASSIGNED, State.FILED, Party.HANDLER),
    Step(Action.MEASURE, State.IN_HAND, State.IN_HAND, Party.HANDLER),
    Step(Action.NOTE, State.IN_HAND, State.IN_HAND, Party.HANDLER),
    Step(Action.NOTE, State.IN_HAND, State.IN_HAND, Party.CO_HANDLER),
    Step(Action.RESOLVE, State.IN_HAND, State.RESOLVED, Party.HANDLER),
    Step(Action.SEND_BACK, State.RESOLVED, State.IN_HAND, Party.HEAD),
    Step(Action.APPROVE, State.RESOLVED, State.UNCONFIRMED, Party.HEAD),
    Step(Action.LINK, State.UNCONFIRMED, State.UNCONFIRMED, Party.LIAISON),
    Step(Action.LINK, State.UNCONFIRMED, State.UNCONFIRMED, Party.DISPATCHER),
    Step(Action.CONFIRM, State.UNCONFIRMED, State.CLOSED, Party.ENTERPRISE),
    Step(Action.DENY, State.UNCONFIRMED, State.IN_HAND, Party.ENTERPRISE),
    Step(Action.CALL_BACK, State.UNCONFIRMED, State.CLOSED, Party.CALLER),
    Step(Action.DENY_BY_CALL, State.UNCONFIRMED, State.IN_HAND, Party.CALLER),
)

OPEN = frozenset({State.FILED, State.ASSIGNED, State.IN_HAND, State.RESOLVED})
# States in which the unit holds the ticket; a unit that gave it back holds it no longer.
WITH_UNIT = frozenset({State.ASSIGNED, State.IN_HAND, State.RESOLVED, State.UNCONFIRMED})
ENDED = frozenset({State.CLOSED, State.VOID})

WAITS_FOR = {
    State.FILED: Party.DISPATCHER,
    State.ASSIGNED: Party.HANDLER,
    State.IN_HAND: Party.HANDLER,
    State.RESOLVED: Party.HEAD,
    State.UNCONFIRMED: Party.ENTERPRISE,
}


def step_for(state: str, action: Action, parties: frozenset[Party]) -> Step:
    """Return the step; raise WrongState or NotPermitted where there is none."""
    leaving = [step for step in STEPS if step.source == state and step.action == action]
    if not leaving:
        raise WrongState(f"工单现在是“{State(state).label}”，不能{action.label}。请刷新后再看。")
    for step in leaving:
        if step.party in parties:
            return step
    whose = "、".join(dict.fromkeys(step.party.label for step in leaving))
    raise NotPermitted(f"{action.label}由{whose}办理，您不在其中。")


def actions_for(state: str, parties: frozenset[Party]) -> tuple[Action, ...]:
    """Return what these parties may press now, in the order of the table."""
    found = [step.action for step in STEPS if step.source == state and step.party in parties]
    return tuple(dict.fromkeys(found))
