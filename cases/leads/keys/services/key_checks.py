"""For verify_audit: the room's public keys, held against what was signed and is on record."""

from __future__ import annotations

from cadres.trail.services.comparisons import Comparison
from cases.leads.keys.selectors import fingerprints
from cases.leads.keys.selectors.fingerprints import Fault
from cases.leads.procedure.models.people import Office
from cases.leads.vault.rules.trust import UncheckedKey
from cases.leads.vault.services import sealing
from cases.leads.vault.services.room_transaction import DATABASE

KEPT = "与核对时登记的不符，线索室已不向其加密；请保留现场，由两方负责人重新当面核对。"


def key_faults() -> list[str]:
    """Name every public key that is not the one that was made, signed for and put on record."""
    found = {fault: None for office in Office.objects.order_by("pk") for fault in _of_side(office)}
    return [f"{_named(fault)}{KEPT}" for fault in found]


def _of_side(office: Office) -> list[Fault]:
    try:
        trust = sealing.trust_of_server(office)
    except UncheckedKey as swapped:
        return [Fault(swapped.whose)]
    return fingerprints.faults(seen_by=trust)


def _named(fault: Fault) -> str:
    if fault.member_id is None:
        return fault.whose
    return f"{fault.whose}（成员编号 {fault.member_id}，人员编号 {fault.cadre_id}）"


# Gone through beside the chain of seals.
COMPARISON = Comparison("线索室公钥", DATABASE, key_faults)
