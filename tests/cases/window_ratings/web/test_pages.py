"""The pages of the room: what each person finds there, and who gave a rating in none of them."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cadres.models import AuditEntry
from cases.models import RatingCase
from tests.cases.window_ratings import steps
from tests.factories.people import CountyFactory, TownshipFactory
from tests.factories.window_ratings import RatingFileFactory

BACKEND = "cadres.sign_in.web.backends.AccountOrPhone"
RATER = ("周小明", "13700001234")


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def case(centre, centre_other, centre_head, handler, head):
    return steps.published(centre, centre_head, handler, head, centre_other)


def opened(client, person, name, *args):
    client.force_login(person.cadre, backend=BACKEND)
    return client.get(reverse(name, args=args))


@pytest.mark.parametrize("who", ["centre", "handler", "head", "leader", "dispatcher"])
def test_no_page_holds_who_gave_it(case, client, who, request):
    person = request.getfixturevalue(who)
    addresses = (
        *(("cases:rating", case.rating_id), ("cases:rating-published",)),
        ("cases:rating-list",),
    )
    for name, *args in addresses:
        text = opened(client, person, name, *args).content.decode()
        assert [word in text for word in RATER] == [False, False]


@pytest.mark.parametrize("who", ["centre", "handler", "leader"])
def test_the_list_leads_to_no_page_that_is_refused(client, who, request):
    person = request.getfixturevalue(who)
    sums = reverse("cases:unit-sums")

    is_offered = sums in opened(client, person, "cases:rating-list").content.decode()
    assert is_offered == (client.get(sums).status_code == 200) == (who != "centre")


def test_the_export_holds_no_rater_and_who_took_it_is_on_record(case, client, centre):
    answer = opened(client, centre, "cases:rating-export")
    address = f"{reverse('cases:rating-export')}?tab=all"
    book = load_workbook(BytesIO(client.get(address).getvalue()))
    cells = [str(cell.value) for row in book.active.iter_rows() for cell in row]

    assert answer.status_code == 200
    assert "PJ1" in cells
    assert not [cell for cell in cells if any(word in cell for word in RATER)]
    assert AuditEntry.objects.filter(verb="rating.export").count() == 2


def test_who_gave_it_is_shown_once_by_a_press_and_not_by_a_look(case, client, centre):
    opened(client, centre, "cases:rating", case.rating_id)
    assert not AuditEntry.objects.filter(verb="rating.reveal").exists()

    shown = client.post(reverse("cases:rating-rater", args=[case.rating_id]))
    assert "周小明" in shown.content.decode()
    assert AuditEntry.objects.filter(verb="rating.reveal").count() == 1


def test_whoever_has_the_next_step_finds_it_on_the_desk(centre, handler, client):
    steps.filed(centre, handler)

    assert "等您办理的差评" in opened(client, centre, "cases:desk").content.decode()
    assert "等您办理的差评" not in opened(client, handler, "cases:desk").content.decode()


def public(client, county) -> str:
    return client.get(reverse("cases:rating-public", args=[county.pk])).content.decode()


def test_anybody_reads_what_was_published_and_nothing_else_of_it(case, client, centre, handler):
    steps.filed(centre, handler, number="PJ2")
    text = public(client, centre.county)

    assert steps.COPY in text
    assert case.rating.window in text
    assert centre.county.name in text
    inside = (*RATER, steps.WORDS, "PJ1", "PJ2", case.finding, case.second, centre.cadre.name)
    assert not [word for word in inside if word in text]


@pytest.mark.parametrize("state", ["copied", "approved", "called", "excluded"])
def test_what_is_not_or_no_longer_published_is_not_there(case, client, centre, state):
    RatingCase.objects.update(state=state)

    assert steps.COPY not in public(client, centre.county)


def test_other_counties_and_those_that_do_not_exist(case, client):
    other = CountyFactory(name="方城县")

    assert steps.COPY not in public(client, other)
    township = TownshipFactory(parent=other)
    for pk in (0, township.pk, other.pk + 10_000):
        assert client.get(f"/published/ratings/{pk}/").status_code == 404


def test_the_button_below_a_file_says_what_pressing_it_does(centre, client):
    def shown(**counts: int) -> str:
        account = {"read": 2, "made": 0, "changed": 0, "same": 0, "refused": 0, "left_out": 0}
        file = RatingFileFactory(county=centre.county, account={**account, **counts, "lines": []})
        return opened(client, centre, "cases:rating-file", file.pk).content.decode()

    assert "确认导入</button>" in shown(changed=1, refused=1)
    assert "结束这次导入</button>" in shown(same=2)
    refused = shown(refused=2)
    assert "结束这次导入</button>" in refused
    assert "不能导入的 2 行列在下面，请在原文件里改好再上传。" in refused
