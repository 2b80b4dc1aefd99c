"""The demo's enterprises: on the register, with contacts, covered by cadres and county leaders."""

from __future__ import annotations

from datetime import datetime, timedelta

from stdnum.cn import uscc

from cadres.viewers.rules.roles import Role
from cases.management.demo import texts
from cases.management.demo.people import Cast
from enterprises.coverage.services.assignments import assign_enterprise
from enterprises.models import Enterprise, Part, Size
from enterprises.register.selectors import gate_codes
from enterprises.register.services.contacts import Person, add_contact
from enterprises.register.services.enterprises import Facts, add_enterprise
from enterprises.register.services.gate_codes import PublicWords, issue_code, set_office_line

REGISTERED_DAYS = 300
# The last ones are covered by nobody yet: the page of gaps has something to show.
UNCOVERED = 4
LEADER = "刘洋"
OFFICE = PublicWords(f"{texts.COUNTY}万人助万企活动办公室", "0377-66900000", 5, "县助企办工作制度")
SIZES = (Size.ABOVE_SCALE, Size.BELOW_SCALE, Size.SMALL, Size.SMALL, Size.SOLE)


def credit_code(number: int) -> str:
    """A valid 统一社会信用代码 of the county that nobody holds."""
    body = f"91411321MADEM{number:04d}"
    return body + uscc.calc_check_digit(body)


def fill(cast: Cast, now: datetime) -> list[Enterprise]:
    """Enter forty enterprises and spread them over the cadres of the county."""
    clerk = cast.viewer("郭建国", now - timedelta(days=REGISTERED_DAYS))
    chiefs = [p.name for p in texts.PLAYERS if p.role == Role.CADRE]
    found = []
    for number, (name, industry, products) in enumerate(texts.ENTERPRISES):
        facts = Facts(
            name=name,
            code=credit_code(number),
            county=cast.county,
            township=cast.townships[number % len(cast.townships)],
            industry=industry,
            products=products,
            size=SIZES[number % len(SIZES)],
        )
        enterprise = add_enterprise(facts, actor=clerk)
        who = texts.CONTACTS[number % len(texts.CONTACTS)]
        contact = Person(who, "负责人", texts.MOBILE.format(20000 + number * 211))
        add_contact(enterprise, contact, actor=clerk)
        if number < len(texts.ENTERPRISES) - UNCOVERED:
            chief = cast.people[chiefs[number % len(chiefs)]]
            assign_enterprise(enterprise, actor=clerk, cadre=chief, part=Part.CHIEF)
        if number % 5 == 0:
            assign_enterprise(enterprise, actor=clerk, leader_name=LEADER, part=Part.COUNTY_LEADER)
        issue_code(enterprise, actor=clerk)
        found.append(enterprise)
    read = gate_codes.read_line(cast.county, seen_by=clerk)
    set_office_line(cast.county, OFFICE, actor=clerk, read=read)
    return found


def chief_of(number: int) -> str:
    """Who covers the enterprise of this number."""
    chiefs = [p.name for p in texts.PLAYERS if p.role == Role.CADRE]
    return chiefs[number % len(chiefs)]
