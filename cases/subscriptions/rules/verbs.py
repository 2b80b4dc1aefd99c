"""How the actions on subscriptions are called in the trail."""

from __future__ import annotations

VERBS = {
    "subscription.start": "设置定期送阅",
    "subscription.stop": "停止定期送阅",
    "subscription.leave": "退出定期送阅",
    "subscription.send": "定期送阅已送出",
}
