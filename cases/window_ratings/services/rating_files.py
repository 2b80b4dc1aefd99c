"""The rows of a province's file become ratings; the same file again changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import transaction

from cadres.errors import Conflict, DomainError, WrongState
from cadres.models import Region, Unit
from cadres.people.rules import naming
from cadres.people.selectors import unit_names
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules.row_values import Origin, Tally
from cases.models import RatingCase, RatingFile, WindowRating
from cases.window_ratings.rules import ratings as rules
from cases.window_ratings.rules.procedure import State
from cases.window_ratings.rules.ratings import FileStage, Level, RatingVerb, Source
from cases.window_ratings.selectors import ratings
from cases.window_ratings.services.recording import (
    Place,
    Rated,
    begin_loop,
    columns,
    record_rating,
)

NO_UNIT = "系统中没有这个单位，请改成现在的单位名称，或请系统管理员增加这个单位"
CLOSED = "这个单位已经撤销，请改成接手的单位"
TWICE = "与{row}的评价编号相同"
OTHERWISE = "系统里这个编号的评价是“{known}”，文件里是“{said}”，请核对后再说明"
OTHER_UNIT = "系统里这个编号的评价属于{unit}，请核对"
UNSAID = "请先选择隐藏的、划掉的行读不读入。"
CHOSEN = "隐藏的、划掉的行读不读入，已另作选择"
REPLACED = "这份文件已经导入，请看结果。"


class Row(Protocol):
    """A row of the file, as far as it is taken here."""

    @property
    def origin(self) -> Origin: ...
    @property
    def unit(self) -> str: ...
    @property
    def window(self) -> str: ...
    @property
    def rated(self) -> Rated: ...


@dataclass(slots=True)
class _Taken:
    """What is known before the rows are read: units by key, ratings by number."""

    county: Region
    file: RatingFile | None
    units: dict[str, Unit]
    closed: dict[str, Unit]
    known: dict[str, WindowRating]
    seen: dict[str, Origin]


@transaction.atomic
def take_rows(
    rows: Iterable[Row], county: Region, tally: Tally, *, actor: Viewer, file: RatingFile | None
) -> Tally:
    """Keep each row once by its number; what cannot be kept is refused with its reason."""
    rules.check_keeps(actor, county.pk)
    given = list(rows)
    names = unit_names.known(county, seen_by=actor)
    numbers = [row.rated.number for row in given]
    here = WindowRating.objects.filter(county=county, source=Source.PROVINCE, number__in=numbers)
    known = {one.number: one for one in here.select_related("unit")}
    taken = _Taken(county, file, names.units, names.closed, known, {})
    for row in given:
        _take(row, taken, tally, actor)
    return tally


def _take(row: Row, taken: _Taken, tally: Tally, actor: Viewer) -> None:
    number = row.rated.number
    first = taken.seen.setdefault(number, row.origin)
    if first.place != row.origin.place:
        tally.refuse(row.origin, "评价编号", number, TWICE.format(row=first.seen_from(row.origin)))
        return
    unit = taken.units.get(naming.unit_key(row.unit, taken.county.name))
    if unit is None:
        is_closed = naming.unit_key(row.unit, taken.county.name) in taken.closed
        tally.refuse(row.origin, "办理单位", row.unit, CLOSED if is_closed else NO_UNIT)
    elif known := taken.known.get(number):
        _compare(row, known, unit, tally, actor)
    else:
        place = Place(taken.county, unit, row.window)
        _record(row, place, taken.file, tally, actor)


def _record(row: Row, place: Place, file: RatingFile | None, tally: Tally, actor: Viewer) -> None:
    try:
        record_rating(place, row.rated, actor=actor, source=Source.PROVINCE, file=file)
    except DomainError as refused:
        tally.refuse(row.origin, "", "", refused.message.rstrip("。"))
    else:
        tally.made.append(row.origin)


def _compare(row: Row, known: WindowRating, unit: Unit, tally: Tally, actor: Viewer) -> None:
    """Who had not rated and now has is taken over; another word for a known rating is asked."""
    said = row.rated
    if not _is_theirs(known, unit):
        reason = OTHER_UNIT.format(unit=known.unit.name)
        tally.refuse(row.origin, "办理单位", row.unit, reason)
    elif known.level == said.level:
        tally.same.append(row.origin)
    elif known.level == Level.UNRATED:
        for name, value in columns(said).items():
            setattr(known, name, value)
        known.save(update_fields=list(columns(said)))
        begin_loop(known, actor=actor)
        tally.changed.append(row.origin)
    else:
        words = {"known": known.get_level_display(), "said": Level(said.level).label}
        tally.refuse(row.origin, "评价等级", words["said"], OTHERWISE.format(**words))


def _is_theirs(known: WindowRating, unit: Unit) -> bool:
    """Does the file name the unit that has it here? Where the centre has looked, it knows."""
    if unit.pk in (known.unit_id, known.unit.merged_into_id):
        return True
    return RatingCase.objects.filter(rating=known).exclude(state=State.FILED).exists()


@transaction.atomic
def keep_file(
    *,
    actor: Viewer,
    county: Region,
    name: str,
    digest: str,
    content: str,
    account: dict[str, object],
    unseen: dict[str, str],
) -> RatingFile:
    """The file waits, encrypted, until somebody has looked at what would come of it.

    `unseen` is what has to be said first of rows and sheets that nobody sees.
    """
    rules.check_keeps(actor, county.pk)
    kept = RatingFile.objects.create(
        county=county,
        file_name=name[:200],
        file_digest=digest,
        content=content,
        account=account,
        unseen=unseen,
        uploaded_by_id=actor.cadre_id,
        uploaded_at=actor.at,
    )
    audit.record(f"rating.{RatingVerb.UPLOAD}", kept, actor=actor, digest=digest)
    return kept


@transaction.atomic
def hold_file(file: RatingFile, *, actor: Viewer, read: Read) -> RatingFile:
    """Lock the file that waits. Raises Conflict where it was taken in meanwhile.

    Raises EditedMeanwhile where somebody has said something else of it after the page was read.
    """
    rules.check_keeps(actor, file.county_id)
    held = RatingFile.objects.select_for_update(no_key=True).get(pk=file.pk)
    if held.stage == FileStage.DONE:
        raise Conflict(REPLACED)
    now = ratings.said_of_file(held)
    words: dict[str, Callable[[Any], str]] = {"choices": lambda _: CHOSEN}
    verbs = (f"rating.{RatingVerb.CHOOSE}",)
    edits.check_same(held, now, read=read, actor=actor, verbs=verbs, words=words)
    return held


@transaction.atomic
def keep_choices(
    file: RatingFile, choices: Mapping[str, str], account: dict[str, object], *, actor: Viewer
) -> RatingFile:
    """What was said of rows that nobody sees stands with the file; nothing is taken in."""
    file.choices, file.account = dict(choices), account
    check_said(file)
    file.save(update_fields=["choices", "account"])
    audit.record(f"rating.{RatingVerb.CHOOSE}", file, actor=actor, **file.choices)
    return file


def check_said(file: RatingFile) -> None:
    """Raise WrongState where it is not said yet what of the file is read."""
    if file.unsaid:
        raise WrongState(UNSAID)


@transaction.atomic
def finish_file(file: RatingFile, account: dict[str, object], *, actor: Viewer) -> RatingFile:
    """Its rows are in; its content, with names and numbers, is kept no longer."""
    file.stage, file.done_at, file.content, file.account = FileStage.DONE, actor.at, "", account
    file.save(update_fields=["stage", "done_at", "content", "account"])
    audit.record(f"rating.{RatingVerb.IMPORT}", file, actor=actor, **_counts(account))
    return file


def _counts(account: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in account.items() if isinstance(value, int)}
