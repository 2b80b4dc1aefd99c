"""Declare a relative (申报近亲属): what concerns them does not exist for the member any more."""

from __future__ import annotations

import json
from dataclasses import asdict

from cadres.errors import Absent, Conflict, Invalid, WrongState
from cases.leads.keys.selectors import colleagues, seats, sole_keys
from cases.leads.members.selectors import relatives
from cases.leads.procedure.models.leads import Access, Exclusion, Lead
from cases.leads.procedure.models.people import Relative
from cases.leads.procedure.rules import exclusions
from cases.leads.readers.services import named_readers
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.services import sealing, trail
from cases.leads.vault.services.room_transaction import together

ONLY_ONE = (
    "您正在知悉的线索中，有的涉及这位亲属，而本方只有您一人能打开。"
    "请先由负责人另行指定授权阅知人（或保管人），再申报。"
)


@together()
def declare_relative(name: str, unit: str, *, actor: Reader) -> Relative:
    """Keep the member out of every lead that names this relative, those already read included.

    The database holds a blind mark, and the words sealed to the member's own key.
    """
    if not name.strip() or not unit.strip():
        missing = {k: "请填写" for k, v in (("name", name), ("unit", unit)) if not v.strip()}
        raise Invalid("请写明亲属的姓名和工作单位。", missing)
    declared = exclusions.Relative(name.strip(), unit.strip())
    county = seats.county_name(actor.county_id)
    mark = actor.blind(exclusions.of_person(declared.name, declared.unit, county))
    name_mark = actor.blind(exclusions.of_person(declared.name, "", county))
    if Relative.objects.filter(member=actor.member_id, mark=mark).exists():
        raise Conflict("这位亲属已经申报过。")
    _step_back({mark, name_mark}, actor)
    own = colleagues.own(seen_by=actor)
    made = Relative.objects.create(
        member=own,
        mark=mark,
        name_mark=name_mark,
        sealed=sealing.seal_to_oneself(_words(declared), actor=actor),
        declared_at=actor.at,
    )
    trail.record("member.declare_relative", own, actor=actor.viewer)
    return made


@together()
def withdraw_relative(relative_id: int, *, actor: Reader) -> None:
    """Take back one's own declaration. Readings that ended by it do not begin again."""
    gone, _ = Relative.objects.filter(pk=relative_id, member=actor.member_id).delete()
    if not gone:
        raise Absent(relatives.NONE_THERE)
    trail.record("member.withdraw_relative", colleagues.own(seen_by=actor), actor=actor.viewer)


def _step_back(marks: set[str], actor: Reader) -> None:
    """End what the member reads of leads that carry one of the marks."""
    own = Access.objects.filter(member=actor.member_id, ended_at__isnull=True)
    read = set(own.values_list("lead", flat=True))
    marked = set(Exclusion.objects.filter(mark__in=marks).values_list("lead", flat=True))
    leads = list(
        Lead.objects.select_for_update(no_key=True).filter(pk__in=read & marked).order_by("pk")
    )
    ids = [lead.pk for lead in leads]
    if sole_keys.sole_leads(actor.member_id, seen_by=actor).filter(pk__in=ids).exists():
        raise WrongState(ONLY_ONE)
    for lead in leads:
        named_readers.end_access(lead, [actor.member_id], actor=actor)


def _words(declared: exclusions.Relative) -> bytes:
    return json.dumps(asdict(declared), ensure_ascii=False).encode()
