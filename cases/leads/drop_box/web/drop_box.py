"""The drop box as anybody finds it: one page, no account, no JavaScript, no way back to read.

The request comes here without a name (config/requests/anonymity.py), and its body lies in memory
alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from time import monotonic
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cadres.errors import Conflict, Invalid, WrongState
from cadres.pages.web import refusals
from cadres.submissions.rules import once_keys, text_limits
from cadres.submissions.web import plain_text
from cases.leads.drop_box.rules import dropped_papers
from cases.leads.drop_box.rules.arrivals import Arrivals
from cases.leads.drop_box.rules.dropped_papers import Dropped
from cases.leads.drop_box.selectors import drop_box
from cases.leads.drop_box.services.dropping import drop_paper, giver, who_receives
from cases.leads.vault.web import incoming_files
from cases.leads.vault.web.forms import QuietForm
from cases.leads.vault.web.room_files import RoomFilesField
from cases.leads.vault.web.uploads import in_memory_only
from cases.tickets.services import attachments
from cases.tickets.web.action_forms.forms import words

READS, FORMS = ("GET", "HEAD"), ("GET", "HEAD", "POST")
View = Callable[..., HttpResponse]
ARRIVALS = Arrivals()
TOO_OFTEN = "从这里投递得太勤了，您写的内容没有保存。请过十分钟再按一次“投递”，文件要重新选择。"
FILES = (
    f"可不传。最多 {dropped_papers.MOST_FILES} 个，合计不超过 {dropped_papers.MEGABYTES} MB。"
    f"{attachments.KINDS}。照片和文档里可能带有拍摄时间、地点、手机型号、作者姓名，收件人看得到。"
)


class DropForm(QuietForm):
    words = words(
        "反映的情况", rows=9, help_text="什么时候、在哪里、谁、做了什么、有什么凭据。只写事实。"
    )
    about = forms.CharField(
        label="反映的是谁",
        max_length=text_limits.TASK,
        required=False,
        help_text="单位、姓名、职务。写上姓名，收件人中有同名的就收不到这一份。",
    )
    files = RoomFilesField("材料")
    name = forms.CharField(
        label="怎么称呼您",
        max_length=text_limits.NAME,
        required=False,
        help_text="可不填，不填就是匿名。",
    )
    phone = forms.CharField(
        label="联系电话",
        max_length=text_limits.PHONE,
        required=False,
        help_text="可不填。填了，收件人需要补问时才找得到您。",
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"].help_text = FILES


def _at_the_box(*methods: str) -> Callable[[View], View]:
    """Nothing is read before the body is kept in memory, and nothing is kept on the way.

    There is nobody whose right could be borrowed, so no token is asked for; a cookie with one
    would only mark the browser.
    """

    def wrap(view: View) -> View:
        inside = require_http_methods(list(methods))(view)

        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            in_memory_only(request)
            response = inside(request, *args, **kwargs)
            response["Referrer-Policy"] = "no-referrer"
            response["X-Robots-Tag"] = "noindex"
            return response

        guarded = csrf_exempt(enter)
        # What stands before every page would read the body first, and keep a key of what was sent.
        guarded.guards_room = True  # type: ignore[attr-defined]
        guarded.takes_keys_itself = True  # type: ignore[attr-defined]
        return guarded

    return wrap


@_at_the_box(*READS)
def counties(request: HttpRequest) -> HttpResponse:
    """Where the site serves one county there is nothing to choose."""
    found = drop_box.counties(seen_by=giver(timezone.now()))
    if len(found) == 1:
        return redirect("drop:box", found[0].pk)
    return render(request, "cases/leads/drop_box/counties.html", {"counties": found})


@_at_the_box(*FORMS)
def box(request: HttpRequest, county: int) -> HttpResponse:
    """Say what this is and who opens it; take one paper, and show the number of its receipt."""
    at = timezone.now()
    place = drop_box.county(county, seen_by=giver(at))
    context: dict[str, Any] = {"county": place, "receiver": who_receives(county, at=at)}
    if request.method != "POST":
        return render(request, "cases/leads/drop_box/box.html", context | {"form": DropForm()})
    form, status = _form(request), 422
    if form.is_valid():
        if not ARRIVALS.takes(request.caller, monotonic()):  # type: ignore[attr-defined]
            form.add_error(None, TOO_OFTEN)
            return render(
                request, "cases/leads/drop_box/box.html", context | {"form": form}, status=429
            )
        try:
            number = _dropped(form, _key(request), county, at)
        except (Invalid, WrongState, Conflict) as refused:
            refusals.say(form, refused)
            status = 422 if isinstance(refused, Invalid) else 409
        else:
            said = {"county": place, "number": dropped_papers.printed(number)}
            return render(request, "cases/leads/drop_box/received.html", said)
    return render(request, "cases/leads/drop_box/box.html", context | {"form": form}, status=status)


def _dropped(form: DropForm, key: str, county: int, at: Any) -> str:
    given = form.cleaned_data
    paper = Dropped(given["words"], given["about"], given["name"], given["phone"])
    files = [incoming_files.file_of(upload) for upload in given["files"]]
    return drop_paper(paper, files, key, county, actor=giver(at))


def _form(request: HttpRequest) -> DropForm:
    """What nobody can read is refused beside what was typed, which stays."""
    fault = ""
    try:
        plain_text.clean(request)
    except Invalid as refused:
        fault = refused.message
    form = DropForm(request.POST, request.FILES)
    if fault and not form.errors:
        form.add_error(None, fault)
    return form


def _key(request: HttpRequest) -> str:
    given = request.POST.get(once_keys.FIELD, "")
    return given if once_keys.is_key(given) else ""
