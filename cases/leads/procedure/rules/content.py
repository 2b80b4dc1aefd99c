"""What a lead says (线索内容): everything in it is locked; nothing here is a column of its own.

There is no place for a proposed disposition: who sends a lead says what happened, not what should
be done about it (审计事项移送: 不得对线索所涉单位、人员提出具体处理意见).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from cadres.errors import Invalid
from cadres.people.rules import naming, phones
from cadres.submissions.rules import text_limits
from cases.leads.procedure.rules import exclusions, organs
from cases.leads.procedure.rules.procedure import Outcome, Return
from cases.leads.procedure.rules.vocabulary import ABOVE_COUNTY, Field, Level, Source
from cases.letters.rules.wording import clauses

LONGEST_TITLE = 60
UNDECIDED = "管理权限还不清楚的，查清以后才能移送"
INTERNAL = "收文的应是机关，不是内设机构：请写机关全称"
SETTLE = "涉及垂直管理单位的，请写明与谁商定、由谁管辖"
NEEDED = (
    ("title", "事由", "请用一句话写明反映的问题"),
    ("found_by", "发现单位或发现人", "请写明由谁发现"),
    ("deed", "行为", "请写明做了什么，只写事实"),
    ("place", "地点", "请写明在哪里"),
    ("time", "时间", "请写明什么时候，可以是一段时间"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person concerned (涉及人员) as it was reported."""

    name: str
    unit: str = ""
    post: str = ""
    level: str = Level.UNKNOWN

    @property
    def level_label(self) -> str:
        return Level(self.level).label

    def __str__(self) -> str:
        about = "，".join(part for part in (self.unit, self.post) if part)
        return f"{self.name}（{about}）" if about else self.name


@dataclass(frozen=True, slots=True)
class ConcernedUnit:
    """A unit concerned (涉及单位) with the level that manages it."""

    name: str
    level: str = Level.UNKNOWN

    @property
    def level_label(self) -> str:
        return Level(self.level).label

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class EarlierStep:
    """What was done before (前期办理经过): the document, its number and its day."""

    what: str
    number: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """All that a lead says; who reported it stands apart (`Reporter`)."""

    title: str = ""
    field: str = Field.CONDUCT
    source: str = Source.VISIT
    found_on: str = ""
    found_by: str = ""
    persons: tuple[Person, ...] = ()
    units: tuple[ConcernedUnit, ...] = ()
    # With whom it was settled who has jurisdiction (管辖): needed for what is managed vertically.
    jurisdiction: str = ""
    time: str = ""
    place: str = ""
    deed: str = ""
    consequence: str = ""
    breached: str = ""
    earlier: tuple[EarlierStep, ...] = ()
    urgency: str = clauses.Urgency.PLAIN
    urgent_because: str = ""
    is_named: bool = False
    # The unit outside to which it goes, or from which it came; empty inside the county.
    counterpart: str = ""
    ticket_id: int | None = None

    @property
    def field_label(self) -> str:
        return Field(self.field).label

    @property
    def source_label(self) -> str:
        return Source(self.source).label

    @property
    def found_day(self) -> date:
        return date.fromisoformat(self.found_on)


@dataclass(frozen=True, slots=True)
class Reporter:
    """反映人; only a custodian (保管人) reads it without asking."""

    name: str = ""
    unit: str = ""
    phone: str = ""
    wishes: str = ""

    def __bool__(self) -> bool:
        return any((self.name, self.unit, self.phone, self.wishes))


@dataclass(frozen=True, slots=True)
class Envelope:
    """反映人密封件 in the file: the key of the reporter's folder for the receiver's custodians.

    Whoever reads the file cannot open it. `seals` are by key pair, in hex; with `stays` the
    reporter did not want to be handed over, and none is made.
    """

    seals: Mapping[str, str] = field(default_factory=dict)
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is known of a file; its bytes lie locked in the room's own store."""

    name: str
    kind: str
    size: int
    digest: str
    copies: int = 1
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the sender is told with the code: how many persons, of which kinds, and advice."""

    code: str
    reason: str = ""
    persons: int = 0
    kinds: tuple[str, ...] = ()
    body: str = ""
    on: str = ""

    @property
    def code_label(self) -> str:
        return Outcome(self.code).label

    @property
    def reason_label(self) -> str:
        return Return(self.reason).label if self.reason else ""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that belongs to a step: what is missing, why it goes back, a paper receipt."""

    text: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def check(matter: Matter) -> None:
    """Say what is missing before it may be proposed; raise Invalid with a sentence per field."""
    missing = {name: hint for name, _, hint in NEEDED if not getattr(matter, name).strip()}
    missing |= _undecided(matter)
    if organs.is_internal(matter.counterpart):
        missing["counterpart"] = INTERNAL
    if not matter.persons and not matter.units:
        missing["persons"] = "请写明涉及的人员或单位；没有明确对象的不能移送"
    if matter.urgency and not matter.urgent_because.strip():
        missing["urgent_because"] = "请写明为什么紧急（人身安全、证据灭失、正在索要、重大舆情）"
    if missing:
        raise Invalid("还有内容没有写，写全后才能提请审批。", missing)


