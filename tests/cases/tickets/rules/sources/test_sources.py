"""A source hangs on a kind, bears numbers of a shape, and is filed by whom the county names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cadres.errors import Invalid, NotPermitted
from cases.tickets.rules.sources import sources as rules
from cases.tickets.rules.sources import usual_sources
from cases.tickets.rules.sources.sources import Filers, KnownSource, NumberRule
from cases.tickets.rules.vocabulary import HandlingClass, Source

HOTLINE = usual_sources.BY_CODE[Source.HOTLINE]
OWN = KnownSource("hotline~7", "县长热线")


def test_every_kind_is_a_usual_source_and_no_two_are_called_alike():
    codes = [one.code for one in usual_sources.USUAL]
    names = [one.name for one in usual_sources.USUAL]

    assert set(Source.values) <= set(codes)
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)
    assert all(len(code) <= rules.LONGEST_CODE for code in codes)


@pytest.mark.parametrize(
    "name",
    [
        "特邀监督员", "执法观察员", "网格员", "帮办代办员", "护航政法工作站", "明察暗访",
        "企业服务日", "上级交办", "12345热线", "网络留言", "一把手走流程", "金点子", "评价发现",
        "招投标投诉",
    ],
)  # fmt: skip
def test_a_county_begins_with(name):
    assert name in {one.name for one in usual_sources.USUAL}


def test_a_code_tells_its_kind_without_a_table():
    assert rules.kind_of("hotline") is rules.kind_of("hotline~7") is Source.HOTLINE
    assert rules.kind_of(usual_sources.GRID) is Source.OTHER
    assert [rules.is_own(one) for one in ("hotline~7", "hotline", "other~grid")] == [1, 0, 0]


def test_a_complaint_about_tendering_is_promised_by_its_own_limits():
    assert usual_sources.BY_CODE[usual_sources.TENDER].handling_class == HandlingClass.TENDER


@pytest.mark.parametrize(
    ("shape", "number", "is_fit"),
    [
        ("DH######", "dh202601", True),
        ("DH######", "ＤＨ 2026 01", True),
        ("DH######", "DH20260", False),
        ("DH######", "DH2026011", False),
        ("(##)", "(12)", True),
        ("##", "a1", False),
    ],
)
def test_numbers_fit_the_shape_whatever_their_width(shape, number, is_fit):
    assert rules.fits(shape, number) is is_fit


def test_a_number_is_asked_for_or_not_taken_as_the_county_says():
    rules.check_number(HOTLINE, "")
    with pytest.raises(Invalid):
        rules.check_number(replace(HOTLINE, number=NumberRule.MUST), "")
    with pytest.raises(Invalid):
        rules.check_number(replace(HOTLINE, number=NumberRule.NONE), "12")
    with pytest.raises(Invalid):
        rules.check_number(replace(HOTLINE, shape="####"), "12")


def test_what_is_closed_is_not_filed_from_and_the_office_s_own_by_no_cadre():
    rules.check_may_file(OWN, is_office=True)
    with pytest.raises(NotPermitted):
        rules.check_may_file(OWN, is_office=False)
    with pytest.raises(Invalid):
        rules.check_may_file(replace(OWN, is_open=False), is_office=True)


def test_what_the_software_files_by_is_never_closed():
    rules.check(replace(HOTLINE, is_open=False))
    with pytest.raises(Invalid):
        rules.check(replace(usual_sources.BY_CODE[Source.VISIT], is_open=False))


def test_supervisors_file_inspections_and_nothing_else():
    with pytest.raises(Invalid):
        rules.check(replace(OWN, filers=Filers.SUPERVISORS))
    for kind in ("inspection", "scan", "nothing"):
        with pytest.raises(Invalid):
            rules.check_kind(kind)
