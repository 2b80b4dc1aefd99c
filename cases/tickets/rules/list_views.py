"""Views of the tickets by what somebody has to do with them: tabs of the list, parts of a desk."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q, TextChoices

from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.rules.applications.applications import TELLABLE
from cases.tickets.rules.clocks import binding_days
from cases.tickets.rules.clocks.binding_days import Whose
from cases.tickets.rules.workflow import ENDED, OPEN, RUNNING, WITH_UNIT, Action, State


class View(TextChoices):
    ACCEPT = "accept", "待签收"
    IN_HAND = "in_hand", "办理中"
    SENT_BACK = "sent_back", "退回补办"
    APPROVE = "approve", "待审核"
    DISPATCH = "dispatch", "待交办"
    RETURNED = "returned", "退回待重新交办"
    RAISED = "raised", "提请裁定"
    SHARES = "shares", "协办待办"
    CALL = "call", "待确认回访"
    # A cadre's day by what is to be done, not by the state.
    SEND_LINK = "send_link", "发确认链接"
    SUPPLY = "supply", "请企业补充"
    UNSOLVED = "unsolved", "企业说未解决"
    ANSWERED = "answered", "单位有答复"
    TELL = "tell", "延期待告知企业"
    PLANNED = "planned", "列入计划"
    UNREACHED = "unreached", "联系不上"
    NO_ANSWER = "no_answer", "未答复"
    COVERED = "covered", "我的企业"
    CONFIRM = "confirm", "待企业确认"
    OVERDUE = "overdue", "超期未办结"
    SUPERVISED = "supervised", "督办中"
    OPEN = "open", "全部在办"


VIEWS_OF: dict[Role, tuple[View, ...]] = {
    Role.UNIT_HEAD: (View.APPROVE, View.SUPERVISED, View.OVERDUE),
    Role.UNIT_CLERK: (
        *(View.ACCEPT, View.SHARES, View.SENT_BACK, View.SUPERVISED, View.IN_HAND),
        View.PLANNED,
    ),
    Role.OFFICE_CLERK: (
        *(View.DISPATCH, View.RETURNED, View.TELL, View.CALL, View.UNREACHED),
        *(View.NO_ANSWER, View.SUPERVISED, View.OVERDUE),
    ),
    Role.OFFICE_HEAD: (
        *(View.RAISED, View.APPROVE, View.DISPATCH, View.RETURNED, View.TELL, View.CALL),
        *(View.UNREACHED, View.NO_ANSWER, View.PLANNED, View.SUPERVISED, View.OVERDUE),
    ),
    Role.CADRE: (
        *(View.SEND_LINK, View.SUPPLY, View.UNSOLVED, View.ANSWERED, View.TELL),
        *(View.CONFIRM, View.COVERED),
    ),
    Role.SUPERVISOR: (View.SUPERVISED, View.OVERDUE, View.OPEN),
    Role.SUPERVISOR_HEAD: (View.SUPERVISED, View.OVERDUE, View.OPEN),
    Role.LEADER: (View.SUPERVISED, View.OVERDUE, View.OPEN),
}


# What a unit said of the matter on its way; whoever covers the enterprise passes it on.
SAID_BY_UNIT = (Action.NOTE, Action.MEASURE, Action.ANSWER_SHARE)
# Of a cadre's views: others are at work, and there is nothing to do but to look.
WAITS_FOR_OTHERS = frozenset({View.CONFIRM, View.COVERED})


def views_for(viewer: Viewer) -> tuple[View, ...]:
    """Return the views of all roles that the viewer holds, each once."""
    found = [view for role, views in VIEWS_OF.items() if viewer.has(role) for view in views]
    return tuple(dict.fromkeys(found))


def tickets_in(view: View, viewer: Viewer) -> Q:
    """Return what the view holds for the viewer; visibility is asked apart from it.

    As far as columns of the ticket tell: which parts of others wait, and what is supervised, is in
    rows beside it (`TicketQuerySet.in_view`).
    """
    return _CONDITIONS[view](viewer)


def _with_clerk(viewer: Viewer, state: State) -> Q:
    return Q(state=state, unit_id__any_of=viewer.clerk_unit_ids)


def _covered(viewer: Viewer) -> Q:
    return Q(enterprise_id__any_of=viewer.enterprise_ids)


def _to_sign(viewer: Viewer) -> Q:
    """The own unit's results; those that nobody signed in time are the office's head's, too."""
    own = Q(unit_id__any_of=viewer.head_unit_ids)
    if not viewer.office_head_county_ids:
        return own
    raised = Q(approval_raised_on__isnull=False)
    return own | raised & Q(county_id__any_of=viewer.office_head_county_ids)


