"""Drafts a bulletin at a cut-off, changes its words, counts it anew, withdraws it."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from cadres.errors import Conflict, Invalid, NotPermitted
from cadres.models import Region
from cadres.submissions.rules import text_limits
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import cards, composing, contents, differences, kinds, tables, workflow
from cases.bulletins.rules import figures as rules
from cases.bulletins.rules import published as copies
from cases.bulletins.rules.figures import Figures
from cases.bulletins.rules.kinds import BulletinKind, BulletinState
from cases.bulletins.rules.workflow import BulletinVerb
from cases.bulletins.selectors import bulletins, card_rules, counting
from cases.letters.rules.wording import clauses
from cases.models import Bulletin

THERE = "截至这一天的{kind}已经有一份。请打开那一份；已发布的，用更正。"
LYING = "这份通报已有一份更正在办理中，请先办完那一份。"
NOTHING = "重新取数后各数和已发布的一致，没有要更正的。"


@transaction.atomic
def draft_bulletin(county: Region, kind: BulletinKind, cutoff: date, *, actor: Viewer) -> Bulletin:
    """Count everything as it stood at the end of the cut-off, and put it into words."""
    if not workflow.drafts(actor, county.pk):
        raise NotPermitted(workflow.DRAFTERS)
    kinds.check_cutoff(cutoff, actor.today)
    period = kinds.period_until(kind, cutoff)
    figures = _counted(county.pk, kind, cutoff, actor)
    row = Bulletin(
        county=county,
        kind=kind,
        since=period.since,
        cutoff_on=cutoff,
        title=composing.title(kind, period),
        body=composing.body(kind, period, copies.published(figures)),
        figures=rules.as_data(figures),
    )
    return _laid_down(row, BulletinVerb.DRAFT, THERE.format(kind=kind.label), actor)


@transaction.atomic
def draft_erratum(row: Bulletin, *, actor: Viewer, reason: str) -> Bulletin:
    """Count a published bulletin anew by its own definitions; what differs becomes an erratum."""
    text_limits.require(reason, "reason", "请写明更正的原因。")
    row = ready(row, BulletinVerb.CORRECT, actor=actor)
    published = rules.from_data(bulletins.standing(row, seen_by=actor).figures)
    now = counted_anew(row, published, actor=actor)
    found = differences.between(published, now)
    if not found:
        raise Invalid(NOTHING, {"reason": NOTHING})
    erratum = Bulletin(
        county=row.county,
        kind=row.kind,
        since=row.since,
        cutoff_on=row.cutoff_on,
        corrects=row,
        reason=clauses.clean(reason).strip(),
        differences=differences.as_data(found),
        title=f"关于更正{row.number}的通知",
        body=_correction(row, reason.strip(), published, now),
        figures=rules.as_data(now),
    )
    return _laid_down(erratum, BulletinVerb.CORRECT, LYING, actor)


@transaction.atomic
def edit_bulletin(row: Bulletin, *, actor: Viewer, title: str, body: str, read: Read) -> Bulletin:
    """Other words: what was approved or proposed before is a draft again. The figures stay."""
    row = ready(row, BulletinVerb.EDIT, actor=actor)
    given = {"title": clauses.clean(title).strip(), "body": clauses.clean(body).strip()}
    given = edits.settle(
        row, bulletins.facts(row), given, read=read, actor=actor, verbs=("bulletin.edit",)
    )
    clauses.refuse_secrets(*given.values())
    row.title, row.body = given["title"], given["body"]
    return _changed(row, BulletinVerb.EDIT, actor)


@transaction.atomic
def recount_bulletin(row: Bulletin, *, actor: Viewer) -> Bulletin:
    """Take the figures of the same cut-off again; the words stay as they are."""
    row = ready(row, BulletinVerb.RECOUNT, actor=actor)
    if row.corrects is None:
        now = _counted(row.county_id, BulletinKind(row.kind), row.cutoff_on, actor)
    else:
        published = rules.from_data(bulletins.standing(row.corrects, seen_by=actor).figures)
        now = counted_anew(row, published, actor=actor)
        row.differences = differences.as_data(differences.between(published, now))
    row.figures = rules.as_data(now)
    return _changed(row, BulletinVerb.RECOUNT, actor)


@transaction.atomic
def withdraw_bulletin(row: Bulletin, *, actor: Viewer, reason: str) -> Bulletin:
    """It will not be published; it stays on record, and never had a number."""
    text_limits.require(reason, "reason", "请写明撤销的原因。")
    row = ready(row, BulletinVerb.WITHDRAW, actor=actor)
    row.state, row.voided_at, row.void_why = BulletinState.VOID, actor.at, reason.strip()
    row.save(update_fields=["state", "voided_at", "void_why"])
    trace(row, BulletinVerb.WITHDRAW, actor=actor)
    return row


def counted_anew(row: Bulletin, sealed: Figures, *, actor: Viewer) -> Figures:
    """Count the same tables by the same definitions from the events as they stand now."""
    return counting.figures(
        [table.spec for table in sealed.tables],
        row.cutoff_on,
        seen_by=workflow.whole_county(row.county_id, actor.at),
        definitions=sealed.definitions,
        cards=sealed.cards,
    )


def ready(row: Bulletin, verb: BulletinVerb, *, actor: Viewer) -> Bulletin:
    """Lock it, look again through visibility, and check that the action may be done."""
    Bulletin.objects.select_for_update(no_key=True).filter(pk=row.pk).values_list("pk").first()
    row = bulletins.fetch(row.pk, seen_by=actor)
    workflow.check(verb, row, actor)
    return row


def trace(row: Bulletin, verb: BulletinVerb, *, actor: Viewer) -> None:
    post = workflow.post_for(actor, verb)
    audit.record(f"bulletin.{verb}", row, post, actor=actor, kind=row.kind, digest=row.digest[:16])


def _counted(county_id: int, kind: BulletinKind, cutoff: date, actor: Viewer) -> Figures:
    """By today's definitions, and by the rule of cards that holds at the cut-off."""
    return counting.figures(
        tables.of_kind(kind, cutoff),
        cutoff,
        seen_by=workflow.whole_county(county_id, actor.at),
        cards=card_rules.of(county_id, kind, cutoff, seen_by=actor),
    )


