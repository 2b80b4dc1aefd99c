"""Official checks come into the calendar: told by the enterprise, by a cadre, or by a list."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import Invalid
from cadres.notifications.services import outbox
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from enterprises.coverage.rules import periods
from enterprises.models import Enterprise, OfficialCheck
from enterprises.register.rules import authority
from enterprises.register.selectors import enterprises
from enterprises.visits.rules import notice_kinds
from enterprises.visits.rules import official_checks as rules
from enterprises.visits.rules.official_checks import CheckFacts, CheckSource
from enterprises.visits.selectors import official_checks
from enterprises.visits.services import calendar_recipients as recipients
from enterprises.visits.services import wishes


@transaction.atomic
def note_check(
    enterprise: Enterprise, facts: CheckFacts, *, actor: Viewer, source: str = CheckSource.CADRE
) -> OfficialCheck:
    """Somebody came, or is to come, to check. The same said twice on a day is said once.

    The covering team is told; nobody is asked to do anything, and nothing is held against anybody.
    """
    Enterprise.objects.select_for_update(no_key=True).filter(pk=enterprise.pk).first()
    enterprise = enterprises.fetch(enterprise.pk, seen_by=actor)
    authority.check_notes_check(actor, enterprise)
    rules.check(facts, actor.today + periods.FURTHEST_AHEAD)
    said = _cleaned(facts)
    same = OfficialCheck.objects.standing().filter(enterprise=enterprise, **said).first()
    if same is not None:
        return same
    if source == CheckSource.GATE:
        wishes.check_gate_limit(enterprise, actor=actor)
    noted = OfficialCheck.objects.create(
        enterprise=enterprise,
        county_id=enterprise.county_id,
        source=source,
        noted_by_id=actor.cadre_id,
        noted_at=actor.at,
        **said,
    )
    audit.record("official_check.note", noted, actor=actor, source=source)
    told = recipients.team(enterprise, actor=actor)
    outbox.queue(notice_kinds.CHECKED, noted.pk, to=told, actor=actor, once_per="noted")
    return noted


@transaction.atomic
def strike_check(check: OfficialCheck, reason: str, *, actor: Viewer) -> OfficialCheck:
    """What was noted by mistake leaves the calendar; the row stays with the reason."""
    OfficialCheck.objects.select_for_update(no_key=True).filter(pk=check.pk).first()
    check = official_checks.fetch(check.pk, seen_by=actor)
    authority.check_strikes_check(actor, check)
    reason = reason.strip()
    if not 0 < len(reason) <= rules.LONGEST_REASON:
        sentence = f"请写明撤下的原因，不超过 {rules.LONGEST_REASON} 个字。"
        raise Invalid(sentence, {"reason": sentence})
    check.struck_at, check.struck_by_id, check.struck_reason = actor.at, actor.cadre_id, reason
    check.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    audit.record("official_check.strike", check, actor=actor, reason=reason)
    return check


def _cleaned(facts: CheckFacts) -> dict[str, object]:
    return {
        "on": facts.on,
        "body": facts.body.strip(),
        "subject": facts.subject.strip(),
        "number": facts.number.strip(),
        "scanned": facts.scanned,
        "card": facts.card,
        "notice": facts.notice,
    }
