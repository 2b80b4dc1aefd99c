"""The steps that a bad rating has gone before, each by the person whose step it is."""

from __future__ import annotations

from datetime import date

from cases.letters.services.approving import approve_letter, propose_letter
from cases.letters.services.issuing import issue_letter
from cases.models import RatingCase
from cases.window_ratings.rules.demands import Demand
from cases.window_ratings.rules.ratings import Level, Source
from cases.window_ratings.services import handling, publishing
from cases.window_ratings.services.order_letters import draft_order
from cases.window_ratings.services.recording import Place, Rated, record_rating
from tests.cases.letters.cast import PLAIN

MONDAY = date(2026, 3, 2)
TUESDAY = date(2026, 3, 3)
WORDS = "窗口人员让我跑了三趟，电话13700001234没人接。"
COPY = "办事人反映窗口没有一次性告知。已当面道歉，一次性告知单已上墙。"


def rated(level: str = Level.BAD, number: str = "PJ1", **more) -> Rated:
    return Rated(
        number=number,
        level=level,
        served_on=MONDAY,
        rated_on=None if level == Level.UNRATED else MONDAY,
        matter="不动产转移登记",
        words=WORDS,
        rater_name="周小明",
        rater_phone="13700001234",
        **more,
    )


def filed(centre, handler, number: str = "PJ1", on: date = MONDAY) -> RatingCase:
    place = Place(centre.county, handler.unit, "3号窗口")
    actor = centre.viewer(on)
    said = rated(number=number)
    return record_rating(place, said, actor=actor, source=Source.PROVINCE).case


def verified(centre, handler, demand: str = Demand.AT_ONCE, **more) -> RatingCase:
    case = handling.start_case(filed(centre, handler, **more), actor=centre.viewer(MONDAY))
    return handling.verify_case(
        case, actor=centre.viewer(MONDAY), finding="窗口没有一次性告知所需材料。", demand=demand
    )


def ordered(centre, centre_head, handler, demand: str = Demand.AT_ONCE, **more) -> RatingCase:
    case = verified(centre, handler, demand, **more)
    letter = propose_letter(
        draft_order(case, actor=centre.viewer(MONDAY)), actor=centre.viewer(MONDAY)
    )
    letter = approve_letter(letter, actor=centre_head.viewer(MONDAY), digest=letter.digest)
    issue_letter(letter, actor=centre.viewer(MONDAY), printer=PLAIN)
    case.refresh_from_db()
    return case


def answered(centre, centre_head, handler, head, on: date = TUESDAY, **more) -> RatingCase:
    case = ordered(centre, centre_head, handler, **more)
    return signed(case, handler, head, on)


def signed(case: RatingCase, handler, head, on: date = TUESDAY) -> RatingCase:
    case = handling.answer_case(
        case,
        actor=handler.viewer(on),
        answer="已当面道歉，一次性告知单已上墙。",
        second="当日办结。",
        done_on=on,
    )
    return handling.sign_answer(case, actor=head.viewer(on), digest=handling.answer_digest(case))


def told(centre, centre_head, handler, head, **more) -> RatingCase:
    case = answered(centre, centre_head, handler, head, **more)
    return handling.tell_rater(
        case, actor=centre.viewer(TUESDAY), how="电话", told="已告知，对方认可。"
    )


def called(centre, centre_head, handler, head, centre_other) -> RatingCase:
    case = told(centre, centre_head, handler, head)
    return handling.call_back(
        case, actor=centre_other.viewer(TUESDAY), outcome="satisfied", said="满意。"
    )


def copied(centre, centre_head, handler, head, centre_other) -> RatingCase:
    case = called(centre, centre_head, handler, head, centre_other)
    return publishing.draft_copy(case, actor=centre.viewer(TUESDAY), text=COPY)


def published(centre, centre_head, handler, head, centre_other) -> RatingCase:
    case = copied(centre, centre_head, handler, head, centre_other)
    digest = publishing.copy_digest(case)
    case = publishing.approve_copy(case, actor=centre_head.viewer(TUESDAY), digest=digest)
    return publishing.publish_copy(case, actor=centre.viewer(TUESDAY), digest=digest)
