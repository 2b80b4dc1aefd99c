"""After repeated failures: how long somebody still has to wait, in words."""

from __future__ import annotations

import math
from datetime import datetime


def sentence(until: datetime, at: datetime) -> str:
    """Say for how many minutes no try is taken, and who can open the account before."""
    minutes = max(1, math.ceil((until - at).total_seconds() / 60))
    return (
        f"连续输错次数太多，请 {minutes} 分钟后再试；再输错，等待会加长。"
        "在以前登录过的手机或电脑上不受影响，也可请安全管理员解锁。"
    )
