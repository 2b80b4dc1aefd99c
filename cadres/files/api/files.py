"""Files that an action takes: by the numbers under which they were sent beforehand."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from cadres.files.rules.uploads import OF_PERSON, Sender
from cadres.files.selectors import uploads
from cadres.models import Upload

HELP = "先在 /api/v1/uploads/ 传好的文件的 id，可多个；已被别的表单取走或放了超过一天的不再收"
GONE = "文件 {names} 不在了：没有传完、已经提交过，或放了超过一天。请重新上传。"


class UploadsField(serializers.ListField):
    """Found for whoever sent them, and for nobody else; all of them or none."""

    def __init__(self, **kwargs: Any) -> None:
        usual = {"required": False, "default": list, "help_text": HELP}
        super().__init__(
            child=serializers.UUIDField(), max_length=OF_PERSON.files, **{**usual, **kwargs}
        )

    def to_internal_value(self, data: Any) -> list[Upload]:
        wanted = super().to_internal_value(data)
        viewer = self.context["viewer"]
        found = uploads.chosen(wanted, seen_by=Sender(at=viewer.at, cadre_id=viewer.cadre_id))
        missing = set(wanted) - {row.pk for row in found}
        if missing:
            names = "、".join(sorted(map(str, missing)))
            raise serializers.ValidationError(GONE.format(names=names))
        return found
