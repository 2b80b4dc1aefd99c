"""What the unit is to say: its head signs it or gives it back, its clerk takes it back."""

from __future__ import annotations

from collections.abc import Callable

from cadres.pages.rules.action_fields import Mark, Offer, Text
from cases.tickets.actions.base.action import Asked, Done, TicketAction, Verb
from cases.tickets.actions.unit_statements import objected
from cases.tickets.rules.applications.unit_drafts import DraftKind
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.applications.unit_drafts import Drafted
from cases.tickets.selectors.notices import Notice
from cases.tickets.services.applications.unit_drafts import drop_draft, return_draft, sign_draft
from cases.tickets.services.handling.objections import Objected

# It says which draft, in which words.
_WHICH = Mark(
    "digest", "哪一件", must_come=True, api_help="所看到的稿子的 digest；内容已变则拒绝（409）"
)


def _offers(fits: Callable[[Drafted], bool]) -> Callable[[Asked], Offer]:
    """Where one draft waits, it is that one; where several do, one of them is chosen."""

    def offer(asked: Asked) -> Offer:
        found = [one for one in asked.page.drafts if fits(one)]
        if len(found) == 1:
            return Offer(initial={"digest": found[0].digest})
        choices = [(one.digest, one.kind.label) for one in found]
        return Offer(choices={"digest": choices} if choices else {})

    return offer


def _may_sign(draft: Drafted) -> bool:
    return draft.may_sign


def _may_change(draft: Drafted) -> bool:
    return draft.may_change


def _signed(done: Done) -> str:
    said = done.result
    if isinstance(said.result, Objected):
        return objected(done.ticket, said.result)
    label = DraftKind(said.draft.kind).label if said.draft else ""
    return f"{done.ticket.number} 的{label}已签发，现已发出。"


def _returned(done: Done) -> str:
    label = done.result.get_kind_display()
    return f"{done.ticket.number} 的{label}已退回经办人修改，没有发出。"


def _dropped(done: Done) -> str:
    return f"已撤回{done.result.get_kind_display()}，没有发出。"


SIGN = TicketAction(
    verb="sign-draft",
    step=Action.RETURN_DRAFT,
    label="签发",
    lead="签发后立即发出，与稿子一字不差。",
    fields=(_WHICH,),
    offer=_offers(_may_sign),
    service=sign_draft,
    said=_signed,
    leaves=True,
    goes_back=True,
    api=Verb(takes="Draft", answers="draft"),
)
RETURN = TicketAction(
    verb="return-draft",
    step=Action.RETURN_DRAFT,
    label="退回修改",
    lead="退回经办人修改后再送签。没有签发的不发出，时限不停。",
    fields=(_WHICH, Text("reason", "怎样修改", rows=3, api_help="怎样修改")),
    offer=_offers(_may_sign),
    service=return_draft,
    said=_returned,
    api=Verb(takes="Returning", answers="draft"),
    tells=(Notice("draft_returned", "负责人退回修改，请修改后再送签", is_waited_for=True),),
)
DROP = TicketAction(
    verb="drop-draft",
    step=Action.DROP_DRAFT,
    label="撤回送签",
    lead="签发前可以撤回，不发出，工单照常办理。",
    fields=(_WHICH,),
    offer=_offers(_may_change),
    service=drop_draft,
    said=_dropped,
    api=Verb(takes="Draft", answers="draft"),
)
ACTIONS = (SIGN, RETURN, DROP)
