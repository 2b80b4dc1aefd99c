"""Which versions of the phone's app the server still understands."""

from __future__ import annotations

import re

# Raised together when commands or answers change so that an older app would misread them.
NEWEST = 1
OLDEST = 1
TOO_OLD = "手机上的页面版本太旧，请联网刷新一次再发送；没有发送的记录都还在。"

_NUMBER = re.compile(r"(\d{1,6})(?:\D|$)")


def is_too_old(app: str) -> bool:
    """`app` begins with the number of its version; whoever names none is too old."""
    found = _NUMBER.match(app)
    return found is None or int(found[1]) < OLDEST
