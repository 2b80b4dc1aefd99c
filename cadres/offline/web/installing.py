"""The site as an app on the phone: what it is called, and the worker that starts it without a line.

None of it knows who asks: the worker keeps these answers on the phone, for everybody who uses it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

NAME = "万人助万企"
# What a start without a line needs; each is kept under its hashed name.
KEPT = (
    "built/site.css",
    "built/offline.js",
    "built/offline_shell.js",
    "cadres/img/favicon.svg",
    "cadres/img/icons.svg",
    "cadres/img/icon-192.png",
)
WORKER = "built/service_worker.js"
SHELL = "cadres/offline/offline.html"
# As in tokens.css: the brand, and the paper by day.
BRAND, PAPER = "#9f1d20", "#f5f5f2"
ICONS = (
    ("cadres/img/icon-192.png", "192x192", "any"),
    ("cadres/img/icon-512.png", "512x512", "any"),
    ("cadres/img/icon-maskable-512.png", "512x512", "maskable"),
)


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone reads before it puts the site on its home screen."""
    return JsonResponse(
        {
            "id": "/",
            "name": NAME,
            "short_name": NAME,
            "description": "联系企业、登记问题、没有信号也能办。",
            "lang": "zh-CN",
            "start_url": reverse("cadres:offline"),
            "scope": "/",
            "display": "standalone",
            "orientation": "portrait",
            "theme_color": BRAND,
            "background_color": PAPER,
            "icons": list(_icons()),
        },
        content_type="application/manifest+json",
    )


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The list of what is kept, and the worker itself; a new list makes a phone take a new one."""
    said = json.dumps(kept(), ensure_ascii=False, sort_keys=True)
    body = f"self.KEPT = {said};\nimportScripts({json.dumps(static(WORKER))});\n"
    answer = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/"
    return answer


@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """The page of an installed start: the same for everybody, it holds nothing of anybody."""
    return render(request, SHELL)


def _icons() -> Iterator[dict[str, str]]:
    for name, sizes, purpose in ICONS:
        yield {"src": static(name), "sizes": sizes, "type": "image/png", "purpose": purpose}


@lru_cache(maxsize=1)
def kept() -> dict[str, object]:
    """Return the addresses, and a mark that changes with any of them and with the page itself."""
    files = [static(name) for name in (*KEPT, WORKER)]
    page = render_to_string(SHELL)
    mark = hashlib.sha256("\n".join([*files, page]).encode()).hexdigest()[:12]
    return {"mark": mark, "page": reverse("cadres:offline"), "files": files[:-1]}
