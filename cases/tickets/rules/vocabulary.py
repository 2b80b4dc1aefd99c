"""Words of the ticket: where it comes from, how hard it is, and how it is answered."""

from __future__ import annotations

from django.db.models import TextChoices


class HandlingClass(TextChoices):
    """办理类别: decides the limits (rows of `cadres.Limit`, never numbers here)."""

    ADVICE = "advice", "咨询"
    SIMPLE = "simple", "简单"
    GENERAL = "general", "一般"
    JOINT = "joint", "跨部门"
    HARD = "hard", "疑难"
    UTILITY = "utility", "水电气抢修"
    TENDER = "tender", "招投标投诉"
    ARREARS = "arrears", "账款拖欠"


class Source(TextChoices):
    VISIT = "visit", "实地走访"
    SERVICE_DAY = "service_day", "企业服务日"
    MEETING = "meeting", "座谈会"
    WALK_THROUGH = "walk_through", "一把手走流程"
    SCAN = "scan", "企业扫码"
    PHONE = "phone", "来电来访"
    HOTLINE = "hotline", "12345热线"
    BOARD = "board", "网络留言"
    SUPERIOR = "superior", "上级交办"
    INSPECTION = "inspection", "明察暗访"
    OTHER = "other", "其他"


class Answer(TextChoices):
    """What the enterprise says of the outcome."""

    SOLVED = "solved", "已解决"
    PARTLY = "partly", "部分解决"
    NOT_SOLVED = "not_solved", "未解决"
    AGREES = "agrees", "认可解释说明"


class Outcome(TextChoices):
    """办理结果: how the matter ended, apart from where its ticket stands."""

    SOLVED = "solved", "已解决"
    PARTLY = "partly", "部分解决"
    PARKED = "parked", "暂不具备条件（挂账）"
    EXPLAINED = "explained", "无政策依据（解释说明）"
    WITHDRAWN = "withdrawn", "企业撤回"
    REDIRECTED = "redirected", "转法定渠道"
    DEREGISTERED = "deregistered", "企业已注销"


# What a unit may hand in; the others come about by other actions.
RESULTS = (
    Outcome.SOLVED,
    Outcome.PARTLY,
    Outcome.EXPLAINED,
    Outcome.REDIRECTED,
    Outcome.DEREGISTERED,
)


# The matter is over, and yet nobody did it: such an end kept no promise and missed none.
NOT_DONE = (Outcome.REDIRECTED, Outcome.WITHDRAWN, Outcome.DEREGISTERED)


class LegalChannel(TextChoices):
    """法定渠道: bodies that decide what a campaign cannot (北京市接诉即办工作条例 §11)."""

    LITIGATION = "litigation", "诉讼"
    ARBITRATION = "arbitration", "仲裁"
    REVIEW = "review", "行政复议"
    PETITION = "petition", "信访"
    POLICE = "police", "公安110"
    COMPLAINT = "complaint", "营商环境投诉举报平台"
    ARREARS = "arrears", "违约拖欠中小企业款项登记（投诉）平台"
    # 行政执法监督条例 (2026-02-01): 乱收费、乱罚款、乱检查、乱查封.
    ENFORCEMENT = "enforcement", "行政执法监督机构（司法局）"
    OTHER = "other", "其他法定渠道"


class Satisfaction(TextChoices):
    """Five levels of 好差评 (GB/T 39734-2020 §7.3); the last two are 差评."""

    VERY_SATISFIED = "very_satisfied", "非常满意"
    SATISFIED = "satisfied", "满意"
    FAIRLY_SATISFIED = "fairly_satisfied", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"
    VERY_DISSATISFIED = "very_dissatisfied", "非常不满意"


SATISFIED = frozenset(
    {Satisfaction.VERY_SATISFIED, Satisfaction.SATISFIED, Satisfaction.FAIRLY_SATISFIED}
)


class Channel(TextChoices):
    LINK = "link", "企业链接"
    CALL = "call", "电话回访"
    LEDGER = "ledger", "台账"
