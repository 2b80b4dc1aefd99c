"""How persons, units, counties and phones are written, and when two writings mean one thing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from cadres.people.rules import phones as phone_rules
from cadres.submissions.rules import pasted_text
from cadres.workbooks.rules.cell_text import BLANKS, NOTHING, half_width, is_nothing

# Every Han character, also of the extensions beyond the common block: 㛃 (A), 𬭎 (E), and 〇.
HAN = "\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
SEPARATORS = re.compile(r"[、，,;；/／|\n\r]+")
# What stands in a title before the county: 附件1：, 关于, 2026年, 中共, the province, the city.
BEFORE_COUNTY = re.compile(
    r"^(?:[^\w]|附[件表录]\s*[\d一二三四五六七八九十]*|关于|报送|上报|印发|填报|\d{4}年度?"
    r"|第?[\d一二三四上下]+(?:季度|半年|月份?|周)|中国共产党|中共"
    rf"|[{HAN}]{{2,8}}?(?:省|自治区)"
    rf"|[{HAN}]{{2,6}}?(?:市|自治州|地区|盟)(?=[{HAN}]{{1,7}}?(?:自治县|[县区市旗])))"
)
COUNTY = re.compile(rf"^(?:[{HAN}]{{2,14}}?自治县|[{HAN}]{{1,5}}?[县区市旗])")
# They end like a county and are none.
NO_COUNTY = re.compile(
    r"^[全各本我该外][县区市旗]|(?:开发|集聚|园|社|城|郊|高新|经开|示范|辖|片|新|管理|县)区$|[市地]区$"
)
TOWNSHIP_SEAT = re.compile(r"^(.{1,12}?[镇乡])(?:党委、?政府|人民政府|政府|党委)?$")
STREET_SEAT = re.compile(r"^(.{1,12}?街道)(?:办事处|办)?$")
LOCAL_BRANCH = re.compile(r"^.{2,4}?市(?=.{2,}分局$)")
# Every dot with which people part the names of 阿布都·热合曼.
SEEN_DOTS = "•・･‧∙⋅﹒●․.．｡˙ꞏ᛫⸱⸳ㆍ\u0387"
DOTS = re.compile(f"[{SEEN_DOTS}]")
POST_WORDS = (
    "调研员 主任科员 副主任科员 副调研员 科员 办事员 办公室主任 办公室副主任 "
    "党组书记、局长 党组书记 党组成员 党委副书记 党委书记 党委委员 副书记 书记 副局长 局长 "
    "副主任 主任 副股长 股长 副科长 科长 副所长 所长 副乡长 乡长 副镇长 镇长 副县长 县长 "
    "副经理 经理 副总经理 总经理 副站长 站长 副队长 队长 大队长 副院长 院长 副检察长 "
    "检察长 副部长 部长 副行长 行长 组织委员 宣传委员 统战委员 武装部长 干部 一级调研员 "
    "一级主任科员 二级调研员 二级主任科员 三级调研员 三级主任科员 四级调研员 四级主任科员"
)
POSTS = tuple(POST_WORDS.split())


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as a ledger names them."""

    name: str
    unit: str = ""
    post: str = ""
    phone: str = ""


def person_name(text: str) -> str:
    """Names stand without blanks (`张　三`), and with one kind of dot between their parts."""
    return DOTS.sub("·", BLANKS.sub("", pasted_text.seen(text))).strip("·")


def writings(name: str) -> set[str]:
    """Return every way in which a name with a dot may be kept; one way of one without."""
    return {person_name(name).replace("·", dot) for dot in f"·{SEEN_DOTS}"}


def county_in(title: str) -> str:
    """Return `南召县` of a ledger's title, whatever stands before it, or nothing."""
    rest = half_width(title)
    while (shorter := BEFORE_COUNTY.sub("", rest, count=1)) != rest:
        rest = shorter
    found = COUNTY.match(rest)
    return found.group() if found and not NO_COUNTY.search(found.group()) else ""


