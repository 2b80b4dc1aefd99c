"""The 企业包联台账: an enterprise a row (or a merged block of rows), a township a sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cadres.people.rules import naming, phones
from cadres.people.rules.naming import Person
from cadres.submissions.rules import text_limits
from cadres.workbooks.exchange.columns import Field, Holds
from cadres.workbooks.exchange.rows import MatchedSheet, RowReader, matched_sheets
from cadres.workbooks.exchange.sheets import Workbook
from cadres.workbooks.rules import cell_text
from cadres.workbooks.rules.row_values import Fault, RowError, Tally
from enterprises.coverage.rules.coverage_ledger import AssignmentRow
from enterprises.register.rules import credit_codes, enterprise_names
from enterprises.register.rules.enterprises import Size

SIZE_WORDS = tuple(size.label for size in Size if size is not Size.UNKNOWN)
FIELDS = (
    Field(
        "name",
        "企业名称",
        "企业名称全称 企业全称 企业 单位名称 市场主体名称 公司名称 企业单位名称 经营主体名称 "
        "包联企业 包联企业名称 被包联企业 帮扶企业 服务企业 企业名",
        is_required=True,
    ),
    Field(
        "code",
        "统一社会信用代码",
        "社会信用代码 信用代码 统一信用代码 统一代码 企业代码 社会统一信用代码 信用代码证号 "
        "统一社会信用代码或注册号 营业执照号 营业执照代码 机构代码",
        is_required=True,
    ),
    Field(
        "township",
        "所属乡镇",
        "乡镇 所在乡镇 乡镇街道 所属乡镇街道 属地 所在地 所属区域 辖区 乡镇办 所属街道 镇街 "
        "行政区划",
    ),
    Field(
        "industry",
        "行业类别",
        "所属行业 行业 行业类型 行业门类 国民经济行业 产业类别 所属产业 行业分类",
    ),
    Field(
        "size",
        "企业规模",
        "规模 规模类型 企业类型 规上规下 是否规上 企业类别 规模类别 规模情况",
        words=SIZE_WORDS,
    ),
    Field(
        "products",
        "主要产品",
        "主营产品 主营业务 主要产品或业务 经营范围 主导产品 产品 主营 主要业务",
    ),
    Field(
        "address",
        "企业地址",
        "地址 生产地址 经营地址 注册地址 详细地址 厂址",
    ),
    Field(
        "contact_name",
        "企业联系人/姓名",
        "企业联系人 联系人 企业负责人 负责人 法人 法定代表人 企业法人 负责人姓名 联系人姓名 "
        "企业负责人/姓名 法定代表人/姓名 联系人/姓名 企业法人/姓名",
    ),
    Field(
        "contact_phone",
        "企业联系人/联系电话",
        "企业联系电话 企业电话 联系人电话 负责人电话 法人电话 企业联系方式 企业联系人/电话 "
        "企业联系人/联系方式 企业联系人/手机号 企业联系人/手机 企业负责人/联系电话 "
        "企业负责人/电话 企业负责人/联系方式 联系人联系方式 法定代表人/联系电话 "
        "法定代表人/电话 联系人/联系电话 联系人/电话 企业法人/电话",
    ),
    Field(
        "county_leader",
        "包联县领导",
        "县领导 包联领导 县级领导 联系县领导 包联县级领导 分包县领导 分包领导 县处级领导 "
        "包联县处级领导 市领导 区领导 包联市领导 挂联领导 包联区领导",
    ),
    Field(
        "people",
        "首席服务员/姓名",
        "首席服务员 首席服务员姓名 助企干部 助企干部姓名 包联干部 包联干部姓名 首席服务官 "
        "首席服务官/姓名 包联干部/姓名 助企干部/姓名 服务专员 服务专员/姓名 包联人 "
        "包联责任人 包联责任人/姓名 帮扶干部 联络员 联络员/姓名 驻企干部 包联人员 "
        "包联人员/姓名",
    ),
    Field(
        "people_posts",
        "首席服务员/单位及职务",
        "单位及职务 单位职务 工作单位及职务 首席服务员单位及职务 首席服务员/单位职务 "
        "首席服务员/工作单位及职务 首席服务员/单位 首席服务员单位 包联干部/单位及职务 "
        "助企干部/单位及职务 首席服务官/单位及职务 包联干部单位及职务 包联责任人/单位及职务 "
        "包联单位 首席服务员/工作单位 包联干部/单位 助企干部/单位 服务专员/单位及职务",
    ),
    Field(
        "people_phones",
        "首席服务员/联系电话",
        "首席服务员电话 首席服务员联系电话 首席服务员/电话 首席服务员/联系方式 "
        "首席服务员/手机号 首席服务员/手机 首席服务员联系方式 包联干部/联系电话 "
        "包联干部/电话 包联干部电话 助企干部/联系电话 助企干部/电话 助企干部电话 "
        "首席服务官/联系电话 首席服务官/电话 包联责任人/联系电话 包联责任人电话 "
        "服务专员/联系电话 联系电话 联系方式 电话 包联干部/联系方式",
    ),
    Field(
        "started_on",
        "包联开始时间",
        "开始时间 包联时间 起始时间 开始日期 包联起始时间 包联日期 结对时间 包联开始日期 "
        "任职时间 派驻时间 上任时间 起始日期",
        holds=Holds.DAY,
    ),
    Field(
        "remark",
        "备注",
        "说明 备考 附注",
    ),
)
TOWNSHIP = re.compile(rf"^[{naming.HAN}]{{1,10}}?(?:镇|乡|街道|开发区|集聚区|高新区|示范区)")
SAME_BLOCK = "与{row}合并为一家企业"
IN_BRACKETS = re.compile(r"[（(]([^（()）]+)[）)]\s*$")


@dataclass(frozen=True, slots=True)
class Assignments:
    """All rows with a good code in the order of the file; doubles are parted by the rules."""

    titles: tuple[str, ...]
    townships: tuple[str, ...]
    rows: tuple[AssignmentRow, ...]
    tally: Tally

    @property
    def refused(self) -> list[RowError]:
        return self.tally.refused


def parse(
    book: Workbook,
    corrected: Mapping[str, str] | None = None,
    known_units: frozenset[str] = frozenset(),
) -> Assignments:
    """Return enterprises with their people; `known_units` help to part unit from post."""
    sheets, tally = matched_sheets(book, FIELDS, corrected)
    rows: list[AssignmentRow] = []
    for sheet in sheets:
        rows.extend(_sheet_rows(sheet, known_units))
    titles = tuple(sheet.title for sheet in sheets)
    townships = tuple(dict.fromkeys(row.township for row in rows if row.township))
    return Assignments(titles, townships, tuple(rows), tally)


def _sheet_rows(sheet: MatchedSheet, known_units: frozenset[str]) -> list[AssignmentRow]:
    rows: dict[int, AssignmentRow] = {}
    for reader in sheet.readers("name"):
        row = _row(reader, township_of(sheet), known_units)
        block = _block_of(reader)
        if error := reader.error():
            sheet.tally.refused.append(error)
        elif block in rows:
            place = rows[block].origin.seen_from(row.origin)
            sheet.tally.leave_out(row.origin, SAME_BLOCK.format(row=place))
            rows[block] = replace(rows[block], people=(*rows[block].people, *row.people))
        else:
            rows[block] = row
    return list(rows.values())


def _row(reader: RowReader, township: str, known_units: frozenset[str]) -> AssignmentRow:
    name = enterprise_names.enterprise_name(reader.line("name", 120))
    if not name:
        reader.refuse("name", "没有企业名称")
    return AssignmentRow(
        origin=reader.origin,
        name=name,
        code=_code(reader),
        township=_township(reader.line("township", 40)) or township,
        industry=reader.line("industry", 60),
        size=reader.line("size", 20),
        products=reader.line("products", 200),
        address=reader.line("address", 200),
        contact_name=naming.person_name(reader.line("contact_name", 40)),
        contact_phone=_contact_phone(reader),
        county_leader=naming.person_name(reader.line("county_leader", 60)),
        people=_people(reader, known_units),
        started_on=reader.day("started_on"),
    )


def _code(reader: RowReader) -> str:
    code = credit_codes.credit_code(reader.line("code", 60))
    if not code:
        reader.refuse("code", "没有统一社会信用代码", Fault.NO_CODE)
    elif fault := credit_codes.code_fault(code):
        reader.refuse("code", fault, Fault.BAD_CODE)
    return code


def _contact_phone(reader: RowReader) -> str:
    phone = naming.phone(reader.paragraph("contact_phone", text_limits.PHONE))
    if fault := phones.fault(phone):
        reader.refuse("contact_phone", fault)
    return phone


def _people(reader: RowReader, known_units: frozenset[str]) -> tuple[Person, ...]:
    columns = ("people", "people_posts", "people_phones")
    who, where, numbers = (reader.paragraph(key) for key in columns)
    people, mismatch = naming.people(who, where, numbers, known_units)
    if mismatch:
        reader.refuse("people", mismatch)
    return tuple(people)


def township_of(sheet: MatchedSheet) -> str:
    """Return the township that the sheet's name, or the bracket in its title, names."""
    bracket = IN_BRACKETS.search(sheet.title)
    return _township(sheet.sheet.name) or _township(bracket.group(1) if bracket else "")


def _township(text: str) -> str:
    found = TOWNSHIP.match(cell_text.half_width(text))
    return found.group() if found else ""


def _block_of(reader: RowReader) -> int:
    """Rows under one merged code or name are one enterprise."""
    for key in ("code", "name"):
        column = reader.match.columns.get(key, -1)
        if column in reader.row.filled_from:
            return reader.row.filled_from[column]
    return reader.row.number
