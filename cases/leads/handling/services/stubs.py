"""密封转送: what belongs to a higher body goes on unopened; number, days and signatures remain."""

from __future__ import annotations

from datetime import date

from cadres.deadlines.rules import terms
from cadres.deadlines.selectors import limits
from cadres.deadlines.selectors.terms import Calendars
from cadres.errors import Invalid, NotPermitted, WrongState
from cases.leads.handling.models.signing import Stub
from cases.leads.handling.rules import sheets
from cases.leads.handling.rules.sheets import Facts
from cases.leads.handling.selectors import stubs
from cases.leads.handling.services import letters
from cases.leads.procedure.rules import limit_keys
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.services import trail
from cases.leads.vault.services.room_transaction import together
from cases.letters.rules.sheets import LetterSheet
from cases.tickets.rules.closing import approvals

# The stubs' own series is the office's with this word behind it.
SEALED = "密转"


@together()
def take_in_stub(received_on: date, *, actor: Reader) -> Stub:
    """Number what arrived sealed; it goes on within its limit from the day on which it arrived."""
    if not actor.keeps_stubs:
        raise NotPermitted("密封转送由本方负责人、分管负责人或案管登记人登记。")
    if received_on > actor.today:
        raise Invalid("收到日期不能晚于今天。", {"received_on": "请填写实际收到的日期"})
    limit = limits.find(limit_keys.LEAD_STUB, "", received_on, actor.county_id)
    days = Calendars(actor.county_id)
    term = terms.begin(limit, received_on, days.newest)
    stub = Stub.objects.create(
        county_id=actor.county_id,
        side=actor.side,
        number=letters.number_in(f"{letters.own_office(actor).series}{SEALED}", actor=actor),
        received_on=received_on,
        made_by_id=actor.cadre_id,
        **terms.columns(term, days.__getitem__),
    )
    trail.record("stub.take_in", stub, actor=actor.viewer)
    return stub


@together()
def hand_on_stub(stub: Stub, *, actor: Reader, digest: str) -> Stub:
    """Sign for its going on to the higher body today (转送签名)."""
    stub = _look_again(stub, actor)
    if stub.handed_on:
        raise WrongState("本件已经转送，不能重复签名。")
    approvals.check_seen(digest, stubs.digest(stub))
    stub.handed_on, stub.handed_by_id = actor.today, actor.cadre_id
    stub.save(update_fields=["handed_on", "handed_by_id"])
    trail.record("stub.hand_on", stub, actor=actor.viewer)
    return stub


@together()
def confirm_received(stub: Stub, *, actor: Reader, digest: str) -> Stub:
    """The higher body's receipt is there (已回执)."""
    stub = _look_again(stub, actor)
    if not stub.handed_on:
        raise WrongState("本件还没有转送，请先签名转送。")
    if stub.is_received:
        raise WrongState("已经登记过回执。")
    approvals.check_seen(digest, stubs.digest(stub))
    stub.is_received = True
    stub.save(update_fields=["is_received"])
    trail.record("stub.confirm", stub, actor=actor.viewer)
    return stub


@together()
def slip_of(stub: Stub, *, actor: Reader) -> LetterSheet:
    """密封件转送交接单 as a sheet, to go with what is sealed; its taking out is on record."""
    stub = stubs.fetch(stub.pk, seen_by=actor)
    trail.record("stub.take_out", stub, actor=actor.viewer)
    facts = Facts(letters.own_office(actor).name, "", "", actor.today)
    return sheets.stub_slip(stub.number, stub.received_on, facts)


def _look_again(stub: Stub, actor: Reader) -> Stub:
    Stub.objects.select_for_update(no_key=True).filter(pk=stub.pk).values_list("pk").first()
    return stubs.fetch(stub.pk, seen_by=actor)
