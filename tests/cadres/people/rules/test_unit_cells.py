"""A cell with several units is several units: who leads is read where it is said, else asked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadres.people.rules import unit_cells

UNITS = (
    "县工信局",
    "县发展和改革委员会",
    "国网南召县供电公司",
    "城关镇人民政府",
    "县文化广电和旅游局",
)


@pytest.mark.parametrize(
    "written",
    [
        "县工信局", "县住房和城乡建设局", "县住房和城乡\n建设局", "林 业局", "县委办公室",
        "县工信局、县工信局", "县工信局（牵头）", "由县工信局牵头", "责任单位：县工信局",
        "县工信局。",
        "南阳市生态环境局\n南召分局", "县退役军人事务局", "县经济和信息化委员会",
    ],
)  # fmt: skip
def test_one_unit_is_one_however_it_is_written(written):
    found = unit_cells.read(written)

    assert (len(found.units), found.is_asked) == (1, False)
    assert not set("（）：、\n ") & set(found.lead)


@pytest.mark.parametrize(
    ("written", "units"),
    [
        ("县工信局（牵头）、县发改委", "县工信局 县发改委"),
        ("县发改委、县工信局(主办)", "县工信局 县发改委"),
        ("县工信局、县发改委（协办）", "县工信局 县发改委"),
        ("县工信局牵头，县发改委、县财政局配合", "县工信局 县发改委 县财政局"),
        ("牵头单位：县工信局；配合单位：县发改委、县财政局", "县工信局 县发改委 县财政局"),
        ("主办：县工信局 协办：县发改委", "县工信局 县发改委"),
    ],
)
def test_who_leads_is_read_where_it_is_said(written, units):
    found = unit_cells.read(written)

    assert (found.lead, *found.helpers) == tuple(units.split())
    assert not found.is_asked


@pytest.mark.parametrize(
    "written",
    [
        "县工信局、县发改委", "县工信局\n县供电公司", "县工信局 县发改委", "县工信局和县发改委",
        "县工信局/县发改委", "县工信局会同县发改委", "县卫生健康委与县教育局",
        "县工信局（牵头）、县发改委（牵头）",
    ],
)  # fmt: skip
def test_where_nothing_says_it_somebody_is_asked(written):
    found = unit_cells.read(written)

    assert found.is_asked
    assert "2 家" in found.question()


@given(
    st.lists(st.sampled_from(UNITS), min_size=1, max_size=4, unique=True),
    st.sampled_from(["、", "，", "；", "\n", " / ", " "]),
)
@settings(max_examples=40, deadline=None)
def test_no_unit_is_ever_made_of_two(units, mark):
    assert unit_cells.read(mark.join(units)).units == tuple(units)


@pytest.mark.parametrize("nothing", ["", "无", "/", " — "])
def test_nothing_is_no_unit(nothing):
    assert unit_cells.read(nothing).units == ()


@pytest.mark.parametrize(
    ("written", "named", "unnamed"),
    [
        ("各乡镇", "", "各乡镇"),
        ("县工信局、相关部门", "县工信局", "相关部门"),
        ("县工信局等单位", "县工信局", "县工信局等单位"),
        ("县工信局牵头，县发改委等部门配合", "县工信局 县发改委", "县发改委等部门"),
    ],
)
def test_words_that_name_no_unit_make_none(written, named, unnamed):
    found = unit_cells.read(written)

    assert found.units == tuple(named.split())
    assert f"“{unnamed}”没有写明是哪些单位" in found.fault()
