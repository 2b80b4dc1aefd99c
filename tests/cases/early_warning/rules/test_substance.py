"""What an answer says once courtesy, receipts and forwardings are left out."""

from __future__ import annotations

import pytest

from cases.early_warning.rules import substance


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "网友：您好！留言已收悉",
        "您反映的问题已收悉，已转相关部门调查处理，感谢您对我们工作的支持！2026年3月2日",
        "贵公司的诉求已转交县交通运输局核实、办理，敬请关注后续回复，谢谢！",
        "此事正在调查处理中。",
    ],
)
def test_courtesy_receipt_and_forwarding_say_nothing(answer):
    assert substance.length(answer) == 0


def test_what_was_found_and_done_is_counted_without_spaces():
    said = "您好！变压器已于 3 月 6 日更换并送电，两条生产线恢复运行。感谢您的支持。"

    assert substance.said(said) == "变压器已于 3 月 6 日更换并送电，两条生产线恢复运行"
    assert substance.length(said) == 24
