"""容错认定: a competent organ finds, by the county's list, that a failing is to be tolerated.

It is not ours to find, only to keep: which matter, by which circumstance, who decided, by which
document, whether 免责 or 减责. What is kept ends the ladder for the matter and stands beside the
unit's results. It speaks of matters and units; no person's name belongs here.
"""

from __future__ import annotations

from django.db.models import TextChoices


class Outcome(TextChoices):
    EXCUSED = "excused", "免责"
    REDUCED = "reduced", "减责"


# With these every county begins; it adds its own and ends what it does not use.
USUAL_BASIS = (
    "中共中央办公厅《关于进一步激励广大干部新时代新担当新作为的意见》（2018年，“三个区分开来”）"
)
USUAL = (
    "在推进改革中因缺乏经验、先行先试出现的失误错误",
    "尚无明确限制的探索性试验中的失误错误",
    "为推动发展的无意过失",
)