def _undecided(matter: Matter) -> dict[str, str]:
    """Who has jurisdiction is decided before anything goes out (管辖)."""
    tables: dict[str, tuple[Person | ConcernedUnit, ...]]
    tables = {"persons": matter.persons, "units": matter.units}
    missing = {
        name: UNDECIDED
        for name, rows in tables.items()
        if any(one.level == Level.UNKNOWN for one in rows)
    }
    if Level.VERTICAL in levels(matter) and not matter.jurisdiction.strip():
        missing["jurisdiction"] = SETTLE
    return missing


def levels(matter: Matter) -> frozenset[str]:
    """By whom the persons and units concerned are managed."""
    persons = {one.level for one in matter.persons}
    return frozenset(persons | {one.level for one in matter.units})


def check_draft(matter: Matter) -> None:
    """What even a draft must hold to."""
    if len(matter.title) > LONGEST_TITLE:
        raise Invalid("事由太长。", {"title": f"请控制在 {LONGEST_TITLE} 字以内"})
    facts = (matter.title, matter.deed, matter.consequence, matter.breached)
    more = (matter.time, matter.place, matter.urgent_because, matter.jurisdiction)
    clauses.refuse_secrets(*facts, *more)
    try:
        _ = matter.found_day
    except ValueError:
        raise Invalid("发现日期没有写。", {"found_on": "请选择发现日期"}) from None


def kept_reporter(reporter: Reporter) -> Reporter:
    """Return who reported it as it is locked away: the phone as written, by the rules of every
    phone (`cadres.people.rules.phones`)."""
    phone = naming.phone(reporter.phone)
    fault = phones.fault(phone)
    if len(phone) > text_limits.PHONE:
        fault = f"电话不超过 {text_limits.PHONE} 个字"
    if fault:
        raise Invalid(f"{fault}。", {"reporter_phone": f"{fault}。"})
    return replace(reporter, phone=phone)


def belongs_above(matter: Matter) -> bool:
    """Whether persons or units concerned are managed by the city or the province."""
    return bool(levels(matter) & ABOVE_COUNTY)


def concerned(
    matter: Matter,
    cadre_ids: Mapping[Person, tuple[int, ...]],
    unit_ids: Mapping[str, int],
    county: str,
) -> frozenset[str]:
    """The words of exclusion (回避) that follow from the matter; ids where the site knows them."""
    persons = [
        (one.name, one.unit, found)
        for one in matter.persons
        for found in cadre_ids.get(one, ()) or (None,)
    ]
    names = {one.unit for one in matter.persons if one.unit} | {one.name for one in matter.units}
    units = [(name, unit_ids.get(name)) for name in names]
    return exclusions.of_concerned(persons, units, county)


def as_bytes(thing: Any) -> bytes:
    """Any of these as the bytes that are locked."""
    text = json.dumps(asdict(thing), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return clauses.clean(text).encode("utf-8", "replace")


def matter_of(data: bytes) -> Matter:
    values = json.loads(data)
    values["persons"] = tuple(Person(**one) for one in values["persons"])
    values["units"] = tuple(ConcernedUnit(**one) for one in values["units"])
    values["earlier"] = tuple(EarlierStep(**one) for one in values["earlier"])
    return Matter(**values)


def reporter_of(data: bytes) -> Reporter:
    return Reporter(**json.loads(data))


def envelope_of(data: bytes) -> Envelope:
    return Envelope(**json.loads(data))


def attachment_of(data: bytes) -> Attachment:
    return Attachment(**json.loads(data))


def feedback_of(data: bytes) -> Feedback:
    values = json.loads(data)
    return Feedback(**{**values, "kinds": tuple(values["kinds"])})


def note_of(data: bytes) -> Note:
    return Note(**json.loads(data))


def words(matter: Matter) -> str:
    """What a search inside the room looks through."""
    people = " ".join(f"{one.name} {one.unit} {one.post}" for one in matter.persons)
    units = " ".join(one.name for one in matter.units)
    texts = (matter.title, people, units, matter.place, matter.deed, matter.consequence)
    return " ".join((*texts, matter.breached, matter.found_by))


def facts(matter: Matter) -> dict[str, Any]:
    """What an edit may change, field by field; every row of a table with all that it says."""
    found = asdict(matter)
    for name in ("persons", "units", "earlier"):
        found[name] = tuple(tuple(row.values()) for row in found[name])
    return found


def with_facts(given: Matter, settled: Mapping[str, Any]) -> Matter:
    """The matter as it is to be written: the tables come back as rows."""
    rows = {"persons": Person, "units": ConcernedUnit, "earlier": EarlierStep}
    tables = {name: tuple(row(*one) for one in settled[name]) for name, row in rows.items()}
    return replace(given, **{**settled, **tables})


def without_ticket(matter: Matter) -> Matter:
    """As it goes to another body, whom numbers of our tickets do not concern."""
    return replace(matter, ticket_id=None)
