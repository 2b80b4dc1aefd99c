"""Two writings of a name, a unit or a phone mean one thing, or two."""

from __future__ import annotations

import pytest

from cadres.people.rules import naming
from cadres.people.rules.naming import Person


@pytest.mark.parametrize(
    "written",
    ["南召县林业局", "县林业局", "林业局", "林 业局", "南召县县林业局".replace("县县", "县")],
)
def test_county_units_are_one_under_all_their_names(written):
    assert naming.unit_key(written, "南召县") == "林业局"
    assert naming.unit_name(written, "南召县") == "南召县林业局"


@pytest.mark.parametrize(
    "written", ["城关镇", "城关镇政府", "城关镇人民政府", "南召县城关镇人民政府"]
)
def test_townships_are_one_under_all_their_names(written):
    assert naming.unit_name(written, "南召县") == "城关镇人民政府"


def test_a_city_s_branch_in_the_county_is_the_branch():
    key = naming.unit_key("南阳市生态环境局南召分局", "南召县")

    assert key == naming.unit_key("县生态环境局南召分局", "南召县")


@pytest.mark.parametrize(
    ("title", "county"),
    [
        ("南召县“万人助万企”活动助企干部花名册", "南召县"),
        ("卧龙区企业包联台账", "卧龙区"),
        ("邓州市企业反映问题台账", "邓州市"),
        ("企业反映问题台账", ""),
        ("河南省南召县企业台账", "南召县"),
        ("河南省南阳市南召县企业台账", "南召县"),
        ("南阳市南召县企业台账", "南召县"),
        ("中共南召县委“万人助万企”台账", "南召县"),
        ("附件1：南召县企业台账", "南召县"),
        ("附件一 南召县企业台账", "南召县"),
        ("关于报送南召县企业问题的台账", "南召县"),
        ("2026年上半年南召县企业台账", "南召县"),
        ("《南召县企业台账》", "南召县"),
        ("内蒙古自治区鄂尔多斯市达拉特旗企业台账", "达拉特旗"),
        ("双江拉祜族佤族布朗族傣族自治县企业台账", "双江拉祜族佤族布朗族傣族自治县"),
        ("叶县企业台账", "叶县"),
        ("全县企业反映问题台账", ""),
        ("各县区企业台账", ""),
        ("产业集聚区企业台账", ""),
    ],
)
def test_the_county_stands_in_the_title_whatever_stands_before_it(title, county):
    assert naming.county_in(title) == county


def test_one_of_our_counties_is_found_wherever_it_stands():
    known = ["南召县", "西平县"]

    assert naming.counties_named(["送审稿：南召县的台账", "南阳市南召县"], known) == ["南召县"]
    assert naming.counties_named(["南召县台账", "西平县台账"], known) == ["南召县", "西平县"]
    assert naming.counties_named(["泌阳县台账", "企业台账"], known) == ["泌阳县"]


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("工信局", "工业和信息化局", True),
        ("住建局", "住房和城乡建设局", True),
        ("发改委", "发展和改革委员会", True),
        ("财政局", "税务局", False),
        ("林业局", "林业局", False),
    ],
)
def test_short_names_are_proposed(short, long, fits):
    assert naming.may_be_short_for(short, long) is fits


@pytest.mark.parametrize(
    "written",
    [
        "18105720822",
        "181-0572-0822",
        "１８１０５７２０８２２",
        "+86 181 0572 0822",
        " 18105720822 ",
    ],
)
def test_mobile_numbers_are_eleven_digits(written):
    assert naming.mobile(written) == "18105720822"


@pytest.mark.parametrize(
    "written", ["", "无", "1380000", "139 0000 000", "12345678901", "181057208221"]
)
def test_what_is_no_mobile_number_is_nothing(written):
    assert naming.mobile(written) == ""


def test_a_landline_is_a_phone_but_no_mobile():
    assert naming.phone("0377-6691 2345") == "0377-6691 2345"
    assert naming.mobile("0377-66912345") == ""


def test_people_units_and_phones_stand_in_parallel():
    found, fault = naming.people(
        "吕军、董英秀",
        "乔端镇人民政府主任科员、南召县司法局办公室主任",
        "15642556189、17572135239",
        frozenset({"南召县司法局"}),
    )

    assert fault == ""
    assert found == [
        Person("吕军", "乔端镇人民政府", "主任科员", "15642556189"),
        Person("董英秀", "南召县司法局", "办公室主任", "17572135239"),
    ]


@pytest.mark.parametrize("dot", "·•．.‧・∙˙ꞏ᛫⸱⸳ㆍ\u0387")
def test_a_name_of_two_parts_is_one_whatever_dot_parts_it(dot):
    assert naming.person_name(f"阿布都{dot}热合曼") == "阿布都·热合曼"


def test_a_name_that_was_kept_with_another_dot_is_looked_for_too():
    assert {"阿布都·热合曼", "阿布都.热合曼", "阿布都•热合曼"} <= naming.writings("阿布都．热合曼")
    assert naming.writings("张 三") == {"张三"}


@pytest.mark.parametrize("name", ["㛃县", "𬭎州市", "〇〇区", "㑇𠮷自治县"])
def test_a_county_may_have_any_han_character(name):
    assert naming.county_in(f"{name}企业包联台账") == name


def test_phones_without_separators_are_parted():
    found, _ = naming.people("吕军、董英秀", "", "1564255618917572135239")

    assert [person.phone for person in found] == ["15642556189", "17572135239"]


def test_people_and_phones_that_do_not_pair_are_refused():
    found, fault = naming.people("吕军、董英秀", "县司法局科员", "15642556189、1、2")

    assert found == []
    assert "2 个人、3 个电话" in fault


def test_a_known_unit_wins_over_the_ending_of_a_post():
    assert naming.split_post("县委办公室主任", {"县委办公室"}) == ("县委办公室", "主任")
    assert naming.split_post("南召县林业局四级调研员") == ("南召县林业局", "四级调研员")
    assert naming.split_post("南召县林业局") == ("南召县林业局", "")
