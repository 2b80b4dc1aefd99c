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
    OTHER = "other", "其他"


class Answer(TextChoices):
    """What the enterprise says of the outcome."""

    SOLVED = "solved", "已解决"
    PARTLY = "partly", "部分解决"
    NOT_SOLVED = "not_solved", "未解决"


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
