"""What a lead (问题线索) can be about, whence it came, and whom it concerns."""

from __future__ import annotations

from django.db.models import TextChoices


class Field(TextChoices):
    """The five fields (五个领域) of the county's transfer rules."""

    CONDUCT = "conduct", "工作作风"
    MARKET = "market", "市场环境"
    SERVICE = "service", "政务服务"
    ENFORCEMENT = "enforcement", "监管执法"
    RELATIONS = "relations", "政商关系"


class Source(TextChoices):
    VISIT = "visit", "走访"
    HOTLINE = "hotline", "12345 热线"
    CODE = "code", "扫码反映"
    RATING = "rating", "好差评差评"
    SUPERVISION = "supervision", "督查"
    WALK = "walk", "一把手走流程"
    INSPECTION = "inspection", "巡察"
    COUNTY = "county", "外县转来"
    ABOVE = "above", "上级交办"
    DEPUTY = "deputy", "人大代表、政协委员反映"
    MONITOR = "monitor", "特邀监督员反映"
    MEDIA = "media", "媒体舆情"
    CANDIDATE = "candidate", "规则提示"
    DROPPED = "dropped", "密封投递"


class Level(TextChoices):
    """Who manages the person concerned (管理权限): it decides which body is in charge."""

    TOWNSHIP = "township", "乡镇管理"
    COUNTY = "county", "县管"
    CITY = "city", "市管"
    PROVINCE = "province", "省管"
    VERTICAL = "vertical", "垂直管理"
    UNKNOWN = "unknown", "不清楚"


class Route(TextChoices):
    """Between which two sides it goes; an outside body (外单位) answers on paper."""

    INSIDE = "inside", "本县营商环境主管部门移送本县纪委监委"
    OUTWARD = "outward", "移送县外或其他机关"
    INWARD = "inward", "县外或其他机关移来"


class Body(TextChoices):
    """Bodies outside the room with which leads are exchanged."""

    CITY_DISCIPLINE = "city_discipline", "市纪委监委"
    SUPERIOR = "superior", "上级主管机关（垂直管理单位）"
    COUNTY_DISCIPLINE = "county_discipline", "外县纪委监委"
    COUNTY_OFFICE = "county_office", "外县营商环境主管部门"
    JUSTICE = "justice", "司法行政机关（行政执法监督）"
    POLICE = "police", "公安机关"
    PROCURATORATE = "procuratorate", "检察机关"
    COURT = "court", "审判机关"
    AUDIT = "audit", "审计机关"
    # Nobody to answer to: what was dropped comes from no body at all.
    DROPPED = "dropped", "密封投递（没有移送单位）"
    OTHER = "other", "其他机关"


class Side(TextChoices):
    SENDER = "sender", "移送方（县营商环境主管部门）"
    RECEIVER = "receiver", "接收方（县纪委监委）"


class Duty(TextChoices):
    """What a member of the room does on its side."""

    HEAD = "head", "负责人"
    APPROVER = "approver", "分管负责人"
    REGISTRAR = "registrar", "案管登记人"
    CLERK = "clerk", "经办人"


class RecoveryPurpose(TextChoices):
    """For what the head lets the recovery key be used (恢复许可)."""

    PASSPHRASE = "passphrase", "重设口令"
    LEAVER = "leaver", "移交离任人员的卷"


# Outside the room's two sides these duties have no meaning.
DUTIES = {
    Side.SENDER: (Duty.HEAD, Duty.APPROVER, Duty.CLERK),
    Side.RECEIVER: (Duty.HEAD, Duty.APPROVER, Duty.REGISTRAR, Duty.CLERK),
}
# They decide for their side, and every file of their side comes to them.
DECIDERS = frozenset({Duty.HEAD, Duty.APPROVER})
# To them a delivered file comes; whoever else reads it is named for it.
TAKERS = frozenset({Duty.HEAD, Duty.REGISTRAR})
# They take in and hand on what belongs to a higher body, unopened.
STUB_KEEPERS = frozenset({Duty.HEAD, Duty.APPROVER, Duty.REGISTRAR})
# Higher than the county: the report goes on unopened, as a sealed stub.
ABOVE_COUNTY = frozenset({Level.CITY, Level.PROVINCE})
