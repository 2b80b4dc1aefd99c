"""Reading a holiday notice: the official wording, or a small table, into days (pure)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest

from cadres.deadlines.rules.holiday_notices import Notice
from cadres.deadlines.rules.holidays import Holiday
from cadres.deadlines.rules.workdays import WEEKDAYS, short
from cadres.errors import Invalid
from cadres.submissions.rules import typed_values
from cadres.workbooks.exchange import unpacking, workbook_guard
from cadres.workbooks.exchange.workbook_guard import Limits

LARGEST_UPLOAD = 1024 * 1024
# A page waits for it, and a year's days are a few rows.
LIMITS = Limits(size=LARGEST_UPLOAD, unpacked=10 * LARGEST_UPLOAD, rows=1000, seconds=5)

_NAMES = "元旦|春节|清明节?|劳动节|端午节?|中秋节?|国庆节?"
_HEADING = re.compile(rf"((?:{_NAMES})(?:(?:、|,|和|及|暨)?(?:{_NAMES}))*)(?:假期)?\s*:")
_DATE = (
    r"(?:(?P<y{0}>\d{{4}})年)?(?:(?P<m{0}>\d{{1,2}})月)?(?P<d{0}>\d{{1,2}})日"
    r"(?:\((?P<w{0}>[^()]*)\))?"
)
_SPAN = re.compile(_DATE.format(1) + r"(?:\s*(?:至|到|-|—|–|~)+\s*" + _DATE.format(2) + ")?")
# 补休 is a day off for a holiday that falls on a weekend (《全国年节及纪念日放假办法》 第六条).
_VERB = re.compile(r"(放假|补休|上班)")
_OFF, _AT_WORK = ("放假", "补休"), ("上班",)
_COUNT = re.compile(r"共\s*(\d{1,2})\s*天")
_WEEKDAY = re.compile(r"(?:星期|周)([一二三四五六日天])")
_TITLE = re.compile(r"(国务院办公厅)?\s*关于(\d{4})年\s*(部分)?节假日安排的通知")
_NUMBER = re.compile(r"国办发明电\s*[〔\[(]\s*(\d{4})\s*[〕\])]\s*(\d+)\s*号")
_SIGNED = re.compile(r"国务院办公厅\s+(\d{4})年(\d{1,2})月(\d{1,2})日")
_TABLE_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")

TABLE_HINT = (
    "每行写“名称、放假（补休）或上班、开始日期、结束日期”，例如：春节 放假 2027-02-05 2027-02-12"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the notice says of itself; the form shows it and the person may correct it."""

    year: int | None = None
    title: str = ""
    document_number: str = ""
    published_on: date | None = None
    source: str = ""
    amends: bool = False


