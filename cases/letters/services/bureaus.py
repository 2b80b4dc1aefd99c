"""A bureau drafts its letter to one of another county, names who reads it, signs and answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cadres.deadlines.selectors import limits
from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.models import Cadre, Region, Unit
from cadres.people.services.open_units import hold_open
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules import organs, sheets
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.kinds_of_letters import bureau_letters
from cases.letters.rules.kinds_of_letters.bureau_letters import BureauFacts
from cases.letters.rules.organs import Organ
from cases.letters.rules.wording import clauses
from cases.letters.rules.workflow import LetterVerb
from cases.letters.selectors import bureaus
from cases.letters.services import recipients
from cases.letters.services.drafting import ready, save_draft, trace
from cases.models import BureauStyle, Letter, LetterReader, LetterSeries, LetterStyle

NOT_YOURS = "县际协查文书由本单位经办人员草拟。"


@dataclass(frozen=True, slots=True)
class Wanted:
    """To whom it goes, a bureau of another county here or one by its name, and what about."""

    firm: str
    text: str
    unit: Unit | None = None
    addressee: str = ""
    basis: str = ""


@transaction.atomic
def draft_bureau_letter(sender: Unit, kind: LetterKind, wanted: Wanted, *, actor: Viewer) -> Letter:
    """A draft of the bureau, which its own head approves; nobody outside it sees it."""
    if sender.pk not in organs.own_units(actor):
        raise NotPermitted(NOT_YOURS)
    if kind not in bureau_letters.KINDS:
        raise WrongState("县际协查不用这种文书。")
    if wanted.unit is not None:
        hold_open(wanted.unit)
    style = bureaus.style_of(sender, seen_by=actor)
    _check(sender, wanted)
    days = _reply_days(kind, sender.region_id, actor)
    sheet = sheets.cleaned(bureau_letters.sheet(kind, _facts(style, wanted, days, actor)))
    clauses.refuse_secrets(*(one.text for one in sheet.body))
    return save_draft(
        sheet,
        kind,
        actor=actor,
        reply_days=days,
        organ=Organ.BUREAU,
        sender=sender,
        county_id=bureaus.county_of(sender),
        unit_id=wanted.unit.pk if wanted.unit else None,
    )


@transaction.atomic
def sign_for(letter: Letter, *, actor: Viewer) -> Letter:
    """签收: the bureau it was sent to has it; the sender is told."""
    letter = ready(letter, LetterVerb.SIGN, actor=actor)
    letter.received_at, letter.received_by_id = actor.at, actor.person_id
    letter.save(update_fields=["received_at", "received_by"])
    trace(letter, LetterVerb.SIGN, actor=actor)
    recipients.tell_writers("letter_received", letter, actor=actor)
    return letter


@transaction.atomic
def record_answer(letter: Letter, *, actor: Viewer, on: date, reply: str) -> Letter:
    """The bureau answers what was asked, or the sender records its answer on paper."""
    letter = ready(letter, LetterVerb.REPLY, actor=actor)
    problems = {} if reply.strip() else {"reply": "请填写答复内容。"}
    if not (letter.dated_on or on) <= on <= actor.today:
        problems["on"] = "答复日期不能早于成文日期，也不能晚于今天。"
    if problems:
        raise Invalid("没有保存：" + "".join(problems.values()), problems)
    letter.replied_on, letter.reply = on, clauses.clean(reply).strip()
    letter.reply_by_id = actor.person_id
    letter.save(update_fields=["replied_on", "reply", "reply_by"])
    trace(letter, LetterVerb.REPLY, actor=actor)
    recipients.tell_writers("letter_replied", letter, actor=actor)
    return letter


@transaction.atomic
def name_reader(letter: Letter, *, actor: Viewer, cadre: Cadre) -> LetterReader:
    """Somebody outside the bureau is named to read this one letter; it is on record."""
    letter = ready(letter, LetterVerb.NAME, actor=actor)
    row, is_new = LetterReader.objects.get_or_create(
        letter=letter,
        cadre=cadre,
        defaults={"named_by_id": actor.person_id, "named_at": actor.at},
    )
    if is_new:
        letter.reader_ids = sorted({*letter.reader_ids, cadre.pk})
        letter.save(update_fields=["reader_ids"])
        trace(letter, LetterVerb.NAME, actor=actor)
        recipients.tell_person("letter_named", letter, cadre.pk, actor=actor)
    return row


@transaction.atomic
def set_bureau_style(
    unit: Unit, *, actor: Viewer, read: Read, issuer: str, prefix: str, contact: str
) -> BureauStyle:
    """The bureau's head says in which name and by which 代字 it writes to other counties."""
    if unit.pk not in actor.head_unit_ids:
        raise NotPermitted("本单位的发文名称和代字由本单位负责人设置。")
    Unit.objects.select_for_update(no_key=True).filter(pk=unit.pk).values_list("pk").first()
    said = {"issuer": issuer.strip(), "prefix": prefix.strip(), "contact": contact.strip()}
    row = BureauStyle.objects.filter(unit=unit).first()
    given = edits.settle(
        row or BureauStyle(),
        bureaus.style_facts(unit, seen_by=actor),
        said,
        read=read,
        actor=actor,
        verbs=("letter.set_bureau_style",),
        about=bureaus.about(unit),
    )
    _check_style(unit, given["issuer"], given["prefix"])
    row, _ = BureauStyle.objects.update_or_create(
        unit=unit, defaults={**given, "set_at": actor.at, "set_by_id": actor.person_id}
    )
    audit.record("letter.set_bureau_style", row, actor=actor, prefix=row.prefix)
    return row


