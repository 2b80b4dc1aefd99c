"""The printed recovery key as it is typed; a wrong one counts like a wrong passphrase."""

from __future__ import annotations

from cadres.errors import Invalid, WrongState
from cadres.rules.viewer import Viewer
from cases.leads.models import KeyPair, Member, Office
from cases.leads.rules import boxes
from cases.leads.rules.boxes import Unopenable
from cases.leads.services import keys

WRONG = "恢复密钥不对，请对照最近一次打印的恢复密钥逐组核对。"
UNFIT = "这把钥匙的恢复副本打不开，请联系管理员核对数据库是否被改动。"


def typed(text: str, member: Member, *, actor: Viewer) -> bytes:
    """Return the private half of the office's recovery key.

    `member` is who types it. Called outside the deed's own transaction: the count of a wrong try
    has to outlast its refusal.
    """
    private = boxes.typed(text)
    pair = keys.ready_pair(member, actor=actor)
    office = Office.objects.get(pk=member.office_id)
    if boxes.public_of(private) != bytes(office.recovery_public):
        keys.count_wrong(pair, member, actor=actor)
        raise Invalid(WRONG, {"recovery_key": WRONG})
    return private


def private_of(pair: KeyPair, recovery: bytes) -> bytes:
    """Open a member's private key with the recovery key, and check that it is that one."""
    try:
        private = boxes.unseal(recovery, bytes(pair.recovery))
    except Unopenable:
        raise WrongState(UNFIT) from None
    if boxes.public_of(private) != bytes(pair.public):
        raise WrongState(UNFIT)
    return private
