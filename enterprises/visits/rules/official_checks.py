"""Official checks (涉企检查) by bodies with the power to check; never the visit of a cadre.

They stand in the calendar so that an enterprise is not called on by everybody in one week. What was
found or ordered is not kept here: it is the checking body's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from cadres.errors import refuse

LONGEST_BODY = 100
LONGEST_SUBJECT = 200
LONGEST_NUMBER = 60
LONGEST_REASON = 200
UNNAMED = "（未写明单位）"


class CheckSource(TextChoices):
    IMPORT = "import", "检查名单导入"
    GATE = "gate", "企业扫码告知"
    LINK = "link", "企业通过链接告知"
    CADRE = "cadre", "干部登记"


class Shown(TextChoices):
    """What the enterprise says it was shown; unsaid is not no."""

    YES = "yes", "有"
    NO = "no", "没有"


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """Who came, when and for what, and whether they scanned, showed a card, had a notice."""

    on: date
    body: str = ""
    subject: str = ""
    number: str = ""
    scanned: str = ""
    card: str = ""
    notice: str = ""


def check(facts: CheckFacts, last: date) -> None:
    """The facts can be kept; a planned check may lie ahead, until `last`. Raises Invalid."""
    if facts.on.year < 2020 or facts.on > last:
        refuse("on", "检查日期不对，请核对年份和日期。")
    limits = (
        ("body", facts.body, LONGEST_BODY, "检查单位"),
        ("subject", facts.subject, LONGEST_SUBJECT, "检查事项"),
        ("number", facts.number, LONGEST_NUMBER, "检查编号"),
    )
    for field, text, most, label in limits:
        if len(text) > most:
            refuse(field, f"{label}不超过 {most} 个字。")
    for field in ("scanned", "card", "notice"):
        if getattr(facts, field) not in ("", *Shown.values):
            refuse(field, "请选择“有”或“没有”，不清楚的不用选。")