def _check(sender: Unit, wanted: Wanted) -> None:
    problems = {}
    if (wanted.unit is None) == (not wanted.addressee.strip()):
        problems["addressee"] = "请选择一个收文单位，或填写一个本系统以外的收文单位。"
    if wanted.unit is not None and bureaus.county_of(wanted.unit) == bureaus.county_of(sender):
        problems["unit"] = "县际协查发给外县的单位；本县单位之间按正常公文办理。"
    for name, said in {"firm": "请填写涉及的企业。", "text": "请写明有关情况。"}.items():
        if not getattr(wanted, name).strip():
            problems[name] = said
    if problems:
        raise Invalid("没有保存：" + "".join(problems.values()), problems)


def _check_style(unit: Unit, issuer: str, prefix: str) -> None:
    problems = {}
    if not issuer:
        problems["issuer"] = "请填写发文机关。"
    if not prefix or any(sign in prefix for sign in "〔〕[]（）"):
        problems["prefix"] = "请填写代字，不含括号和年份，例如：召市监函。"
    if problems:
        raise Invalid("没有保存：" + "".join(problems.values()), problems)
    others = BureauStyle.objects.filter(prefix=prefix).exclude(unit=unit)
    taken = Region.objects.filter(number_prefix=prefix)
    counties = LetterStyle.objects.filter(prefix=prefix)
    used = LetterSeries.objects.filter(prefix=prefix).exclude(county=bureaus.county_of(unit))
    if others.exists() or taken.exists() or counties.exists() or used.exists():
        raise Conflict("这个代字已由别的机关使用，请另选一个。")


def _reply_days(kind: LetterKind, region_id: int, actor: Viewer) -> int:
    key = bureau_letters.REPLY_LIMITS.get(kind)
    return limits.find(key, "", actor.today, region_id).amount if key else 0


def _facts(style: BureauStyle, wanted: Wanted, days: int, actor: Viewer) -> BureauFacts:
    to = bureaus.full_name(wanted.unit) if wanted.unit else wanted.addressee.strip()
    return BureauFacts(
        issuer=style.issuer,
        contact=style.contact,
        addressee=to,
        firm=wanted.firm.strip(),
        text=wanted.text,
        basis=wanted.basis,
        today=actor.today,
        reply_days=days,
    )
