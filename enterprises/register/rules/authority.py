"""Who may do what with the register, its contacts, its coverage and its visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cadres.errors import NotPermitted
from cadres.viewers.rules.roles import OFFICE, UNIT, Role
from cadres.viewers.rules.viewer import Viewer
from enterprises.register.rules import visibility

if TYPE_CHECKING:
    from enterprises.models import Booking, Enterprise, OfficialCheck, Visit

VISITORS = OFFICE | UNIT | {Role.CADRE}


def may_keep_register(viewer: Viewer, county_id: int | None = None) -> bool:
    """Add, edit, take off the register, assign, hand over: the office of the county."""
    if viewer.is_system:
        return True
    if county_id is None:
        return bool(viewer.office_county_ids)
    return county_id in viewer.office_county_ids


def may_edit_contacts(viewer: Viewer, enterprise: Enterprise) -> bool:
    """The office, and the team that covers the enterprise today."""
    return visibility.covers(viewer, enterprise)


def may_keep_code(viewer: Viewer, enterprise: Enterprise) -> bool:
    """Print, renew and withdraw the code at the gate: the office, and the covering team."""
    return visibility.covers(viewer, enterprise)


def may_log_visits(viewer: Viewer, enterprise: Enterprise | None = None) -> bool:
    """Cadres, units and the office, in their own county; who only reads does not visit."""
    if viewer.is_system:
        return True
    is_home = enterprise is None or enterprise.county_id in viewer.home_county_ids
    return is_home and bool(viewer.roles & VISITORS)


def may_correct_visit(viewer: Viewer, visit: Visit) -> bool:
    """Who wrote it down, or the office of the county."""
    return (
        viewer.is_system
        or visit.filed_by_id == viewer.cadre_id
        or visit.county_id in viewer.office_county_ids
    )


def may_change_booking(viewer: Viewer, booking: Booking) -> bool:
    """Move, cancel, write the enterprise's answer down: who comes along, and the office."""
    members = {member.cadre_id for member in booking.members.all()}
    return (
        viewer.is_system
        or viewer.cadre_id in members
        or booking.county_id in viewer.office_county_ids
    )


def may_set_wish(viewer: Viewer, enterprise: Enterprise) -> bool:
    """Write down what the enterprise wishes, on its word: the covering team, and the office."""
    return visibility.covers(viewer, enterprise)


def may_strike_check(viewer: Viewer, check: OfficialCheck) -> bool:
    """Take an official check out of the calendar as noted by mistake: the office."""
    return viewer.is_system or check.county_id in viewer.office_county_ids


def may_see_coverage(viewer: Viewer, county_id: int | None = None) -> bool:
    """Gaps and contacts of a whole county: office, supervisor, leader."""
    if county_id is None:
        return bool(viewer.county_ids)
    return county_id in viewer.county_ids


def may_see_workload(viewer: Viewer, county_id: int) -> bool:
    """How many enterprises each cadre covers, by name: the office alone, which spreads the work."""
    return county_id in viewer.office_county_ids


def check_keeps_register(viewer: Viewer, county_id: int | None) -> None:
    if not may_keep_register(viewer, county_id):
        raise NotPermitted("企业名录和包联关系由县助企办维护，请联系县助企办办理。")


def check_edits_contacts(viewer: Viewer, enterprise: Enterprise) -> None:
    if not may_edit_contacts(viewer, enterprise):
        raise NotPermitted("企业联系人由包联干部和县助企办维护，请联系他们修改。")


def check_keeps_code(viewer: Viewer, enterprise: Enterprise) -> None:
    if not may_keep_code(viewer, enterprise):
        raise NotPermitted("告知书和企业二维码由包联干部和县助企办打印、换发，请联系他们。")


def check_sets_office_line(viewer: Viewer, county_id: int) -> None:
    if not may_keep_register(viewer, county_id):
        raise NotPermitted("对外名称和办公电话由县助企办设置，请联系县助企办。")


def check_keeps_place_codes(viewer: Viewer, county_id: int) -> None:
    if not may_keep_register(viewer, county_id):
        raise NotPermitted("公共二维码由县助企办启用、换发，请联系县助企办。")


def check_reveals_phone(*, is_near: bool) -> None:
    """Covering team, handling unit, office: who stands near (selectors/nearness.py)."""
    if not is_near:
        raise NotPermitted("电话只对包联干部、承办单位和县助企办开放，请通过他们联系企业。")


def check_logs_visits(viewer: Viewer, enterprise: Enterprise) -> None:
    if not may_log_visits(viewer, enterprise):
        raise NotPermitted("走访由助企干部、承办单位和县助企办登记，您的岗位不登记走访。")


def check_corrects_visit(viewer: Viewer, visit: Visit) -> None:
    if not may_correct_visit(viewer, visit):
        raise NotPermitted("走访记录由登记人或县助企办更正，请联系登记人。")


def check_books(viewer: Viewer, enterprise: Enterprise) -> None:
    if not may_log_visits(viewer, enterprise):
        raise NotPermitted("预约走访由助企干部、承办单位和县助企办办理，您的岗位不走访企业。")


def check_changes_booking(viewer: Viewer, booking: Booking) -> None:
    if not may_change_booking(viewer, booking):
        raise NotPermitted("预约由同去的人和县助企办改期、取消，请联系他们；想一起去的，点“同去”。")


def check_sets_wish(viewer: Viewer, enterprise: Enterprise) -> None:
    if not may_set_wish(viewer, enterprise):
        raise NotPermitted("企业的联系意愿由企业自己填写，或由包联干部、县助企办代记，请联系他们。")


def check_notes_check(viewer: Viewer, enterprise: Enterprise) -> None:
    if not may_set_wish(viewer, enterprise):
        raise NotPermitted("检查情况由企业告知，或由包联干部、县助企办登记，请联系他们。")


def check_strikes_check(viewer: Viewer, check: OfficialCheck) -> None:
    if not may_strike_check(viewer, check):
        raise NotPermitted("误登的检查由县助企办撤下，请联系县助企办。")


def check_keeps_quiet_days(viewer: Viewer, county_id: int | None) -> None:
    if not may_keep_register(viewer, county_id):
        raise NotPermitted("宁静日由县助企办按文件设置，请联系县助企办。")


def check_sees_coverage(viewer: Viewer, county_id: int | None = None) -> None:
    if not may_see_coverage(viewer, county_id):
        raise NotPermitted("包联覆盖情况由县助企办、督查室和县领导查看。")


def check_sees_workload(viewer: Viewer, county_id: int) -> None:
    if not may_see_workload(viewer, county_id):
        raise NotPermitted("每名干部包联多少家由县助企办查看，用于平衡分工。")
