"""What windows are rated (好差评): five levels, who sees a rating, and where it came from.

The province's system is the one that asks people; here its ratings are taken in and followed, and
nobody is asked again. Who gave no rating is 未评价 and counts as satisfied nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q, TextChoices

from cadres.errors import NotPermitted
from cadres.people.rules import masking, phones
from cadres.viewers.rules.viewer import Kind, Viewer

ABSENT = "没有这条评价。"
NUMBER, WINDOW, MATTER, WORDS, RATER = 60, 80, 200, 2000, 40
KEPT_BY = "窗口评价由县政务服务中心导入和跟踪。"
READERS = "窗口评价由政务服务中心、承办单位、县助企办、督查机构和县领导查看。"


class Level(TextChoices):
    """What somebody said of a window; the last two are bad (差评)."""

    VERY_GOOD = "very_good", "非常满意"
    GOOD = "good", "满意"
    FAIR = "fair", "基本满意"
    BAD = "bad", "不满意"
    VERY_BAD = "very_bad", "非常不满意"
    UNRATED = "unrated", "未评价"


BAD = (Level.BAD, Level.VERY_BAD)
WELL = (Level.VERY_GOOD, Level.GOOD, Level.FAIR)


class Source(TextChoices):
    PROVINCE = "province", "省好差评系统"
    CODE = "code", "码上评议"


class FileStage(TextChoices):
    CHECKED = "checked", "待确认导入"
    DONE = "done", "已导入"


class RatingVerb(TextChoices):
    """What is done to ratings besides the loop of a bad one."""

    RECORD = "record", "登记评价"
    IMPORT = "import", "导入评价"
    UPLOAD = "upload", "上传评价文件"
    CHOOSE = "choose", "选择隐藏的行读不读入"
    REVEAL = "reveal", "查看评价人"


def written(account: Mapping[str, int]) -> int:
    """Return how many rows of a file are new here, or say of a rating what was not known."""
    return account["made"] + account["changed"]


def seen_in(viewer: Viewer) -> tuple[int, ...]:
    """Return the counties whose ratings the viewer sees whole, without the names of raters."""
    return tuple(sorted({*viewer.centre_county_ids, *viewer.county_ids}))


def ratings_for(viewer: Viewer) -> Q:
    """The centre and who looks at the county see all of it, a unit what its windows were rated."""
    if viewer.is_system:
        return Q()
    if viewer.kind is Kind.ENTERPRISE:
        return Q(pk__in=[])
    return Q(county_id__any_of=seen_in(viewer)) | Q(unit_id__any_of=viewer.unit_ids)


def check_reader(viewer: Viewer) -> None:
    """Raise NotPermitted for whom windows do not concern."""
    if not (seen_in(viewer) or viewer.unit_ids):
        raise NotPermitted(f"{READERS}您的工作在“待办”里。")


def may_keep(viewer: Viewer, county_id: int) -> bool:
    """Does the viewer belong to the centre of the county?"""
    return viewer.is_system or county_id in viewer.centre_county_ids


def check_keeps(viewer: Viewer, county_id: int) -> None:
    if not may_keep(viewer, county_id):
        raise NotPermitted(KEPT_BY)


def without_phones(text: str) -> str:
    """Put stars into every phone number of what somebody wrote."""
    found = phones.pieces(text)
    return "".join(masking.phone(one.text) if one.dial else one.text for one in found)
