"""People: entered, corrected, leaving and coming back; and their phones, revealed one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q

from cadres.encryption.models.encrypted_text import blind_key
from cadres.errors import Conflict, Invalid, WrongState
from cadres.models import Cadre, OneTimeCode, Posting
from cadres.people.rules import accounts, authority, masking, naming
from cadres.people.selectors import people
from cadres.people.services import open_sessions
from cadres.people.services.postings import NewPosting, add_posting
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer

BAD_PHONE = "手机号应为 11 位数字，以 1 开头，请核对。"


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is said of a person; an empty phone leaves the known one as it is."""

    name: str
    phone: str = ""


@transaction.atomic
def add_person(facts: PersonFacts, first: NewPosting | None, *, actor: Viewer) -> Cadre:
    """A person is entered, with an account made of name and phone, and no password yet.

    Without a first posting the person waits for the security administrator to give a role.
    """
    place = first.unit.region.path if first else "".join(f"/{p.region_id}/" for p in actor.posts)
    authority.check_may_manage_people(actor, place)
    name, phone = _name(facts.name), _phone(facts.phone)
    _check_phone_is_free(phone)
    stem = accounts.account_name(name, phone, ())
    taken = set(Cadre.objects.filter(account__startswith=stem).values_list("account", flat=True))
    cadre = Cadre(
        account=accounts.account_name(name, phone, taken),
        name=name,
        name_pinyin=accounts.pinyin(name),
        find_text=accounts.find_text(name),
        phone=phone,
        phone_key=blind_key(phone) if phone else "",
        created_at=actor.at,
    )
    cadre.set_unusable_password()
    _save(cadre, None)
    audit.record("cadre.add", cadre, actor=actor)
    if first is not None:
        add_posting(cadre, first, actor=actor)
    return cadre


@transaction.atomic
def edit_person(cadre: Cadre, facts: PersonFacts, *, actor: Viewer, read: Read) -> Cadre:
    """Name or phone are put right; the account stays what was printed."""
    cadre = _locked(cadre)
    authority.check_may_manage(actor, people.standing(cadre, seen_by=actor))
    phone = _phone(facts.phone)
    said = {"name": _name(facts.name), **({"phone": phone} if phone else {})}
    given = edits.settle(
        cadre,
        people.facts(cadre),
        said,
        read=read,
        actor=actor,
        verbs=("cadre.edit",),
        words={"phone": masking.phone},
    )
    cadre.name, cadre.name_pinyin = given["name"], accounts.pinyin(given["name"])
    cadre.find_text = accounts.find_text(cadre.name)
    if phone := given.get("phone", ""):
        _check_phone_is_free(phone, but=cadre)
        cadre.phone, cadre.phone_key = phone, blind_key(phone)
    _save(cadre, ["name", "name_pinyin", "find_text", "phone", "phone_key"])
    audit.record("cadre.edit", cadre, actor=actor, phone_changed=bool(phone))
    return cadre


@transaction.atomic
def change_phone(cadre: Cadre, phone: str, *, actor: Viewer) -> Cadre:
    """The same person has another number, as a roster and then somebody of the office said."""
    cadre = _locked(cadre)
    standing = people.standing(cadre, seen_by=actor)
    authority.check_may_manage(actor, standing)
    if standing.is_protected:
        raise WrongState(f"{cadre.name}是管理员或纪检干部，号码不能由花名册修改，请在“人员”里办理")
    phone = _phone(phone)
    _check_phone_is_free(phone, but=cadre)
    cadre.phone, cadre.phone_key = phone, blind_key(phone)
    _save(cadre, ["phone", "phone_key"])
    audit.record("cadre.edit", cadre, actor=actor, phone_changed=True)
    return cadre


