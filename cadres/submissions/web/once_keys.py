"""Each submission once: a second arrival of the same key gets the first one's answer.

The key comes with the form (`{% once %}`) or in the API's header. Around the view stands one
transaction (config/requests/once.py), in which the action and its key are kept together; a refusal
keeps no key, a failure keeps nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cadres.submissions.models.once_keys import KeptAnswer
from cadres.submissions.rules import once_keys
from cadres.submissions.rules.once_keys import Answer, Arrival
from cadres.submissions.selectors.once_keys import arrived
from cadres.submissions.services.once_keys import SITE, AnswerStore, Claim, claimed
from cadres.submissions.web.redirects import API, whole_page

if TYPE_CHECKING:
    from cadres.pages.web.request_types import Request

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
NOT_CONTENT = frozenset({once_keys.FIELD, "csrfmiddlewaretoken"})
# Where an answer says that it led to; over htmx the address that the browser then shows.
PLACES = ("Location", "HX-Redirect", "HX-Location", "HX-Replace-Url", "HX-Push-Url")

KEY_MISSING = (
    "缺少防重复提交的编号：请在请求头 Idempotency-Key 中给出本次提交的编号"
    "（16 至 128 位字母、数字、点、下划线或短横线，可以用 UUID）；"
    "没有收到回音而重发时用同一个编号。"
)
RECEIVED = "这次提交先前已经收到，没有重复登记。"
OTHER = "这次提交的编号先前已经用过，而内容与那一次不同，所以没有登记。"
OTHER_API = OTHER + "如确是另一件事，请换一个新的编号再提交。"


def every_time(view: Any) -> Any:
    """Mark a view whose POST makes nothing: it reads, or opens, as often as it is asked."""

    @wraps(view)
    def marked(*args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = view(*args, **kwargs)
        return answer

    marked.runs_every_time = True  # type: ignore[attr-defined]
    return marked


def begin(request: Any, view: Any, store: AnswerStore) -> HttpResponse | None:
    """Claim the key of this submission; return what was answered to it before, if it was."""
    if request.method in SAFE or getattr(view, "runs_every_time", False):
        return None
    if _is_api(request) and not request.user.is_authenticated:
        return None
    key = _key(request)
    if not key:
        return _key_missing() if _is_api(request) else None
    arrival = Arrival(key, request.path, _content(request))
    claim: Claim = request.once_held.enter_context(claimed(arrival, store, actor=request.viewer))
    if claim.is_new:
        request.once_claim = claim
        return None
    if claim.is_other:
        return _differs(request, claim)
    return _again(request, claim)


def afterwards(request: Any, run: Callable[[], object]) -> None:
    """Run this when the action is kept; at once where no submission is open."""
    if getattr(request, "once_claim", None) is None:
        run()
    else:
        request.once_after.append(run)


@never_cache
@require_GET
def ask(request: Request, key: str) -> HttpResponse:
    """For the page that got no answer: has it arrived?"""
    return told(request, key, SITE.rows)


def told(request: Request, key: str, rows: type[KeptAnswer]) -> HttpResponse:
    """Say whether the submission of this key has arrived, and where it led."""
    path = request.GET.get("path", "")
    found = arrived(key, path, rows, seen_by=request.viewer)
    return JsonResponse({"state": found.state, "place": found.place})


def settle(request: Any, response: HttpResponse, *, failed: bool) -> None:
    """The action is done: keep where it led. What was refused is no action, and keeps no key."""
    claim: Claim | None = request.once_claim
    if claim is None:
        return
    if failed:
        claim.undo()
    elif response.status_code < 400 and not _leads_to_sign_in(response):
        answer = _answer(response)
        if answer.place or not claim.store.is_closed:
            claim.keep(answer)


def _answer(response: HttpResponse) -> Answer:
    place = next((response[name] for name in PLACES if name in response), "")
    body = b"" if response.streaming else response.content
    kind = response.get("Content-Type", "")
    return Answer(response.status_code, place, kind, body, tuple(_cookies(response)))


def _cookies(response: HttpResponse) -> Iterator[dict[str, Any]]:
    """Those of the view; the session's and others of the frame are added outside of here."""
    for name, one in response.cookies.items():
        yield {
            "key": name,
            "value": one.value,
            "path": one["path"] or "/",
            "max_age": one["max-age"] or None,
            "secure": bool(one["secure"]),
            "httponly": bool(one["httponly"]),
            "samesite": one["samesite"] or None,
        }


