"""Who looks or acts inside the room: a viewer, its seat there, and its key while that is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from cadres.errors import WrongState
from cadres.viewers.rules.viewer import Viewer
from cases.leads.procedure.rules.vocabulary import DECIDERS, STUB_KEEPERS, TAKERS, Duty, Side
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.passphrase_bundles import Bundle
from cases.leads.vault.rules.trust import Trust

SHUT = "钥匙尚未解锁，请先输入口令。"
NO_MARKS = (
    "您的钥匙还没有经本方负责人核对指纹（或者两方还没有互相核对），现在还不能查阅和办理线索。"
    "请看“我的”中的指纹，与负责人当面或电话核对。"
)

# Where the secret of an opening lies in the browser, and to which addresses it is sent.
KEY_COOKIE, KEY_PATH = "room_key", "/leads/"


@dataclass(frozen=True, slots=True)
class Reader:
    """A member of the room at one moment.

    `bundle` is there only while its key is open in this browser: its private key and the root that
    it pinned. With it comes the key of marks, where that was handed to it.
    """

    viewer: Viewer
    member_id: int
    county_id: int
    side: Side
    duty: Duty
    is_custodian: bool = False
    key_pair_id: int | None = None
    bundle: Bundle | None = field(default=None, repr=False)
    mark_key: bytes | None = field(default=None, repr=False)
    own_marks: tuple[str, ...] = ()

    @property
    def cadre_id(self) -> int:
        return self.viewer.person_id

    @property
    def at(self) -> datetime:
        return self.viewer.at

    @property
    def today(self) -> date:
        return self.viewer.today

    @property
    def is_open(self) -> bool:
        return self.bundle is not None

    @property
    def decides(self) -> bool:
        return self.duty in DECIDERS

    @property
    def takes(self) -> bool:
        return self.duty in TAKERS

    @property
    def keeps_stubs(self) -> bool:
        return self.duty in STUB_KEEPERS

    @property
    def is_head(self) -> bool:
        return self.duty == Duty.HEAD

    @property
    def key(self) -> bytes:
        """The private key; WrongState where it is not open."""
        if self.bundle is None:
            raise WrongState(SHUT)
        return self.bundle.private

    @property
    def trust(self) -> Trust:
        """The root by which it checks whose a public key is; WrongState where its key is shut."""
        if self.bundle is None:
            raise WrongState(SHUT)
        return Trust(self.county_id, self.side, self.bundle.root)

    @property
    def knows_marks(self) -> bool:
        return self.mark_key is not None

    @property
    def known_mark_key(self) -> bytes:
        """The key of marks; WrongState where it was not handed to the reader, or is not open."""
        if self.mark_key is None:
            raise WrongState(SHUT if self.bundle is None else NO_MARKS)
        return self.mark_key

    @property
    def marks(self) -> tuple[str, ...]:
        """Its blind marks (itself, its units, its relatives): what carries one is not there for it.

        Raises WrongState where it cannot make them: without them nobody could be kept out.
        """
        return self.own_marks if self.known_mark_key else ()

    def blind(self, words: str) -> str:
        """The mark of these words, under the key that only members with an open key hold."""
        return crypto.mark(self.known_mark_key, words)
