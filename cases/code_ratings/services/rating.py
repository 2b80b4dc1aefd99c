"""Anybody rates the window or section whose code they scanned: no account, and a link to follow."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cadres.errors import Absent, Conflict, Invalid
from cadres.people.rules import naming, phones
from cadres.viewers.rules.viewer import Kind, Viewer
from cases.code_ratings.services import daily_budgets
from cases.enterprise_side.selectors import scan_page
from cases.enterprise_side.selectors.scan_page import ScanPage
from cases.enterprise_side.services.scan_budgets import Caller
from cases.models import SectionRating, WindowRating
from cases.tickets.rules.closing.link_digests import digest_of
from cases.window_ratings.rules import ratings as rules
from cases.window_ratings.rules.ratings import Level
from cases.window_ratings.services.recording import Place, Rated, record_rating
from enterprises.register.services.code_tokens import LETTERS

CHANNEL = "扫码"
TAIL = 6
NO_SECTION = "这个二维码不在单位的窗口或科室，不能评议；有困难请用“反映问题”。"
USED = "这一页先前已经评议过一次，没有重复登记。"
CHOOSE = "请选择评价。"


@dataclass(frozen=True, slots=True)
class Said:
    """What was ticked and typed; only the level is needed."""

    level: str
    tags: Sequence[str] = ()
    matter: str = ""
    words: str = ""
    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """The rating, and the token of the link by which whoever gave it follows it."""

    rating: WindowRating
    token: str


def rater(at: datetime) -> Viewer:
    """The software itself, under the name that the course shows for what came so."""
    return Viewer(at=at, kind=Kind.SYSTEM, name="码上评议")


def section(token: str, *, at: datetime) -> ScanPage:
    """Return the page of a section's code; raise Absent where it hangs at none."""
    page = scan_page.of(token, seen_by=rater(at))
    if page.unit is None:
        raise Absent(NO_SECTION)
    return page


@transaction.atomic
def rate_by_code(token: str, said: Said, caller: Caller, *, actor: Viewer, form: str) -> Kept:
    """The rating is kept under a number of its own, and a bad one starts the loop.

    `form` is the number of the page that was filled in, which brings one rating; of `caller` only
    counts are kept, for a day.
    """
    page = section(token, at=actor.at)
    _check(said)
    mark = hashlib.sha256(form.encode()).hexdigest()
    if SectionRating.objects.filter(form_mark=mark).exists():
        raise Conflict(USED)
    daily_budgets.check(caller, page.county.pk, actor=actor)
    rating = record_rating(_place(page), _rated(said, actor), actor=actor)
    follow = secrets.token_urlsafe(24)
    SectionRating.objects.create(
        rating=rating,
        place_code_id=page.place_code_id,
        form_mark=mark,
        follow_digest=digest_of(follow),
    )
    return Kept(rating, follow)


def _place(page: ScanPage) -> Place:
    code = page.place_code
    if page.unit is None or code is None:
        raise Absent(NO_SECTION)
    return Place(page.county, page.unit, code.place)


def _rated(said: Said, viewer: Viewer) -> Rated:
    return Rated(
        number=_number(viewer),
        level=said.level,
        served_on=viewer.today,
        rated_on=viewer.today,
        matter=said.matter,
        channel=CHANNEL,
        words=said.words,
        rater_name=said.name,
        rater_phone=said.phone,
        tags=said.tags,
    )


def _number(viewer: Viewer) -> str:
    """Says the day, and not how many others there were."""
    tail = "".join(secrets.choice(LETTERS) for _ in range(TAIL))
    return f"PY{viewer.today:%Y%m%d}{tail}"


def _check(said: Said) -> None:
    faults = {}
    # Who says nothing does not come here: 未评价 is what files say of others.
    if said.level not in Level.values or said.level == Level.UNRATED:
        faults["level"] = CHOOSE
    if fault := phones.fault(naming.phone(said.phone)):
        faults["phone"] = f"{fault}。"
    if len(said.name.strip()) > rules.RATER:
        faults["name"] = f"不超过 {rules.RATER} 个字。"
    if faults:
        raise Invalid("".join(faults.values()), faults)
