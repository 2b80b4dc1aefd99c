"""Files of the room: sent with their form and held in memory; nothing of them waits at the site."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from cadres.errors import Invalid
from cadres.files.rules.uploads import LARGEST, MEGABYTE
from cases.tickets.services import attachments

HELP = f"可不传，可多选。{attachments.KINDS}，一次合计不超过 {LARGEST // MEGABYTE} MB。"


class RoomFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class RoomFilesField(forms.FileField):
    """Several files, each looked at before anything is done."""

    def __init__(self, label: str) -> None:
        attrs = {"accept": ",".join(attachments.ENDINGS), "data-max-mb": LARGEST // MEGABYTE}
        shown = RoomFilesInput(attrs=attrs)
        super().__init__(label=label, required=False, widget=shown, help_text=HELP)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        for upload in given:
            try:
                attachments.check(upload)
            except Invalid as refused:
                raise forms.ValidationError(refused.message) from refused
        return list(given)
