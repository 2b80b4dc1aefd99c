"""Sealed actions: brought by whoever holds the phone; what came of them goes to their person."""

from __future__ import annotations

import base64
import binascii
import time
from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import Throttled
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.errors import Invalid
from cadres.offline.api.rows import CommandResult, result_row
from cadres.offline.api.sync import RepeatableView
from cadres.offline.rules import sealing
from cadres.offline.selectors import commands
from cadres.offline.services.deliveries import take_envelopes
from cadres.pages.api.views import ApiView
from cadres.sign_in.rules.client_address import address_of
from cadres.submissions.services.shared_arrivals import SharedArrivals

MOST = 20
# A town's mobile phones may stand behind one address.
AT_ONCE, SECONDS = 240, 30
UNREADABLE = "封装的内容读不懂，应当是 base64。"
arrivals = SharedArrivals("sealed", AT_ONCE, SECONDS)


class Envelopes(serializers.Serializer):
    envelopes = serializers.ListField(
        child=serializers.CharField(max_length=sealing.LARGEST * 4 // 3 + 4),
        max_length=MOST,
        label="密封的记录",
        help_text="密封的记录，base64；顺序即办理的顺序，照片在用到它的记录之前",
    )


class Brought(serializers.Serializer):
    taken = serializers.ListField(
        child=serializers.CharField(), help_text="已收下的，各封的 SHA-256；先前收过的也在内"
    )
    refused = serializers.ListField(
        child=serializers.CharField(), help_text="不是封给本站的，或不是本人所封"
    )


class DeliveredResult(CommandResult):
    command = serializers.DictField(allow_null=True, help_text="没有办成的，原样还给本人")


class DeliveredResults(serializers.Serializer):
    results = DeliveredResult(many=True)


class SealedView(RepeatableView):
    """Bring sealed actions, signed in or not; the answer tells nothing of what is in them."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(request=Envelopes, responses=Brought)
    def post(self, request: Request) -> Response:
        if not arrivals.takes(caller(request), time.time()):
            raise Throttled(wait=5)
        brought = [_decoded(text) for text in self._given(Envelopes)["envelopes"]]
        kept = take_envelopes(brought, at=request.viewer.at)
        return Response({"taken": kept.taken, "refused": kept.refused})


class ResultsView(ApiView):
    """What came of the actions that others delivered in one's name, the newest first."""

    @extend_schema(responses=DeliveredResults)
    def get(self, request: Request) -> Response:
        found = commands.delivered(seen_by=request.viewer)
        rows: list[dict[str, Any]] = [
            {**result_row(result), "command": command} for result, command in found
        ]
        return Response({"results": rows})


def caller(request: Request) -> str:
    """The address of whoever brings it, as the site's proxies wrote it."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return address_of(request.META.get("REMOTE_ADDR", ""), forwarded, settings.TRUSTED_PROXIES)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise Invalid(UNREADABLE, {"envelopes": UNREADABLE}) from error
