"""Whether the passcode of a phone still opens it, asked by whoever is not signed in there."""

from __future__ import annotations

import time

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import Throttled
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.offline.api.deliveries import arrivals, caller
from cadres.offline.api.sync import RepeatableView
from cadres.offline.services import passcodes


class PasscodeGrant(serializers.Serializer):
    grant = serializers.CharField(
        max_length=passcodes.LONGEST,
        label="本机口令的许可",
        help_text="设置本机口令时随密钥取得的许可",
    )


class PasscodeHolding(serializers.Serializer):
    holds = serializers.BooleanField(help_text="口令还能不能打开本机；改过密码、离岗的不能")


class PasscodeView(RepeatableView):
    """Answer yes or no to a grant; of its person nothing is told."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(request=PasscodeGrant, responses=PasscodeHolding)
    def post(self, request: Request) -> Response:
        if not arrivals.takes(caller(request), time.time()):
            raise Throttled(wait=5)
        return Response({"holds": passcodes.holds(self._given(PasscodeGrant)["grant"])})