@transaction.atomic
def record_leaving(cadre: Cadre, *, actor: Viewer, left_on: date) -> Cadre:
    """The person leaves (离岗): postings end, the door shuts, what they did stays theirs."""
    cadre = _locked(cadre)
    authority.check_may_manage(actor, people.standing(cadre, seen_by=actor))
    if not cadre.is_active:
        raise WrongState(f"{cadre.name}已经离岗。")
    if cadre.pk == actor.cadre_id:
        raise Invalid("不能给自己办理离岗，请由他人办理。")
    _end_postings(cadre, left_on, actor.today)
    cadre.is_active, cadre.left_on = False, left_on
    cadre.set_unusable_password()
    cadre.save(update_fields=["is_active", "left_on", "password"])
    OneTimeCode.objects.filter(cadre=cadre, used_at__isnull=True).delete()
    open_sessions.end_sessions_of(cadre, actor=actor)
    audit.record("cadre.leave", cadre, actor=actor, on=left_on.isoformat())
    return cadre


@transaction.atomic
def record_return(cadre: Cadre, new: NewPosting, *, actor: Viewer) -> Cadre:
    """The person comes back (返岗) in a new posting, and needs a new code to come in."""
    cadre = _locked(cadre)
    authority.check_may_manage_people(actor, new.unit.region.path)
    if cadre.is_active:
        raise WrongState(f"{cadre.name}在岗，不用办理返岗。")
    _check_phone_is_own(cadre)
    cadre.is_active, cadre.left_on = True, None
    cadre.save(update_fields=["is_active", "left_on"])
    add_posting(cadre, new, actor=actor)
    audit.record("cadre.return", cadre, actor=actor)
    return cadre


@transaction.atomic
def reveal_phone(cadre: Cadre, *, actor: Viewer) -> str:
    """Show the whole number to those who may call; the trail says who looked."""
    authority.check_may_reveal_phone(actor, people.standing(cadre, seen_by=actor))
    audit.record("cadre.reveal_phone", cadre, actor=actor)
    return cadre.phone


def _locked(cadre: Cadre) -> Cadre:
    return Cadre.objects.select_for_update(no_key=True).get(pk=cadre.pk)


def _save(cadre: Cadre, fields: list[str] | None) -> None:
    # Two may enter the same person at once; the constraints decide who was first.
    try:
        with transaction.atomic():
            cadre.save(force_insert=fields is None, update_fields=fields)
    except IntegrityError as error:
        raise Conflict("这个账号或手机号刚刚被别人登记，请刷新后核对。") from error


def _end_postings(cadre: Cadre, left_on: date, today: date) -> None:
    """Postings end on the last day; those that have not begun never will."""
    if left_on > today:
        raise Invalid("离岗日期不能晚于今天。", {"left_on": "离岗日期不能晚于今天。"})
    open_now = Posting.objects.filter(Q(to_on__isnull=True) | Q(to_on__gt=left_on), cadre=cadre)
    begun = open_now.filter(from_on__lte=today)
    if begun.filter(from_on__gt=left_on).exists():
        sentence = "离岗日期不能早于现任职务的开始日期。"
        raise Invalid(sentence, {"left_on": sentence})
    begun.update(to_on=left_on)
    open_now.filter(from_on__gt=today).delete()


def _name(text: str) -> str:
    name = naming.person_name(text)
    if not name:
        raise Invalid("请填写姓名。", {"name": "请填写姓名。"})
    return name


def _phone(text: str) -> str:
    phone = naming.mobile(text)
    if text.strip() and not phone:
        raise Invalid(BAD_PHONE, {"phone": BAD_PHONE})
    return phone


def _check_phone_is_own(cadre: Cadre) -> None:
    """A number that was given to somebody else meanwhile does not come back with the person."""
    same = Cadre.objects.filter(phone_key=cadre.phone_key, is_active=True)
    if cadre.phone_key and same.exists():
        raise Conflict(f"{cadre.name}原来的手机号已由他人使用，请先在“修改”里登记新的手机号。")


def _check_phone_is_free(phone: str, but: Cadre | None = None) -> None:
    if not phone:
        return
    same = Cadre.objects.filter(phone_key=blind_key(phone), is_active=True)
    other = same.exclude(pk=but.pk if but else 0).first()
    if other is not None:
        sentence = "这个手机号已登记在另一名人员名下，请先核对。"
        raise Conflict(sentence, {"phone": sentence})
