"""Where a rating stands, in plain words for whoever gave it."""

from __future__ import annotations

from cases.window_ratings.rules.procedure import State

THANKS = "谢谢，您的评价已经记下，计入这个单位的码上评议。"
# From here on the centre has passed on what the unit's head signed.
TOLD = frozenset(
    {State.TOLD, State.CALLED, State.COPIED, State.APPROVED, State.PUBLISHED, State.APPLIED}
)
PUBLIC = frozenset({State.PUBLISHED, State.APPLIED})
_TO_PUBLISH = "{unit}已经整改，县政务服务中心正在准备公示。"
_WORDS = {
    State.FILED: "已经收到。县政务服务中心会先核实，再交给单位整改。",
    State.STARTED: "县政务服务中心正在核实。",
    State.VERIFIED: "已经核实，正在交给{unit}整改。",
    State.RECTIFYING: "{unit}正在整改。",
    State.UNSIGNED: "{unit}正在整改。",
    State.ANSWERED: "{unit}已经答复，县政务服务中心看过以后在这里告诉您。",
    State.TOLD: "{unit}已经整改。",
    State.CALLED: _TO_PUBLISH,
    State.COPIED: _TO_PUBLISH,
    State.APPROVED: _TO_PUBLISH,
    State.PUBLISHED: "{unit}已经整改，结果已经公示。",
    State.APPLIED: "{unit}已经整改，结果已经公示。",
    State.EXCLUDED: "经复核，这条评价不计入统计。不认可的，请拨打办公电话。",
}


def words(state: str, unit: str) -> str:
    """Say it in one sentence; `state` is "" where nothing was bad."""
    return _WORDS[State(state)].format(unit=unit) if state else THANKS
