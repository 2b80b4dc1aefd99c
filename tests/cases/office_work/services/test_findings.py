"""An evaluation's finding hangs on an indicator, and evidence hangs on the finding it answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cases.models import Evidence, EvidenceFile, Indicator, IndicatorFinding
from cases.office_work.rules.findings import EvidenceKind, FindingState
from cases.office_work.selectors import findings
from cases.office_work.services.findings import (
    Found,
    Shown,
    add_evidence,
    close_finding,
    file_finding,
    list_indicators,
    void_finding,
)

FRIDAY = date(2026, 3, 6)
BASIS = "2026年河南省营商环境评价指标体系"
ROWS = (
    "一级指标\t二级指标\t三级指标\n获得电力\t接入便利度\t低压接入时长\n\t\t高压接入时长\n获得用水"
)
MATERIAL = Shown(EvidenceKind.MATERIAL, "低压接入台账，平均 2 个工作日。")
FRONTIER = Shown(EvidenceKind.FRONTIER, "对标先进", "1.5 个工作日", "郑州市", date(2026, 2, 28))
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def indicator(dispatcher) -> Indicator:
    list_indicators(ROWS, BASIS, actor=dispatcher.viewer(FRIDAY), county=dispatcher.county)
    return Indicator.objects.get(path="获得电力 / 接入便利度 / 低压接入时长")


@pytest.fixture
def found(indicator, handler) -> Found:
    return Found(
        indicator=indicator,
        evaluation="2026年第一季度营商环境调度",
        found_on=date(2026, 3, 2),
        text="低压接入平均时长没有佐证。",
        unit=handler.unit,
        due_on=date(2026, 3, 20),
    )


@pytest.fixture
def row(found, dispatcher) -> IndicatorFinding:
    return file_finding(found, actor=dispatcher.viewer(FRIDAY), county=dispatcher.county)


def test_a_list_is_put_in_with_merged_cells_and_each_indicator_stands_once(indicator, dispatcher):
    actor = dispatcher.viewer(FRIDAY)
    again = list_indicators(ROWS, BASIS, actor=actor, county=dispatcher.county)

    assert again == (0, 5)
    assert list(Indicator.objects.values_list("path", "level")) == [
        ("获得电力", 1),
        ("获得电力 / 接入便利度", 2),
        ("获得电力 / 接入便利度 / 低压接入时长", 3),
        ("获得电力 / 接入便利度 / 高压接入时长", 3),
        ("获得用水", 1),
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("\t接入便利度", "第 1 行：上一级指标是空的"),
        ("获得电力\t\t低压接入时长", "第 1 行：上一级指标是空的"),
        ("获得电力\t甲\t乙\t丙", "后面多出“丙”"),
        ("电" * 121, "最多 120 字"),
        ("\n", "没有读到指标"),
    ],
)
def test_one_row_that_leads_nowhere_keeps_all_out(dispatcher, rows, said):
    with pytest.raises(Invalid) as refused:
        list_indicators(rows, BASIS, actor=dispatcher.viewer(FRIDAY), county=dispatcher.county)

    assert said in refused.value.fields["rows"]
    assert not Indicator.objects.exists()


def test_the_unit_hears_of_a_finding_and_sees_its_own_alone(row, handler, outsider):
    assert OutboxRow.objects.filter(kind="finding_filed", to=handler.cadre).exists()
    assert list(findings.rows(seen_by=handler.viewer(FRIDAY))) == [row]
    with pytest.raises(Absent):
        findings.fetch(row.pk, seen_by=outsider.viewer(FRIDAY))


@pytest.mark.parametrize("who", ["handler", "leader", "supervisor", "stranger"])
def test_nobody_but_the_office_of_the_county_files(found, dispatcher, who, request):
    actor = request.getfixturevalue(who).viewer(FRIDAY)
    with pytest.raises(NotPermitted):
        file_finding(found, actor=actor, county=dispatcher.county)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"text": ""},
        {"evaluation": " "},
        {"found_on": date(2026, 3, 7)},
        {"due_on": date(2026, 3, 1)},
    ],
)
def test_a_finding_has_its_words_and_days(found, dispatcher, spoilt):
    with pytest.raises(Invalid):
        file_finding(
            replace(found, **spoilt), actor=dispatcher.viewer(FRIDAY), county=dispatcher.county
        )


def test_evidence_with_its_files_hangs_on_the_finding(row, handler, leader, outsider):
    upload = SimpleUploadedFile("台账.pdf", PDF)
    add_evidence(row, MATERIAL, [upload], actor=handler.viewer(FRIDAY))
    add_evidence(row, FRONTIER, [], actor=handler.viewer(FRIDAY))

    shown = findings.page(row.pk, seen_by=leader.viewer(FRIDAY)).evidence
    kept = EvidenceFile.objects.get()
    assert [(one.kind, one.unit) for one in shown] == [
        ("material", handler.unit),
        ("frontier", handler.unit),
    ]
    assert findings.file(kept.pk, seen_by=leader.viewer(FRIDAY)).name == "台账.pdf"
    with pytest.raises(Absent):
        findings.file(kept.pk, seen_by=outsider.viewer(FRIDAY))
    assert AuditEntry.objects.filter(verb="finding.evidence").count() == 2


@pytest.mark.parametrize(
    "spoilt", [{"value": ""}, {"source": " "}, {"as_of": None}, {"as_of": date(2026, 3, 7)}]
)
def test_frontier_data_say_what_where_and_when(row, handler, spoilt):
    with pytest.raises(Invalid):
        add_evidence(row, replace(FRONTIER, **spoilt), [], actor=handler.viewer(FRIDAY))


def test_a_file_that_is_none_keeps_the_whole_evidence_out(row, handler):
    upload = SimpleUploadedFile("台账.exe", b"MZ")
    with pytest.raises(Invalid):
        add_evidence(row, MATERIAL, [upload], actor=handler.viewer(FRIDAY))

    assert not Evidence.objects.exists()


@pytest.mark.parametrize("who", ["leader", "supervisor"])
def test_who_only_reads_answers_nothing(row, who, request):
    with pytest.raises(NotPermitted):
        add_evidence(row, MATERIAL, [], actor=request.getfixturevalue(who).viewer(FRIDAY))


def test_a_finding_is_closed_upon_evidence_once(row, handler, dispatcher):
    actor = dispatcher.viewer(FRIDAY)
    with pytest.raises(Invalid):
        close_finding(row, actor=actor, why="台账真实")
    add_evidence(row, MATERIAL, [], actor=handler.viewer(FRIDAY))

    closed = close_finding(row, actor=actor, why="台账真实")

    assert closed.state == FindingState.CLOSED
    with pytest.raises(WrongState):
        add_evidence(row, MATERIAL, [], actor=handler.viewer(FRIDAY))
    with pytest.raises(WrongState):
        void_finding(row, actor=actor, why="记错了")


def test_what_was_withdrawn_stands_in_no_list(row, dispatcher):
    viewer = dispatcher.viewer(FRIDAY)
    void_finding(row, actor=viewer, why="记错了")

    assert not findings.narrowed(findings.rows(seen_by=viewer)).exists()
