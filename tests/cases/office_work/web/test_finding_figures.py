"""Each number of 指标问题统计 opens a list with exactly so many rows."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.http import QueryDict

from cadres.models import UnitKind
from cases.models import Evidence, IndicatorLead
from cases.office_work.rules.finding_figures import Show
from cases.office_work.selectors import finding_figures
from cases.office_work.web.list_exports import found_findings
from tests import cast
from tests.factories.office_work import IndicatorFactory, IndicatorFindingFactory
from tests.factories.people import moment

pytestmark = pytest.mark.django_db
DUE, LATER = date(2026, 3, 20), date(2026, 3, 21)
TODAY = date(2026, 3, 25)


@pytest.fixture
def findings(dispatcher, handler):
    """Done in time, done late, answered and overdue, open and not yet due, withdrawn."""
    head = IndicatorFactory(county=dispatcher.county, path="获得电力")
    below = IndicatorFactory(county=dispatcher.county, level=2, path="获得电力 / 接入便利度")
    other = IndicatorFactory(county=dispatcher.county, path="获得电力二")
    force = cast.unit("营商环境专班")
    type(force).objects.filter(pk=force.pk).update(kind=UnitKind.TASK_FORCE)
    IndicatorLead.objects.create(
        indicator=head, unit=handler.unit, task_force=force, from_on=DUE, basis="通知",
        set_at=moment(DUE),
    )  # fmt: skip
    ended = {"ended_at": moment(TODAY), "ended_by": dispatcher.cadre, "ended_why": "采信"}
    unit = {"unit": handler.unit, "county": dispatcher.county, "due_on": DUE}
    in_time = IndicatorFindingFactory(indicator=below, state="closed", **ended, **unit)
    late = IndicatorFindingFactory(indicator=head, state="closed", **ended, **unit)
    waiting = IndicatorFindingFactory(indicator=head, **unit)
    IndicatorFindingFactory(indicator=other, **{**unit, "due_on": TODAY})
    IndicatorFindingFactory(indicator=head, state="void", **ended, **unit)
    for row, on in ((in_time, DUE), (late, DUE), (late, LATER), (waiting, LATER)):
        Evidence.objects.create(
            finding=row, kind="material", text="台账", filed_by=handler.cadre, filed_at=moment(on)
        )
    return force


def said(line) -> list[int]:
    return [figure.value for figure in line.figures]


def test_each_figure_counts_its_own_and_opens_so_many_rows(findings, dispatcher, outsider):
    viewer = dispatcher.viewer(TODAY)
    found = finding_figures.figures(seen_by=viewer)

    assert said(found.total) == [4, 3, 2, 1, 1]
    assert [(one.label, said(one)) for one in found.by_indicator] == [
        ("获得电力", [3, 3, 2, 1, 1]),
        ("获得电力二", [1, 0, 0, 0, 0]),
    ]
    assert [said(one) for one in found.by_unit] == [said(found.total)]
    assert [said(one) for one in found.by_force] == [[3, 3, 2, 1, 1]]
    assert (found.total.done.percent, found.total.in_time.percent) == ("50.0%", "50.0%")
    assert found.by_indicator[1].in_time.percent == "—"
    for line in (found.total, *found.by_indicator, *found.by_unit, *found.by_force):
        for figure in line.figures:
            opened = found_findings(QueryDict(figure.url.partition("?")[2]), viewer)
            assert opened.count() == figure.value
    nobody = finding_figures.figures(seen_by=outsider.viewer(TODAY))
    assert (said(nobody.total), nobody.by_indicator) == ([0] * len(Show), [])


def test_the_pages_show_them(findings, dispatcher, outsider, client):
    client.force_login(dispatcher.cadre)
    shown = client.get("/cases/findings/figures/").content.decode()
    [address] = {
        html.unescape(one)
        for one in re.findall(r'href="([^"]*show=in_time&amp;force[^"]*)"', shown)
    }

    assert "获得电力二" in shown
    narrowed = client.get(address).content.decode()
    assert 'name="force"' in narrowed
    assert "营商环境专班 · 按时完成 1 项" in narrowed
    leads = client.get("/cases/findings/leads/").content.decode()
    assert "同上级指标" in leads
    spoilt = client.get("/cases/findings/?show=x&indicator=%C2%B2&unit=99999999999999999999")
    assert spoilt.status_code == 200
    client.force_login(outsider.cadre)
    assert "营商环境专班" not in client.get(address).content.decode()
