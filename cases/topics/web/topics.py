"""Topics (专题): the list with its lights, one topic with its tickets, and what is done on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cadres.errors import Absent, Invalid, NotPermitted
from cadres.models import Region
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.paging import page_of
from cadres.pages.web.request_types import Request
from cadres.people.rules.viewer import Viewer
from cadres.submissions.rules import typed_values
from cases.models import Topic
from cases.tickets.selectors import lookups, tickets
from cases.tickets.selectors.clocks import open_terms
from cases.tickets.selectors.takeovers import units
from cases.tickets.web.action_forms.related_forms import TopicForm, TopicTextForm
from cases.topics.rules import topics as rules
from cases.topics.rules.topics import TopicDeed
from cases.topics.selectors import topics
from cases.topics.services import topics as services

CLOSED = "closed"
Words = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TopicWay:
    """One deed on a topic: what is asked, how it is done, what is said afterwards."""

    field: str
    run: Callable[[Topic, Viewer, Words], Topic]
    said: str
    is_required: bool = True


WAYS: dict[TopicDeed, TopicWay] = {
    TopicDeed.NOTE: TopicWay(
        "进展情况",
        lambda topic, actor, words: services.note_topic(topic, actor=actor, text=words["text"]),
        "进展已登记，牵头单位和设立人会收到消息。",
    ),
    TopicDeed.RESOLVE: TopicWay(
        "解决情况",
        lambda topic, actor, words: services.resolve_topic(
            topic, actor=actor, result=words["text"]
        ),
        "结果已提交，等县助企办确认销号。",
    ),
    TopicDeed.RETURN: TopicWay(
        "退回原因",
        lambda topic, actor, words: services.return_topic(
            topic, actor=actor, digest=words["digest"], reason=words["text"]
        ),
        "已退回牵头单位继续办理，时限不变。",
    ),
    TopicDeed.CLOSE: TopicWay(
        "确认意见",
        lambda topic, actor, words: services.close_topic(
            topic, actor=actor, digest=words["digest"], note=words["text"]
        ),
        "专题已销号；其中的工单各自照常办理。",
        is_required=False,
    ),
}


@require_GET
@login_required
def topic_list(request: Request) -> HttpResponse:
    is_closed = request.GET.get("state") == CLOSED
    found = topics.in_state(topics.rows(seen_by=request.viewer), is_closed)
    page = page_of(topics.counted(found, seen_by=request.viewer), request.GET.get("page"))
    here = reverse("cases:topic-list")
    context = {
        "page": page,
        "lines": topics.lines(page.rows, seen_by=request.viewer),
        "is_closed": is_closed,
        "may_open": request.viewer.is_office,
        "tabs": [
            {"label": "办理中", "url": here, "current": not is_closed},
            {"label": "已销号", "url": f"{here}?state={CLOSED}", "current": is_closed},
        ],
    }
    return render(request, "cases/topics/list.html", context)


@require_GET
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    page = topics.page(pk, seen_by=request.viewer)
    found = topics.tickets_of(page.topic, seen_by=request.viewer)
    number = typed_values.page(request.GET.get("page"))
    context = {
        "topic_page": page,
        "topic": page.topic,
        "page": tickets.page(found, number, seen_by=request.viewer),
        "may_join": rules.may_open(request.viewer, page.topic.county_id),
    }
    return render(request, "cases/topics/detail.html", context)


@require_GET
@login_required
def due(request: Request, pk: int) -> HttpResponse:
    """Day by day, why the topic's term ends when it does."""
    topic = topics.fetch(pk, seen_by=request.viewer)
    context = {"topic": topic, "found": open_terms.why("topic", pk, seen_by=request.viewer)}
    return render(request, "cases/topics/due.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    county = _county(request)
    form = TopicForm(request.POST or None)
    offered = units.handling(county.pk, seen_by=request.viewer)
    form.fields["unit"].queryset = offered  # type: ignore[attr-defined]
    form.fields["unit"].choices = units.by_kind(offered)  # type: ignore[attr-defined]

    def deed() -> HttpResponse:
        topic = services.open_topic(actor=request.viewer, county=county, **form.cleaned_data)
        messages.success(request, "专题已设立，牵头单位会收到消息。接下来把同类工单归入进来。")
        return redirect("cases:topic", topic.pk)

    back = reverse("cases:topic-list")
    return form_page(request, form, deed, "新设专题", "设立专题", back)


@login_required
@require_http_methods(["GET", "POST"])
def deed(request: Request, pk: int, verb: str) -> HttpResponse:
    topic = topics.fetch(pk, seen_by=request.viewer)
    if verb not in [wanted.value for wanted in WAYS]:
        raise Absent(topics.ABSENT)
    wanted = TopicDeed(verb)
    rules.check(wanted, topic, request.viewer)
    way = WAYS[wanted]
    initial = {
        "text": topic.result if wanted is TopicDeed.RESOLVE else "",
        "digest": rules.signed_digest(topic),
    }
    form = TopicTextForm(
        request.POST or None, label=way.field, required=way.is_required, initial=initial
    )

    def run() -> HttpResponse:
        way.run(topic, request.viewer, form.cleaned_data)
        messages.success(request, way.said)
        return redirect("cases:topic", topic.pk)

    back = reverse("cases:topic", args=[topic.pk])
    more = {"topic": topic, "shows_result": wanted in (TopicDeed.RETURN, TopicDeed.CLOSE)}
    template = "cases/topics/deed.html"
    return form_page(request, form, run, wanted.label, wanted.label, back, template, **more)


def _county(request: Request) -> Region:
    """The county in which the person is of the office; one who serves several names it."""
    offered = request.viewer.office_county_ids
    if not offered:
        raise NotPermitted("专题由县助企办设立。")
    wanted = typed_values.number(request.GET.get("county"))
    county = lookups.county(wanted, seen_by=request.viewer)
    if county is None:
        raise Invalid("请选择在哪个县设立专题。")
    return county
