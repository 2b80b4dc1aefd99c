"""The head of an organ sets which letters it issues, and how they are headed and numbered."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cadres.errors import Conflict, Invalid
from cadres.models import Region
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules import organs
from cases.letters.selectors import styles as letter_styles
from cases.letters.selectors.styles import Style
from cases.models import LetterSeries, LetterStyle

LONGEST_PREFIX = 20


@transaction.atomic
def set_style(
    county_id: int,
    organ: str,
    kind: str,
    *,
    actor: Viewer,
    read: Read,
    issuer: str,
    prefix: str,
    contact: str,
    is_issuing: bool,
) -> LetterStyle:
    """From now on the organ's letters of the kind are issued, headed and numbered so.

    Those issued stay as they are. Some organ of the county issues each kind.
    """
    # Where there is no row yet, two who set the first one queue at the county.
    Region.objects.select_for_update(no_key=True).filter(pk=county_id).values_list("pk").first()
    now = letter_styles.style(county_id, organ, kind, seen_by=actor)
    said = {"issuer": issuer.strip(), "prefix": prefix.strip(), "contact": contact.strip()}
    given = _settled(county_id, now, {**said, "is_issuing": is_issuing}, actor, read)
    row, _ = LetterStyle.objects.update_or_create(
        county_id=county_id,
        organ=organ,
        kind=kind,
        defaults={**given, "set_at": actor.at, "set_by_id": actor.cadre_id},
    )
    audit.record("letter.set_style", row, actor=actor, prefix=row.prefix)
    return row


def _settled(
    county_id: int, now: Style, said: dict[str, Any], actor: Viewer, read: Read
) -> dict[str, Any]:
    kept = LetterStyle.objects.filter(county=county_id, organ=now.organ, kind=now.kind).first()
    given = edits.settle(
        kept or LetterStyle(),
        letter_styles.facts(now),
        said,
        read=read,
        actor=actor,
        verbs=("letter.set_style",),
        about=letter_styles.about(county_id, now.organ, now.kind),
    )
    _check(county_id, given["issuer"], given["prefix"])
    if not given["is_issuing"]:
        _check_another(county_id, now, actor)
    return given


def _check_another(county_id: int, now: Style, actor: Viewer) -> None:
    styles = letter_styles.of_counties([county_id], seen_by=actor)
    others = [styles[county_id, *one] for one in organs.instead(now.organ, now.kind)]
    if not any(one.is_issuing for one in others):
        said = f"{now.kind.label}没有别的机关印发，不能停用。"
        raise Invalid(said, {"is_issuing": said})


def _check(county_id: int, issuer: str, prefix: str) -> None:
    problems = {}
    if not issuer:
        problems["issuer"] = "请填写发文机关。"
    if not 0 < len(prefix) <= LONGEST_PREFIX or any(sign in prefix for sign in "〔〕[]（）"):
        problems["prefix"] = "请填写代字，不含括号和年份，例如：召助企办函。"
    if Region.objects.filter(number_prefix=prefix).exists():
        problems["prefix"] = "这个代字用于工单编号，请另选一个。"
    if problems:
        raise Invalid("没有保存：" + "".join(problems.values()), problems)
    others = LetterSeries.objects.filter(prefix=prefix).exclude(county=county_id)
    taken = LetterStyle.objects.filter(prefix=prefix).exclude(county=county_id)
    if others.exists() or taken.exists():
        raise Conflict("这个代字由别的县使用，请另选一个。")
