"""The drop box as anybody finds it: the same for everybody, and nobody is known by it."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from cadres.models import AuditEntry, OutboxRow
from cases.leads.drop_box.rules.arrivals import AT_ONCE, Arrivals
from cases.leads.drop_box.services import dropped_papers
from cases.leads.drop_box.web import drop_box as page
from cases.leads.models import DropBox, DroppedPaper, RoomOnceKey
from config.requests import anonymity
from tests import cast
from tests.cases.leads.browsing import BACKEND, inside, now, status, text
from tests.cases.leads.dropping import WORDS
from tests.cases.leads.seating import Seated

pytestmark = pytest.mark.django_db(databases=["default", "leads"])
LIST = "/leads/dropped/"
NUMBER = re.compile(r"<b data-receipt>(\d{4} \d{4} \d{4})</b>")


@pytest.fixture(autouse=True)
def nobody_was_here(monkeypatch):
    monkeypatch.setattr(page, "ARRIVALS", Arrivals())


@pytest.fixture
def box(room) -> str:
    return f"/drop/{cast.county().pk}/"


def once(browser: Client, path: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', text(browser, path))
    assert found
    return found[1]


def dropped(browser: Client, path: str, **said: object):
    return browser.post(path, {"words": WORDS, "once": once(browser, path), **said})


def test_a_receipt_number_is_all_that_comes_back(box):
    answer = dropped(Client(), box)

    assert NUMBER.search(answer.content.decode())
    assert WORDS not in answer.content.decode()
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_there_is_no_address_that_shows_a_paper_by_its_number(box):
    number = NUMBER.search(dropped(Client(), box).content.decode())[1].replace(" ", "")

    for path in (f"{box}{number}/", f"/drop/{number}/", f"{box}?number={number}"):
        assert WORDS not in Client().get(path).content.decode()


def test_a_signed_in_person_leaves_no_more_behind_than_nobody(box, outsider):
    browser = Client()
    browser.force_login(outsider.cadre, backend=BACKEND)
    browser.get("/")
    before = traces()

    assert dropped(browser, box).status_code == 200

    assert DroppedPaper.objects.count() == 1
    assert traces() == before
    assert not RoomOnceKey.objects.exists()


def traces() -> dict[str, list[tuple]]:
    """Every row of the site's own database, as it stands."""
    models = [one for one in apps.get_models() if one._meta.app_label != "leads"]
    managed = [one for one in models if one._meta.managed]
    return {one._meta.label: sorted(map(str, one._base_manager.values_list())) for one in managed}


def test_the_page_is_the_same_for_everybody(box, outsider, settings):
    browser = Client()
    browser.force_login(outsider.cadre, backend=BACKEND)

    def shown(one: Client) -> str:
        return re.sub(r'name="once" value="[^"]+"', "", text(one, box))

    assert shown(browser) == shown(Client())
    assert outsider.cadre.name not in shown(browser)


def test_nothing_is_left_on_the_device(box):
    body = text(Client(), box)

    assert "<script" not in body
    assert "data-draft" not in body
    assert body.rindex('<meta name="referrer" content="no-referrer">') > body.index("same-origin")
    assert 'autocomplete="off"' in body


def test_pressed_twice_it_is_one_paper_with_one_number(box):
    browser, key = Client(), once(Client(), box)
    answers = [browser.post(box, {"words": WORDS, "once": key}) for _ in range(2)]

    numbers = {NUMBER.search(one.content.decode())[1] for one in answers}
    assert len(numbers) == 1
    assert DroppedPaper.objects.count() == 1


def test_after_going_back_other_words_are_kept_on_the_page_and_dropped_as_another(box):
    browser, key = Client(), once(Client(), box)
    browser.post(box, {"words": WORDS, "once": key})
    answer = browser.post(box, {"words": f"{WORDS}补充。", "once": key})

    body = answer.content.decode()
    assert answer.status_code == 409
    assert "补充。" in body
    again = re.search(r'name="once" value="([^"]+)"', body)[1]
    assert browser.post(box, {"words": f"{WORDS}补充。", "once": again}).status_code == 200
    assert DroppedPaper.objects.count() == 2


def test_files_go_along_and_what_is_no_file_for_it_is_refused(box):
    good = SimpleUploadedFile("收据.txt", "两条香烟".encode())
    assert dropped(Client(), box, files=[good]).status_code == 200

    answer = dropped(Client(), box, files=[SimpleUploadedFile("a.exe", b"MZ\x00\x01")])

    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert DroppedPaper.objects.count() == 1


@pytest.mark.parametrize(
    "said", [{"words": ""}, {"words": "看不见\u202e的字"}, {"phone": "不告诉你"}]
)
def test_what_is_refused_stays_on_the_page(box, said):
    answer = dropped(Client(), box, about="某站所", **said)

    assert answer.status_code == 422
    assert "某站所" in answer.content.decode()
    assert not DroppedPaper.objects.exists()


def test_a_body_that_was_cut_off_changes_nothing(box):
    key = once(Client(), box)
    body = (
        f'--edge\r\nContent-Disposition: form-data; name="once"\r\n\r\n{key}\r\n'
        f'--edge\r\nContent-Disposition: form-data; name="words"\r\n\r\n{WORDS}'
    ).encode()

    answer = Client().generic("POST", box, body, "multipart/form-data; boundary=edge")

    assert answer.status_code == 400
    assert not DroppedPaper.objects.exists()


def test_where_nobody_can_receive_it_says_so_and_offers_no_form(room, box):
    DropBox.objects.create(county_id=cast.county().pk, is_open=False, basis="试")

    body = text(Client(), box)

    assert "现在没有人能接收" in body
    assert "<form" not in body
    assert Client().post(box, {"words": WORDS}).status_code == 409
    assert not DroppedPaper.objects.exists()


def test_too_many_from_one_address_wait_and_keep_what_was_typed(box):
    for _ in range(AT_ONCE):
        assert dropped(Client(), box).status_code == 200
    answer = dropped(Client(), box)

    assert answer.status_code == 429
    assert WORDS in answer.content.decode()
    assert dropped(Client(REMOTE_ADDR="198.51.100.7"), box).status_code == 200


def test_what_says_who_it_is_is_gone_before_anything_reads_it():
    for path in ("/drop/", "/drop", "/drop/5/"):
        browser = Client(REMOTE_ADDR="203.0.113.9", headers={"referer": "https://x/q/TOKEN/"})
        request = browser.get(path).wsgi_request
        assert not {"HTTP_REFERER", "REMOTE_ADDR", "HTTP_COOKIE"} & request.META.keys(), path
    assert "203.0.113.9" not in anonymity.mark("203.0.113.9")


def test_whoever_empties_the_box_reads_drafts_and_lays_aside(room, box):
    dropped(Client(), box, about="某站所", files=[SimpleUploadedFile("收据.txt", b"receipt")])
    paper, registrar = DroppedPaper.objects.get(), inside(room.registrar)

    assert "待研判的密封投递" in text(registrar, "/leads/")
    assert str(paper) in text(registrar, LIST)
    shown = text(registrar, f"{LIST}{paper.pk}/")
    assert WORDS in shown
    piece = re.search(rf"{LIST}{paper.pk}/files/(\d+)/", shown)[1]
    assert registrar.get(f"{LIST}{paper.pk}/files/{piece}/").content == b"receipt"
    assert status(registrar, f"{LIST}{paper.pk}/lay-aside/", refusal="", text="") == 422
    words = {"refusal": "no_substance", "text": "没有具体事实"}
    assert status(registrar, f"{LIST}{paper.pk}/lay-aside/", **words) == 302
    assert "没有具体事实" in text(registrar, f"{LIST}{paper.pk}/")
    for other in (room.officer, room.head):
        assert status(inside(other), f"{LIST}{paper.pk}/") == 404


def test_a_draft_begins_with_it_and_asks_nothing_about_its_way(room, box):
    dropped(Client(), box)
    paper, registrar = DroppedPaper.objects.get(), inside(room.registrar)
    take = f"{LIST}{paper.pk}/take/"
    body = text(registrar, take)
    assert WORDS in body
    assert 'name="route"' not in body
    draft = {
        "source": "dropped", "field": "service", "title": "索要烟酒", "found_on": "2026-03-02",
        "found_by": "密封投递", "persons-TOTAL_FORMS": "0", "persons-INITIAL_FORMS": "0",
        "units-TOTAL_FORMS": "1", "units-INITIAL_FORMS": "0", "units-0-name": "县气象局",
        "units-0-level": "county", "earlier-TOTAL_FORMS": "0", "earlier-INITIAL_FORMS": "0",
    }  # fmt: skip

    assert status(registrar, take, **draft) == 302
    assert "没有密封投递" in text(registrar, LIST)


def test_its_use_is_told_to_nobody(room, box):
    dropped(Client(), box)

    assert not AuditEntry.objects.filter(at__gte=timezone.now().replace(hour=0)).exists()
    assert not OutboxRow.objects.exists()
    assert dropped_papers.list_papers(actor=now(Seated(room.registrar.who)))
