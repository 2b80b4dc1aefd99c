"""What another program may ask these lists for, beyond what the filters of the pages offer."""

from __future__ import annotations

from datetime import datetime

import django_filters

from cadres.pages.selectors.changed_since import GONE_TOO, SINCE, MomentFilter
from enterprises.register.models.querysets import (
    AssignmentQuerySet,
    EnterpriseQuerySet,
    VisitQuerySet,
)
from enterprises.register.rules import credit_codes
from enterprises.register.selectors import changes
from enterprises.register.selectors.filters import AssignmentFilter, EnterpriseFilter, VisitFilter


class EnterpriseQuestion(EnterpriseFilter):
    """Found by its code, and followed off the register."""

    code = django_filters.CharFilter(label="统一社会信用代码", method="with_code", max_length=40)
    updated_since = MomentFilter(label=GONE_TOO, method="changed")

    def with_code(self, rows: EnterpriseQuerySet, name: str, value: str) -> EnterpriseQuerySet:
        return rows.filter(code=credit_codes.credit_code(value))

    def changed(self, rows: EnterpriseQuerySet, name: str, value: datetime) -> EnterpriseQuerySet:
        return rows.filter(changes.register(value, seen_by=self.viewer))

    @property
    def is_whole(self) -> bool:
        return super().is_whole or bool(self.form.cleaned_data.get("updated_since"))


class AssignmentQuestion(AssignmentFilter):
    updated_since = MomentFilter(label=SINCE, method="changed")

    def changed(self, rows: AssignmentQuerySet, name: str, value: datetime) -> AssignmentQuerySet:
        return rows.filter(changes.coverage(value, seen_by=self.viewer))


class VisitQuestion(VisitFilter):
    updated_since = MomentFilter(label=SINCE, method="changed")

    def changed(self, rows: VisitQuerySet, name: str, value: datetime) -> VisitQuerySet:
        return rows.filter(changes.visits(value, seen_by=self.viewer))
