"""A ledger comes in by pages: upload, columns, units, check, import; refused rows come again."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cadres.models import OutboxRow
from cadres.notifications.services import outbox
from cadres.people.services.units_from_ledgers import APART
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import sheets, unpacking
from cadres.workbooks.exchange.workbook_guard import Limits
from cases.ledgers.exchange import imports, upload_steps
from cases.ledgers.exchange.imports import Ledgers
from cases.ledgers.rules.imports import Kind, Stage
from cases.ledgers.web import imports as pages
from cases.models import ImportBatch, RefusedRow, Ticket
from enterprises.models import Enterprise
from tests import workbooks
from tests.ledger_pages import commit, read_of, run, say_units
from tests.workbooks import CODES, cover_row, issue_row

pytestmark = pytest.mark.django_db

ROW = issue_row(1, "甲艾草有限公司", "道路破损约227米")
UNKNOWN = issue_row(2, "没有的公司", "问题")


@pytest.fixture(autouse=True)
def _kept_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def kicked(monkeypatch):
    """The broker is not asked; tests run the worker's work themselves."""
    sent = []
    monkeypatch.setattr(pages.current_app, "send_task", lambda name, **_: sent.append(name))
    return sent


@pytest.fixture
def office(client, dispatcher):
    client.force_login(dispatcher.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")
    return client


@pytest.fixture
def register(dispatcher):
    roster = workbooks.roster([1, "吕军", "县林业局", "科员", "15642556189", None])
    cover = workbooks.cover(
        [cover_row(1, "甲艾草有限公司", CODES[0], "吕军", "县林业局科员", "15642556189")]
    )
    books = {
        Kind.ROSTER: sheets.read(roster, "花名册.xlsx"),
        Kind.ASSIGNMENTS: sheets.read(cover, "包联.xlsx"),
    }
    imports.bring_in(Ledgers(books), actor=Viewer.system(timezone.now()))


def upload(office, content, name="问题台账.xlsx", kind=Kind.ISSUES):
    file = SimpleUploadedFile(name, content)
    form = office.get(reverse("cases:import-new")).context["form"]
    county = form.fields["county"].initial.pk
    return office.post(reverse("cases:import-new"), {"kind": kind, "file": file, "county": county})


def uploaded(office, content, name="问题台账.xlsx", kind=Kind.ISSUES):
    """A file that the worker has read; its columns wait for a person."""
    upload(office, content, name, kind)
    run()
    return ImportBatch.objects.get(stage=Stage.UPLOADED)


def settle_columns(office, batch, **corrected):
    """The person's word, and the worker's look at the units."""
    given = columns_as_found(office, batch) | corrected
    answer = office.post(reverse("cases:import-columns", args=[batch.pk]), given)
    run()
    return answer


def preview(office, batch, **headers):
    return office.get(reverse("cases:import-preview", args=[batch.pk]), headers=headers)


def columns_as_found(office, batch):
    form = office.get(reverse("cases:import-columns", args=[batch.pk])).context["form"]
    return {name: field.initial for name, field in form.fields.items()}


def brought_in(office, *rows):
    batch = uploaded(office, workbooks.issues(*rows))
    settle_columns(office, batch)
    say_units(office, batch)
    run()
    commit(office, batch)
    run()
    batch.refresh_from_db()
    return batch


def test_the_whole_way(office, register, kicked):
    batch = uploaded(office, workbooks.issues(ROW, UNKNOWN))
    settle_columns(office, batch)

    asked = office.get(reverse("cases:import-units", args=[batch.pk]))
    assert "县城市管理局" in asked.content.decode()
    say_units(office, batch)
    assert kicked == ["cases.tasks.run_imports"] * 3
    assert "排队等候" in preview(office, batch).content.decode()

    run()
    shown = preview(office, batch).content.decode()
    assert "还没有写入" in shown
    assert "没有的公司" in shown
    assert not Ticket.objects.exists()

    commit(office, batch)
    run()
    assert Ticket.objects.get().enterprise.name == "甲艾草有限公司"
    batch.refresh_from_db()
    assert batch.stage == Stage.DONE
    assert batch.summary["tickets"]["created"] == 1


def test_whoever_uploaded_is_told_of_the_check_and_of_the_end(office, dispatcher, register):
    brought_in(office, ROW)

    told = OutboxRow.objects.filter(to=dispatcher.cadre).order_by("pk")
    assert list(told.values_list("kind", flat=True)) == ["ledger_checked", "ledger_done"]
    outbox.deliver(timezone.now())
    page = office.get(reverse("cadres:inbox")).content.decode()
    assert "台账已导入" in page


def test_a_wrong_file_is_refused_on_the_page_and_not_kept(office):
    answer = upload(office, b"%PDF-1.7 not a ledger")

    assert answer.status_code == 422
    assert "PDF" in answer.content.decode()
    assert not ImportBatch.objects.exists()


def test_the_pages_open_no_workbook(office, register, monkeypatch, opened_apart):
    read, opened = sheets.read, []

    def work():
        assert not opened, "a page has opened a workbook"
        run()
        assert opened.pop()

    monkeypatch.setattr(sheets, "read", lambda *given: opened.append(True) or read(*given))
    monkeypatch.setattr(unpacking, "CalamineWorkbook", None)
    upload(office, workbooks.issues(ROW))
    batch = ImportBatch.objects.get(stage=Stage.READING)
    columns = reverse("cases:import-columns", args=[batch.pk])
    units = reverse("cases:import-units", args=[batch.pk])
    assert office.get(columns).status_code == 302
    assert "正在读取" in preview(office, batch).content.decode()
    work()
    office.post(columns, columns_as_found(office, batch))
    work()
    assert "县城市管理局" in office.get(units).content.decode()
    say_units(office, batch)
    work()
    office.get(columns)
    office.get(units)
    commit(office, batch)
    work()
    batch.refresh_from_db()
    assert (batch.stage, batch.reading) == (Stage.DONE, "")


def test_the_page_that_waits_leads_on_to_the_one_that_asks(office, register):
    batch = uploaded(office, workbooks.issues(ROW))
    for page in ("import-columns", "import-units"):
        asks = reverse(f"cases:{page}", args=[batch.pk])
        assert asks in preview(office, batch).content.decode()
        assert preview(office, batch, **{"HX-Request": "true"})["HX-Redirect"] == asks
        if page == "import-columns":
            settle_columns(office, batch)


def test_a_file_whose_reading_takes_too_long_is_not_taken(office, monkeypatch, opened_apart):
    monkeypatch.setattr(upload_steps, "LIMITS", Limits(seconds=0.001))
    upload(office, workbooks.issues(ROW))
    run()

    batch = ImportBatch.objects.get()
    shown = preview(office, batch).content.decode()
    assert (batch.stage, batch.file.name) == (Stage.FAILED, "")
    assert "没有看完" in shown
    assert "重新核对栏目" not in shown
    assert office.get(reverse("cases:import-columns", args=[batch.pk])).status_code == 302


def test_what_the_worker_cannot_read_says_why(office):
    content = workbooks.issues(ROW)
    upload(office, content[:60] + bytes(60) + content[120:])
    run()

    batch = ImportBatch.objects.get()
    assert batch.stage == Stage.FAILED
    assert "已损坏，打不开" in preview(office, batch).content.decode()


def test_phone_numbers_shown_as_samples_lie_locked(office, register):
    row = [1, "吕军", "县林业局", "科员", "15642556189", None]
    batch = uploaded(office, workbooks.roster(row), "花名册.xlsx", Kind.ROSTER)

    page = office.get(reverse("cases:import-columns", args=[batch.pk])).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT reading FROM cases_importbatch WHERE id = %s", [batch.pk])
        [stored] = cursor.fetchone()
    assert "15642556189" in page
    assert "15642556189" not in stored


def test_a_correction_outlives_a_second_look(office, register):
    rows = [["谁家", *workbooks.ISSUE_HEAD[2:]], ["甲艾草有限公司", *ROW[2:]]]
    batch = uploaded(office, workbooks.csv_bytes(rows), "问题.csv")
    settle_columns(office, batch, enterprise="谁家")
    settle_columns(office, batch)

    batch.refresh_from_db()
    assert batch.columns == {"enterprise": "谁家"}


def test_a_column_is_corrected_by_hand(office, register):
    rows = [["谁家", *workbooks.ISSUE_HEAD[2:]], ["甲艾草有限公司", *ROW[2:]]]
    batch = uploaded(office, workbooks.csv_bytes(rows), "问题.csv")
    address = reverse("cases:import-columns", args=[batch.pk])
    given = columns_as_found(office, batch)

    refused = office.post(address, given)
    assert refused.status_code == 422
    assert "没有找到：企业名称" in refused.content.decode()

    settle_columns(office, batch, enterprise="谁家")
    say_units(office, batch)
    run()
    batch.refresh_from_db()
    assert batch.columns == {"enterprise": "谁家"}
    assert batch.summary["tickets"]["created"] == 1


def test_a_column_stands_for_one_field_only(office):
    batch = uploaded(office, workbooks.issues(ROW))
    given = columns_as_found(office, batch) | {"result": "问题描述"}

    answer = office.post(reverse("cases:import-columns", args=[batch.pk]), given)

    assert "一列只能对应一栏" in answer.content.decode()


def test_units_are_joined_only_as_the_person_says(office, register):
    batch = uploaded(office, workbooks.issues(ROW))
    settle_columns(office, batch)
    say_units(office, batch, unit_0=APART)
    run()
    commit(office, batch)
    run()

    assert Ticket.objects.get().unit.name == "县城市管理局"


def test_what_was_answered_once_is_not_asked_again(office, register):
    brought_in(office, ROW)
    batch = uploaded(office, workbooks.issues(ROW))

    answer = settle_columns(office, batch)

    assert answer.url == reverse("cases:import-preview", args=[batch.pk])
    batch.refresh_from_db()
    assert batch.stage == Stage.CHECKING


def test_nothing_is_written_before_it_was_checked(office, register):
    batch = uploaded(office, workbooks.issues(ROW))

    answer = commit(office, batch)

    assert answer.status_code == 409
    assert not Ticket.objects.exists()


def test_a_refused_row_is_corrected_and_sent_again(office, register):
    brought_in(office, ROW, UNKNOWN)
    row = RefusedRow.objects.get()
    address = reverse("cases:refused-edit", args=[row.pk])
    form = office.get(address).context["form"]
    cells = {name: field.initial for name, field in form.fields.items()}

    again = office.post(address, cells)
    assert again.status_code == 422
    assert "仍不能导入" in again.content.decode()

    answer = office.post(address, cells | {"enterprise": "甲艾草有限公司"})
    assert answer.status_code == 302
    ticket = Ticket.objects.get(description="问题")
    assert (ticket.origin.row, ticket.origin.file_name) == (4, "问题台账.xlsx")
    assert office.get(address).status_code == 404


def test_a_refused_row_is_put_aside_once(office, register):
    brought_in(office, ROW, UNKNOWN)
    row = RefusedRow.objects.get()
    address = reverse("cases:refused-drop", args=[row.pk])

    assert office.post(address).status_code == 302
    assert office.post(address).status_code == 404
    row.refresh_from_db()
    assert row.is_dropped


def test_refused_rows_are_downloaded_corrected_and_uploaded(office, register):
    brought_in(office, ROW, UNKNOWN)
    answer = office.get(reverse("cases:refused-download"), {"kind": Kind.ISSUES})

    book = load_workbook(BytesIO(answer.content))
    sheet = book.active
    heads = [cell.value for cell in sheet[1]]
    assert heads[-2:] == ["未导入原因", "原表位置"]
    fates = [[cell.value for cell in row][1:4] for row in book["各行去向"].iter_rows(min_row=2)]
    assert fates == [["问题台账", "4", "未导入"], ["问题台账", "3", "新增"]]
    sheet.cell(2, heads.index("企业名称") + 1).value = "甲艾草有限公司"
    corrected = BytesIO()
    book.save(corrected)
    found = imports.parse(Ledgers({Kind.ISSUES: sheets.read(corrected.getvalue(), "改.xlsx")}))
    assert [row.enterprise for row in found.issues.rows] == ["甲艾草有限公司"]


def test_a_broken_off_import_says_so_and_writes_nothing(office, register, monkeypatch):
    batch = uploaded(office, workbooks.issues(ROW))
    settle_columns(office, batch)
    say_units(office, batch)
    monkeypatch.setattr(upload_steps.imports, "bring_in", lambda *_, **__: 1 / 0)
    run()

    batch.refresh_from_db()
    assert batch.stage == Stage.FAILED
    assert "没有写入" in preview(office, batch).content.decode()


def test_the_list_shows_files_and_what_waits(office, register):
    brought_in(office, ROW, UNKNOWN)

    shown = office.get(reverse("cases:import-list")).content.decode()
    waiting = office.get(reverse("cases:refused-list")).content.decode()

    assert "问题台账.xlsx" in shown
    assert "未导入的 1 行" in shown
    assert "没有的公司" in waiting


@pytest.mark.parametrize("who", ["handler", "liaison", "leader", "supervisor", "sysadmin"])
def test_others_do_not_import(client, who, request):
    person = request.getfixturevalue(who)
    client.force_login(person.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")

    for name in ("import-list", "import-new", "refused-list"):
        assert client.get(reverse(f"cases:{name}")).status_code == 403


def test_another_county_s_office_does_not_see_them(office, register, stranger, client):
    batch = brought_in(office, ROW, UNKNOWN)
    row = RefusedRow.objects.get()
    client.force_login(stranger.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")

    assert client.get(reverse("cases:import-preview", args=[batch.pk])).status_code == 404
    assert client.get(reverse("cases:refused-edit", args=[row.pk])).status_code == 404
    assert Enterprise.objects.count() == 1


def test_a_second_press_imports_once_and_leads_to_the_same_page(office, register, kicked):
    batch = uploaded(office, workbooks.issues(ROW))
    settle_columns(office, batch)
    say_units(office, batch)
    run()
    kicked.clear()
    path = reverse("cases:import-commit", args=[batch.pk])
    given = {"once": "key-of-the-preview-1", "read": read_of(office, batch)}

    first, again = office.post(path, given), office.post(path, given)
    run()
    late = office.post(path, given)

    assert first.url == again.url == late.url == reverse("cases:import-preview", args=[batch.pk])
    assert kicked == ["cases.tasks.run_imports"]
    assert Ticket.objects.count() == 1
