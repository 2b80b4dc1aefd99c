"""The tabs of the list of ratings."""

from __future__ import annotations

from django.db.models import Q, TextChoices

from cases.window_ratings.rules.procedure import ENDED, State
from cases.window_ratings.rules.ratings import BAD, Level


class Tab(TextChoices):
    OPEN = "open", "差评办理中"
    TO_UNIT = "to_unit", "待单位整改"
    TO_CALL = "to_call", "待反馈回访"
    TO_PUBLISH = "to_publish", "待公示"
    PUBLISHED = "published", "已公示"
    BAD = "bad", "全部差评"
    UNRATED = "unrated", "未评价"
    ALL = "all", "全部评价"


def _in(*states: State) -> Q:
    return Q(case__state__in=states)


TABS: dict[str, Q] = {
    Tab.OPEN: Q(level__in=BAD) & ~_in(*ENDED, State.PUBLISHED),
    Tab.TO_UNIT: _in(State.RECTIFYING, State.UNSIGNED),
    Tab.TO_CALL: _in(State.ANSWERED, State.TOLD),
    Tab.TO_PUBLISH: _in(State.CALLED, State.COPIED, State.APPROVED),
    Tab.PUBLISHED: _in(State.PUBLISHED, State.APPLIED),
    Tab.BAD: Q(level__in=BAD),
    Tab.UNRATED: Q(level=Level.UNRATED),
    Tab.ALL: Q(),
}


def tab_of(asked: str) -> Tab:
    return next((tab for tab in Tab if tab.value == asked), Tab.OPEN)
