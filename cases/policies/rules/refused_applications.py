"""An application under a policy was refused, says the enterprise: the ticket's first words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cases.models import Policy


def description(policy: Policy) -> str:
    """What a ticket begins with where an application was refused; the cadre completes it."""
    number = f"（{policy.document_number}）" if policy.document_number else ""
    return (
        f"企业反映申报《{policy.title}》{number}被拒。\n主管单位：{policy.unit.name}。\n"
        "被拒的时间、理由和企业的意见："
    )


def title(policy: Policy) -> str:
    return f"申报《{policy.title}》被拒"
