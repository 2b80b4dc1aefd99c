"""What is to be done with a field that was left empty, by its label."""

from __future__ import annotations

from cadres.pages.rules import empty_fields
from cadres.pages.rules.empty_fields import Filling


def test_a_field_is_typed_chosen_or_ticked():
    assert empty_fields.sentence("责任人", Filling.TYPED) == "请填写责任人。"
    assert empty_fields.sentence("台账", Filling.CHOSEN) == "请选择台账。"
    assert empty_fields.sentence("已核对", Filling.TICKED) == "请勾选已核对。"


def test_a_label_that_asks_or_ends_is_no_end_within_the_sentence():
    assert empty_fields.sentence("什么时候？", Filling.TYPED) == "请填写什么时候。"
