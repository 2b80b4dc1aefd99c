"""Files come in pieces, however often the line breaks, and wait for their sender's action."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cadres.errors import Absent, Conflict, Invalid
from cadres.files.rules.uploads import KEPT, OF_LINK, PIECE, Announced, Sender
from cadres.files.selectors import uploads
from cadres.files.services.uploads import (
    finish_upload,
    keep_upload,
    purge_uploads,
    put_piece,
    remove_upload,
    start_upload,
    take_upload,
)
from cadres.models import Upload, UploadPiece
from cadres.viewers.rules.viewer import Viewer
from tests import pictures
from tests.factories.people import moment

NOW = moment(date(2026, 3, 6))
PDF = b"%PDF-1.7\n" + b"0123456789" * 30_000


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def sender(liaison) -> Sender:
    return Sender(at=NOW, cadre_id=liaison.cadre.pk)


def files_in(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def announced(content: bytes = PDF, name: str = "答复.pdf", place: str = "note 7") -> Announced:
    return Announced(name, len(content), zlib.crc32(content), place)


def piece(content: bytes, index: int) -> tuple[int, bytes, int]:
    data = content[index * PIECE : (index + 1) * PIECE]
    return index, data, zlib.crc32(data)


def sent(sender: Sender, content: bytes = PDF, name: str = "答复.pdf") -> Upload:
    upload = start_upload(announced(content, name), actor=sender)
    for index in range(-(-len(content) // PIECE)):
        put_piece(upload.pk, *piece(content, index), actor=sender)
    return finish_upload(upload.pk, actor=sender)


def test_pieces_in_any_order_and_more_than_once_make_the_file(sender):
    upload = start_upload(announced(), actor=sender)
    for index in (2, 0, 0, 1, 2):
        put_piece(upload.pk, *piece(PDF, index), actor=sender)

    done = finish_upload(upload.pk, actor=sender)

    with done.file.open() as kept:
        assert kept.read() == PDF
    assert finish_upload(upload.pk, actor=sender).file.name == done.file.name
    assert not UploadPiece.objects.exists()


def test_what_was_begun_goes_on_where_the_line_broke(sender):
    upload = start_upload(announced(), actor=sender)
    put_piece(upload.pk, *piece(PDF, 1), actor=sender)

    again = start_upload(announced(), actor=replace(sender, at=NOW + timedelta(hours=3)))

    assert again.pk == upload.pk
    assert uploads.received(again, seen_by=sender) == [1]


def test_a_piece_that_did_not_arrive_whole_changes_nothing(sender):
    upload = start_upload(announced(), actor=sender)
    index, data, check = piece(PDF, 0)

    for spoilt in (data[:-1], b"x" + data[1:]):
        with pytest.raises(Conflict, match="没有传完整"):
            put_piece(upload.pk, index, spoilt, check, actor=sender)
    with pytest.raises(Conflict, match="还没有传完"):
        finish_upload(upload.pk, actor=sender)

    assert uploads.received(upload, seen_by=sender) == []


def test_what_may_not_be_kept_leaves_nothing_behind(sender, tmp_path):
    with pytest.raises(Invalid, match="不是可以上传的文件"):
        sent(sender, b"MZ\x90\0" * 9, "工具.pdf")

    assert not Upload.objects.exists()
    assert files_in(tmp_path) == 0


def test_room_is_hidden_from_others(sender, handler):
    upload = sent(sender)
    by_link = Sender(at=NOW, link="a" * 64)

    for other in (replace(sender, cadre_id=handler.cadre.pk), by_link, Sender(at=NOW)):
        with pytest.raises(Absent):
            uploads.fetch(upload.pk, seen_by=other)
        remove_upload(upload.pk, actor=other)
    assert uploads.waiting("note 7", seen_by=sender) == [upload]
    assert uploads.waiting("note 8", seen_by=sender) == []


def test_an_action_takes_it_once_and_the_file_stays_in_the_store(sender, tmp_path):
    upload = sent(sender, pictures.photo(), "现场.jpg")
    actor = Viewer.system(NOW)

    taken = take_upload(upload, actor=actor, folder="tickets")

    assert (tmp_path / taken.file).is_file()
    assert (tmp_path / taken.thumbnail).is_file()
    assert not Upload.objects.exists()
    with pytest.raises(Invalid, match="已经不在了"):
        take_upload(upload, actor=actor, folder="tickets")


def test_the_same_file_sent_with_its_form_twice_waits_once(sender, tmp_path):
    photo = pictures.photo()
    first, second = (
        keep_upload(SimpleUploadedFile("现场.jpg", photo), "note 7", actor=sender) for _ in range(2)
    )

    assert first.pk == second.pk
    assert files_in(tmp_path) == 2


@pytest.mark.parametrize("who", ["person", "link"])
def test_too_many_that_wait_are_refused_and_one_taken_back_makes_room(sender, who):
    asker = sender if who == "person" else Sender(at=NOW, link="a" * 64)
    for number in range(asker.quota.files):
        last = start_upload(replace(announced(), check=number), actor=asker)

    with pytest.raises(Invalid, match=f"已有 {asker.quota.files} 个"):
        start_upload(announced(), actor=asker)
    remove_upload(last.pk, actor=asker)
    assert start_upload(announced(), actor=asker)


@pytest.mark.django_db
def test_whoever_holds_a_link_can_fill_no_disk():
    by_link, most = Sender(at=NOW, link="a" * 64), 19 * 1024 * 1024
    for number in range(3):
        start_upload(Announced("a.pdf", most, number, "link"), actor=by_link)

    with pytest.raises(Invalid, match=f"合计超过 {OF_LINK.total // 1024 // 1024} MB"):
        start_upload(Announced("a.pdf", most, 9, "link"), actor=by_link)


def test_after_a_day_it_is_forgotten(sender, tmp_path, django_capture_on_commit_callbacks):
    sent(sender)
    later = Viewer.system(NOW + KEPT + timedelta(minutes=1))

    assert uploads.waiting("note 7", seen_by=replace(sender, at=later.at)) == []
    with django_capture_on_commit_callbacks(execute=True):
        assert purge_uploads(actor=later) == 1
        assert purge_uploads(actor=later) == 0

    assert not Upload.objects.exists()
    assert files_in(tmp_path) == 0