def text_of(content: bytes, name: str) -> str:
    """Return the text of an uploaded .txt, .csv or .xlsx file; rows become lines."""
    if len(content) > LARGEST_UPLOAD:
        raise Invalid("文件超过 1 MB，不是放假通知，请核对后重新选择。")
    if name.lower().endswith((".xlsx", ".xls")):
        return _sheet_text(content, name)
    if not name.lower().endswith((".txt", ".csv")):
        raise Invalid("只能读取 .txt、.csv、.xlsx 文件，也可以把通知原文直接粘贴到文本框。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Invalid("文件的文字编码无法识别，请另存为 UTF-8 文本，或直接粘贴通知原文。")


def read_heading(text: str) -> Heading:
    """Find year, title, number and date of the notice where the text gives them."""
    plain = _plain(text)
    title, number, signed = _TITLE.search(plain), _NUMBER.search(plain), _SIGNED.search(plain)
    return Heading(
        year=int(title[2]) if title else None,
        title=re.sub(r"\s", "", title[0]) if title else "",
        document_number=f"国办发明电〔{number[1]}〕{number[2]}号" if number else "",
        published_on=_date(*(int(part) for part in signed.groups())) if signed else None,
    )


def read_notice(text: str, given: Heading) -> Notice:
    """Read the days; what the person gave about the notice goes before what the text says."""
    found = read_heading(text)
    year = given.year or found.year
    if year is None:
        raise Invalid("没有读到年份，请填写通知是哪一年的安排。", {"year": "请填写年份"})
    off, make_up = _table(text) if _is_table(text) else _wording(_plain(text), year)
    return Notice(
        year=year,
        title=given.title or found.title or f"国务院办公厅关于{year}年部分节假日安排的通知",
        document_number=given.document_number or found.document_number,
        source=given.source,
        published_on=given.published_on or found.published_on,
        off=tuple(off),
        make_up=tuple(make_up),
        amends=given.amends,
    )


def _plain(text: str) -> str:
    """Full-width digits, brackets and colons become plain ones."""
    return unicodedata.normalize("NFKC", text).replace("\r", "\n")


def _wording(text: str, year: int) -> tuple[list[Holiday], list[tuple[date, str]]]:
    off: list[Holiday] = []
    make_up: list[tuple[date, str]] = []
    for label, section in _sections(text):
        here = list(_off_days(label, section, year))
        _check_count(label, here, section)
        off += here
        make_up += [(day, label) for day in _make_up_days(label, section, year)]
    if not off:
        raise Invalid(f"没有读到放假日期。请粘贴通知全文，或改用表格：{TABLE_HINT}")
    return off, make_up


def _sections(text: str) -> Iterator[tuple[str, str]]:
    marks = list(_HEADING.finditer(text))
    for mark, following in zip_longest(marks, marks[1:]):
        end = following.start() if following else len(text)
        yield mark[1].replace(",", "、"), text[mark.end() : end]


def _clauses(section: str, verbs: Sequence[str]) -> Iterator[str]:
    """Yield what stands before each of these verbs, sentence by sentence."""
    for sentence in re.split(r"[。;\n]", section):
        parts = _VERB.split(sentence)
        yield from (parts[i] for i in range(0, len(parts) - 1, 2) if parts[i + 1] in verbs)


def _off_days(label: str, section: str, year: int) -> Iterator[Holiday]:
    for clause in _clauses(section, _OFF):
        for first, last in _spans(label, clause, year):
            yield Holiday(label, first, last)


def _make_up_days(label: str, section: str, year: int) -> Iterator[date]:
    for clause in _clauses(section, _AT_WORK):
        for first, last in _spans(label, clause, year):
            yield from Holiday(label, first, last).days()


def _spans(label: str, clause: str, year: int) -> Iterator[tuple[date, date]]:
    month = ""
    for found in _SPAN.finditer(clause):
        month = found["m1"] or month
        if not month:
            raise Invalid(f"{label}的日期“{found[0]}”缺少月份，请核对原文。")
        first = _stated(label, found["y1"], month, found["d1"], found["w1"], year)
        if not found["d2"]:
            yield first, first
            continue
        month = found["m2"] or month
        yield first, _stated(label, found["y2"], month, found["d2"], found["w2"], year)


def _stated(
    label: str, stated_year: str | None, month: str, day: str, note: str | None, year: int
) -> date:
    """Return the day, and refuse one whose weekday is not the stated one."""
    # New Year's holiday may begin, or be worked for, in the December before.
    before = label.startswith("元旦") and int(month) == 12
    when = _date(int(stated_year) if stated_year else year - before, int(month), int(day))
    weekday = _WEEKDAY.search(note or "")
    if weekday and WEEKDAYS.index(weekday[1].replace("天", "日")) != when.weekday():
        actual = WEEKDAYS[when.weekday()]
        raise Invalid(
            f"{label}：{when.year}年{short(when)} 是周{actual}，原文写周{weekday[1]}，请核对年份。"
        )
    return when


def _check_count(label: str, holidays: list[Holiday], section: str) -> None:
    count = _COUNT.search(section)
    days = sum(len(list(holiday.days())) for holiday in holidays)
    if count and days != int(count[1]):
        raise Invalid(f"{label}写明共 {count[1]} 天，读到 {days} 天，请核对原文。")


def _is_table(text: str) -> bool:
    return bool(_TABLE_DATE.search(text)) and not _HEADING.search(_plain(text))


def _table(text: str) -> tuple[list[Holiday], list[tuple[date, str]]]:
    off: list[Holiday] = []
    make_up: list[tuple[date, str]] = []
    for number, line in enumerate(_plain(text).splitlines(), start=1):
        dates = [_date(*(int(part) for part in found)) for found in _TABLE_DATE.findall(line)]
        if not dates:
            continue
        label = _label(line, number)
        holiday = Holiday(label, dates[0], dates[-1])
        if "上班" in line:
            make_up += [(day, label) for day in holiday.days()]
        else:
            off.append(holiday)
    return off, make_up


def _label(line: str, number: int) -> str:
    words = [word for word in re.split(r"[\s,、|]+", _TABLE_DATE.sub(" ", line)) if word]
    kinds = [word for word in words if any(verb in word for verb in (*_OFF, *_AT_WORK))]
    names = [word for word in words if word not in kinds and not typed_values.is_digits(word)]
    if len(kinds) != 1 or not names:
        raise Invalid(f"第 {number} 行没有看懂。{TABLE_HINT}")
    return names[0][:40]


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Invalid(f"没有 {year}年{month}月{day}日 这一天，请核对日期。") from error


def _sheet_text(content: bytes, name: str) -> str:
    try:
        kind = workbook_guard.kind_of(content, name, LIMITS)
        tables = unpacking.unpack(content, name, kind, LIMITS)
        rows = next(table.rows for table in tables.sheets if not table.is_hidden)
    except (Invalid, StopIteration) as error:
        raise Invalid("工作簿打不开，请用 Excel 另存后重试，或直接粘贴通知原文。") from error
    return "\n".join("\t".join(_cell(value) for value in row) for row in rows)


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value)
