"""The pages of 指标佐证: a list of indicators, a finding, evidence with a file."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases.models import EvidenceFile, Indicator, IndicatorFinding

pytestmark = pytest.mark.django_db
PAGE = "/cases/findings/"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


def test_from_the_list_of_indicators_to_the_file_that_answers(
    client, dispatcher, handler, leader, outsider, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    today = timezone.localdate().isoformat()
    client.force_login(dispatcher.cadre)
    client.post(f"{PAGE}indicators/", {"basis": "指标体系", "rows": "获得电力\t接入便利度"})
    given = {
        "indicator": Indicator.objects.get(level=2).pk,
        "evaluation": "第一季度调度",
        "found_on": today,
        "text": "没有佐证。",
        "unit": handler.unit.pk,
        "due_on": today,
    }
    assert client.post(f"{PAGE}new/", given).status_code == 302
    row = IndicatorFinding.objects.get()

    client.force_login(handler.cadre)
    assert "没有佐证。" in client.get(PAGE).content.decode()
    upload = SimpleUploadedFile("台账.pdf", PDF)
    answer = client.post(
        f"{PAGE}{row.pk}/evidence/",
        {"kind": "material", "text": "台账。", "uploads": [upload]},
    )

    assert answer.status_code == 302
    kept = EvidenceFile.objects.get()
    for person, code in ((leader, 200), (outsider, 404)):
        client.force_login(person.cadre)
        answer = client.get(f"/cases/evidence/files/{kept.pk}/")
        assert answer.status_code == code
        if answer.streaming:
            assert b"".join(answer.streaming_content) == PDF
    client.force_login(leader.cadre)
    assert "台账.pdf" in client.get(f"{PAGE}{row.pk}/").content.decode()
    assert client.get("/cases/findings.xlsx").status_code == 200
