"""The office gives a ticket to a unit and takes it back; the unit takes it in hand."""

from __future__ import annotations

from cadres.pages.rules.action_fields import Choice, Offer, Rows
from cases.tickets.actions.base.action import Asked, Bulk, Done, TicketAction, Verb
from cases.tickets.actions.base.sentences import until, with_nobody
from cases.tickets.actions.base.shared_fields import REASON, find_units, note, offer_units, unit
from cases.tickets.actions.shares import SHARE_ASKED
from cases.tickets.rules.applications import admission
from cases.tickets.rules.bulk import BulkAction
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors.clocks import promised_days
from cases.tickets.selectors.handling import department_matters, dispatch_units, staffing
from cases.tickets.selectors.notices import Notice
from cases.tickets.services.bulk import accept_all, dispatch_all
from cases.tickets.services.handling.dispatch import accept_ticket, dispatch_ticket, recall_ticket

_NOTE = note("交办意见", help="可不填。承办单位会看到。")
_USUAL = "按各自问题类别的默认办理类别"


def _offer_dispatch(asked: Asked) -> Offer:
    ticket = asked.ticket
    offered = dispatch_units.dispatchable(ticket, seen_by=asked.viewer)
    classes = promised_days.by_class(ticket, seen_by=asked.viewer)
    past = asked.page.past
    known = ticket.handling_class or ticket.category.handling_class
    return Offer(
        rows={"unit": offered, "co_units": offered},
        choices={
            "unit": dispatch_units.by_kind(offered, past=past),
            "co_units": dispatch_units.helpers(offered, past),
            "handling_class": [(one.handling_class.value, one) for one in classes],
        },
        initial={"handling_class": known, **_proposed(asked)},
    )


def _proposed(asked: Asked) -> dict[str, int | None]:
    """What the unit that gave it back last thought is where the office looks first."""
    waiting = [one for one in asked.page.hands.objections if one.is_taken and not one.decided_id]
    return {"unit": waiting[-1].proposed_id} if waiting else {}


def _dispatched(done: Done) -> str:
    ticket, given = done.result, [done.result.unit, *done.words["co_units"]]
    said = f"{ticket.number} 已交办给{ticket.unit}，对企业承诺 {done.day(ticket.due_on)} 前办结。"
    warned = department_matters.warning(ticket, ticket.unit, seen_by=done.actor)
    said = f"{said}{warned}"
    return with_nobody(said, staffing.nobody_told(given, seen_by=done.actor))


def _recalled(done: Done) -> str:
    return f"已从{done.ticket.unit}撤回，请重新交办。"


def _accepted(done: Done) -> str:
    ticket, said = done.result, until(done.result, done.actor.today)
    if admission.is_awaited(ticket):
        said = f"请在 {done.day(ticket.step_due_on)} 前决定是否受理。"
    return f"已签收，{said}"


ACCEPT = TicketAction(
    verb="accept",
    offline=True,
    step=Action.ACCEPT,
    label="签收",
    lead="签收后本单位的办理时限开始计算。",
    service=accept_ticket,
    said=_accepted,
    goes_back=True,
    api=Verb(takes="Nothing"),
    bulk=Bulk(
        BulkAction.ACCEPT,
        "签收后由您经办，每件的办理时限从今天起算。",
        accept_all,
        "签收",
        (),
    ),
    tells=(Notice("ticket_accepted", "承办单位已签收"),),
)
DISPATCH = TicketAction(
    verb="dispatch",
    step=Action.DISPATCH,
    label="交办",
    lead="办理类别决定对企业承诺的期限。",
    fields=(
        unit("承办单位"),
        Choice("handling_class", "办理类别", choices=HandlingClass.choices),
        Rows("co_units", "协办单位", is_needed=False, find=find_units, is_picked=True),
        _NOTE,
    ),
    offer=_offer_dispatch,
    service=dispatch_ticket,
    said=_dispatched,
    template="cases/tickets/_dispatch.html",
    # `dispatch` is the name of the view's own entrance.
    api=Verb(name="dispatch_to_unit", path="dispatch"),
    bulk=Bulk(
        BulkAction.DISPATCH,
        "逐件交给同一个单位；每件对企业承诺的日期见下。",
        dispatch_all,
        "交办",
        (
            unit("承办单位", api_help="交办、改派到的单位"),
            Choice(
                "handling_class",
                "办理类别",
                choices=HandlingClass.choices,
                drops_down=True,
                empty=_USUAL,
                is_needed=False,
            ),
            _NOTE,
        ),
        offer_units,
    ),
    tells=(
        Notice("ticket_dispatched", "新交办工单，待签收", is_waited_for=True),
        SHARE_ASKED,
    ),
)
RECALL = TicketAction(
    verb="recall",
    step=Action.RECALL,
    label="撤回交办",
    lead="承办单位签收前可以撤回，撤回后重新交办。",
    fields=(REASON,),
    service=recall_ticket,
    said=_recalled,
    api=Verb(takes="Reason"),
)
ACTIONS = (ACCEPT, DISPATCH, RECALL)
