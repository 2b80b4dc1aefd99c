"""Rows as PostgreSQL's COPY reads them: which columns a maker gives, and what fills the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from cadres.models import Cadre, Notice, Posting, Region, Unit
from cases.models import (
    Approval,
    ClockEvent,
    ConfirmationLink,
    Measure,
    NumberSeries,
    Rating,
    Ticket,
    TicketEvent,
)
from enterprises.models import Alias, Assignment, Contact, Enterprise, Visit, VisitMember

NULL = r"\N"
# The columns that makers write, in the order in which they write them; parents stand before
# children.
COLUMNS: dict[type[models.Model], str] = {
    Region: "id name level parent_id path number_prefix",
    Unit: "id region_id parent_id path name name_key kind find_text",
    Cadre: (
        "id password account name name_pinyin phone phone_key is_active left_on created_at"
        " find_text"
    ),
    Posting: "id cadre_id unit_id role title from_on to_on",
    Enterprise: (
        "id name code county_id township_id industry size products address pairs find_text"
    ),
    Alias: "enterprise_id name",
    Contact: "enterprise_id name post phone phone_keys is_primary find_text",
    Assignment: "enterprise_id cadre_id leader_name part from_on to_on",
    Visit: "id enterprise_id county_id manner purpose visited_on summary filed_by_id filed_at",
    VisitMember: "visit_id cadre_id unit_id",
    Ticket: (
        "id number county_id township_id enterprise_id applicant_name category_id source visit_id"
        " title description filed_by_id filed_at filed_on state round handling_class unit_id"
        " co_unit_ids due_on promised_on is_due_provisional unit_due_on step_due_on"
        " feedback_due_on dispatched_by_id dispatched_on accepted_on handler_id result"
        " approved_by_id approved_on closed_on answer outcome pairs"
    ),
    TicketEvent: (
        "ticket_id action at actor_id actor_name actor_unit_id note source_state state round"
        " unit_id due_on promised_on unit_due_on step_due_on approved_on outcome party"
    ),
    ClockEvent: (
        "ticket_id kind verb at unit_id since key subject amount measure basis calendar due_on"
        " actor_id"
    ),
    Measure: "id ticket_id round text owner_name due_on done_on evidence filed_by_id filed_at",
    Approval: "ticket_id round is_approved signed_by_id posting_id signed_at digest note",
    ConfirmationLink: "ticket_id digest round issued_by_id issued_at expires_at used_at ended_at",
    Rating: "ticket_id round answer satisfaction comment channel recorded_by_id rated_at",
    NumberSeries: "prefix year last",
    Notice: "to_id kind object_id at read_at",
}
LABELS: dict[type[models.Model], str] = {
    Region: "地区",
    Unit: "单位",
    Cadre: "干部",
    Posting: "任职",
    Enterprise: "企业",
    Alias: "别名",
    Contact: "企业联系人",
    Assignment: "包联关系",
    Visit: "走访",
    VisitMember: "走访人员",
    Ticket: "工单",
    TicketEvent: "经过",
    ClockEvent: "时钟台账",
    Measure: "举措",
    Approval: "审核",
    ConfirmationLink: "确认链接",
    Rating: "企业答复",
    NumberSeries: "编号序列",
    Notice: "消息",
}
# A block of rows of one table, as COPY takes it.
Block = tuple[type[models.Model], bytes]


class Rows(dict[type[models.Model], list[str]]):
    """Lines by table, in the order of COLUMNS."""

    def __init__(self) -> None:
        super().__init__((model, []) for model in COLUMNS)

    def blocks(self) -> list[Block]:
        return [(model, _joined(model, lines)) for model, lines in self.items() if lines]


def copy_sql(model: type[models.Model]) -> str:
    names = [*COLUMNS[model].split(), *(field.attname for field in _others(model))]
    columns = ", ".join(f'"{model._meta.get_field(name).column}"' for name in names)
    return f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'


def array(values: Iterable[int]) -> str:
    return f"{{{','.join(map(str, values))}}}"


def escaped(text: str) -> str:
    """A text of several lines in one line of COPY; made names hold nothing else to escape."""
    return text.replace("\n", r"\n")


def _joined(model: type[models.Model], lines: list[str]) -> bytes:
    end = "".join(f"\t{_default(field)}" for field in _others(model)) + "\n"
    return (end.join(lines) + end).encode()


def _others(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The columns no maker writes: they take the model's own default; nullable ones stay empty."""
    given = set(COLUMNS[model].split())
    return [
        field
        for field in model._meta.concrete_fields
        if field.attname not in given
        and not field.primary_key
        and not field.null
        and field.db_default is models.NOT_PROVIDED
    ]


def _default(field: models.Field[Any, Any]) -> str:
    value = field.get_default()
    if value is None:
        raise ValueError(f"{field}: a made row needs a value here")
    if isinstance(value, bool):
        return "t" if value else "f"
    return array(value) if isinstance(value, list) else str(value)
