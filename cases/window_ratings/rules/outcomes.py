"""What comes out at the ends of the loop: the call-back, an appeal, the use of the result."""

from __future__ import annotations

import re

from django.db.models import TextChoices

from cadres.errors import Invalid

PUBLIC_LENGTH = 1000
# A number to call or of a card; a year or a day is shorter.
DIGITS = re.compile(r"\d(?:[\s\-]?\d){6,}")


class CallBack(TextChoices):
    """What the rater said of the rectification; who was not reached said nothing."""

    SATISFIED = "satisfied", "满意"
    FAIR = "fair", "基本满意"
    UNSATISFIED = "unsatisfied", "不满意"
    UNREACHED = "unreached", "联系不上"


PLEASED = (CallBack.SATISFIED, CallBack.FAIR)


class Ground(TextChoices):
    """Why a unit says that the rating should not count against it."""

    MISTAKEN = "mistaken", "误评"
    MALICIOUS = "malicious", "恶意差评"
    OTHER_UNIT = "other_unit", "不是本单位办理"


class AppealState(TextChoices):
    WAITING = "waiting", "待裁定"
    UPHELD = "upheld", "成立"
    DISMISSED = "dismissed", "不成立"


class Use(TextChoices):
    """What a published result was used for."""

    EVALUATION = "evaluation", "计入效能评价"
    CIRCULAR = "circular", "在通报中列示"
    TALK = "talk", "约谈单位负责人"
    TRAINING = "training", "窗口培训和改进流程"


def check_clean(text: str, *names: str) -> None:
    """Raise Invalid where a copy for the public names somebody, or holds a number to call."""
    if not text.strip() or len(text) > PUBLIC_LENGTH:
        said = f"请填写公示稿，不超过 {PUBLIC_LENGTH} 个字。"
        raise Invalid(said, {"text": said})
    if DIGITS.search(text):
        said = "公示稿里有电话、证件号一类的长数字，请删去后再提交。"
        raise Invalid(said, {"text": said})
    if any(len(name) > 1 and name in text for name in names):
        said = "公示稿里有人的姓名，请改为“办事人”“窗口人员”后再提交。"
        raise Invalid(said, {"text": said})
