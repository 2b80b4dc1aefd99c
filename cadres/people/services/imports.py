"""The roster becomes cadres with their postings, in bulk, by the rules that hold for each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from django.contrib.auth.hashers import make_password
from django.db import transaction

from cadres.encryption.models.encrypted_text import blind_key
from cadres.errors import DomainError, Invalid
from cadres.models import Cadre, Posting, Unit
from cadres.people.rules import accounts, authority, namesake_answers, naming
from cadres.people.selectors import roster_people
from cadres.people.services import roster_roles
from cadres.people.services.people import change_phone
from cadres.people.services.roster_roles import Held, RoleChange, RosterTally
from cadres.people.services.units_from_ledgers import Places
from cadres.viewers.rules.roles import ADMINISTRATORS, Role
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules.row_values import Origin, Place, RosterRow, Tally

BATCH = 1000
OTHER_NAME = "这个手机号已属于“{name}”，请核对姓名或号码"
HAS_LEFT = "{name}已办理离岗，返岗请在“人员”中办理"
ADMINISTRATOR = "{name}是系统、安全或审计管理员，不能同时任助企干部"


@dataclass(slots=True)
class _Roll:
    """Who is known already, and what is to be written."""

    known: dict[str, Cadre]
    accounts: set[str]
    postings: dict[int, list[Posting]]
    fresh: dict[str, Cadre] = field(default_factory=dict)
    new_postings: list[Posting] = field(default_factory=list)
    changed: list[Posting] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    # Of whom not every row comes in: they leave no unit.
    partly: set[str] = field(default_factory=set)


@transaction.atomic
def import_roster(
    rows: Sequence[RosterRow],
    places: Places,
    *,
    actor: Viewer,
    said: Mapping[str, str] = MappingProxyType({}),
    partly: Collection[str] = (),
) -> RosterTally:
    """Enter new cadres, give them their posts, and end the post in a unit they have left.

    A person is known by the phone number; nobody is renamed or taken off the roll by a ledger.
    A new number under the name of somebody of the same unit is refused until it is `said` (by
    the key of its `Doubt`) whose it is, so that a changed number makes no second person. Roles
    that the rows say are given and changed as on the page (`roster_roles`). Whoever has a row that
    is refused, here or (`partly`: their numbers) while the file was read, leaves no unit.
    """
    authority.check_may_manage_people(actor, places.county.path)
    keys, tally = {row.phone: blind_key(row.phone) for row in rows}, RosterTally()
    open_rows = [row for row in rows if _has_open_unit(row, places, tally)]
    doubted, renumbered = _settle_doubts(open_rows, places, said, tally, actor)
    roll = _roll(rows, actor)
    roll.touched |= renumbered
    known = [
        row
        for row in open_rows
        if row.origin.place not in doubted and _may_enter(row, keys[row.phone], roll, tally)
    ]
    roll.partly = {blind_key(phone) for phone in partly} | _left_over(rows, known, keys)
    for row in _bring_in(known, keys, roll, places, tally, actor):
        _fate(keys[row.phone], roll, tally).append(row.origin)
    return tally


def _bring_in(
    known: Sequence[RosterRow],
    keys: Mapping[str, str],
    roll: _Roll,
    places: Places,
    tally: RosterTally,
    actor: Viewer,
) -> list[RosterRow]:
    """Write what the rows say, but those whose roles are refused; return the rows that came in."""
    county = places.county.path
    held = Held(roll.known, roll.postings, lambda name: _unit(name, places), county, roll.partly)
    accepted, changes = roster_roles.settle(known, keys, held, tally, actor)
    by_hand = [change for change in changes if not change.is_plain]
    _enter_all(accepted, by_hand, keys, roll, places, actor)
    roll.partly |= _left_over(known, accepted, keys)
    _end_left_posts(accepted, keys, roll, places, actor.today)
    _write(roll)
    roster_roles.carry_out(by_hand, actor=actor)
    tally.roles = [line for change in changes for line in change.lines()]
    return accepted


def _left_over(
    rows: Sequence[RosterRow], taken: Sequence[RosterRow], keys: Mapping[str, str]
) -> set[str]:
    """The keys of those of whom a row is not taken."""
    places = {row.origin.place for row in taken}
    return {keys[row.phone] for row in rows if row.origin.place not in places}


def _settle_doubts(
    rows: Sequence[RosterRow],
    places: Places,
    said: Mapping[str, str],
    tally: Tally,
    actor: Viewer,
) -> tuple[set[Place], set[str]]:
    """Give the same person the new number; return the rows still in doubt, and the new numbers."""
    doubted, renumbered = set[Place](), set[str]()
    for doubt in roster_people.doubts(rows, places.unit, seen_by=actor):
        answer, key = said.get(doubt.key, ""), blind_key(doubt.row.phone)
        meant = next((one for one in doubt.namesakes if str(one.pk) == answer), None)
        if answer == namesake_answers.OTHER or key in renumbered:
            continue
        try:
            if meant is None:
                words = doubt.unit.name, doubt.row.name, doubt.namesakes
                raise Invalid(namesake_answers.question(*words))
            change_phone(meant, doubt.row.phone, actor=actor)
            renumbered.add(key)
        except DomainError as refused:
            tally.refuse(doubt.row.origin, "姓名", doubt.row.name, refused.message)
            doubted.add(doubt.row.origin.place)
    return doubted, renumbered


def _roll(rows: Sequence[RosterRow], actor: Viewer) -> _Roll:
    known = roster_people.known(rows, seen_by=actor)
    postings: dict[int, list[Posting]] = {}
    of_them = Posting.objects.filter(cadre_id__in=[cadre.pk for cadre in known.values()])
    for posting in of_them.select_related("unit__region"):
        postings.setdefault(posting.cadre_id, []).append(posting)
    accounts_taken = set(Cadre.objects.values_list("account", flat=True))
    return _Roll(known, accounts_taken, postings)


def _has_open_unit(row: RosterRow, places: Places, tally: Tally) -> bool:
    reason = places.refusal(row.unit)
    if reason:
        tally.refuse(row.origin, "单位", row.unit, reason)
    return not reason


def _may_enter(row: RosterRow, key: str, roll: _Roll, tally: Tally) -> bool:
    cadre = roll.known.get(key)
    reason = _against(row, cadre, roll) if cadre else ""
    if reason:
        tally.refuse(row.origin, "姓名", row.name, reason)
    return not reason


def _against(row: RosterRow, cadre: Cadre, roll: _Roll) -> str:
    """Why the row does not stand for the person whose number it has."""
    held = [posting.role for posting in roll.postings.get(cadre.pk, []) if posting.to_on is None]
    if naming.person_name(cadre.name) != row.name:
        return OTHER_NAME.format(name=cadre.name)
    if not cadre.is_active:
        return HAS_LEFT.format(name=row.name)
    if ADMINISTRATORS & {Role(role) for role in held}:
        return ADMINISTRATOR.format(name=row.name)
    return ""


def _unit(name: str, places: Places) -> Unit:
    unit: Unit = places.units[places.key(name)]
    return unit


def _enter_all(
    rows: Sequence[RosterRow],
    by_hand: Sequence[RoleChange],
    keys: Mapping[str, str],
    roll: _Roll,
    places: Places,
    actor: Viewer,
) -> None:
    """Enter everybody with their posts, but those posts that are given one by one."""
    apart = {place for change in by_hand for place in change.places}
    roll.touched |= {change.key for change in by_hand}
    # They end one by one, whoever else would end them.
    ended = {posting.pk for change in by_hand for posting in change.ended}
    for cadre_id, held in roll.postings.items():
        roll.postings[cadre_id] = [posting for posting in held if posting.pk not in ended]
    for row in rows:
        key = keys[row.phone]
        cadre = roll.known.get(key) or roll.fresh.get(key) or _new_cadre(row, key, roll, actor)
        if row.origin.place not in apart:
            _enter(row, key, cadre, roll, places, actor.today)


def _enter(
    row: RosterRow, key: str, cadre: Cadre, roll: _Roll, places: Places, today: date
) -> None:
    unit, role = _unit(row.unit, places), row.role or Role.CADRE
    held = roll.postings.get(cadre.pk, []) if cadre.pk else []
    own = [posting for posting in held if posting.role == role and posting.unit_id == unit.pk]
    now = next((posting for posting in own if posting.to_on is None), None)
    if now is None:
        posting = Posting(cadre=cadre, unit=unit, role=role, title=row.post, from_on=today)
        roll.new_postings.append(posting)
        roll.touched.add(key)
    elif row.post and now.title != row.post:
        now.title = row.post
        roll.changed.append(now)
        roll.touched.add(key)


def _new_cadre(row: RosterRow, key: str, roll: _Roll, actor: Viewer) -> Cadre:
    account = accounts.account_name(row.name, row.phone, roll.accounts)
    roll.accounts.add(account)
    roll.fresh[key] = Cadre(
        account=account,
        name=row.name,
        name_pinyin=accounts.pinyin(row.name),
        find_text=accounts.find_text(row.name),
        phone=row.phone,
        phone_key=key,
        # Nobody can sign in before a one-time code is handed out.
        password=make_password(None),
        created_at=actor.at,
    )
    return roll.fresh[key]


def _end_left_posts(
    rows: Sequence[RosterRow], keys: Mapping[str, str], roll: _Roll, places: Places, today: date
) -> None:
    """Who stands under another unit now no longer works in the former one of this county."""
    units: dict[str, set[int]] = {}
    for row in rows:
        if keys[row.phone] not in roll.partly:
            units.setdefault(keys[row.phone], set()).add(_unit(row.unit, places).pk)
    for key, stands_in in units.items():
        cadre = roll.known.get(key)
        for posting in roll.postings.get(cadre.pk, []) if cadre else []:
            is_here = posting.unit.region.path.startswith(places.county.path)
            if posting.role != Role.CADRE or posting.to_on or not is_here:
                continue
            if posting.unit_id not in stands_in:
                posting.to_on = max(posting.from_on, today - timedelta(days=1))
                roll.changed.append(posting)
                roll.touched.add(key)


def _fate(key: str, roll: _Roll, tally: Tally) -> list[Origin]:
    if key in roll.fresh:
        return tally.made
    return tally.changed if key in roll.touched else tally.same


def _write(roll: _Roll) -> None:
    made = Cadre.objects.bulk_create(roll.fresh.values(), batch_size=BATCH)
    by_key = {cadre.phone_key: cadre for cadre in made}
    for posting in roll.new_postings:
        # The key is known only once the cadre is written.
        posting.cadre = by_key.get(posting.cadre.phone_key, posting.cadre)
    # Ends first: one open posting of a person, unit and role.
    Posting.objects.bulk_update(roll.changed, ["title", "to_on"], batch_size=BATCH)
    Posting.objects.bulk_create(roll.new_postings, batch_size=BATCH)
