"""Measures of coverage and of visits; they are counted on the page 包联覆盖, by township."""

from __future__ import annotations

from cases.figures.rules.definitions.entries import Counts, Group, Measure, Ratio

_TODAY = "今天"
_REGISTERED = "已移出名录的企业"
_LAW = "《优化营商环境条例》第四十八条（不得干扰正常经营、不得增加负担）；有事即到、无事不扰"


def _of_enterprises(name: str, label: str, counts: str, basis: str) -> Measure:
    return Measure(
        name=name,
        label=label,
        group=Group.COVERAGE,
        counts=counts,
        until=_TODAY,
        leaves_out=_REGISTERED,
        basis=basis,
        what=Counts.ENTERPRISES,
    )


_PLAN = "“万人助万企”包联制度：企业都有人包联"
MEASURES = (
    _of_enterprises("enterprises", "在册企业", "名录里的企业", _PLAN),
    _of_enterprises("covered", "有人包联", "今天有在岗的助企干部包联的企业", _PLAN),
    _of_enterprises("uncovered", "无人包联", "在册企业中没有人包联的", _PLAN),
    _of_enterprises(
        "quiet", "久未联系", "在所选天数内没有任何走访、电话或视频联系的企业", "走访要到位"
    ),
    _of_enterprises("often_visited", "多次走访", "在所选天数内走访两次以上的企业，不分单位", _LAW),
)
COVERAGE = Ratio(
    name="coverage",
    label="包联覆盖率",
    group=Group.COVERAGE,
    over=("covered",),
    of=("enterprises",),
    until=_TODAY,
    leaves_out=_REGISTERED,
    basis=_PLAN,
    note="在“包联覆盖”页按乡镇列出。",
)