def _correction(row: Bulletin, reason: str, was: Figures, now: Figures) -> str:
    """The text names what changed as far as the published copies tell it."""
    before, after = copies.published(was), copies.published(now)
    cell_by_cell = copies.cell_by_cell(before, after)
    by_unit = after.table(cards.TABLE)
    changed = cards.changes(was, now) if by_unit and by_unit.spec.title in cell_by_cell else []
    found = differences.between(was, now)
    return composing.erratum_body(row.number, reason, found, changed, cell_by_cell)


def _laid_down(row: Bulletin, verb: BulletinVerb, there: str, actor: Viewer) -> Bulletin:
    row.drafted_by_id, row.drafted_at = actor.person_id, actor.at
    row.author_ids = [actor.person_id]
    row.digest = contents.signed_digest(bulletins.content(row))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(there) from error
    trace(row, verb, actor=actor)
    return row


def _changed(row: Bulletin, verb: BulletinVerb, actor: Viewer) -> Bulletin:
    digest = contents.signed_digest(bulletins.content(row))
    if digest == row.digest:
        return row
    row.digest, row.state = digest, BulletinState.DRAFT
    row.proposed_by, row.proposed_at = None, None
    row.author_ids = sorted({*row.author_ids, actor.person_id})
    row.save(
        update_fields=[
            *("title", "body", "figures", "differences", "digest", "state"),
            *("proposed_by", "proposed_at", "author_ids"),
        ]
    )
    trace(row, verb, actor=actor)
    return row
