"""A part of a request is no request, under whichever server it arrives."""

from __future__ import annotations

import io

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from config.requests.request_bodies import WholeBodyMiddleware

FORM = encode_multipart(BOUNDARY, {"answer": "solved", "comment": "很满意"})


def read_by_the_site(request):
    return HttpResponse(request.POST.get("answer", "") + request.POST.get("comment", ""))


class Bare:
    """All that WSGI promises of a body."""

    def __init__(self, body: bytes) -> None:
        self.read, self.readline = io.BytesIO(body).read, io.BytesIO(body).readline


def answer(
    body: bytes, announced: int, kind: str = MULTIPART_CONTENT, given: type = io.BytesIO
) -> HttpResponse:
    environ = RequestFactory().generic("POST", "/api/v1/").environ
    environ |= {"wsgi.input": given(body), "CONTENT_LENGTH": str(announced)}
    environ["CONTENT_TYPE"] = kind
    return WholeBodyMiddleware(read_by_the_site)(WSGIRequest(environ))


@pytest.mark.parametrize("given", [io.BytesIO, Bare])
def test_a_whole_form_is_read_from_its_beginning(given):
    assert answer(FORM, len(FORM), given=given).content.decode() == "solved很满意"
    assert answer(FORM[:-5], len(FORM), given=given).status_code == 400


@pytest.mark.parametrize("kind", [MULTIPART_CONTENT, "application/json", "text/plain"])
def test_a_body_shorter_than_announced_reaches_nobody(kind):
    refused = answer(FORM[:-40], len(FORM), kind)

    assert refused.status_code == 400
    assert "只传到了一部分" in refused.content.decode()


@pytest.mark.parametrize("left_out", [1, 3, 4, len(BOUNDARY) + 5])
def test_a_form_without_its_closing_boundary_reaches_nobody(left_out):
    cut = FORM.rstrip()[:-left_out]

    assert answer(cut, len(cut)).status_code == 400


def test_a_form_that_names_no_boundary_reaches_nobody():
    assert answer(FORM, len(FORM), "multipart/form-data").status_code == 400


def test_every_page_is_guarded_before_it_is_asked():
    refused = Client().generic("POST", "/c/thanks/", FORM[:-20], MULTIPART_CONTENT)
    taken = Client().generic("POST", "/c/thanks/", FORM, MULTIPART_CONTENT)

    assert (refused.status_code, taken.status_code) == (400, 405)
