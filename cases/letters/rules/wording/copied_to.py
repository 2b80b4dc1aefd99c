"""抄送 names organs, never persons: a leader gets the paper by hand (呈送), not by a line on it."""

from __future__ import annotations

# How persons are called; a name that ends so is none of an organ.
PERSONS = (
    *("书记", "县长", "市长", "区长", "镇长", "乡长", "主任", "局长", "部长", "处长", "科长"),
    *("股长", "主席", "常委", "委员", "专员", "组长", "院长", "检察长", "经理", "董事长"),
    *("领导", "负责人", "同志", "先生", "女士", "老师", "本人"),
)
ORGANS_ONLY = "抄送只写机关名称，不写领导职务和人名；需送领导阅示的，另行呈送"


def is_organ(name: str) -> bool:
    plain = name.strip()
    return bool(plain) and not plain.endswith(PERSONS)
