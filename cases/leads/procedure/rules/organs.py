"""Who issues and receives letters: organs, never an office inside one (公文条例第十七条)."""

from __future__ import annotations

from cases.leads.procedure.rules.vocabulary import Side

# 部门内设机构除办公厅（室）外不得对外正式行文; bodies made for a campaign are none either.
INTERNAL = ("科", "股", "室", "组", "处", "专班", "助企办", "活动办公室")
OFFICE = "办公室"
USUAL = {Side.SENDER: "营商环境主管部门", Side.RECEIVER: "纪委监委"}
INSIDE = "行文的应是机关，不是内设机构：请写机关全称，内设机构写在“承办机构”里，作为联系方式。"


def usual(side: Side, county: str) -> str:
    """The organ of a side where nobody has written another name."""
    return f"{county}{USUAL[side]}"


def is_internal(name: str) -> bool:
    """Whether the name is that of an office inside an organ, or of a campaign's staff."""
    plain = name.strip()
    if plain.endswith("街道办事处"):
        return False
    if plain.endswith(OFFICE) and not plain.endswith("活动办公室"):
        return False
    return plain.endswith(INTERNAL)


def contact(office: str, person: str) -> str:
    """Whom to ask, as it stands under a letter: the office inside, then the person."""
    return "，".join(part for part in (office.strip(), person.strip()) if part)
