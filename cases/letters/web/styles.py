"""How letters are headed and numbered (文书设置): read by the region, set by each organ's head."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry
from cases.letters.exchange import font_files
from cases.letters.selectors import font_faces as letter_faces
from cases.letters.selectors import styles as letter_styles
from cases.letters.services.font_faces import agree_to_faces
from cases.letters.services.styles import set_style
from cases.letters.web.forms import FacesForm, StyleForm
from cases.tickets.rules import numbering
from cases.tickets.selectors import number_patterns


@require_GET
@login_required
def style_list(request: Request) -> HttpResponse:
    places = letter_styles.places(seen_by=request.viewer)
    found = letter_styles.of_counties([place.pk for place in places], seen_by=request.viewer)
    standing, year = font_files.standing(), request.viewer.today.year
    shown = [
        {
            "place": place,
            "styles": [
                (style, letter_styles.may_set(style, place.pk, request.viewer))
                for (pk, _, _), style in found.items()
                if pk == place.pk
            ],
            "may_set": place.pk in request.viewer.office_head_county_ids,
            "numbered": numbering.shown(place.number_prefix, place.number_pattern, year),
            "asks": standing.asks
            and not letter_faces.are_agreed(place.pk, standing, seen_by=request.viewer),
        }
        for place in places
    ]
    context = {"places": shown, "standing": standing}
    return render(request, "cases/letters/styles.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def agree(request: Request, county: int) -> HttpResponse:
    """The head agrees, once, that letters are issued in what stands in for the standard's faces."""
    number_patterns.settable(county, seen_by=request.viewer)
    standing = font_files.standing()
    sent = request.POST if request.method == "POST" else None
    form = FacesForm(sent, initial={"faces": standing.said})

    def run() -> HttpResponse:
        faces = form.cleaned_data["faces"]
        agree_to_faces(county, actor=request.viewer, standing=standing, faces=faces)
        messages.success(request, "已同意。从下一份起用这些字体印发，文书上都记明字体。")
        return redirect("cases:letter-styles")

    return form_page(
        request,
        form,
        run,
        "同意使用代用字体",
        "同意",
        reverse("cases:letter-styles"),
        lead=f"本机现有字体——{standing.said}。公文应当用小标宋和仿宋；装好字体后会自动改用，不必再来这里。",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request: Request, county: int, organ: str, kind: str) -> HttpResponse:
    style = letter_styles.style(county, organ, kind, seen_by=request.viewer)
    now = letter_styles.facts(style)
    form = StyleForm(request.POST if request.method == "POST" else None, initial=now)
    carry(form, edits.read(letter_styles.about(county, organ, kind), now, seen_by=request.viewer))

    def run() -> HttpResponse:
        set_style(county, organ, kind, actor=request.viewer, **form.cleaned_data)
        messages.success(
            request, f"{style.organ.label}{style.kind.label}的设置已保存，从下一份起使用。"
        )
        return redirect("cases:letter-styles")

    return form_page(
        request,
        form,
        run,
        f"{style.organ.label}：{style.kind.label}",
        "保存",
        reverse("cases:letter-styles"),
        lead="已经印发的文书不变；换代字后从新代字的 1 号起编号。",
    )
