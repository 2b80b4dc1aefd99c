"""A model is plain numbers: kept as bytes, read as such, asked without any library."""

from __future__ import annotations

import random
from time import process_time

from cases.proposals.rules import accuracy, features, linear_model
from cases.proposals.rules.linear_model import Arrays

POWER, LABOUR = 7, 9


def small() -> tuple[tuple[int, ...], Arrays]:
    """Of two labels: who says 变压器 has the first, who says 招工 the second."""
    telling = features.worth_knowing([features.runs(text, "") for text in ("变压器", "招工") * 2])
    runs = sorted(telling)
    power = features.runs("变压器", "")
    weights = [[4.0, -4.0] if run in power else [-4.0, 4.0] for run in runs]
    kept = linear_model.keep(runs, [telling[run] for run in runs], [*weights, [0.0, 0.0]])
    return (POWER, LABOUR), kept


def test_what_is_kept_is_read_back_as_the_same_model():
    labels, kept = small()

    model = linear_model.load(labels, kept)

    [first, second] = model.chances(features.runs("申请变压器", "容量不足"))
    assert first[0] == POWER
    assert first[1] > 0.9
    assert abs(first[1] + second[1] - 1) < 1e-9
    assert model.chances(features.runs("想招工", ""))[0][0] == LABOUR


def test_nothing_known_is_as_likely_as_anything():
    labels, kept = small()

    assert linear_model.load(labels, kept).chances(features.runs("道路", "")) == [
        (POWER, 0.5),
        (LABOUR, 0.5),
    ]


def test_the_digest_knows_every_number_and_label():
    labels, kept = small()

    digest = kept.digest(labels)

    assert digest != kept.digest((LABOUR, POWER))
    assert digest != Arrays(kept.runs, kept.telling, kept.weights[:-4] + b"\0\0\0\1").digest(labels)
    assert digest == kept.digest(list(labels))


def test_a_long_text_and_eighty_units_are_answered_in_ten_milliseconds():
    chance = random.Random(1)
    text = "".join(chr(chance.randint(0x4E00, 0x4FFF)) for _ in range(2000))
    known = sorted(features.runs("标题", text))
    weights = [[chance.random()] * 80 for _ in range(len(known) + 1)]
    model = linear_model.load(range(80), linear_model.keep(known, [1.0] * len(known), weights))

    spent = []
    for _ in range(5):
        started = process_time()
        model.chances(features.runs("标题", text))
        spent.append(process_time() - started)

    assert min(spent) < 0.010


def test_accuracy_counts_first_three_and_sure_ones():
    proposed = [[(1, 0.9), (2, 0.1)], [(1, 0.6), (2, 0.3)], [(3, 0.85), (1, 0.1)], []]

    found = accuracy.of(zip((1, 2, 1, 1), proposed, strict=True), 80)

    assert (found.judged, found.first, found.three) == (4, 1, 3)
    assert found.sure_rate.words == "50.0%（1/2）"
    assert found.sure_share.words == "50.0%（2/4）"


def test_a_model_that_was_sure_and_wrong_fills_nothing_in():
    good, bad = accuracy.Accuracy(10, 8, 9, 5, 4), accuracy.Accuracy(10, 8, 9, 5, 3)

    assert accuracy.may_fill_in(good, 0.8, 80)
    assert not accuracy.may_fill_in(good, 0.79, 80)
    assert not accuracy.may_fill_in(bad, 0.95, 80)
    assert not accuracy.may_fill_in(accuracy.Accuracy(10, 8, 9, 0, 0), 0.95, 80)
