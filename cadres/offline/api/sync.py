"""Phones deliver what was done without a signal, and fetch the key of their store."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.middleware.csrf import get_token
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import APIException, ParseError, Throttled
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.errors import NotPermitted
from cadres.models import Way
from cadres.offline.api import marks
from cadres.offline.api.rows import Batch, Key, Synced, result_row
from cadres.offline.rules import app_versions, losses, sealing
from cadres.offline.rules import commands as rules
from cadres.offline.rules.commands import Result
from cadres.offline.services import passcodes
from cadres.offline.services.batches import take_commands
from cadres.offline.services.data_keys import data_key
from cadres.offline.services.deliveries import open_own
from cadres.offline.services.phones import Contact, note_contact
from cadres.pages.api.schema import Refusal
from cadres.pages.api.views import ApiView
from cadres.sign_in.rules import devices
from cadres.submissions.rules import typed_values
from cadres.submissions.services.shared_arrivals import SharedArrivals
from cadres.viewers.rules.viewer import Viewer

# A web worker is held no longer for one phone; what is left comes with the next request.
SECONDS = 0.6
OTHERS = "这些记录是另一位干部在这部手机上做的，没有以您的名义办理；等本人登录后再发送。"
# One phone delivers a day's work in a few requests; a loop gone wild is stopped here.
arrivals = SharedArrivals("sync", most=90, seconds=30)


class AppTooOld(APIException):
    """426: the page is to be loaded anew first."""

    status_code = 426
    default_detail = app_versions.TOO_OLD
    default_code = "app_too_old"


class CommandsParser(JSONParser):
    """JSON with whatever letters: what is wrong with one command is no matter of the others."""

    def parse(self, *given: Any, **more: Any) -> Any:
        try:
            return super().parse(*given, **more)
        except RecursionError:
            raise ParseError from None


class RepeatableView(ApiView):
    """Each command is its own once-key: the request around them needs none."""

    runs_every_time = True

    @classmethod
    def as_view(cls, **given: Any) -> Callable[..., Any]:
        view = super().as_view(**given)
        view.runs_every_time = cls.runs_every_time
        return view


class SyncView(RepeatableView):
    """Deliver commands; each is answered by itself, and none stops the others."""

    parser_classes = (CommandsParser,)

    @extend_schema(
        request=Batch,
        responses={200: Synced, 426: OpenApiResponse(Refusal, app_versions.TOO_OLD)},
    )
    def post(self, request: Request) -> Response:
        given = self._given(Batch)
        if app_versions.is_too_old(given["app"]):
            raise AppTooOld
        _refuse_others(given["person"], request.viewer)
        sent = given["commands"]
        for said in sent:
            rules.id_of(said)
        if not arrivals.takes(str(request.viewer.person_id), time.time()):
            raise Throttled(wait=5)
        results = _results(sent, request.viewer, _clock_off(given["clock"], request.viewer))
        mark = marks.mark_of(request, given["device"])
        lost = note_contact(_contact(request, given, mark, results), actor=request.viewer)
        response = Response(
            {
                "results": [result_row(one) for one in results],
                "lost": {"count": lost, "sentence": losses.sentence(lost)} if lost else None,
                "device": mark,
                "at": request.viewer.at.isoformat(),
            }
        )
        marks.remember(response, mark)
        return response


class KeyView(ApiView):
    """The person's key, in a living session alone; the phone keeps it in memory."""

    @extend_schema(responses=Key)
    def get(self, request: Request) -> Response:
        server = sealing.server_key(settings.FIELD_KEYS[0])
        mark = marks.mark_of(request)
        response = Response(
            {
                "person": request.viewer.person_id,
                "name": request.viewer.name,
                "key": data_key(actor=request.viewer),
                "server_key": base64.b64encode(server.public).decode(),
                "server_key_id": base64.b64encode(server.id).decode(),
                "csrf": get_token(request),
                "app": app_versions.NEWEST,
                "grant": passcodes.grant(actor=request.viewer),
            }
        )
        marks.remember(response, mark)
        return response


def _refuse_others(person: int | None, viewer: Viewer) -> None:
    """A page of one person that is still open when another signs in sends nothing in their name."""
    if person not in (None, viewer.person_id):
        raise NotPermitted(OTHERS)


def _clock_off(said: str, viewer: Viewer) -> timedelta | None:
    """By how much the phone is ahead; what cannot be read says nothing, and refuses nothing."""
    clock = typed_values.moment(said)
    return clock - viewer.at if clock else None


def _results(
    sent: list[dict[str, Any]], viewer: Viewer, clock_off: timedelta | None
) -> list[Result]:
    """What others delivered of this person comes first: it was made before."""
    ends = time.monotonic() + SECONDS

    def has_time() -> bool:
        return time.monotonic() < ends

    _, is_all = open_own(actor=viewer, has_time=has_time)
    if not is_all:
        return []
    way = Way.DIRECT
    return take_commands(sent, actor=viewer, way=way, has_time=has_time, clock_off=clock_off)


def _contact(request: Request, given: dict[str, Any], mark: str, results: list[Result]) -> Contact:
    return Contact(
        mark=mark,
        store=given["store"],
        app=given["app"],
        name=devices.name(request.headers.get("User-Agent", "")),
        waiting=given["waiting"],
        newest=given["newest"],
        done=sum(1 for one in results if one.is_done),
        is_told=given["lost_read"],
    )
