"""The quiet days (宁静日) of a county are set by its campaign office, with their basis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from cadres.errors import Conflict, Invalid
from cadres.models import Region
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from enterprises.coverage.rules import periods
from enterprises.models import QuietRule
from enterprises.register.rules import authority
from enterprises.visits.rules import quiet_days
from enterprises.visits.selectors import wishes


@dataclass(frozen=True, slots=True)
class QuietWords:
    """From the first to the last day of each month, what is excepted, and what says so."""

    first_day: int
    last_day: int
    exceptions: str
    basis: str
    valid_from: date
    valid_to: date | None = None


@transaction.atomic
def add_quiet_days(county: Region, words: QuietWords, *, actor: Viewer) -> QuietRule:
    """The county keeps these days of each month quiet, from the day on that the document names."""
    authority.check_keeps_quiet_days(actor, county.pk)
    _check(words, actor)
    rule = QuietRule.objects.create(
        county=county,
        first_day=words.first_day,
        last_day=words.last_day,
        exceptions=words.exceptions.strip(),
        basis=words.basis.strip(),
        valid_from=words.valid_from,
        valid_to=words.valid_to,
        set_by_id=actor.cadre_id,
        set_at=actor.at,
    )
    audit.record("quiet_days.add", rule, actor=actor, basis=rule.basis)
    return rule


@transaction.atomic
def end_quiet_days(rule: QuietRule, *, actor: Viewer) -> QuietRule:
    """The rule held until yesterday; what it kept quiet before stays as it was."""
    QuietRule.objects.select_for_update(no_key=True).filter(pk=rule.pk).first()
    rule = wishes.rule(rule.pk, seen_by=actor)
    authority.check_keeps_quiet_days(actor, rule.county_id)
    if rule.valid_to is not None and rule.valid_to < actor.today:
        raise Conflict("这条规定已经停用。")
    rule.valid_to = max(rule.valid_from, actor.today - timedelta(days=1))
    rule.save(update_fields=["valid_to"])
    audit.record("quiet_days.end", rule, actor=actor, until=rule.valid_to.isoformat())
    return rule


def _check(words: QuietWords, actor: Viewer) -> None:
    quiet_days.check(words.first_day, words.last_day)
    periods.check_day(words.valid_from, actor.today, "valid_from")
    if words.valid_to is not None and words.valid_to < words.valid_from:
        raise Invalid("停用日期不能早于起用日期。", {"valid_to": "停用日期不能早于起用日期。"})
    if not 0 < len(words.basis.strip()) <= quiet_days.LONGEST_BASIS:
        sentence = "请写明依据的文件，例如文号和名称，不超过 200 个字。"
        raise Invalid(sentence, {"basis": sentence})
    if len(words.exceptions) > quiet_days.LONGEST_EXCEPTIONS:
        sentence = f"例外不超过 {quiet_days.LONGEST_EXCEPTIONS} 个字。"
        raise Invalid(sentence, {"exceptions": sentence})
