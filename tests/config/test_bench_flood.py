"""Floods by codes: who waits meanwhile, what is kept, and what is promised of both."""

from __future__ import annotations

from collections import Counter

import pytest
from django.conf import settings
from django.utils import timezone

from config.management.commands import bench_flood
from config.page_bench import flood, flood_report
from config.page_bench.flood import Sent
from config.page_bench.flood_report import Flood
from config.page_bench.load import Opened
from tests import scanned
from tests.factories.enterprises import EnterpriseFactory

PAGE = "# Speed\n\n<!-- bench: floods -->\nold\n<!-- bench ends -->\n\nBy hand.\n"


def flooded(kept=20, waited=0.1, error="", **answers):
    opened = Opened()
    for number in range(200):
        opened.note("desk", waited, error if number == 0 else "")
    said = Counter({"200": 20, "429": 2_980} | {key[1:]: n for key, n in answers.items()})
    return Flood(Sent("one code", said), opened, kept)


def test_what_is_kept_and_how_long_the_staff_waits_is_promised():
    assert flood_report.faults([flooded()]) == []
    assert flood_report.faults([flooded(kept=19)]) == ["one code：答复收下 20 件，库里 19 件"]
    [late] = flood_report.faults([flooded(waited=0.31)])
    assert "0.31 秒内" in late
    [wrong] = flood_report.faults([flooded(_500=1)])
    assert "500" in wrong
    [fault] = flood_report.faults([flooded(error="500 /desk/")])
    assert "500 /desk/" in fault


@pytest.mark.django_db
def test_codes_lead_to_pages_that_take_a_report(dispatcher):
    EnterpriseFactory(county=dispatcher.county)

    gates, place = bench_flood.codes(timezone.now())

    assert len(gates) == 1
    for token in (*gates, place):
        assert scanned.report(f"/q/{token}/").status_code == 200


def test_where_nobody_scans_the_stretch_is_as_long():
    sent = flood.send(1, [], 0.2, "nobody scans")

    assert sent.took >= 0.2
    assert not sent.answers


def test_the_table_stands_in_its_part(tmp_path):
    page = tmp_path / "speed.md"
    page.write_text(PAGE, encoding="utf-8")
    for _ in range(2):
        flood_report.write(page, flood_report.told(20, [flooded()]))

    text = page.read_text(encoding="utf-8")
    assert "old" not in text
    assert "| one code | 20 × 200, 2,980 × 429 | 20 | 200 | 0 | 100 ms | 100 ms |" in text
    assert text.endswith("\n\nBy hand.\n")
    assert flood_report.BEGIN in (settings.BASE_DIR / "docs/speed.md").read_text(encoding="utf-8")
