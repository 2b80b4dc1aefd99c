"""The command that prints when a term ends."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def due(*words: str) -> str:
    out = StringIO()
    call_command("due", *words, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (("--start", "2026-02-13", "--working-days", "5"), "2026-02-27\n"),
        (("--start", "2026-12-30", "--working-days", "5"), "2027-01-07 provisional\n"),
        (("--start", "2026-02-10", "--calendar-days", "7"), "2026-02-24\n"),
        (("--start", "2026-01-31", "--months", "1"), "2026-02-28\n"),
        (("--start", "2026-11-20", "--months", "2"), "2027-01-20 provisional\n"),
    ],
)
def test_the_last_day_is_printed(db, words, printed):
    assert due(*words) == printed


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "请用 --start 给出起算日期"),
        (("--start", "2026-02-30", "--working-days", "5"), "无法识别"),
        (("--start", "20233-01-01", "--working-days", "5"), "无法识别"),
        (("--start", "2026-02-13"), "只给出一个"),
        (("--start", "2026-02-13", "--working-days", "5", "--months", "1"), "只给出一个"),
        (("--start", "2026-02-13", "--working-days", "五"), "不小于 0 的整数"),
        (("--start", "2026-02-13", "--working-days=-5"), "不小于 0 的整数"),
        (("--start", "1899-02-13", "--working-days", "5"), "超出工作日历的范围"),
        (("--start", "2026-02-13", "--months", "999999999"), "超出工作日历的范围"),
    ],
)
def test_bad_words_meet_a_sentence_and_exit_with_2(db, words, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        due(*words)

    assert refused.value.returncode == 2
