"""The code at the gate is given out, renewed and withdrawn; the office says how it is called."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from cadres.errors import Conflict, Invalid
from cadres.models import Region
from cadres.people.rules import phones
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Enterprise, EnterpriseCode, OfficeLine
from enterprises.register.rules import authority
from enterprises.register.selectors import enterprises, gate_codes
from enterprises.register.services import code_tokens


@dataclass(frozen=True, slots=True)
class PublicWords:
    """What the office tells in public, and how many matters a day one code may bring."""

    name: str
    phone: str
    reports_a_day: int
    basis: str


@transaction.atomic
def issue_code(enterprise: Enterprise, *, actor: Viewer) -> EnterpriseCode:
    """The enterprise gets a code for its gate; one at a time."""
    enterprise = _ready(enterprise, actor)
    if gate_codes.current(enterprise, seen_by=actor) is not None:
        raise Conflict("这家企业已有在用的二维码；标牌丢失或损坏的，请换发。")
    return _issue(enterprise, actor)


@transaction.atomic
def kept_code(enterprise: Enterprise, *, actor: Viewer) -> EnterpriseCode:
    """The code in force, or a first one where there is none: what a notice is printed with."""
    enterprise = _ready(enterprise, actor)
    return gate_codes.current(enterprise, seen_by=actor) or _issue(enterprise, actor)


@transaction.atomic
def revoke_code(
    enterprise: Enterprise, *, actor: Viewer, read: Read, reason: str
) -> EnterpriseCode:
    """What hangs at the gate leads nowhere from now on."""
    reason = reason.strip()
    if not 0 < len(reason) <= 200:
        raise Invalid("请写明停用的原因。", {"reason": "请写明停用的原因，不超过 200 个字。"})
    enterprise = _ready(enterprise, actor)
    code = gate_codes.current(enterprise, seen_by=actor)
    if code is None:
        raise Conflict("这家企业没有在用的二维码，请刷新页面。")
    _check_shown(enterprise, read, actor)
    code.revoked_at, code.revoked_by_id, code.reason = actor.at, actor.cadre_id, reason
    code.save(update_fields=["revoked_at", "revoked_by", "reason"])
    audit.record("gate_code.revoke", code, actor=actor, reason=reason)
    return code


@transaction.atomic
def renew_code(enterprise: Enterprise, *, actor: Viewer, read: Read, reason: str) -> EnterpriseCode:
    """The sign was lost or damaged: the old code ends, another begins."""
    revoke_code(enterprise, actor=actor, read=read, reason=reason)
    return issue_code(enterprise, actor=actor)


@transaction.atomic
def set_office_line(county: Region, words: PublicWords, *, actor: Viewer, read: Read) -> OfficeLine:
    """The office says under which name it signs, and on which office phone it is reached."""
    authority.check_sets_office_line(actor, county.pk)
    given = _checked(words)
    Region.objects.select_for_update(no_key=True).filter(pk=county.pk).values_list("pk").first()
    line = gate_codes.office_line(county, seen_by=actor)
    given = edits.settle(
        line,
        gate_codes.line_facts(line),
        given,
        read=read,
        actor=actor,
        verbs=("office_line.set",),
        about=gate_codes.line_about(county),
    )
    for field, value in given.items():
        setattr(line, field, value)
    line.save(update_fields=list(given) if line.pk else None)
    audit.record("office_line.set", line, actor=actor, reports_a_day=line.reports_a_day)
    return line


def _check_shown(enterprise: Enterprise, read: Read, actor: Viewer) -> None:
    """A sign that somebody renewed meanwhile is not the one that was lost."""
    edits.check_same(
        enterprise,
        gate_codes.code_facts(enterprise, seen_by=actor),
        read=read,
        actor=actor,
        verbs=(),
        about=gate_codes.code_about(enterprise),
        words={"code": lambda pk: "新的二维码" if pk else "没有二维码"},
    )


def _ready(enterprise: Enterprise, actor: Viewer) -> Enterprise:
    # Lock by key first: which code is the current one is decided by one writer at a time.
    Enterprise.objects.select_for_update(no_key=True).filter(pk=enterprise.pk).values_list(
        "pk"
    ).first()
    enterprise = enterprises.fetch(enterprise.pk, seen_by=actor)
    authority.check_keeps_code(actor, enterprise)
    return enterprise


def _issue(enterprise: Enterprise, actor: Viewer) -> EnterpriseCode:
    if not enterprise.is_active:
        raise Conflict("这家企业已移出名录，不能启用二维码；请先恢复到名录。")
    code = EnterpriseCode.objects.create(
        enterprise=enterprise,
        token=code_tokens.drawn(),
        issued_at=actor.at,
        issued_by_id=actor.cadre_id,
    )
    audit.record("gate_code.issue", code, actor=actor)
    return code


def _checked(words: PublicWords) -> dict[str, object]:
    name, basis, phone = words.name.strip(), words.basis.strip(), phones.kept(words.phone)
    fields = {}
    if not 0 < len(name) <= 100:
        fields["name"] = "请填写机关全称，不超过 100 个字。"
    # A mobile phone is somebody's own, and does not hang at gates.
    if phone and (len(phone) > 20 or not phones.is_public(phone)):
        fields["phone"] = (
            "请填写带区号的办公座机号或 400 电话，如 0377-66900000；不公开个人手机号。"
        )
    if not 0 < words.reports_a_day <= 100:
        fields["reports_a_day"] = "请填写 1 到 100 的整数。"
    if not 0 < len(basis) <= 200:
        fields["basis"] = "请写明依据，不超过 200 个字。"
    if fields:
        raise Invalid("".join(fields.values()), fields)
    return {
        "name": name,
        "phone": phone,
        "reports_a_day": words.reports_a_day,
        "basis": basis,
    }
