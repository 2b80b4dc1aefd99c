"""Ratings of windows, as the province's file brings them."""

from __future__ import annotations

from datetime import date

import factory

from cases.models import RatingFile, WindowRating
from cases.window_ratings.rules.ratings import Level, Source
from tests.factories.people import CountyFactory, UnitFactory, moment
from tests.factories.rows import RowFactory

MONDAY = date(2026, 3, 2)


class WindowRatingFactory(RowFactory):
    """A good one of a Monday in March; `RatingCase` rows come of the service alone."""

    class Meta:
        model = WindowRating

    unit = factory.SubFactory(UnitFactory)
    county = factory.SelfAttribute("unit.region")
    source = Source.PROVINCE
    number = factory.Sequence(lambda n: f"PJ2026{n:06d}")
    window = "不动产登记3号窗口"
    matter = "不动产转移登记"
    level = Level.VERY_GOOD
    served_on = MONDAY
    rated_on = MONDAY
    recorded_at = moment(MONDAY)


class RatingFileFactory(RowFactory):
    """One that was looked through; its content is not a workbook."""

    class Meta:
        model = RatingFile

    county = factory.SubFactory(CountyFactory)
    file_name = "3月评价明细.xlsx"
    file_digest = "0" * 64
    account = factory.LazyFunction(
        lambda: {
            "read": 2,
            "made": 1,
            "changed": 0,
            "same": 0,
            "refused": 1,
            "left_out": 0,
            "lines": [
                {"sheet": "Sheet1", "row": 3, "column": "办理单位", "reason": "没有这个单位"}
            ],
        }
    )
    uploaded_at = moment(MONDAY)
