"""The 助企干部花名册: one cadre a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cadres.people.rules import authority, naming, phones, unit_cells
from cadres.people.rules.unit_cells import UnitCell
from cadres.viewers.rules.roles import Role
from cadres.workbooks.exchange.columns import Field
from cadres.workbooks.exchange.rows import RowReader, matched_sheets, rows_of
from cadres.workbooks.exchange.sheets import Workbook
from cadres.workbooks.rules import cell_text
from cadres.workbooks.rules.row_values import Place, RosterRow, RowError, Tally

# A roster gives these roles, and says what to do about the others.
OFFERED = tuple(role.label for role in Role if role in authority.BY_ROSTER)
FIELDS = (
    Field(
        "name",
        "姓名",
        "干部姓名 助企干部姓名 助企干部 首席服务员 首席服务员姓名 服务员姓名 包联干部 "
        "包联干部姓名 人员姓名 联络员 联络员姓名 首席服务官 名字",
        is_required=True,
    ),
    Field(
        "unit",
        "单位",
        "工作单位 所在单位 单位名称 派出单位 选派单位 所属单位 任职单位 单位全称 部门 "
        "所在部门 工作单位名称 派驻单位 单位科室",
    ),
    Field(
        "unit_and_post",
        "单位及职务",
        "工作单位及职务 单位职务 单位和职务 单位与职务 现任职务及单位 工作单位和职务",
    ),
    Field(
        "post",
        "职务",
        "职务职级 现任职务 行政职务 岗位 职级 职务名称 担任职务 职位 职务或职级 职称",
    ),
    Field(
        "phone",
        "联系电话",
        "联系方式 手机号 手机号码 手机 电话 电话号码 移动电话 联系手机 联系号码 本人电话 "
        "手机或电话",
        is_required=True,
    ),
    Field(
        "role",
        "角色",
        "系统角色 平台角色 任职角色 用户角色 账号角色 角色名称 平台角色名称",
        words=OFFERED,
    ),
    Field(
        "remark",
        "备注",
        "说明 备考 附注",
    ),
)
NO_PHONE = "没有手机号，不能登录，请补上 11 位手机号"
BAD_PHONE = "不是 11 位手机号，请核对"
TWO_UNITS = "单位一格写了几家（{names}），请一个单位写一行"
TWO_PEOPLE = "这个手机号在{row}已用于“{name}”，一个号码只能属于一个人"
TWICE = "与{row}是同一人、同一单位"
TWO_ROLES = "角色一格写了几个（{names}），请一个角色写一行"
INSTEAD = f"；这一行的角色请改为{'、'.join(OFFERED)}，或者留空"
BY_TWO = "花名册不能设置“{role}”，请由安全管理员在“人员”里双人办理" + INSTEAD
BY_HAND = "花名册不能设置“{role}”，请由系统管理员在“人员”里办理" + INSTEAD
IN_THE_ROOM = "花名册不能设置线索室的成员，请由线索室本方负责人在线索室里办理" + INSTEAD
NO_ROLE = "没有“{role}”这个角色" + INSTEAD
ROOM = "线索"
GIVEN_BY_HAND = frozenset(Role) - authority.PROTECTED - authority.BY_ROSTER


@dataclass(frozen=True, slots=True)
class Roster:
    titles: tuple[str, ...]
    rows: tuple[RosterRow, ...]
    doubles: tuple[RosterRow, ...]
    tally: Tally
    # Numbers of whom a row is refused: the others do not tell which units they have left.
    partly: frozenset[str] = frozenset()

    @property
    def refused(self) -> list[RowError]:
        return self.tally.refused

    def in_part(self) -> Roster:
        """The same rows as a part of a ledger: nobody leaves a unit by what is not in it."""
        return replace(self, partly=frozenset(row.phone for row in self.rows))


def parse(book: Workbook, corrected: Mapping[str, str] | None = None) -> Roster:
    """Return the cadres, those that stand twice, and the refused rows."""
    sheets, tally = matched_sheets(book, FIELDS, corrected)
    titles = tuple(sheet.title for sheet in sheets)
    phones_at: dict[Place, str] = {}

    def row(reader: RowReader) -> RosterRow:
        made = _row(reader)
        phones_at[reader.origin.place] = made.phone
        return made

    parted = _parted(titles, rows_of(sheets, "name", tally, row), tally)
    refused = {error.origin.place for error in tally.refused}
    partly = frozenset(phone for place, phone in phones_at.items() if phone and place in refused)
    return replace(parted, partly=partly)


def _row(reader: RowReader) -> RosterRow:
    name = naming.person_name(reader.line("name", 40))
    unit, post = reader.line("unit", 100), reader.line("post", 60)
    if not unit:
        unit, parted = naming.split_post(reader.line("unit_and_post", 100))
        post = post or parted
    phone = naming.mobile(reader.line("phone", 100))
    if not name:
        reader.refuse("name", "没有姓名")
    if not unit:
        reader.refuse("unit", "没有单位")
    elif fault := _unit_fault(unit_cells.read(unit)):
        reader.refuse("unit", fault)
    if not phone:
        reader.refuse("phone", _phone_fault(reader.line("phone", 100)))
    return RosterRow(reader.origin, name, unit, post, phone, _role(reader))


def _role(reader: RowReader) -> Role | None:
    """The role that is written, where a roster may give it; otherwise the row is refused."""
    written = naming.names(reader.said("role", 60))
    known = [role for role in Role if role.label in written]
    if len(written) == 1 and known and known[0] in authority.BY_ROSTER:
        return known[0]
    if written:
        reader.refuse("role", _role_fault(written, known))
    return None


def _role_fault(written: Sequence[str], known: Sequence[Role]) -> str:
    """Say why a roster does not give what is written, the gravest first, and what to do instead."""
    if any(ROOM in word for word in written):
        return IN_THE_ROOM
    for roles, fault in ((authority.PROTECTED, BY_TWO), (GIVEN_BY_HAND, BY_HAND)):
        if found := next((role for role in known if role in roles), None):
            return fault.format(role=found.label)
    if unknown := next((word for word in written if word not in OFFERED), ""):
        return NO_ROLE.format(role=unknown)
    return TWO_ROLES.format(names="、".join(written))


def _phone_fault(written: str) -> str:
    if cell_text.is_nothing(written):
        return NO_PHONE
    return phones.DIGITS_LOST if phones.is_shortened(written) else BAD_PHONE


def _unit_fault(cell: UnitCell) -> str:
    """Say why nobody can serve in what is written; nothing where it is one unit."""
    several = TWO_UNITS.format(names="、".join(cell.units)) if len(cell.units) > 1 else ""
    return several or cell.fault()


def _parted(titles: tuple[str, ...], found: list[RosterRow], tally: Tally) -> Roster:
    """The same person in the same unit and role twice is a double; a number bears one name."""
    county = next(filter(None, map(naming.county_in, titles)), "")
    first: dict[str, RosterRow] = {}
    rows: dict[tuple[str, str, Role], RosterRow] = {}
    doubles = []
    for row in found:
        owner = first.setdefault(row.phone, row)
        key = (row.phone, naming.unit_key(row.unit, county), row.role or Role.CADRE)
        if owner.name != row.name:
            place = owner.origin.seen_from(row.origin)
            reason = TWO_PEOPLE.format(row=place, name=owner.name)
            tally.refuse(row.origin, "联系电话", row.phone, reason)
        elif key in rows:
            doubles.append(row)
            place = rows[key].origin.seen_from(row.origin)
            tally.leave_out(row.origin, TWICE.format(row=place))
        else:
            rows[key] = row
    return Roster(titles, tuple(rows.values()), tuple(doubles), tally)
