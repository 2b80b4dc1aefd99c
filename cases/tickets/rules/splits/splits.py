"""拆分: one message with several requests becomes several tickets, each with its own unit."""

from __future__ import annotations

from cadres.errors import refuse

# So many at once: a list of a hundred complaints is a meeting's matter.
MOST = 20
SHORTEST = 4


def requests(text: str) -> list[str]:
    """Return the requests, one a line. Raises Invalid where there is none, or what is none."""
    found = [line.strip() for line in text.splitlines() if line.strip()]
    if not found:
        refuse("parts", "请写明另立哪些诉求，一行一件。")
    if len(found) > MOST:
        refuse("parts", f"一次最多另立 {MOST} 件。")
    if len(set(found)) < len(found):
        refuse("parts", "有两行写得一样，请核对。")
    for line in found:
        if len(line) < SHORTEST:
            refuse("parts", f"“{line}”太短，看不出是什么诉求。")
    return found
