"""What people are told of bad ratings, and in which words."""

from __future__ import annotations

FILED = "rating_bad"
ORDERED = "rating_ordered"
TO_SIGN = "rating_to_sign"
RETURNED = "rating_returned"
ANSWERED = "rating_answered"
APPEALED = "rating_appealed"
DECIDED = "rating_decided"
COPIED = "rating_copied"
RECOUNTED = "rating_recounted"
TITLES = {
    FILED: "收到差评，须启动核实",
    ORDERED: "差评已交办，须整改答复",
    TO_SIGN: "差评整改情况待签发",
    RETURNED: "差评整改情况退回",
    ANSWERED: "单位已签发差评整改情况",
    APPEALED: "单位对差评提出申诉",
    DECIDED: "差评申诉已裁定",
    COPIED: "差评公示稿待审定",
    RECOUNTED: "差评办理时限随日历重算",
}
