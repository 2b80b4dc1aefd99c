"""Enterprises, assignments, visits: each call makes one valid thing."""

from __future__ import annotations

from datetime import date

import factory
from stdnum.cn import uscc

from cadres.search.rules.character_pairs import pairs_of_all
from cadres.search.rules.finding import find_text
from enterprises.models import Assignment, Enterprise, Part, ServiceDay, Visit
from tests.factories.people import CadreFactory, CountyFactory, moment
from tests.factories.rows import RowFactory


def credit_code(number: int) -> str:
    """A valid 统一社会信用代码 made of a number."""
    body = f"91411321MA{number:07d}"
    return body + uscc.calc_check_digit(body)


class EnterpriseFactory(RowFactory):
    class Meta:
        model = Enterprise

    name = factory.Sequence(lambda n: f"恒信{n}艾草制品有限公司")
    code = factory.Sequence(credit_code)
    county = factory.SubFactory(CountyFactory)
    pairs = factory.LazyAttribute(lambda o: pairs_of_all(o.name, o.code))
    find_text = factory.LazyAttribute(lambda o: find_text([o.name], o.code))


class AssignmentFactory(RowFactory):
    class Meta:
        model = Assignment

    enterprise = factory.SubFactory(EnterpriseFactory)
    cadre = factory.SubFactory(CadreFactory)
    part = Part.CHIEF
    from_on = date(2026, 1, 1)


class VisitFactory(RowFactory):
    class Meta:
        model = Visit

    enterprise = factory.SubFactory(EnterpriseFactory)
    county = factory.SelfAttribute("enterprise.county")
    visited_on = date(2026, 3, 2)
    filed_by = factory.SubFactory(CadreFactory)
    filed_at = moment(date(2026, 3, 2))


class ServiceDayFactory(RowFactory):
    """Of a county, and of the units whose ids are given."""

    class Meta:
        model = ServiceDay

    county = factory.SubFactory(CountyFactory)
    title = "城关镇企业服务日"
    held_on = date(2026, 3, 6)
    place = "镇便民服务中心"
    set_by = factory.SubFactory(CadreFactory)
    set_at = moment(date(2026, 3, 2))
