"""Lists that leave the house: what is short, what is too long, and how long a file is kept."""

from __future__ import annotations

from datetime import timedelta

# So many rows a request makes in half a second on two cores: nobody behind it is kept waiting.
SMALL = 500
# A sheet of Excel holds 1,048,576.
MOST_ROWS = 1_000_000
# A list is what somebody was allowed to see when it was made: it does not lie about for long.
KEPT = timedelta(days=1)
PREFIX = "export_"
READY = "export_ready"
# Of a list that broke off: the word in the result of its run, and before the name of its file.
PART, PART_NAME = "is_part", "（不完整）"
# What a list may be written as, by the end of its name, and how many of what stand in it.
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"xlsx": XLSX, "pdf": "application/pdf"}
UNITS = {"xlsx": "行", "pdf": "份"}


def ending_of(name: str) -> str:
    ending = name.rpartition(".")[2]
    return ending if ending in TYPES else "xlsx"
