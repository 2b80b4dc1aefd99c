"""What is asked of whoever scans a code, beside the matter itself: inspections, money owed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices

from cadres.errors import Invalid

LONGEST_FIRM = 100
LONGEST_CASE = 60
# More is nobody's claim in a county: a slip of the finger.
LARGEST_AMOUNT = Decimal("99999999999.99")


class Noticed(TextChoices):
    """What the enterprise saw of those who came to inspect; nothing chosen is nothing said."""

    YES = "yes", "有"
    NO = "no", "没有"
    UNKNOWN = "unknown", "没注意"


class Abuse(TextChoices):
    """四乱: what 行政执法监督条例 (2026-02-01) names first."""

    FEES = "fees", "乱收费"
    FINES = "fines", "乱罚款"
    CHECKS = "checks", "乱检查"
    SEIZURES = "seizures", "乱查封"


class Debtor(TextChoices):
    """By whom money is owed; the law has other days for each (保障中小企业款项支付条例)."""

    ORGAN = "organ", "党政机关"
    INSTITUTION = "institution", "事业单位"
    LARGE_FIRM = "large_firm", "大型企业"
    OTHER = "other", "其他"


@dataclass(frozen=True, slots=True)
class Inspection:
    """Facts of an inspection, each with no answer where none was given."""

    scanned: str = ""
    certificate: str = ""
    notice: str = ""
    abuses: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.scanned or self.certificate or self.notice or self.abuses)

    def lines(self) -> Iterator[str]:
        asked = (
            ("扫码入企", self.scanned),
            ("出示证件", self.certificate),
            ("检查通知书", self.notice),
        )
        told = [f"{label}{Noticed(answer).label}" for label, answer in asked if answer]
        if told:
            yield f"检查的情况：{'，'.join(told)}。"
        if self.abuses:
            yield f"反映的是：{'、'.join(Abuse(one).label for one in self.abuses)}。"


@dataclass(frozen=True, slots=True)
class Arrears:
    """Money owed: how much, by which contract, by whom, and where a case of it is open."""

    amount: Decimal | None = None
    contract_on: date | None = None
    debtor: str = ""
    case_number: str = ""

    def __bool__(self) -> bool:
        return any((self.amount, self.contract_on, self.debtor, self.case_number))

    def lines(self) -> Iterator[str]:
        told = []
        if self.amount is not None:
            told.append(f"金额 {self.amount:,} 元")
        if self.contract_on is not None:
            told.append(f"合同 {self.contract_on:%Y-%m-%d} 签订")
        if self.debtor:
            told.append(f"欠款方是{Debtor(self.debtor).label}")
        if self.case_number:
            told.append(f"国家登记（投诉）平台编号 {self.case_number}")
        if told:
            yield f"拖欠账款：{'，'.join(told)}。"


def told(description: str, firm: str, inspection: Inspection, arrears: Arrears) -> str:
    """The matter as the unit reads it: first what was written, then what was answered."""
    named = [f"诉求人说的企业：{firm}。"] if firm else []
    return "\n".join([description.strip(), *named, *inspection.lines(), *arrears.lines()])


def check_arrears(arrears: Arrears, today: date) -> None:
    """Raise Invalid, by field, where money or day cannot be."""
    wrong = {}
    if arrears.amount is not None and not 0 < arrears.amount <= LARGEST_AMOUNT:
        wrong["amount"] = "请填写大于 0 的金额，单位是元。"
    if arrears.contract_on is not None and arrears.contract_on > today:
        wrong["contract_on"] = "签合同的日子不能在今天以后。"
    if wrong:
        raise Invalid("".join(wrong.values()), wrong)
