"""What is asked for a new ticket: for an enterprise, after a visit, for a person, by a program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cadres.pages.rules.action_fields import Choice, Code, Day, Field, Files, Offer, Row, Text
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.models import Category
from cases.tickets.rules.sources.sources import LONGEST_CODE, KnownSource
from cases.tickets.rules.vocabulary import Source
from cases.tickets.selectors import categories, lookups
from cases.tickets.selectors.sources import sources
from enterprises.models import Enterprise, Visit
from enterprises.register.selectors import enterprises
from enterprises.service_days.selectors import service_days


def _find_category(pk: int, thing: None, viewer: Viewer) -> Category:
    return lookups.category(pk, seen_by=viewer)


def _find_enterprise(pk: int | None, thing: None, viewer: Viewer) -> Enterprise | None:
    return lookups.enterprise(pk, seen_by=viewer)


def _find_visit(pk: int | None, thing: None, viewer: Viewer) -> Visit | None:
    return lookups.visit(pk, seen_by=viewer)


_DESCRIPTION = Text("description", "问题描述", rows=6, help="企业遇到什么困难，希望怎么解决。")
_CATEGORY = Row(
    "category",
    "问题类别",
    empty="请选择问题类别",
    api_help="问题类别，见 /api/v1/categories/",
    find=_find_category,
)
_SOURCE = Choice("source", "问题来源", drops_down=True)
_SERVICE_DAY = Row(
    "service_day",
    "哪一场企业服务日",
    is_needed=False,
    is_bare=True,
    only_for=Source.SERVICE_DAY,
    help="来源是企业服务日的，选是哪一场；反映日期须是那一天。",
)
_SOURCE_CODE = Code(
    "source",
    "问题来源",
    longest=LONGEST_CODE,
    api_help="问题来源的代码，见 /api/v1/ticket-sources/",
)
_SOURCE_NUMBER = Text(
    "source_number",
    "来源编号",
    longest=text_limits.OUTER_NUMBER,
    rows=0,
    is_needed=False,
    help="12345、留言板、上级交办等自带的编号，没有可不填；同一编号只登记一次。",
)
_FILES = Files(label="照片和附件")
_TITLE = Text(
    "title",
    "标题",
    longest=text_limits.TITLE,
    rows=0,
    is_needed=False,
    help="可不填，默认取描述的第一句。",
)
_FILED_ON = Day("filed_on", "反映日期", is_needed=False, help="不填就是今天。")
_NAME = Text(
    "applicant_name",
    "诉求人",
    longest=text_limits.NAME,
    rows=0,
    is_needed=False,
    help="没有署名可不填。",
)
_PHONE = Text(
    "applicant_phone",
    "联系电话",
    longest=text_limits.PHONE,
    rows=0,
    is_needed=False,
    help="加密保存，查看会留下记录。",
)
_COUNTY = Row("county", "所属县区", is_bare=True, is_needed=False)

# The address of the page says for which enterprise, or after which visit.
FOR_ENTERPRISE = (
    *(_DESCRIPTION, _CATEGORY, _SOURCE, _SERVICE_DAY, _FILES, _TITLE, _FILED_ON),
    _SOURCE_NUMBER,
)
# What the visit knows (day, manner, enterprise) is not typed again.
AFTER_VISIT = (_DESCRIPTION, _CATEGORY, _FILES, _TITLE)
FOR_PERSON: tuple[Field, ...] = (
    *(_DESCRIPTION, _NAME, _PHONE, _CATEGORY, _SOURCE, _SOURCE_NUMBER, _FILES, _TITLE, _FILED_ON),
    replace(_COUNTY, is_needed=True),
)
# A program says all of it.
FILING: tuple[Field, ...] = (
    *(_CATEGORY, _DESCRIPTION, _SOURCE_CODE, _SOURCE_NUMBER, _SERVICE_DAY),
    Row("enterprise", is_needed=False, find=_find_enterprise),
    _TITLE,
    Row("visit", is_needed=False, find=_find_visit),
    *(_COUNTY, _NAME, _PHONE, _FILED_ON, _FILES),
)


def offer_for_enterprise(viewer: Viewer) -> Offer:
    days = service_days.offered(viewer.home_county_ids, seen_by=viewer)
    offered = [("", "不选"), *((one.pk, str(one)) for one in days)]
    return Offer(
        rows=_categories(viewer),
        choices={
            "source": said(sources.offered(seen_by=viewer)),
            **({"service_day": offered} if days else {}),
        },
        initial={"source": Source.VISIT},
        without=frozenset() if days else frozenset({"service_day"}),
    )


def offer_after_visit(viewer: Viewer) -> Offer:
    return Offer(rows=_categories(viewer))


def offer_for_person(viewer: Viewer) -> Offer:
    """Sources of people alone, and the counties in whose offices the viewer is."""
    counties = enterprises.counties(viewer.office_county_ids, seen_by=viewer)
    found = sources.offered(seen_by=viewer)
    return Offer(
        rows=_categories(viewer),
        choices={
            "source": said(one for one in found if one.is_for_people),
            "county": [(one.pk, one.name) for one in counties],
        },
    )


def _categories(viewer: Viewer) -> dict[str, object]:
    return {"category": categories.rows(seen_by=viewer)}


def said(found: Iterable[KnownSource]) -> list[tuple[str, str]]:
    """Return sources with their words, as a drop-down offers them."""
    return [(one.code, one.name) for one in found]
