"""The paper of the leaders' weekly meeting (例会材料): agenda, and the last decisions."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.viewers.rules.viewer import Viewer
from cases.desk.selectors import leaders_meeting
from cases.desk.selectors.leaders_meeting import MeetingLine
from cases.leaders.rules import limit_keys
from cases.leaders.selectors import decided, leaders_page, longest_waits, overdue
from cases.leaders.selectors.decided import DecidedLine
from cases.leaders.selectors.leaders_page import ToDecide
from cases.leaders.selectors.longest_waits import LongestWait
from cases.leaders.selectors.overdue import Overdue
from cases.office_work.rules import weeks
from cases.office_work.selectors import tasks
from cases.office_work.selectors.tasks import WeekLists

# A meeting has time for so many that nobody brought up.
STUCK = 10


@dataclass(frozen=True, slots=True)
class MeetingPack:
    """What the meeting goes through, in its order."""

    decided: list[DecidedLine]
    decided_back: int
    meeting: list[MeetingLine]
    to_decide: ToDecide
    overdue: Overdue
    longest_waits: list[LongestWait]
    week: WeekLists


def of(*, seen_by: Viewer) -> MeetingPack:
    """Ask everything as things stand at the viewer's moment. Raises NotPermitted."""
    leaders_page.check_reads(seen_by)
    back = leaders_page.limits_for(seen_by)[limit_keys.DECIDED_BACK]
    return MeetingPack(
        decided.lately(back, seen_by=seen_by),
        back,
        leaders_meeting.waiting(seen_by=seen_by),
        leaders_page.to_decide(seen_by=seen_by),
        overdue.of(seen_by=seen_by),
        longest_waits.longest(seen_by=seen_by, shown=STUCK),
        tasks.in_lists(
            tasks.rows(seen_by=seen_by), weeks.monday_of(seen_by.today), seen_by=seen_by
        ),
    )
