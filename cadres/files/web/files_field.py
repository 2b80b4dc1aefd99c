"""Several files in a form: sent in pieces beforehand or with the form, kept when it is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse

from cadres.errors import Invalid
from cadres.files.rules import file_kinds
from cadres.files.rules.uploads import LARGEST, MEGABYTE, PLACE_LENGTH, Sender
from cadres.files.selectors import uploads
from cadres.files.services.uploads import keep_upload, remove_upload
from cadres.models import Upload
from cadres.pages.rules.action_fields import Files
from cadres.viewers.rules.viewer import Viewer

HELP = f"可不传，可多选。{file_kinds.KINDS}，每个不超过 {LARGEST // MEGABYTE} MB。"
GONE = "有文件已经不在了：可能已经提交过，或放了超过一天。请看看下面还有哪些，缺的请重新选择。"


@dataclass(frozen=True, slots=True)
class Counter:
    """Where a form's files are handed in: by whom, for which form, at which addresses."""

    sender: Sender
    place: str
    address: str
    small: str

    def small_of(self, upload: Upload) -> str:
        return self.small.replace(str(NO_UPLOAD), str(upload.pk)) if upload.thumbnail else ""


NO_UPLOAD = UUID(int=0)


def counter_of(viewer: Viewer, place: str) -> Counter:
    """Whoever is signed in hands files in under their own name."""
    return Counter(
        sender=Sender(at=viewer.at, cadre_id=viewer.cadre_id),
        place=place[:PLACE_LENGTH],
        address=reverse("api-uploads"),
        small=reverse("cadres:upload-small", args=[NO_UPLOAD]),
    )


@dataclass(frozen=True, slots=True)
class Handed:
    """What a form brought: files themselves, and the numbers of those that were there already."""

    files: list[UploadedFile[Any]]
    kept: list[UUID]
    shown: list[UUID]


class FilesInput(forms.ClearableFileInput):
    """The chooser, and above it what has arrived, each with a tick that can be taken out."""

    allow_multiple_selected = True
    template_name = "partials/_files_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.counter: Counter | None = None
        # Empty where nobody has looked yet: then whatever waits at this form is shown.
        self.waiting: list[Upload] | None = None

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Handed:
        return Handed(
            files=list(files.getlist(name)) if hasattr(files, "getlist") else [],
            kept=_numbers(data, f"{name}_kept"),
            shown=_numbers(data, f"{name}_shown"),
        )

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files and f"{name}_shown" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        counter = self.counter
        waiting = self.waiting
        if counter is not None and waiting is None:
            waiting = uploads.waiting(counter.place, seen_by=counter.sender)
        context["counter"] = counter
        context["waiting"] = [
            {"row": row, "small": counter.small_of(row) if counter else ""} for row in waiting or []
        ]
        return context


class FilesField(forms.Field):
    """Several files; what was found good stays with the form, whatever else is refused."""

    widget = FilesInput

    def __init__(self, label: str = "附件", *, most: int = 0) -> None:
        self.most = most
        attrs = {"accept": ",".join(file_kinds.ENDINGS), "data-max-mb": LARGEST // MEGABYTE}
        if most == 1:
            attrs["multiple"] = False
        super().__init__(label=label, required=False, widget=FilesInput(attrs), help_text=HELP)

    def hand_in_at(self, counter: Counter) -> None:
        """Each form says at which counter its files are handed in."""
        self.widget.counter = counter

    def clean(self, value: Handed) -> list[Upload]:
        counter = self.widget.counter
        if counter is None:
            raise ValueError("a form with files must say where they are handed in")
        _take_back(set(value.shown) - set(value.kept), counter)
        kept = uploads.chosen(value.kept, seen_by=counter.sender)
        problems = [GONE] if len(kept) < len(set(value.kept)) else []
        for file in value.files:
            try:
                kept.append(keep_upload(file, counter.place, actor=counter.sender))
            except Invalid as refused:
                problems.append(refused.message)
        self.widget.waiting = kept = list({row.pk: row for row in kept}.values())
        if self.most and len(kept) > self.most:
            problems.append(f"这里只收 {self.most} 个文件，请去掉多余的。")
        if problems:
            raise forms.ValidationError(problems)
        return kept


def of_action(one: Files) -> FilesField:
    """Return the field of a page for the files that an action asks for."""
    made = FilesField(one.label, most=one.most)
    made.help_text = one.help or made.help_text
    return made


def hand_in(form: forms.BaseForm, counter: Counter) -> None:
    """Tell every field of files in a form where its files are handed in."""
    for field in form.fields.values():
        if isinstance(field, FilesField):
            field.hand_in_at(counter)


def _take_back(unticked: Iterable[UUID], counter: Counter) -> None:
    for pk in unticked:
        remove_upload(pk, actor=counter.sender)


def _numbers(data: Any, name: str) -> list[UUID]:
    given = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
    found = []
    for one in given:
        try:
            found.append(UUID(str(one)))
        except ValueError:
            continue
    return found
