"""By what somebody came in, as a person would say it."""

from __future__ import annotations

# The first that fits: browsers name each other, so the more special ones stand first.
BROWSERS = (
    ("MicroMessenger", "微信"),
    ("wxwork", "企业微信"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("HarmonyOS", "鸿蒙"),
    ("Android", "安卓手机"),
    ("iPhone", "苹果手机"),
    ("iPad", "平板"),
    ("Windows", "Windows 电脑"),
    ("Mac OS", "苹果电脑"),
    ("Linux", "Linux 电脑"),
)
UNKNOWN = "未知设备"


def name(user_agent: str) -> str:
    """Return `Windows 电脑 · Chrome`."""
    known = [_first(SYSTEMS, user_agent), _first(BROWSERS, user_agent)]
    return " · ".join(filter(None, known)) or UNKNOWN


def _first(table: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((word for mark, word in table if mark in user_agent), "")
