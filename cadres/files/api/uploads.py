"""Files in pieces: announced, sent piece by piece however often the line breaks, then looked at.

The same answers serve whoever is signed in and, one app higher, whoever holds a link: who sends is
all that differs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.errors import Invalid
from cadres.files.rules.uploads import NAME_LENGTH, PIECE, PLACE_LENGTH, Announced, Sender
from cadres.files.selectors import uploads
from cadres.files.services.uploads import (
    finish_upload,
    keep_upload,
    put_piece,
    remove_upload,
    start_upload,
)
from cadres.models import Upload
from cadres.pages.api.views import ApiView
from cadres.submissions.rules import typed_values

HIGHEST_CHECK = 0xFFFFFFFF
CHECK = OpenApiParameter(
    "X-Check",
    int,
    OpenApiParameter.HEADER,
    required=True,
    description="这一段的 CRC-32",
)


class Announcement(serializers.Serializer):
    name = serializers.CharField(max_length=NAME_LENGTH, label="文件名")
    size = serializers.IntegerField(min_value=1, label="文件的字节数")
    check = serializers.IntegerField(
        min_value=0, max_value=HIGHEST_CHECK, label="文件的校验码", help_text="整个文件的 CRC-32"
    )
    place = serializers.CharField(
        required=False,
        max_length=PLACE_LENGTH,
        default="api",
        help_text="文件用在哪张表单上，可不填",
    )


class Begun(serializers.Serializer):
    id = serializers.UUIDField()
    piece = serializers.IntegerField(help_text="每段字节数，最后一段可以短")
    received = serializers.ListField(child=serializers.IntegerField(), help_text="已收到的段")
    is_finished = serializers.BooleanField()


class Finished(serializers.Serializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    size = serializers.IntegerField()
    has_picture = serializers.BooleanField()


class SenderView(ApiView):
    """Whoever is signed in sends in their own name.

    Each call is its own once-key: the same file, the same piece again changes nothing.
    """

    runs_every_time = True

    @classmethod
    def as_view(cls, **given: Any) -> Callable[..., Any]:
        view = super().as_view(**given)
        view.runs_every_time = cls.runs_every_time
        return view

    def sender(self, request: Request) -> Sender:
        return Sender(at=request.viewer.at, cadre_id=request.viewer.cadre_id)


class UploadsView(SenderView):
    """Announce a file; one that was begun before goes on where it stopped."""

    @extend_schema(request=Announcement, responses=Begun)
    def post(self, request: Request, **link: str) -> Response:
        sender = self.sender(request)
        upload = start_upload(Announced(**self._given(Announcement)), actor=sender)
        begun = {
            "id": upload.pk,
            "piece": PIECE,
            "received": uploads.received(upload, seen_by=sender),
            "is_finished": upload.finished_at is not None,
        }
        return Response(Begun(begun).data)


class PieceParser(BaseParser):
    """The body as it is."""

    media_type = "application/octet-stream"

    def parse(self, stream: IO[bytes], media_type: object = None, context: object = None) -> bytes:
        return stream.read(PIECE + 1)


class UploadPieceView(SenderView):
    """Send one piece as the bare body; the same piece again changes nothing."""

    parser_classes = (PieceParser,)

    @extend_schema(
        request={PieceParser.media_type: OpenApiTypes.BINARY},
        responses={204: None},
        parameters=[CHECK],
    )
    def post(self, request: Request, upload: UUID, index: int, **link: str) -> Response:
        sender = self.sender(request)
        check = typed_values.number(request.headers.get("X-Check"), HIGHEST_CHECK)
        if check is None:
            raise Invalid("请在 X-Check 里写明这一段的 CRC-32。")
        data = request.data if isinstance(request.data, bytes) else b""
        put_piece(upload, index, data, check, actor=sender)
        return Response(status=204)


class WholeFile(serializers.Serializer):
    file = serializers.FileField(allow_empty_file=True, max_length=NAME_LENGTH, label="文件")
    place = serializers.CharField(
        required=False, max_length=PLACE_LENGTH, default="api", help_text="同上，可不填"
    )


class UploadWholeView(SenderView):
    """Send a small file in one call; over a bad line pieces lose less."""

    parser_classes = (MultiPartParser,)

    @extend_schema(request={MultiPartParser.media_type: WholeFile}, responses=Finished)
    def post(self, request: Request) -> Response:
        given = self._given(WholeFile)
        kept = keep_upload(given["file"], given["place"], actor=self.sender(request))
        return Response(_finished(kept))


class UploadFinishView(SenderView):
    """All pieces are sent: the file is looked at, and waits for its form."""

    @extend_schema(request=None, responses=Finished)
    def post(self, request: Request, upload: UUID, **link: str) -> Response:
        return Response(_finished(finish_upload(upload, actor=self.sender(request))))


class UploadRemoveView(SenderView):
    """Take a file back that no form has taken yet."""

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, upload: UUID, **link: str) -> Response:
        remove_upload(upload, actor=self.sender(request))
        return Response(status=204)


def _finished(upload: Upload) -> dict[str, object]:
    shown = Finished(
        {
            "id": upload.pk,
            "name": upload.name,
            "size": upload.size,
            "has_picture": bool(upload.thumbnail),
        }
    )
    return dict(shown.data)
