"""Letters to read: the register, one letter as it looks on paper, its files."""

from __future__ import annotations

import base64
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_GET

from cadres.errors import Absent
from cadres.files.web import exports
from cadres.pages.selectors.paging import page_of
from cadres.pages.web.request_types import Request
from cases.letters.exchange import font_files, printing
from cases.letters.rules import organs, workflow
from cases.letters.rules.kinds import LetterKind, LetterState
from cases.letters.rules.list_views import Tab
from cases.letters.rules.workflow import LetterVerb
from cases.letters.selectors import bureaus, letters, talks
from cases.letters.services import delivery_and_reply
from cases.letters.web.forms import LetterFilterForm
from cases.letters.web.list_exports import LETTERS, found_letters, tab_of

# The next step of the road is the one strong button.
STRONG = (
    *(LetterVerb.PROPOSE, LetterVerb.APPROVE, LetterVerb.ISSUE),
    *(LetterVerb.SEAL, LetterVerb.DELIVER, LetterVerb.SIGN, LetterVerb.REPLY),
)


@require_GET
@login_required
def letter_list(request: Request) -> HttpResponse:
    form = LetterFilterForm(request.GET)
    tab = tab_of(request.GET, request.viewer)
    page = page_of(
        letters.listed(found_letters(request.GET, request.viewer)), request.GET.get("page")
    )
    context = {
        "page": page,
        "lines": letters.lines(page.rows, seen_by=request.viewer),
        "form": form,
        "tab": tab,
        "tabs": _tabs(request, tab),
        "is_office": bool(request.viewer.office_county_ids),
        "sees_region": organs.looks_on(request.viewer),
        "writes_bureaus": bureaus.own(seen_by=request.viewer).exists(),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "export": f"{reverse('cases:letter-export')}?{request.GET.urlencode()}",
    }
    return render(request, "cases/letters/list.html", context)


@require_GET
@login_required
def export(request: Request) -> HttpResponse:
    """The register as it is filtered; who took it is on record."""
    return exports.answer(request, LETTERS)


@require_GET
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    page = letters.page(pk, seen_by=request.viewer)
    is_talk = page.letter.kind == LetterKind.TALK
    is_office = page.letter.county_id in request.viewer.office_county_ids
    strong = next((verb for verb in STRONG if verb in page.verbs), None)
    context = {
        "page": page,
        "letter": page.letter,
        "sheet": page.sheet,
        "strong": strong,
        "strong_label": strong and workflow.label_of(strong, page.letter, request.viewer),
        "readers": bureaus.readers(page.letter, seen_by=request.viewer),
        "others": [
            (verb, workflow.label_of(verb, page.letter, request.viewer))
            for verb in page.verbs
            if verb is not strong
        ],
        "talk": talks.of(page.letter, seen_by=request.viewer) if is_talk else None,
        "may_arrange": is_talk and LetterVerb.EDIT in page.verbs,
        "may_record": is_talk and page.state is LetterState.ISSUED and is_office,
    }
    return render(request, "cases/letters/detail.html", context)


@require_GET
@login_required
def pages(request: Request, pk: int) -> HttpResponse:
    """The pages as they would be printed; to look is no taking out."""
    page = letters.page(pk, seen_by=request.viewer)
    is_issued = page.state == LetterState.ISSUED
    made = printing.pages(page.sheet, is_issued=is_issued)
    context = {
        "letter": page.letter,
        "pictures": [base64.b64encode(one).decode() for one in made],
        "faces": page.letter.faces if is_issued else font_files.standing().said,
    }
    return render(request, "cases/letters/pages.html", context)


@require_GET
@login_required
def file(request: Request, pk: int, form: str) -> HttpResponse:
    """Always saved, never opened in the page."""
    letter = letters.fetch(pk, seen_by=request.viewer)
    if form not in printing.TYPES:
        raise Absent(letters.ABSENT)
    name, content = printing.taken_out(letter, form, actor=request.viewer)
    return _saved(name, printing.TYPES[form], content)


@require_GET
@login_required
def receipt(request: Request, pk: int) -> HttpResponse:
    letter = letters.fetch(pk, seen_by=request.viewer)
    if not letter.receipt:
        raise Absent("没有这个文件。")
    letter = delivery_and_reply.take_out(letter, "receipt", actor=request.viewer)
    return _saved(letter.receipt_name, "application/octet-stream", delivery_and_reply.slip(letter))


def _tabs(request: Request, here: Tab) -> list[dict[str, Any]]:
    kept = {name: value for name, value in request.GET.items() if name not in ("tab", "page")}
    return [
        {
            "label": tab.label,
            "url": f"{request.path}?{urlencode({**kept, 'tab': tab.value})}",
            "current": tab is here,
        }
        for tab in letters.tabs_for(request.viewer)
    ]


def _saved(name: str, content_type: str, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer
