"""Somebody signed in drops a paper; who empties the box reads it; no word and no name is left."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session

from cadres.models import OnceKey
from cases.leads.keys.services.founding import found_office, name_member
from cases.leads.models import DroppedPaper, RoomEntry
from cases.leads.procedure.rules.vocabulary import Duty
from tests.browser.traces import dump, left_behind, marked
from tests.browser.window import PHONE
from tests.cases.leads.seating import PASSPHRASE, Seated, enrol, founding_code
from tests.committed import named

pytestmark = pytest.mark.browser

# Made up for this test, so that whoever looks for them afterwards finds nothing else.
MARKERS = {
    "words": "标记庚五一九以办证为由索要香烟两条",
    "about": "标记辛某站所",
    "name": "标记壬投递人",
    "phone": "13900006666",
    "file": "标记癸收据说明",
    "reason": "标记子没有时间地点",
}
FILE = {
    "name": f"{MARKERS['file']}.txt",
    "mimeType": "text/plain",
    "buffer": MARKERS["file"].encode() * 50,
}
NUMBER = re.compile(r"\d{4} \d{4} \d{4}")


def test_a_paper_is_dropped_and_read_and_leaves_no_word_and_no_name(opened, site, here, mails):
    _brought_into_use(here)
    giver, registrar = opened(here.outsider, PHONE), opened(here.officer)
    before = _of_the_site()

    number = _dropped(giver, here)
    assert _of_the_site() == before
    _read(registrar, number)

    assert marked({"number": number.replace(" ", "")}, left_behind(site, mails))
    site.deliver()
    assert marked(MARKERS, left_behind(site, mails)) == []
    room = dump("leads", named("leads", site.database))
    assert here.outsider.cadre.name.encode() not in room
    assert not RoomEntry.objects.filter(actor_id=here.outsider.cadre.pk).exists()


def test_without_scripts_and_without_an_account_it_is_the_same(opened, here):
    _brought_into_use(here)

    giver = opened(None, PHONE, scripts=False)

    assert NUMBER.fullmatch(_dropped(giver, here))
    assert DroppedPaper.objects.filter(county_id=here.region.pk).count() == 1


def _brought_into_use(here) -> None:
    head, registrar = Seated(here.officer_head), Seated(here.officer)
    actor = here.officer_head.viewer_now()
    series = f"召纪{here.region.pk}"
    code = founding_code(actor)
    found_office(code, "南召县纪委监委", series, PASSPHRASE, PASSPHRASE, actor=actor)
    deciding = head.at(actor.today, 8)
    named_now = name_member(here.officer.cadre.pk, Duty.REGISTRAR, actor=deciding)
    enrol(registrar, named_now.code, deciding, at=here.officer.viewer_now())


def _of_the_site() -> tuple:
    """What a signed-in person's visit would move: sessions, and keys of submissions."""
    return (
        sorted(Session.objects.values_list("session_key", "session_data")),
        OnceKey.objects.count(),
    )


def _dropped(window, here) -> str:
    window.go(f"/drop/{here.region.pk}/")
    window.waits_for("由南召县纪委监委指定的人直接打开")
    if window.has_scripts:
        window.look()
    assert here.outsider.cadre.name not in window.text
    window.fill("反映的情况", MARKERS["words"])
    window.fill("反映的是谁", MARKERS["about"])
    window.fill("怎么称呼您", MARKERS["name"])
    window.fill("联系电话", MARKERS["phone"])
    window.page.locator("input[type=file]").set_input_files(FILE)
    window.press("投递")
    window.waits_for("已经密封收到")
    if window.has_scripts:
        window.look()
        kept = window.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
        assert "标记" not in kept
    assert MARKERS["words"] not in window.text
    return window.page.locator("[data-receipt]").inner_text()


def _read(window, number: str) -> None:
    window.go("/leads/")
    window.waits_for("解锁线索室")
    window.fill("口令", PASSPHRASE)
    window.press("解锁")
    window.press("待研判的密封投递")
    window.look()
    window.press(f"投递{number}")
    window.waits_for(MARKERS["words"])
    assert MARKERS["phone"] in window.text
    window.look()
    window.press("起草线索")
    window.waits_for("原文和材料作为附件一并转入")
    window.look()
    window.page.go_back()
    window.press("不作线索")
    window.field("情形").select_option(index=4)
    window.fill("理由", MARKERS["reason"])
    window.press("确定")
    window.waits_for("已决定不作线索")
    window.look()
