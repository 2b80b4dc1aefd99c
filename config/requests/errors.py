"""Turns errors into HTTP, here alone: JSON for the API, a fragment for htmx, else a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from cadres.errors import Absent, DomainError, Invalid
from cadres.offline.rules import app_versions
from cadres.pages.web.refusals import status_of
from cases.leads.keys.selectors import seats

TITLES = {
    400: "请求有误",
    403: "不能这样做",
    404: "没有找到",
    405: "不能这样访问",
    409: "情况已经变化",
    413: "文件太大",
    422: "填写有误",
    500: "系统出错了",
}
# The framework's own refusals in the site's words; a missing thing and a hidden one read the same.
ABSENT = "没有找到这项内容，或者您不能查看。"
SENTENCES: dict[int, tuple[str, str]] = {
    400: ("bad_request", "请求的内容读不懂，请返回上一页重试。"),
    401: ("not_signed_in", "请先登录。"),
    403: ("not_permitted", "您没有权限做这件事。"),
    404: ("absent", ABSENT),
    405: ("method_not_allowed", "这个地址不接受这种请求。"),
    406: ("not_acceptable", "不能以要求的格式返回。"),
    409: ("conflict", "情况已经变化，请刷新后再试。"),
    413: ("too_large", "提交的内容太大。"),
    415: ("unsupported_media_type", "不支持这种内容格式，请用 JSON 或表单提交。"),
    426: ("app_too_old", app_versions.TOO_OLD),
    429: ("throttled", "操作太频繁，请稍后再试。"),
    500: ("server_error", "系统出错，已经记录。请稍后再试，仍不行请联系管理员。"),
    503: ("busy", "现在同时读取的手机较多，手机会自动再试。"),
}
NOT_FIELD = "non_field_errors"
CSRF_SENTENCE = "页面停留过久或登录已失效，请刷新页面后重新提交。"


class DomainErrorMiddleware:
    """Answers what a page's view raised in the domain's words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        code, message = _words(error)
        return refusal(request, status_of(error), code, message, error.fields)


def refusal(
    request: HttpRequest,
    status: int,
    code: str,
    message: str,
    fields: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Say no in the shape that the asker reads; a no is never kept for the next one."""
    response = _refusal(request, status, code, message, fields)
    patch_cache_control(response, no_store=True, private=True)
    return response


def _refusal(
    request: HttpRequest, status: int, code: str, message: str, fields: Mapping[str, str] | None
) -> HttpResponse:
    if request.path.startswith("/api/"):
        body = {"code": code, "message": message, "fields": dict(fields or {})}
        return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    context = {"code": status, "title": TITLES.get(status, TITLES[400]), "message": message}
    context |= {"fields": dict(fields or {}), "is_refusal": True}
    # Without its viewer, or after a failure, a page is drawn without context processors.
    drawn_for = request if status != 500 and hasattr(request, "viewer") else None
    if request.headers.get("HX-Request") == "true":
        response = render(drawn_for, "partials/_error.html", context, status=status)
        response["HX-Retarget"] = "#messages"
        response["HX-Reswap"] = "innerHTML"
        return response
    return render(drawn_for, "error.html", context, status=status)


def api_exception_handler(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """REST framework's hook: every refusal in one shape, the framework's own included."""
    if isinstance(error, DomainError):
        set_rollback()
        code, message = _words(error)
        return _api(status_of(error), code, message, error.fields)
    answer = exception_handler(error, dict(context))
    if answer is None:
        return None
    status = 422 if isinstance(error, exceptions.ValidationError) else answer.status_code
    if status == 422:
        message, fields = _validation(answer.data)
        code = Invalid.code
    elif isinstance(error, exceptions.NotAuthenticated | exceptions.AuthenticationFailed):
        (code, message), fields = SENTENCES[401], {}
    else:
        (code, message), fields = SENTENCES.get(status, SENTENCES[400]), {}
    given = _api(status, code, message, fields)
    for name in ("WWW-Authenticate", "Retry-After", "Allow"):
        if name in answer:
            given[name] = answer[name]
    return given


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _standard(request, 400)


def permission_denied(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    return _standard(request, 403)


def page_not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    """The locked room's door is asked here too, so that both answers take equally long."""
    viewer = getattr(request, "viewer", None)
    if viewer:
        seats.member_of(viewer)
    return _standard(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """At worst plain text: what failed may be what every page is drawn with."""
    try:
        return _standard(request, 500)
    except Exception:  # a second failure must not hide the first
        return HttpResponse(SENTENCES[500][1], "text/plain; charset=utf-8", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return refusal(request, 403, "csrf", CSRF_SENTENCE)


def _standard(request: HttpRequest, status: int) -> HttpResponse:
    return refusal(request, status, *SENTENCES[status])


def _words(error: DomainError) -> tuple[str, str]:
    """Hidden and missing must look the same to the letter, whoever raised it."""
    return SENTENCES[404] if isinstance(error, Absent) else (error.code, error.message)


def _validation(data: Any) -> tuple[str, dict[str, str]]:
    """Flatten a serializer's errors to one sentence per field."""
    fields = dict(_flat(data, ""))
    general = fields.pop(NOT_FIELD, "")
    return general or "填写有误，请按提示修改。", fields


def _flat(data: Any, name: str) -> list[tuple[str, str]]:
    if isinstance(data, Mapping):
        return [
            pair
            for key, value in data.items()
            for pair in _flat(value, f"{name}.{key}" if name else str(key))
        ]
    if isinstance(data, list) and any(isinstance(item, Mapping) for item in data):
        return [p for at, item in enumerate(data) for p in _flat(item, f"{name}.{at}".strip("."))]
    texts = data if isinstance(data, list) else [data]
    return [(name or NOT_FIELD, "；".join(str(text) for text in texts))]


def _api(status: int, code: str, message: str, fields: Mapping[str, str]) -> Response:
    return Response({"code": code, "message": message, "fields": dict(fields)}, status=status)
