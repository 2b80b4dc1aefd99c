"""The head of the office sets how a county's letters are headed and numbered."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import Conflict, Invalid
from cadres.models import Region
from cadres.rules.edits import Read
from cadres.rules.viewer import Viewer
from cadres.services import audit, edits
from cases.models import LetterSeries, LetterStyle
from cases.selectors import letter_styles

LONGEST_PREFIX = 20


@transaction.atomic
def set_style(
    county_id: int,
    kind: str,
    *,
    actor: Viewer,
    read: Read,
    issuer: str,
    prefix: str,
    contact: str,
) -> LetterStyle:
    """From now on letters of the kind are headed and numbered so; those issued stay as they are."""
    # Where there is no row yet, two who set the first one queue at the county.
    Region.objects.select_for_update(no_key=True).filter(pk=county_id).values_list("pk").first()
    now = letter_styles.style(county_id, kind, seen_by=actor)
    given = edits.settle(
        LetterStyle.objects.filter(county=county_id, kind=kind).first() or LetterStyle(),
        letter_styles.facts(now),
        {"issuer": issuer.strip(), "prefix": prefix.strip(), "contact": contact.strip()},
        read=read,
        actor=actor,
        verbs=("letter.set_style",),
        about=letter_styles.about(county_id, kind),
    )
    _check(county_id, given["issuer"], given["prefix"])
    row, _ = LetterStyle.objects.update_or_create(
        county_id=county_id,
        kind=kind,
        defaults={**given, "set_at": actor.at, "set_by_id": actor.cadre_id},
    )
    audit.record("letter.set_style", row, actor=actor, prefix=row.prefix)
    return row


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
