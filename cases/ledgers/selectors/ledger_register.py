"""Enterprises of a county as ledgers name them: by code, by name, by a former name."""

from __future__ import annotations

from dataclasses import dataclass, field

from cadres.models import Region
from cadres.viewers.rules.viewer import Viewer
from cases.ledgers.rules.imports import check_may_import
from cases.ledgers.rules.ledger_rows import IssueRow
from enterprises.models import Alias, Enterprise
from enterprises.register.rules.enterprise_names import name_key

UNKNOWN = "企业名录中没有这家企业，请核对名称或先导入企业包联台账"
NAMESAKES = "有 {count} 家同名企业，请补上统一社会信用代码"


@dataclass(slots=True)
class Register:
    """Enterprises of the county by code and by every name."""

    by_code: dict[str, Enterprise] = field(default_factory=dict)
    by_name: dict[str, set[str]] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)

    def find(self, row: IssueRow) -> tuple[Enterprise | None, str]:
        if row.code:
            return self.by_code.get(row.code), UNKNOWN
        codes = self.by_name.get(name_key(row.enterprise), set())
        if len(codes) > 1:
            return None, NAMESAKES.format(count=len(codes))
        return (self.by_code[next(iter(codes))], "") if codes else (None, UNKNOWN)


def register(county: Region, *, seen_by: Viewer) -> Register:
    """Return the whole register: who brings a ledger in is its office, and sees all of it."""
    check_may_import(seen_by, county.pk)
    known = Register()
    for enterprise in Enterprise.objects.filter(county=county).select_related("merged_into"):
        # What became part of another is known under both codes; its names are the other's.
        known.by_code[enterprise.code] = enterprise.merged_into or enterprise
        if enterprise.merged_into is None:
            known.names[enterprise.code] = [enterprise.name]
    aliases = Alias.objects.filter(enterprise__county=county, enterprise__merged_into=None)
    for code, name in aliases.values_list("enterprise__code", "name"):
        known.names[code].append(name)
    for code, names in known.names.items():
        for name in names:
            known.by_name.setdefault(name_key(name), set()).add(code)
    return known
