"""An application under a policy was refused, says the enterprise: the ticket's first words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cases.models import Policy

BEGINS = "申报《"


def description(policy: Policy) -> str:
    """What a ticket begins with where an application was refused; the cadre completes it."""
    number = f"（{policy.document_number}）" if policy.document_number else ""
    return (
        f"企业反映申报《{policy.title}》{number}被拒。\n主管单位：{policy.unit.name}。\n"
        "被拒的时间、理由和企业的意见："
    )


def title(policy: Policy) -> str:
    return f"{BEGINS}{policy.title}》被拒"


def is_of_refusal(ticket_title: str) -> bool:
    """Does a ticket bear the title by which refused applications are filed?"""
    return ticket_title.startswith(BEGINS)
