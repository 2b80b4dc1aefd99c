"""Measures of coverage and of visits; they are counted on the page 包联覆盖, by township."""

from __future__ import annotations

from cases.figures.rules.definitions.entries import Counts, Group, Measure, Ratio

_TODAY = "查看日当天结束；走访、联系看时段内"
ENTERPRISES, COVERED, UNCOVERED = "enterprises", "covered", "uncovered"
CONTACTED, QUIET, OFTEN_VISITED = "contacted", "quiet", "often_visited"
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
    _of_enterprises(ENTERPRISES, "在册企业", "今天名录里的企业", _PLAN),
    _of_enterprises(COVERED, "有人包联", "查看日有在岗的助企干部包联的企业", _PLAN),
    _of_enterprises(UNCOVERED, "无人包联", "在册企业中没有人包联的", _PLAN),
    _of_enterprises(
        CONTACTED, "有联系", "时段内有过走访、电话或视频联系的企业，不分单位", "走访要到位"
    ),
    _of_enterprises(
        QUIET,
        "久未联系",
        "时段内没有任何走访、电话或视频联系的企业（“包联覆盖”页按所选天数）",
        "走访要到位",
    ),
    _of_enterprises(
        OFTEN_VISITED,
        "走访过密",
        "时段内实地走访和检查合计达到“走访过密”次数（见“时限设置”）的企业，不分单位",
        _LAW,
    ),
)
COVERAGE = Ratio(
    name="coverage",
    label="包联覆盖率",
    group=Group.COVERAGE,
    over=(COVERED,),
    of=(ENTERPRISES,),
    until=_TODAY,
    leaves_out=_REGISTERED,
    basis=_PLAN,
    note="在“指标统计”的“包联走访”里按乡镇等列出，可看任何一天；“包联覆盖”页是今天的。",
)
CONTACT = Ratio(
    name="contact_rate",
    label="联系率",
    group=Group.COVERAGE,
    over=(CONTACTED,),
    of=(ENTERPRISES,),
    until=_TODAY,
    leaves_out=_REGISTERED,
    basis="走访要到位；电话、视频联系也算",
)
OVER_VISITED = Ratio(
    name="over_visited_share",
    label="走访过密占比",
    group=Group.COVERAGE,
    over=(OFTEN_VISITED,),
    of=(ENTERPRISES,),
    until=_TODAY,
    leaves_out=_REGISTERED,
    basis=_LAW,
    note="越低越好：一家企业不应被反复打扰。",
)
RATIOS = (COVERAGE, CONTACT, OVER_VISITED)
COLUMNS = (
    *(ENTERPRISES, COVERED, UNCOVERED, CONTACTED, QUIET, OFTEN_VISITED),
    *(ratio.name for ratio in RATIOS),
)
