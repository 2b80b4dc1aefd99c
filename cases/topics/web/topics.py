"""Topics (专题): the list with its lights, one topic with its tickets, and what is done on it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cadres.errors import Absent, Invalid, NotPermitted
from cadres.models import Region
from cadres.pages.selectors.paging import page_of
from cadres.pages.web.action_fields import show_offer
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import text_limits, typed_values
from cases.models import Policy
from cases.policies.selectors import policies
from cases.tickets.selectors import lookups, tickets
from cases.tickets.selectors.clocks import open_terms
from cases.tickets.selectors.handling import dispatch_units
from cases.tickets.web.action_forms.action_forms import plain_form_of
from cases.topics.actions.topics import OF_TOPICS
from cases.topics.rules import topics as rules
from cases.topics.rules.topics import TopicVerb
from cases.topics.selectors import topics
from cases.topics.services import policy_topics
from cases.topics.services import topics as services
from cases.topics.web.forms import TopicForm

CLOSED = "closed"


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
    policy = _policy(request)
    county = policy.county if policy else _county(request)
    form = TopicForm(request.POST or None, initial=_begun(policy))
    offered = dispatch_units.handling(county.pk, seen_by=request.viewer)
    form.fields["unit"].queryset = offered  # type: ignore[attr-defined]
    form.fields["unit"].choices = dispatch_units.by_kind(offered)  # type: ignore[attr-defined]

    def act() -> HttpResponse:
        if policy is not None:
            return _of_policy(request, policy, form)
        topic = services.open_topic(actor=request.viewer, county=county, **form.cleaned_data)
        messages.success(request, "专题已设立，牵头单位会收到消息。接下来把同类工单归入进来。")
        return redirect("cases:topic", topic.pk)

    back = reverse("cases:policy", args=[policy.pk]) if policy else reverse("cases:topic-list")
    address, template = request.get_full_path(), "cases/topics/new.html"
    return form_page(request, form, act, "新设专题", "设立专题", back, template, address=address)


@login_required
@require_http_methods(["GET", "POST"])
def act(request: Request, pk: int, verb: str) -> HttpResponse:
    topic = topics.fetch(pk, seen_by=request.viewer)
    if verb not in [wanted.value for wanted in OF_TOPICS]:
        raise Absent(topics.ABSENT)
    wanted = TopicVerb(verb)
    rules.check(wanted, topic, request.viewer)
    action = OF_TOPICS[wanted]
    form = plain_form_of(action.fields)(request.POST or None)
    show_offer(form, action.offer(topic))

    def run() -> HttpResponse:
        action.carry_out(topic, form.cleaned_data, actor=request.viewer)
        messages.success(request, action.said)
        return redirect("cases:topic", topic.pk)

    back = reverse("cases:topic", args=[topic.pk])
    more = {"topic": topic, "shows_result": action.shows_result}
    template = "cases/topics/action.html"
    return form_page(request, form, run, wanted.label, wanted.label, back, template, **more)


def _policy(request: Request) -> Policy | None:
    """The policy that the address names: its refused applications are what the topic is about."""
    asked = typed_values.number(request.GET.get("policy"))
    if asked is None:
        return None
    policy = policies.fetch(asked, seen_by=request.viewer)
    if not rules.may_open(request.viewer, policy.county_id):
        raise NotPermitted("专题由县助企办设立。")
    return policy


def _begun(policy: Policy | None) -> dict[str, object]:
    if policy is None:
        return {}
    return {
        "title": f"《{policy.title}》兑现问题"[: text_limits.TITLE],
        "description": f"多家企业反映申报《{policy.title}》被拒。",
        "unit": policy.unit_id,
    }


def _of_policy(request: Request, policy: Policy, form: TopicForm) -> HttpResponse:
    topic, joined = policy_topics.open_topic_of(policy, actor=request.viewer, **form.cleaned_data)
    messages.success(request, f"专题已设立，{joined} 件申报被拒的工单已归入，牵头单位会收到消息。")
    return redirect("cases:topic", topic.pk)


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
