"""An error of the domain becomes HTTP in one place, in the shape that the asker reads."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory
from rest_framework import exceptions

from cadres.errors import Absent, Conflict, Invalid, NotPermitted, WrongState
from config.requests import errors

STATUS = [
    (Absent("x"), 404),
    (NotPermitted("x"), 403),
    (Invalid("x"), 422),
    (WrongState("x"), 409),
    (Conflict("x"), 409),
]


def _middleware() -> errors.DomainErrorMiddleware:
    return errors.DomainErrorMiddleware(lambda request: None)


@pytest.mark.parametrize(("error", "status"), STATUS)
def test_each_error_has_its_status_for_pages_and_api_alike(error, status):
    page = _middleware().process_exception(RequestFactory().get("/cases/"), error)
    api = errors.api_exception_handler(error, {})

    assert (page.status_code, api.status_code) == (status, status)


def test_the_api_says_code_message_and_fields():
    error = Invalid("请选择承办单位。", {"unit": "必填"})

    assert errors.api_exception_handler(error, {}).data == {
        "code": "invalid",
        "message": "请选择承办单位。",
        "fields": {"unit": "必填"},
    }


def test_a_page_asked_by_htmx_gets_a_fragment_for_the_messages():
    request = RequestFactory().post("/cases/", headers={"HX-Request": "true"})
    answer = _middleware().process_exception(request, WrongState("工单已经签收。"))

    assert answer["HX-Retarget"] == "#messages"
    assert "工单已经签收。" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_what_is_no_error_of_the_domain_is_left_alone():
    assert _middleware().process_exception(RequestFactory().get("/"), ValueError("x")) is None


def test_hidden_and_missing_read_the_same_to_the_letter():
    request = RequestFactory().get("/api/v1/tickets/7/")
    hidden = _middleware().process_exception(request, Absent("没有这张工单。"))
    missing = errors.page_not_found(request, Http404())

    assert hidden.content == missing.content
    assert errors.api_exception_handler(Absent("x"), {}).data == (
        errors.api_exception_handler(Http404(), {}).data
    )


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (exceptions.NotAuthenticated(), 401, "not_signed_in"),
        (exceptions.PermissionDenied(), 403, "not_permitted"),
        (PermissionDenied(), 403, "not_permitted"),
        (exceptions.MethodNotAllowed("PUT"), 405, "method_not_allowed"),
        (exceptions.UnsupportedMediaType("text/x"), 415, "unsupported_media_type"),
        (exceptions.ParseError(), 400, "bad_request"),
        (exceptions.Throttled(), 429, "throttled"),
    ],
)
def test_the_framework_s_own_refusals_speak_chinese_in_the_same_shape(error, status, code):
    answer = errors.api_exception_handler(error, {})

    assert (answer.status_code, answer.data["code"], answer.data["fields"]) == (status, code, {})
    assert not answer.data["message"].isascii()


def test_a_serializer_s_errors_are_flattened_to_a_sentence_per_field():
    error = exceptions.ValidationError(
        {"title": ["必填。", "太短。"], "measures": [{}, {"due": ["日期有误。"]}]}
    )

    answer = errors.api_exception_handler(error, {})

    assert answer.status_code == 422
    assert answer.data["fields"] == {"title": "必填。；太短。", "measures.1.due": "日期有误。"}


def test_a_failure_is_answered_even_where_its_page_cannot_be_drawn(monkeypatch):
    def _broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("templates are gone")

    monkeypatch.setattr(errors, "render", _broken)
    answer = errors.server_error(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert answer.content.decode().startswith("系统出错")


def test_a_stale_form_is_told_to_reload(client):
    answer = errors.csrf_failure(RequestFactory().post("/"))

    assert answer.status_code == 403
    assert "刷新" in answer.content.decode()


@pytest.mark.django_db
def test_too_large_an_upload_is_refused_with_a_sentence_and_kept_nowhere(client):
    body = bytes(22 * 1024 * 1024)

    answer = client.generic("POST", "/healthz/", body, content_type="multipart/form-data")

    assert answer.status_code == 413
    assert "一次最多上传 20 MB" in answer.content.decode()
