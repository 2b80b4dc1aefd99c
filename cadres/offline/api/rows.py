"""What phones send and are answered, as the API describes it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cadres.offline.rules.commands import MOST_AT_ONCE, Outcome, Result

WAITING_AT_MOST = 100_000
ID_LENGTH, APP_LENGTH = 36, 40


class CommandShape(serializers.Serializer):
    """One action, done on a phone without a signal."""

    id = serializers.UUIDField(help_text="手机上生成的编号（UUID），同一编号只办一次")
    verb = serializers.CharField(help_text="visit.log、ticket.file、ticket.<动作>")
    subject = serializers.JSONField(
        help_text='企业或工单的编号；由前一条指令产生的写 {"command": 编号}；没有则为 null'
    )
    trunk = serializers.CharField(help_text="离线开始时服务器上的版本（updated_at）")
    made_at = serializers.DateTimeField(help_text="手机时间，带时区")
    values = serializers.DictField(help_text="这个动作的各项内容")
    files = serializers.ListField(child=serializers.UUIDField(), help_text="先行上传的文件")
    digest = serializers.CharField(help_text="其余内容规范 JSON 的 SHA-256")


@extend_schema_field(CommandShape)
class CommandField(serializers.DictField):
    """Taken as it comes: what is wrong with one command is answered to that one alone."""


class Batch(serializers.Serializer):
    app = serializers.CharField(
        max_length=APP_LENGTH, label="手机页面的版本", help_text="手机页面的版本"
    )
    device = serializers.CharField(
        max_length=ID_LENGTH, required=False, allow_blank=True, default="", help_text="本机编号"
    )
    store = serializers.CharField(
        max_length=ID_LENGTH, label="本机存储的编号", help_text="本机存储的编号"
    )
    person = serializers.IntegerField(
        required=False, allow_null=True, default=None, help_text="这些指令是谁做的；须是登录人本人"
    )
    waiting = serializers.IntegerField(
        min_value=0,
        max_value=WAITING_AT_MOST,
        label="未发送的条数",
        help_text="本人在本机未发送的条数，含这次送来的",
    )
    newest = serializers.CharField(
        max_length=ID_LENGTH, required=False, allow_blank=True, default=""
    )
    clock = serializers.CharField(
        max_length=40, required=False, allow_blank=True, default="", help_text="手机现在的时间"
    )
    lost_read = serializers.BooleanField(
        required=False, default=False, help_text="上次告知的丢失，本人已看到"
    )
    commands = serializers.ListField(
        child=CommandField(), max_length=MOST_AT_ONCE, required=False, default=list
    )


class BothRow(serializers.Serializer):
    field = serializers.CharField()
    label = serializers.CharField()
    mine = serializers.CharField()
    theirs = serializers.CharField()


class CommandResult(serializers.Serializer):
    id = serializers.UUIDField()
    outcome = serializers.ChoiceField([(one.value, one.name) for one in Outcome])
    code = serializers.CharField(help_text="拒绝的原因，给程序看")
    sentence = serializers.CharField(help_text="可以直接给人看的一句话")
    place = serializers.CharField(allow_null=True)
    number = serializers.CharField()
    fields = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    both = BothRow(many=True)


class Lost(serializers.Serializer):
    count = serializers.IntegerField()
    sentence = serializers.CharField()


class Synced(serializers.Serializer):
    results = CommandResult(many=True, help_text="没有列出的指令还没有办，留着再送")
    lost = Lost(allow_null=True)
    device = serializers.CharField()
    at = serializers.DateTimeField()


class Key(serializers.Serializer):
    person = serializers.IntegerField(help_text="本人的编号，封装时写在里面")
    name = serializers.CharField(help_text="本人的姓名")
    key = serializers.CharField(help_text="本人的数据密钥，base64，只放在内存里")
    server_key = serializers.CharField(help_text="服务器的 P-256 公钥（未压缩），base64")
    server_key_id = serializers.CharField(help_text="公钥摘要的前 8 字节，base64")
    csrf = serializers.CharField(help_text="放在请求头 X-CSRFToken 里")
    app = serializers.IntegerField(help_text="服务器认得的最新版本")
    grant = serializers.CharField(help_text="本机口令的许可，改密码、离岗后作废")


def result_row(result: Result) -> dict[str, Any]:
    """Return a result as it is answered."""
    return {
        "id": str(result.id),
        "outcome": str(result.outcome),
        "code": str(result.code),
        "sentence": result.sentence,
        "place": result.place or None,
        "number": result.number,
        "fields": {name: list(words) for name, words in result.fields.items()},
        "both": [
            {"field": one.field, "label": one.label, "mine": one.mine, "theirs": one.theirs}
            for one in result.both
        ],
    }
