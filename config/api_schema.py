"""The API's description, as `make static` wrote it down; for whoever is signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.request import Request

KIND = "application/vnd.oai.openapi+json; charset=utf-8"
MISSING = "接口说明还没有生成，请管理员在服务器上运行 make static。"


@extend_schema(exclude=True)
@api_view(["GET"])
def show(request: Request) -> HttpResponse:
    """Hand over the file, or say what is to be done so that there is one."""
    try:
        return HttpResponse(settings.API_SCHEMA_FILE.read_bytes(), KIND)
    except FileNotFoundError:
        return HttpResponse(MISSING, "text/plain; charset=utf-8", 503)
