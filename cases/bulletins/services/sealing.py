"""Seals an approved bulletin: number, digest, its place in the log, and the checkpoint."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cadres.errors import Conflict
from cadres.models import Region
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import checkpoints, contents, kinds
from cases.bulletins.rules import figures as rules
from cases.bulletins.rules.checkpoints import Checkpoint, Leaf
from cases.bulletins.rules.kinds import BulletinState, Copy
from cases.bulletins.rules.workflow import BulletinVerb
from cases.bulletins.selectors import bulletins
from cases.bulletins.services import recipients
from cases.bulletins.services.cards import show_cards
from cases.bulletins.services.drafting import counted_anew, ready, trace
from cases.bulletins.services.signing import Signer, signers
from cases.models import Bulletin, BulletinApproval

CHANGED = "通报审批后改过，请重新送审。"
MOVED = (
    "取数以后又有截止日以前的记录写进来（例如手机离线时的办理、补录的台账），"
    "各数与批准的不一致。请重新取数，核对后再送审。"
)
GIVEN = ("state", "year", "serial", "place", "number", "sealed_at", "sealed_by")


@transaction.atomic
def seal_bulletin(row: Bulletin, *, actor: Viewer, signer: Signer | None = None) -> Bulletin:
    """Publish just what was approved, counted once more; from now on nothing of it changes."""
    row = ready(row, BulletinVerb.SEAL, actor=actor)
    _check(row, actor)
    # Whoever seals queues at the county: numbers and places of its log have no gaps.
    Region.objects.select_for_update(no_key=True).filter(pk=row.county_id).values_list("pk").first()
    _number(row, actor)
    row.content_digest = contents.digest(bulletins.content(row))
    row.checkpoint = _checkpoint(row, signer or signers()[0], actor).file
    row.save(update_fields=[*GIVEN, "content_digest", "checkpoint"])
    trace(row, BulletinVerb.SEAL, actor=actor)
    show_cards(row, actor=actor)
    recipients.tell_all("bulletin_published", row, actor=actor)
    return row


@transaction.atomic
def take_checkpoint(row: Bulletin, *, actor: Viewer) -> str:
    """Return the checkpoint file to hand to another body; that it was taken is on record."""
    row = bulletins.fetch(row.pk, seen_by=actor)
    if row.state != BulletinState.SEALED:
        raise Conflict("通报还没有封存，没有检查点。")
    audit.record("bulletin.checkpoint", row, actor=actor, digest=row.content_digest[:16])
    return row.checkpoint


@transaction.atomic
def take_out(row: Bulletin, form: str, copy: Copy, *, actor: Viewer) -> Bulletin:
    """Somebody takes a copy out as a file; that is on record before they have it."""
    row = bulletins.fetch(row.pk, seen_by=actor)
    audit.record("bulletin.download", row, actor=actor, form=form, copy=copy.value)
    return row


def _check(row: Bulletin, actor: Viewer) -> None:
    """These very words and figures were approved last, and the events still say the same."""
    last = BulletinApproval.objects.filter(bulletin=row).last()
    digest = contents.signed_digest(bulletins.content(row))
    if last is None or not last.is_approved or last.digest != digest:
        raise Conflict(CHANGED)
    approved = rules.from_data(row.figures)
    now = rules.as_data(counted_anew(row, approved, actor=actor))
    if now["tables"] != row.figures["tables"]:
        raise Conflict(MOVED)


def _number(row: Bulletin, actor: Viewer) -> None:
    """The next number of its series, the next place of the county's log."""
    row.state, row.sealed_at, row.sealed_by_id = BulletinState.SEALED, actor.at, actor.person_id
    row.year = row.cutoff_on.year
    sealed = Bulletin.objects.filter(state=BulletinState.SEALED)
    if row.corrects is None:
        series = sealed.filter(
            county=row.county_id, kind=row.kind, year=row.year, corrects__isnull=True
        )
        row.serial = _after(series, "serial")
        row.number = kinds.number(row.kind, row.year, row.serial)
    else:
        row.serial = _after(sealed.filter(corrects=row.corrects_id), "serial")
        row.number = kinds.erratum_number(row.corrects.number, row.serial)
    row.place = _after(sealed.filter(county=row.county_id), "place")


def _after(series: object, column: str) -> int:
    last = series.aggregate(last=Max(column))["last"]  # type: ignore[attr-defined]
    return (last or 0) + 1


def _checkpoint(row: Bulletin, signer: Signer, actor: Viewer) -> Checkpoint:
    before = bulletins.log(row.county_id, seen_by=Viewer.system(actor.at))
    leaves = [
        Leaf(one.place or 0, one.content_digest, one.number) for one in bulletins.listed(before)
    ]
    leaves.append(Leaf(row.place or 0, row.content_digest, row.number))
    return signed(tuple(leaves), row.county_id, timezone.localtime(actor.at).isoformat(), signer)


def signed(leaves: tuple[Leaf, ...], county_id: int, time: str, signer: Signer) -> Checkpoint:
    """Return the checkpoint over these bulletins, with its root and signature."""
    root = checkpoints.root_of([one.digest for one in leaves])
    origin = checkpoints.origin(county_id)
    parts = (origin, leaves, time, signer.algorithm, signer.public, root)
    return Checkpoint(*parts, signature=signer.sign(Checkpoint(*parts).text.encode()))
