"""The cover ledger becomes enterprises with aliases, contacts and coverage, in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from cadres.encryption.models.encrypted_text import blind_key, blind_keys
from cadres.models import Cadre, Region
from cadres.people.rules import naming, phones
from cadres.people.rules.naming import Person
from cadres.people.services.units_from_ledgers import Places
from cadres.search.rules import finding
from cadres.search.rules.character_pairs import pairs_of_all
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules.row_values import Tally
from enterprises.coverage.rules import periods
from enterprises.coverage.rules.coverage_ledger import AssignmentRow, CoverTally
from enterprises.models import Alias, Assignment, Contact, Enterprise, Part, Size
from enterprises.register.rules import authority
from enterprises.register.rules.enterprise_names import name_key
from enterprises.register.services import enterprises

BATCH = 1000
SIZES = {
    "规上": Size.ABOVE_SCALE, "规模以上": Size.ABOVE_SCALE, "是": Size.ABOVE_SCALE,
    "规下": Size.BELOW_SCALE, "规模以下": Size.BELOW_SCALE, "否": Size.BELOW_SCALE,
    "小微": Size.SMALL, "小型": Size.SMALL, "微型": Size.SMALL, "小微企业": Size.SMALL,
    "个体": Size.SOLE, "个体工商户": Size.SOLE, "个体户": Size.SOLE,
}  # fmt: skip
FACTS = ("name", "township_id", "industry", "size", "products", "address")
CONTACT_FACTS = ("name", "find_text", "phone", "phone_keys")
ELSEWHERE = "这家企业已在{county}登记，不能重复登记"
COVER_REFUSED = "企业已登记，包联关系没有建立：{reason}"
MERGED = "这家企业已并入{heir}，请改填它的信用代码 {code}"
NOT_ON_ROLL = "“{name}”不在助企干部花名册中，请先导入或登记"
SAME_NAMES = "有 {count} 名“{name}”，请补上手机号以便区分"


@dataclass(slots=True)
class _Register:
    """What is on the register already, and what is to be written."""

    today: date
    known: dict[str, Enterprise]
    aliases: dict[int, list[str]]
    contacts: dict[int, Contact]
    fresh: list[Enterprise] = field(default_factory=list)
    changed: dict[str, Enterprise] = field(default_factory=dict)
    renamed: list[Enterprise] = field(default_factory=list)
    new_aliases: list[Alias] = field(default_factory=list)
    new_contacts: list[Contact] = field(default_factory=list)
    changed_contacts: list[Contact] = field(default_factory=list)


@transaction.atomic
def import_register(rows: Sequence[AssignmentRow], places: Places, *, actor: Viewer) -> Tally:
    """Enterprises come on the register, or are put right; a blank cell wipes nothing out.

    A former name stays as an alias, so that older ledgers still find the enterprise.
    """
    authority.check_keeps_register(actor, places.county.pk)
    register, tally = _register(rows, actor.today), Tally()
    for row in rows:
        enterprise = register.known.get(row.code)
        if enterprise is None:
            register.fresh.append(_new(row, places))
        elif enterprise.merged_into is not None:
            reason = MERGED.format(heir=enterprise.merged_into, code=enterprise.merged_into.code)
            tally.refuse(row.origin, "统一社会信用代码", row.code, reason)
        elif enterprise.county_id != places.county.pk:
            reason = ELSEWHERE.format(county=enterprise.county.name)
            tally.refuse(row.origin, "统一社会信用代码", row.code, reason)
        else:
            _correct(enterprise, row, places, register)
    _write(rows, register, actor)
    _tally(rows, register, tally)
    return tally


def _tally(rows: Sequence[AssignmentRow], register: _Register, tally: Tally) -> None:
    fresh = {enterprise.code for enterprise in register.fresh}
    refused = {error.origin.place for error in tally.refused}
    for row in rows:
        if row.origin.place in refused:
            continue
        if row.code in fresh:
            tally.made.append(row.origin)
        elif row.code in register.changed:
            tally.changed.append(row.origin)
        else:
            tally.same.append(row.origin)


@transaction.atomic
def import_coverage(rows: Sequence[AssignmentRow], places: Places, *, actor: Viewer) -> CoverTally:
    """Pairs of cadre and enterprise begin on the day the ledger names; leaders stand by name.

    A pair that is over was ended here on purpose: the ledger does not begin it again.
    """
    authority.check_keeps_register(actor, places.county.pk)
    codes = [row.code for row in rows]
    register = Enterprise.objects.filter(code__in=codes, county=places.county)
    enterprises = dict(register.values_list("code", "pk"))
    held = _Held.of(enterprises.values())
    cadres, refused = _Cadres.of(rows), Tally()
    for row in rows:
        enterprise_id = enterprises.get(row.code)
        if enterprise_id is None or not _may_begin(row, refused, actor.today):
            continue
        leaders = naming.names(row.county_leader)
        held.lead(enterprise_id, leaders, row.started_on or actor.today, actor.today)
        for person in {(p.name, p.phone): p for p in row.people}.values():
            cadre_id, reason = cadres.find(person, places)
            if cadre_id is None:
                said = COVER_REFUSED.format(reason=reason)
                refused.refuse(row.origin, "首席服务员", person.name, said)
            else:
                held.cover(enterprise_id, cadre_id, row.started_on, actor.today)
    held.write()
    return CoverTally(held.begun, held.went_on, refused.refused)


def _may_begin(row: AssignmentRow, tally: Tally, today: date) -> bool:
    """The ledger may say what the form may say, no other year."""
    fault = periods.day_fault(row.started_on, today) if row.started_on else ""
    if row.started_on and fault:
        said = COVER_REFUSED.format(reason=fault)
        tally.refuse(row.origin, "包联开始时间", row.started_on.isoformat(), said)
    return not fault


def _register(rows: Sequence[AssignmentRow], today: date) -> _Register:
    codes = [row.code for row in rows]
    known = Enterprise.objects.filter(code__in=codes).select_related("county", "merged_into")
    # In the order of keys, as every action on several enterprises.
    locked = known.order_by("pk").select_for_update(no_key=True, of=("self",))
    found = {enterprise.code: enterprise for enterprise in locked}
    ids = [enterprise.pk for enterprise in found.values()]
    aliases: dict[int, list[str]] = {}
    for alias in Alias.objects.filter(enterprise_id__in=ids):
        aliases.setdefault(alias.enterprise_id, []).append(alias.name)
    contacts = Contact.objects.filter(enterprise_id__in=ids, is_primary=True)
    primary = {contact.enterprise_id: contact for contact in contacts}
    return _Register(today, found, aliases, primary)


def _new(row: AssignmentRow, places: Places) -> Enterprise:
    return Enterprise(
        code=row.code,
        county=places.county,
        name=row.name,
        township=_township(row, places),
        industry=row.industry,
        size=SIZES.get(row.size, Size.UNKNOWN),
        products=row.products,
        address=row.address,
        pairs=pairs_of_all(row.name, row.code, *row.aliases),
        find_text=finding.find_text([row.name, *row.aliases], row.code),
    )


def _correct(
    enterprise: Enterprise, row: AssignmentRow, places: Places, register: _Register
) -> None:
    town = _township(row, places)
    said = {
        "name": row.name,
        "township_id": town.pk if town else None,
        "industry": row.industry,
        "size": SIZES.get(row.size, ""),
        "products": row.products,
        "address": row.address,
    }
    aliases = register.aliases.get(enterprise.pk, [])
    # A ledger that knows the enterprise by an alias does not rename it.
    if name_key(row.name) in {name_key(name) for name in (enterprise.name, *aliases)}:
        said["name"] = ""
    differing = {key: value for key, value in said.items() if value}
    differing = {k: v for k, v in differing.items() if getattr(enterprise, k) != v}
    former = [enterprise.name] if "name" in differing else []
    for key, value in differing.items():
        setattr(enterprise, key, value)
    has_names = _add_aliases(enterprise, former, aliases, register, until_on=register.today)
    known = [*aliases, *former]
    has_names |= _add_aliases(enterprise, row.aliases, known, register)
    has_contact = _correct_contact(enterprise, row, register)
    if has_names or "name" in differing:
        register.renamed.append(enterprise)
    if differing or has_names or has_contact:
        register.changed[enterprise.code] = enterprise


def _add_aliases(
    enterprise: Enterprise,
    names: Iterable[str],
    aliases: list[str],
    register: _Register,
    until_on: date | None = None,
) -> bool:
    known = {name_key(name) for name in (enterprise.name, *aliases)}
    fresh = {name_key(name): name for name in names if name_key(name) not in known}
    register.new_aliases += [
        Alias(enterprise=enterprise, name=name, until_on=until_on) for name in fresh.values()
    ]
    return bool(fresh)


def _correct_contact(enterprise: Enterprise, row: AssignmentRow, register: _Register) -> bool:
    if not row.contact_name:
        return False
    contact = register.contacts.get(enterprise.pk)
    if contact is None:
        register.new_contacts.append(_contact(enterprise, row))
        return True
    phone = row.contact_phone or contact.phone
    if (contact.name, contact.phone) == (row.contact_name, phone):
        return False
    contact.name, contact.phone = row.contact_name, phone
    contact.phone_keys = blind_keys(phones.keys(phone))
    contact.find_text = finding.find_text([contact.name])
    register.changed_contacts.append(contact)
    return True


def _contact(enterprise: Enterprise, row: AssignmentRow) -> Contact:
    keys = blind_keys(phones.keys(row.contact_phone))
    return Contact(
        enterprise=enterprise,
        name=row.contact_name,
        find_text=finding.find_text([row.contact_name]),
        phone=row.contact_phone,
        phone_keys=keys,
    )


def _write(rows: Sequence[AssignmentRow], register: _Register, actor: Viewer) -> None:
    Enterprise.objects.bulk_update(register.changed.values(), FACTS, batch_size=BATCH)
    made = {each.code: each for each in _created(register.fresh)}
    for row in rows:
        if enterprise := made.get(row.code):
            _add_aliases(enterprise, row.aliases, [], register)
            if row.contact_name:
                register.new_contacts.append(_contact(enterprise, row))
    Alias.objects.bulk_create(register.new_aliases, batch_size=BATCH)
    Contact.objects.bulk_update(register.changed_contacts, CONTACT_FACTS, batch_size=BATCH)
    Contact.objects.bulk_create(register.new_contacts, batch_size=BATCH)
    for enterprise in register.renamed:
        enterprises.follow_new_name(enterprise, actor=actor)


def _created(fresh: list[Enterprise]) -> list[Enterprise]:
    return Enterprise.objects.bulk_create(fresh, batch_size=BATCH)


def _township(row: AssignmentRow, places: Places) -> Region | None:
    return places.townships.get(row.township)


@dataclass(slots=True)
class _Cadres:
    """Finds the cadre that a ledger means: by phone, else by name in the named unit."""

    by_phone: dict[str, tuple[int, str]]
    by_name: dict[str, list[tuple[int, int | None]]]

    @classmethod
    def of(cls, rows: Sequence[AssignmentRow]) -> _Cadres:
        people = [person for row in rows for person in row.people]
        phones = {person.phone: blind_key(person.phone) for person in people if person.phone}
        keys = {key: phone for phone, key in phones.items()}
        known = Cadre.objects.filter(phone_key__in=list(keys), is_active=True)
        by_phone = {keys[c.phone_key]: (c.pk, c.name) for c in known.defer("phone")}
        unknown = {person.name for person in people if person.phone not in by_phone}
        names = {writing for name in unknown for writing in naming.writings(name)}
        by_name: dict[str, list[tuple[int, int | None]]] = {}
        namesakes = Cadre.objects.filter(name__in=names, is_active=True, postings__to_on=None)
        found = namesakes.values_list("name", "pk", "postings__unit_id").distinct()
        for name, pk, unit_id in found:
            by_name.setdefault(naming.person_name(name), []).append((pk, unit_id))
        return cls(by_phone, by_name)

    def find(self, person: Person, places: Places) -> tuple[int | None, str]:
        if person.phone in self.by_phone:
            pk, name = self.by_phone[person.phone]
            reason = f"这个手机号在花名册中属于“{name}”，请核对"
            return (pk, "") if naming.person_name(name) == person.name else (None, reason)
        named = self.by_name.get(person.name, [])
        unit = places.unit(person.unit)
        fitting = {pk for pk, own in named if not person.unit or (unit and own == unit.pk)}
        if len(fitting) == 1:
            return fitting.pop(), ""
        if fitting:
            return None, SAME_NAMES.format(count=len(fitting), name=person.name)
        return None, NOT_ON_ROLL.format(name=person.name)


@dataclass(slots=True)
class _Held:
    """Coverage as it stands, and what begins or ends with this ledger."""

    # (enterprise, cadre) → the last days of their coverage; None for one that goes on
    pairs: dict[tuple[int, int], list[date | None]]
    leaders: dict[int, dict[str, Assignment]]
    fresh: list[Assignment] = field(default_factory=list)
    ended: list[Assignment] = field(default_factory=list)
    begun: int = 0
    went_on: int = 0

    @classmethod
    def of(cls, enterprise_ids: Iterable[int]) -> _Held:
        pairs: dict[tuple[int, int], list[date | None]] = {}
        leaders: dict[int, dict[str, Assignment]] = {}
        for row in Assignment.objects.filter(enterprise_id__in=list(enterprise_ids)):
            if row.part == Part.CHIEF and row.cadre_id:
                pairs.setdefault((row.enterprise_id, row.cadre_id), []).append(row.to_on)
            elif row.part == Part.COUNTY_LEADER and row.leader_name and row.to_on is None:
                leaders.setdefault(row.enterprise_id, {})[row.leader_name] = row
        return cls(pairs, leaders)

    def cover(self, enterprise_id: int, cadre_id: int, begins: date | None, today: date) -> None:
        ends = self.pairs.get((enterprise_id, cadre_id), [])
        if any(end is None or begins is None or end >= begins for end in ends):
            self.went_on += 1
            return
        self.begun += 1
        self.pairs.setdefault((enterprise_id, cadre_id), []).append(None)
        self.fresh.append(
            Assignment(
                enterprise_id=enterprise_id,
                cadre_id=cadre_id,
                part=Part.CHIEF,
                from_on=begins or today,
            )
        )

    def lead(self, enterprise_id: int, names: Sequence[str], begins: date, today: date) -> None:
        """Leaders named now; who is no longer named led until yesterday."""
        if not names:
            return
        held = self.leaders.get(enterprise_id, {})
        for name in set(held) - set(names):
            held[name].to_on = max(held[name].from_on, today - timedelta(days=1))
            self.ended.append(held[name])
        for name in dict.fromkeys(names):
            if name not in held:
                first = begins if not held else max(begins, today)
                self.fresh.append(
                    Assignment(
                        enterprise_id=enterprise_id,
                        leader_name=name,
                        part=Part.COUNTY_LEADER,
                        from_on=first,
                    )
                )

    def write(self) -> None:
        Assignment.objects.bulk_update(self.ended, ["to_on"], batch_size=BATCH)
        Assignment.objects.bulk_create(self.fresh, batch_size=BATCH)
