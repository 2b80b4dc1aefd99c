"""Lists that leave the house: what is short, what is too long, and how long a file is kept."""

from __future__ import annotations

from datetime import timedelta

# A request still makes so many rows in a second or two; nobody else waits for it noticeably.
SMALL = 2_000
# A sheet of Excel holds 1,048,576.
MOST_ROWS = 1_000_000
# A list is what somebody was allowed to see when it was made: it does not lie about for long.
KEPT = timedelta(days=1)
PREFIX = "export_"
READY = "export_ready"
