"""What a unit may ask for on the way (申请): who decides it, and by which deeds."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices

from cases.rules.workflow import Action, Party


class ApplicationKind(TextChoices):
    EXTENSION = "extension", "延期"
    PARKING = "parking", "挂账"
    HAND_UP = "hand_up", "提级"


class ApplicationState(TextChoices):
    WAITING = "waiting", "待审批"
    GRANTED = "granted", "已批准"
    REFUSED = "refused", "未批准"
    TAKEN_BACK = "taken_back", "已撤回"
    # The ticket moved on, or what was asked for changed, before anybody decided.
    LAPSED = "lapsed", "已失效"


class Ground(TextChoices):
    """Why a matter is parked (挂账)."""

    LEGAL = "legal", "缺少法律政策依据"
    PRACTICAL = "practical", "暂不具备现实条件"


class Level(TextChoices):
    """Where a matter is handed up to (提级)."""

    COUNTY_MEETING = "county_meeting", "县领导会商"
    CITY = "city", "市级"
    PROVINCE = "province", "省级"


@dataclass(frozen=True, slots=True)
class Way:
    """The deeds of one kind of application, its approver, and the limit of the decision."""

    ask: Action
    grant: Action
    refuse: Action
    decider: Party
    limit: str


WAYS: dict[ApplicationKind, Way] = {
    ApplicationKind.EXTENSION: Way(
        Action.ASK_EXTENSION,
        Action.GRANT_EXTENSION,
        Action.REFUSE_EXTENSION,
        Party.OFFICE_HEAD,
        "extension_decision",
    ),
    ApplicationKind.PARKING: Way(
        Action.ASK_PARKING,
        Action.GRANT_PARKING,
        Action.REFUSE_PARKING,
        Party.LEADER,
        "parking_decision",
    ),
    ApplicationKind.HAND_UP: Way(
        Action.ASK_HAND_UP,
        Action.GRANT_HAND_UP,
        Action.REFUSE_HAND_UP,
        Party.LEADER,
        "hand_up_decision",
    ),
}
