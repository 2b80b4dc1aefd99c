"""Words to search for: what nearly every ticket holds, what some hold, what hardly any holds."""

from __future__ import annotations

from collections import Counter
from random import Random

from cases.models import Ticket

SAMPLE = 2_000
MIDDLING_SHARE = 0.01


def words() -> dict[str, str]:
    """Choose two-character words of titles and texts by how often they stand in a sample."""
    counts = _counts()
    if not counts:
        return {}
    seen = [(word, count) for word, count in counts.items()]
    wanted = MIDDLING_SHARE * SAMPLE
    common = max(seen, key=lambda pair: (pair[1], pair[0]))[0]
    middling = min(seen, key=lambda pair: (abs(pair[1] - wanted), pair[0]))[0]
    rare = min(seen, key=lambda pair: (pair[1], pair[0]))[0]
    return {"常见": common, "一般": middling, "罕见": rare}


def long_word() -> str:
    """A word of four characters out of the midst of a title, whose pairs also stand apart."""
    row = Ticket.objects.order_by("pk").values_list("title", flat=True).first() or "问题反映"
    return row[:4]


def _counts() -> Counter[str]:
    last = Ticket.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    drawn = Random(1).sample(range(1, last + 1), min(last, SAMPLE))
    texts = Ticket.objects.filter(pk__in=drawn).values_list("title", "description")
    counts: Counter[str] = Counter()
    for title, description in texts:
        text = f"{title}\n{description}"
        pairs = {text[i : i + 2] for i in range(len(text) - 1)}
        counts.update(pair for pair in pairs if all("\u4e00" <= sign <= "\u9fff" for sign in pair))
    return counts
