"""Sheets of a township or a unit, written by the worker: each with its code, place and words."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from cadres.jobs.services import background_runs
from cadres.models import AuditEntry, BackgroundRun, ExportFile
from cases.scan_codes.exchange import code_sheets
from cases.scan_codes.rules.sheets import Sheet, SheetLayout
from enterprises.models import EnterpriseCode, PlaceCode
from enterprises.register.services.place_codes import issue_place_codes
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.factories.people import RegionFactory

pytestmark = pytest.mark.django_db


def words(content: bytes) -> list[str]:
    pages = PdfReader(BytesIO(content)).pages
    return ["".join(page.extract_text().split()) for page in pages]


def asked(client, **given) -> ExportFile:
    """Ask for sheets, and let the worker write them."""
    answer = client.post("/cases/codes/sheets/", given)
    assert answer.status_code == 302, answer.content.decode()
    assert background_runs.run_next(timezone.now)
    return ExportFile.objects.get()


def content(made: ExportFile) -> bytes:
    with made.file.open("rb") as file:
        return file.read()


def test_a_whole_township_at_once_with_the_covering_team(signed_in, dispatcher, liaison):
    township = RegionFactory(name="城关镇", level="township", parent=dispatcher.county)
    firms = [EnterpriseFactory(county=dispatcher.county, township=township) for _ in range(3)]
    EnterpriseFactory(county=dispatcher.county)
    AssignmentFactory(enterprise=firms[0], cadre=liaison.cadre)

    made = asked(signed_in(dispatcher), what="gates", layout="poster", township=township.pk)

    pages = words(content(made))
    assert len(pages) == made.rows == EnterpriseCode.objects.count() == 3
    assert any("张伟（县工信局）" in page for page in pages)
    assert all("它不是检查码" in page for page in pages)
    assert made.name.endswith(".pdf")
    assert AuditEntry.objects.filter(verb="gate_poster.export").count() == 1


def test_the_notices_of_a_township_s_covered_enterprises_as_one_file(
    signed_in, dispatcher, liaison
):
    township = RegionFactory(name="城关镇", level="township", parent=dispatcher.county)
    firms = [EnterpriseFactory(county=dispatcher.county, township=township) for _ in range(3)]
    for firm in firms[:2]:
        AssignmentFactory(enterprise=firm, cadre=liaison.cadre)

    said = {"what": "gates", "layout": "notice", "township": township.pk, "covered": "on"}
    made = asked(signed_in(dispatcher), **said)

    pages = words(content(made))
    assert [firm.name in page for firm, page in zip(firms, pages, strict=False)] == [True, True]
    assert len(pages) == made.rows == EnterpriseCode.objects.count() == 2
    assert all("优化营商环境告知书" in page and "张伟（县工信局）" in page for page in pages)
    assert AuditEntry.objects.filter(verb="business_notice.print").count() == 2


def test_a_window_has_no_notice_of_its_own(signed_in, dispatcher):
    said = {"what": "places", "layout": "notice"}

    assert signed_in(dispatcher).post("/cases/codes/sheets/", said).status_code == 422


def test_the_windows_of_a_unit_as_labels_eight_on_a_page(signed_in, dispatcher, handler):
    places = [f"{number} 号窗口" for number in range(9)]
    viewer = dispatcher.viewer_now()
    issue_place_codes(dispatcher.county, places, actor=viewer, unit=handler.unit)
    issue_place_codes(dispatcher.county, ["政务大厅"], actor=viewer)

    client = signed_in(dispatcher)
    made = asked(client, what="places", layout="label", unit=handler.unit.pk)

    pages = words(content(made))
    assert [page.count("号窗口") for page in pages] == [8, 1]
    assert "政务大厅" not in "".join(pages)
    page = client.get(reverse("cadres:exports")).content.decode()
    answer = client.get(reverse("cadres:export-file", args=[made.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    answer.close()
    assert "共 9 份" in page
    assert answer["Content-Type"] == "application/pdf"


def test_a_poster_leads_to_the_code_s_own_page():
    sheet = Sheet("公示牌", "政务大厅", "县助企办", "", "https://example.gov.cn/q/ACDEFGHJKMNP/")

    [page] = code_sheets.pictures([sheet], SheetLayout.POSTER)

    assert page.startswith(b"\x89PNG")


def test_codes_are_opened_and_ended_on_their_pages(signed_in, dispatcher, handler):
    client = signed_in(dispatcher)

    said = {"unit": handler.unit.pk, "places": "业扩窗口\n收费窗口"}
    client.post("/cases/codes/new/", said)
    code = PlaceCode.objects.get(place="业扩窗口")
    client.post(f"/cases/codes/{code.pk}/end/", {"reason": "被涂改", "then": "renew"})

    page = client.get("/cases/codes/").content.decode()
    assert PlaceCode.objects.filter(revoked_at__isnull=True).count() == 2
    assert ("业扩窗口" in page, "收费窗口" in page) == (True, True)
    assert client.get(f"/cases/codes/{code.pk}/end/").status_code == 404
    assert not BackgroundRun.objects.exists()
