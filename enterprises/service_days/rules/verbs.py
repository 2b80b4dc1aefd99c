"""How the actions of service days are called in the trail."""

from __future__ import annotations

VERBS = {
    "service_day.set": "安排企业服务日",
    "service_day.change": "更正企业服务日",
    "service_day.call_off": "取消企业服务日",
    "service_day.take_over": "企业服务日：随单位撤并转交",
}