def counties_named(titles: Iterable[str], known: Collection[str]) -> list[str]:
    """Return the counties that titles name: one of ours wherever it stands, else what is read."""
    named = []
    for title in titles:
        read = county_in(title)
        ours = [name for name in known if name in half_width(title)]
        named.append(read if read in known else max(ours, key=len, default=read))
    return list(dict.fromkeys(filter(None, named)))


def unit_key(text: str, county: str = "") -> str:
    """Units with the same key are one: 南召县X, 县X and X; 城关镇, 城关镇政府 and its long form."""
    name = half_width(text).strip("。.，,")
    if county and name.startswith(county) and name != county:
        name = name[len(county) :]
    level = county[-1:] or "县"
    if name.startswith(level) and len(name) > 3:
        name = name[1:]
    return _seat(LOCAL_BRANCH.sub("", name))


def unit_name(text: str, county: str, townships: Collection[str] = ()) -> str:
    """Return how the unit is written in full: county units with the county, townships without."""
    key = unit_key(text, county)
    is_local = key.startswith(tuple(townships)) if townships else False
    if is_local or TOWNSHIP_SEAT.match(key) or STREET_SEAT.match(key) or not county:
        return key
    return f"{county}{key}"


def township_of(key: str) -> str:
    """Return the township whose government the unit is, or nothing."""
    for seat in ("人民政府", "办事处"):
        town = key.removesuffix(seat)
        if town != key and town.endswith(("镇", "乡", "街道")):
            return town
    return ""


def may_be_short_for(short: str, long: str) -> bool:
    """Could 工信局 be 工业和信息化局? A person decides; this only proposes."""
    if not 2 <= len(short) < len(long) or short[0] != long[0]:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short[:-1]) and short[-1] in (long[-1], "委", "办")


def mobile(text: str) -> str:
    """Return eleven digits, or nothing where no mobile number stands, or more than one."""
    return phone_rules.mobile(text)


def phone(text: str) -> str:
    """Return how a phone is kept, with its remarks; nothing where nothing is said."""
    kept = phone_rules.kept(text)
    return "" if is_nothing(kept) else kept


def phones(text: str) -> list[str]:
    """Return each number of a cell; what is no number stays as it was written."""
    found = []
    for part in filter(str.strip, SEPARATORS.split(text)):
        numbers = phone_rules.numbers(part)
        found += [piece.number for piece in numbers] or [half_width(part)]
    return found


def names(text: str) -> list[str]:
    """Return the persons or units that stand in one cell."""
    parts = (person_name(part) for part in SEPARATORS.split(text))
    return [part for part in parts if part and part not in NOTHING]


def split_post(text: str, known_units: Collection[str] = ()) -> tuple[str, str]:
    """Part `南召县林业局副主任` into unit and post; a known unit wins over the ending."""
    whole = half_width(text)
    for end in range(len(whole), 1, -1):
        if whole[:end] in known_units:
            return whole[:end], whole[end:]
    fitting = [post for post in POSTS if whole.endswith(post)]
    post = max(fitting, key=len, default="")
    return (whole[: len(whole) - len(post)], post) if post else (whole, "")


def people(
    who: str, where: str, numbers: str, known_units: Collection[str] = ()
) -> tuple[list[Person], str]:
    """Pair names, units with posts, and phones of three cells; else say why they do not pair."""
    found, posts, digits = names(who), names(where), phones(numbers)
    if len(posts) == 1:
        posts = posts * len(found)
    for listed, what in ((posts, "单位及职务"), (digits, "电话")):
        if listed and len(listed) != len(found):
            return [], f"{len(found)} 个人、{len(listed)} 个{what}，对不上，请用顿号一一对应填写"
    parted = [split_post(post, known_units) for post in posts] or [("", "")] * len(found)
    digits = digits or [""] * len(found)
    return [
        Person(name, unit, post, number)
        for name, (unit, post), number in zip(found, parted, digits, strict=True)
    ], ""


def _seat(name: str) -> str:
    """The government of a township is one unit under all of its names."""
    if found := TOWNSHIP_SEAT.match(name):
        return f"{found.group(1)}人民政府"
    if found := STREET_SEAT.match(name):
        return f"{found.group(1)}办事处"
    return name
