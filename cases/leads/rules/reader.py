"""Who looks or acts inside the room: a viewer, its seat there, and its key while that is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from cadres.errors import WrongState
from cadres.rules.viewer import Viewer
from cases.leads.rules.matters import DECIDERS, STUB_KEEPERS, TAKERS, Duty, Side

# Where the secret of an opening lies in the browser, and to which addresses it is sent.
KEY_COOKIE, KEY_PATH = "room_key", "/leads/"


@dataclass(frozen=True, slots=True)
class Reader:
    """A member of the room at one moment.

    `marks` are its blind marks (itself, its units, its declared relatives): a lead that carries one
    of them does not exist for it. `private` is there only while its key is open in this browser.
    """

    viewer: Viewer
    member_id: int
    county_id: int
    side: Side
    duty: Duty
    is_custodian: bool = False
    key_pair_id: int | None = None
    marks: tuple[str, ...] = ()
    private: bytes | None = field(default=None, repr=False)

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
        return self.private is not None

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
        if self.private is None:
            raise WrongState("钥匙没有打开，请先输入口令。")
        return self.private