_CONDITIONS: dict[View, Callable[[Viewer], Q]] = {
    View.ACCEPT: lambda viewer: _with_clerk(viewer, State.ASSIGNED),
    # A result that was handed in before says that the head or the enterprise sent it back.
    View.SENT_BACK: lambda viewer: _with_clerk(viewer, State.IN_HAND) & ~Q(result=""),
    View.IN_HAND: lambda viewer: _with_clerk(viewer, State.IN_HAND) & Q(result=""),
    View.APPROVE: lambda viewer: Q(state=State.RESOLVED) & _to_sign(viewer),
    View.DISPATCH: lambda viewer: (
        Q(state=State.FILED, county_id__any_of=viewer.office_county_ids)
        & Q(dispatched_on__isnull=True)
    ),
    View.RETURNED: lambda viewer: (
        Q(state=State.FILED, county_id__any_of=viewer.office_county_ids)
        & Q(dispatched_on__isnull=False)
    ),
    View.RAISED: lambda viewer: (
        Q(raised_on__isnull=False, county_id__any_of=viewer.office_head_county_ids)
        & ~Q(state__in=sorted(ENDED))
    ),
    View.SHARES: lambda viewer: Q(
        co_unit_ids__overlap=list(viewer.clerk_unit_ids), state__in=sorted(WITH_UNIT)
    ),
    View.CALL: lambda viewer: Q(
        state=State.UNCONFIRMED, county_id__any_of=viewer.office_county_ids
    ),
    # Which of them have a link that still opens is in rows beside them.
    View.SEND_LINK: lambda viewer: _covered(viewer) & Q(state=State.UNCONFIRMED),
    View.SUPPLY: lambda viewer: _covered(viewer) & Q(state=State.ASKING),
    View.UNSOLVED: lambda viewer: _covered(viewer) & Q(round__gt=1, state__in=sorted(OPEN)),
    # Which of them a unit said something of is in rows beside them.
    View.ANSWERED: lambda viewer: _covered(viewer) & Q(state__in=sorted(OPEN)),
    # Which of them have an extension that is not told is in rows beside them.
    View.TELL: lambda viewer: (
        Q(state__in=sorted(TELLABLE))
        & (_covered(viewer) | Q(county_id__any_of=viewer.office_county_ids))
    ),
    View.PLANNED: lambda viewer: (
        Q(state=State.PLANNED)
        & (Q(unit_id__any_of=viewer.clerk_unit_ids) | Q(county_id__any_of=viewer.office_county_ids))
    ),
    View.UNREACHED: lambda viewer: Q(
        state=State.UNREACHED, county_id__any_of=viewer.office_county_ids
    ),
    View.NO_ANSWER: lambda viewer: Q(
        state=State.NO_ANSWER, county_id__any_of=viewer.office_county_ids
    ),
    View.COVERED: lambda viewer: _covered(viewer) & Q(state__in=sorted(OPEN)),
    View.CONFIRM: lambda viewer: _covered(viewer) & Q(state=State.UNCONFIRMED),
    # What is planned stands in a part of its own until its plan is missed.
    View.OVERDUE: lambda viewer: (
        Q(state__in=sorted(RUNNING)) & binding_days.is_past(Whose.COUNTY, viewer.today)
    ),
    View.OPEN: lambda viewer: Q(state__in=sorted(OPEN)),
}
