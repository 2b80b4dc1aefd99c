"""Forms of 消息设置: how notices come, where mails go, where a unit's group listens."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from cadres.notifications.rules.preferences import OFFERED, Channel, Group, Mode

# What a person finds in each group, in the words of the office.
MEANING = {
    Group.FLOW: "登记、交办、签收、退回、进展、办结",
    Group.DUE: "快到期、已超期、该反馈了",
    Group.SUPERVISION: "催办、督办、通报、约谈",
    Group.APPROVAL: "等您审核、审批的事项和审批结果",
    Group.COVERAGE: "包联企业的变化和走访",
}


class ChoicesForm(forms.Form):
    """A choice for each group and channel that is on."""

    def __init__(
        self,
        *args: Any,
        now: Mapping[tuple[Group, Channel], Mode],
        channels: Collection[Channel],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pairs = [pair for pair in now if pair[1] in channels]
        for group, channel in self.pairs:
            self.fields[_name(group, channel)] = forms.ChoiceField(
                label=channel.label,
                choices=[(mode, mode.label) for mode in OFFERED[channel]],
                initial=now[group, channel],
                required=False,
            )

    def rows(self) -> Iterator[tuple[str, str, list[BoundField]]]:
        """Each group with what it holds and its fields."""
        for group in Group:
            fields = [self[_name(*pair)] for pair in self.pairs if pair[0] == group]
            yield group.label, MEANING[group], fields

    def modes(self) -> dict[tuple[Group, Channel], Mode]:
        """What was chosen; what was left out stays as it is."""
        given = {pair: self.cleaned_data[_name(*pair)] for pair in self.pairs}
        return {pair: Mode(mode) for pair, mode in given.items() if mode}


class EmailForm(forms.Form):
    email = forms.CharField(
        label="邮箱地址",
        max_length=254,
        required=False,
        help_text="建议用单位的工作邮箱。留空就不再发邮件。",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


class WebhookForm(forms.Form):
    # Typed like a password: whoever reads it over a shoulder could write into the group.
    address = forms.CharField(
        label="群机器人地址",
        max_length=500,
        help_text="在企业微信群里“添加群机器人”后复制。保存后加密存放，不再显示。",
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


def _name(group: Group, channel: Channel) -> str:
    return f"{group.value}-{channel.value}"
