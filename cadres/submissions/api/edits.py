"""What a client of the API had read of a thing, and gives back with its edit."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

from cadres.errors import Invalid
from cadres.submissions.rules import edits
from cadres.submissions.rules.edits import Read

HELP = "读取时得到的 read，原样带回；别人已改了同一处则拒绝（409），请重新读取后再改"
# A mark of a few dozen letters for each field of one thing.
LONGEST = 8000
LABEL = "读取时得到的标记"
SHOWN = "现在各处内容的标记，不含内容；修改时原样带回"


class ReadField(serializers.CharField):
    """The `read` that stood in what was fetched."""

    def __init__(self, **kwargs: Any) -> None:
        usual = {"label": LABEL, "help_text": HELP, "max_length": LONGEST}
        super().__init__(**usual | kwargs)

    def run_validation(self, data: Any = empty) -> Read:
        text = super().run_validation(data)
        try:
            return edits.read_from(text)
        except Invalid as refused:
            raise serializers.ValidationError(refused.message) from refused