def _again(request: Any, claim: Claim) -> HttpResponse:
    """The first one's answer; a page says that nothing was done twice."""
    answer = claim.earlier or Answer(200)
    response = _repeated(request, answer)
    for cookie in answer.cookies:
        response.set_cookie(**cookie)
    response[once_keys.REPLAYED] = "true"
    patch_cache_control(response, no_store=True, private=True)
    return response


def _repeated(request: Any, answer: Answer) -> HttpResponse:
    if answer.body or (_is_api(request) and not answer.place):
        return HttpResponse(answer.body, answer.content_type or None, answer.status)
    if not answer.place:
        return _page(request, "cadres/submissions/done.html", {}, 200)
    if request.user.is_authenticated:
        # Those without an account come to a page of thanks, which says it.
        # A word of success ends the form's draft (drafts.js): the server has what it holds.
        messages.success(request, RECEIVED)
    return whole_page(request, answer.place)


def _differs(request: Any, claim: Claim) -> HttpResponse:
    """The same key with other content: say so, lead to what the first made, lose no letter."""
    if _is_api(request):
        return _refused("once_key_reused", OTHER_API, 409)
    place = claim.earlier.place if claim.earlier else ""
    typed = [] if claim.store.is_closed else _typed(request)
    context = {
        "message": OTHER,
        "place": place,
        "typed": typed,
        "shown": [text for _, text in typed if not text.isascii()],
        "used": request.POST.get(once_keys.FIELD, ""),
    }
    return _page(request, "cadres/submissions/other.html", context, 409)


def _page(request: Any, name: str, context: dict[str, Any], status: int) -> HttpResponse:
    """A page; over htmx the sentence alone, while what was typed still stands in its form."""
    if request.headers.get("HX-Request") != "true":
        response = render(request, name, context, status=status)
    else:
        response = render(request, "/_".join(name.rsplit("/", 1)), context, status=status)
        response["HX-Retarget"], response["HX-Reswap"] = "#messages", "innerHTML"
    patch_cache_control(response, no_store=True, private=True)
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """All that came, to be sent again as another matter; a form with a secret in it never is."""
    fields = [(name, values) for name, values in request.POST.lists() if name not in NOT_CONTENT]
    if any(secret in name for name, _ in fields for secret in settings.NEVER_SHOWN_AGAIN):
        return []
    return [(name, str(value)) for name, values in fields for value in values]


def _key(request: HttpRequest) -> str:
    given = request.headers.get(once_keys.HEADER, "")
    if not given and not _is_api(request):
        given = request.POST.get(once_keys.FIELD, "")
    return given if once_keys.is_key(given) else ""


def _content(request: HttpRequest) -> str:
    """A digest of all that came; what the page itself puts into the form is not content."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type not in ("multipart/form-data", "application/x-www-form-urlencoded"):
        digest.update(request.body)
        return digest.hexdigest()
    fields = [(name, *values) for name, values in request.POST.lists() if name not in NOT_CONTENT]
    files = [(name, _file(upload)) for name, uploads in request.FILES.lists() for upload in uploads]
    digest.update(json.dumps([sorted(fields), sorted(files)]).encode())
    return digest.hexdigest()


def _file(upload: UploadedFile) -> str:
    digest = hashlib.sha256(str(upload.name).encode())
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith(API)


def _leads_to_sign_in(response: HttpResponse) -> bool:
    """Nothing was done: whoever presses must come in first."""
    return str(response.get("Location", "")).startswith(resolve_url(settings.LOGIN_URL))


def _key_missing() -> HttpResponse:
    return _refused("once_key_missing", KEY_MISSING, 400)


def _refused(code: str, message: str, status: int) -> HttpResponse:
    body = {"code": code, "message": message, "fields": {}}
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
