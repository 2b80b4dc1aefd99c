"""Figures of letters that ask for a reply (催办通知、督办提示函、督办函): in time or not."""

from __future__ import annotations

from cases.figures.rules.definitions.entries import Counts, Group, Measure, Ratio

ASKED, DUE, TIMELY, LATE = "letters_asked", "letters_due", "letters_timely", "letters_late"
_BASIS = "文书载明的回复期限（工作日）；督办阶梯和“时限设置”里的各类函件回复时限"
_LEFT_OUT = "撤销的、后来不用回复的、县际协查的文书"


def _measure(name: str, label: str, counts: str) -> Measure:
    return Measure(
        name=name,
        label=label,
        group=Group.LETTERS,
        counts=counts,
        leaves_out=_LEFT_OUT,
        basis=_BASIS,
        what=Counts.LETTERS,
    )


IN_TIME = Ratio(
    name="letters_in_time",
    label="函件按期回复率",
    group=Group.LETTERS,
    over=(TIMELY,),
    of=(DUE,),
    leaves_out=f"{_LEFT_OUT}；还没到期、也还没回复的",
    basis=_BASIS,
    note="按收文单位统计；成文日期在时段内的函件。",
)
MEASURES = (
    _measure(ASKED, "要求回复", "已印发、载明回复期限的催办通知、督办提示函、督办函"),
    _measure(DUE, "应回复", "已经回复的，和回复期限已过的"),
    _measure(TIMELY, "按期回复", "回复日期不晚于回复期限"),
    _measure(LATE, "逾期", "晚于回复期限才回复，或期限已过还没有回复"),
)
COLUMNS = (ASKED, DUE, TIMELY, LATE, IN_TIME.name)
