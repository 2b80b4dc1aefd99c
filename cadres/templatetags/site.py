"""Tags and filters for every page: words for dates, days and figures; badges, icons, places."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.http import QueryDict
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from cadres.deadlines.rules.terms import SOON_DAYS
from cadres.deadlines.rules.workdays import PROVISIONAL
from cadres.pages.rules import wording
from cadres.pages.web import navigation as place_rules
from cadres.people.rules import masking, phones
from cadres.submissions.rules import once_keys as once_rules
from cadres.templatetags import parts, places

register = template.Library()
register.tags.update(parts.register.tags | places.register.tags)

register.filter("days_left", wording.days_left)
register.filter("days_waited", wording.days_waited)
register.filter("capped", wording.capped)
register.filter("masked", masking.phone)
register.simple_tag(wording.person, name="person")


@register.simple_tag
def phone_links(written: str | None, look: str = "") -> SafeString:
    """A phone as it was written, each of its numbers to be dialled with one touch."""
    shown = [
        format_html('<a class="{}" href="tel:{}">{}</a>', look, piece.dial, piece.text)
        if piece.dial
        else format_html("{}", piece.text)
        for piece in phones.pieces(written or "")
    ]
    return format_html_join("", "{}", ((one,) for one in shown))


# A message whose tag begins so names the address at which its action is taken back.
UNDO = "undo:"
TONES = frozenset({"good", "soon", "late", "paused", "active", "plain", "danger"})


@register.simple_tag(takes_context=True)
def day(context: Context, value: date | None, short: bool = False) -> str:
    """`{% day ticket.due_on %}` → 11月20日 周五."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return wording.day(value, today_of(context), short=short)


@register.simple_tag(takes_context=True)
def moment(context: Context, value: datetime | None) -> str:
    """`{% moment event.at %}` → 11月20日 14:05."""
    local = timezone.localtime(value) if value and timezone.is_aware(value) else value
    return wording.moment(local, today_of(context))


@register.simple_tag
@lru_cache(maxsize=1024)  # a list says the same few words in every line
def badge(word: str, tone: str = "plain") -> SafeString:
    """A state in a word; the tone only supports the word."""
    tone = tone if tone in TONES else "plain"
    return format_html('<span class="badge-state is-{}">{}</span>', tone, word)


@register.simple_tag
def provisional(is_provisional: bool, short: bool = False) -> SafeString:
    """暂定 beside a day that was counted into a year whose calendar nobody has published."""
    if not is_provisional:
        return SafeString("")
    words = "（暂定）" if short else "（日历未发布，暂定）"
    return format_html(' <span class="soft nowrap" title="{}">{}</span>', PROVISIONAL, words)


@register.simple_tag
def due_badge(left: int | None, paused: bool = False, soon: int = SOON_DAYS) -> SafeString:
    """Word and colour of a running clock: 正常, 临期, 超期 or 暂停, and the days beside it."""
    if paused:
        return badge("暂停", "paused")
    if left is None:
        return badge("未设时限", "plain")
    word, tone = _light(left, soon)
    rest = wording.days_left(left)
    said = rest if rest.startswith(word) else f"{word} · {rest}"
    return badge(said, tone)


@register.simple_tag
def tally(
    total: int | None,
    url: str,
    words: str = "",
    of: str = "",
    look: str = "",
    *,
    exact: bool = False,
) -> SafeString:
    """A number that opens what it counts; every number that is a link is written by this tag.

    A figure is `exact`; of a list counting stops above a thousand, and `1000+` is said.

    `words` puts it into words (`{% tally total url words="查看全部 # 件" %}`); `of` says what it
    counts to whoever hears the page. Nought opens nothing.
    """
    shown = str(total) if exact and total is not None else wording.capped(total)
    if not total:
        return SafeString(words.replace("#", shown) or shown)
    heard = f'<span class="visually-hidden">{conditional_escape(of)}</span>' if of else ""
    said = conditional_escape(words.replace("#", shown)) if words else shown
    marked = f' class="{conditional_escape(look)}"' if look else ""
    # A report writes some hundred of them.
    return SafeString(
        f'<a href="{conditional_escape(url)}" data-tally="{shown}"{marked}>{heard}{said}</a>'
    )


def opened(count: int, url: str, look: str = "") -> str:
    """The same of an exact number, its address HTML already: a report writes some thousands."""
    if not count:
        return str(count)
    marked = f' class="{look}"' if look else ""
    return f'<a href="{url}" data-tally="{count}"{marked}>{count}</a>'


@register.simple_tag
def editing(kind: str, pk: int) -> SafeString:
    """Where a page on which something is edited says who else has it open (js/editing.js)."""
    address = reverse("cadres:editing", args=[kind, pk])
    return format_html('<div class="editing" role="status" data-editing="{}"></div>', address)


@register.simple_tag(takes_context=True)
def since(context: Context, at: datetime) -> str:
    """From when on something goes on: the hour, and the day where it is not today's."""
    local = timezone.localtime(at)
    hour = f"{local:%H:%M}"
    today = today_of(context)
    return hour if local.date() == today else f"{wording.day(local.date(), today)} {hour}"


@register.simple_tag(takes_context=True)
def filtered(context: Context, to: str = "") -> SafeString:
    """On the form above a list, and on the link that clears it: the list comes in place.

    The focus stays where it was and what was found is said (cadres/js/filters.js); without scripts
    the form is sent as any other.
    """
    return format_html(
        'data-filters hx-get="{}" hx-target="#main" hx-select="#main" hx-swap="outerHTML"'
        ' hx-push-url="true" hx-indicator="#busy"',
        to or context["request"].path,
    )


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """A drawing from the site's own sheet; always beside a word, so it is hidden from readers."""
    sheet = static("cadres/img/icons.svg")
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        sheet,
        name,
    )


@register.simple_tag(takes_context=True)
def query(context: Context, **replaced: object) -> str:
    """The address's own query with some values replaced; an empty value takes the key away."""
    request = context.get("request")
    params: QueryDict = request.GET.copy() if request else QueryDict(mutable=True)
    for key, value in replaced.items():
        if value in (None, ""):
            params.pop(key, None)
        else:
            params[key] = str(value)
    return f"?{params.urlencode()}"


@register.simple_tag(takes_context=True)
def query_fields(context: Context, *left_out: str) -> SafeString:
    """The address's own query as hidden fields, for a GET form that changes one value of it."""
    given = context["request"].GET.lists()
    kept = [(name, value) for name, values in given for value in values if name not in left_out]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)


@register.simple_tag
def address(name: str, key: int | None) -> str:
    """The address of what was found: `{% address row.address row.key %}`."""
    return reverse(name, args=[] if key is None else [key])


@register.simple_tag(takes_context=True)
def may_scan(context: Context) -> bool:
    """Whether the viewer stands at gates, where a code may be scanned."""
    return bool(_roles(context) & place_rules.FIELD)


@register.simple_tag(takes_context=True)
def desk_word(context: Context) -> str:
    """What the viewer's first page is called, in the bar, in its title and on the way back."""
    return place_rules.desk_word(_roles(context))


@register.simple_tag(takes_context=True)
def works_offline(context: Context) -> SafeString:
    """On the body of whoever works in the yard: what goes on without a line, loaded later."""
    if not _roles(context) & place_rules.FIELD:
        return SafeString("")
    return offline_script(getattr(context["request"], "viewer", None))


def offline_script(viewer: Any) -> SafeString:
    """The attributes that the scripts read; without a viewer, only what others left is told of."""
    attributes = ' data-offline="{}" data-offline-name="{}" data-icons="{}"'
    script, icons = static("built/offline.js"), static("cadres/img/icons.svg")
    return format_html(attributes, script, viewer.name if viewer else "", icons)


@register.simple_tag
def offline_delivery() -> SafeString:
    """On the sign-in page: what waits on this phone can be delivered by anybody."""
    return offline_script(None)


@register.simple_tag
def once(new: bool = False) -> SafeString:
    """The key by which this form is taken once; `new=True` where it makes a thing of its own."""
    key = f"{once_rules.NEW if new else ''}{secrets.token_urlsafe(18)}"
    return format_html('<input type="hidden" name="{}" value="{}">', once_rules.FIELD, key)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The field's own control with the classes of the site; errors and help are announced."""
    attrs = {"class": _control_class(field)}
    return SafeString(field.as_widget(attrs=attrs))


@register.filter
def of_key(found: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping has under a key; nothing where it has none."""
    return found.get(key) if found else None


@register.filter
def undo(tags: str | None) -> str:
    """Where the action of a message can be taken back; nothing where it cannot."""
    return tags.removeprefix(UNDO) if tags and tags.startswith(UNDO) else ""


@register.filter
def kind(field: BoundField) -> str:
    """What `_field.html` must draw: check, choices, hidden or control."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "check" if isinstance(widget, forms.CheckboxInput) else "control"


def _light(left: int, soon: int) -> tuple[str, str]:
    if left < 0:
        return "超期", "late"
    return ("临期", "soon") if left <= soon else ("正常", "good")


def _control_class(field: BoundField) -> str:
    widget = field.field.widget
    base = "form-control"
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        base = "form-check-input"
    elif isinstance(widget, forms.Select):
        base = "form-select"
    own = widget.attrs.get("class", "")
    return " ".join(part for part in (base, own, "is-invalid" if field.errors else "") if part)


def today_of(context: Context) -> date:
    """The day of whoever looks."""
    viewer = getattr(context.get("request"), "viewer", None)
    return viewer.today if viewer else timezone.localdate()


def _roles(context: Context) -> frozenset[Any]:
    viewer = getattr(context.get("request"), "viewer", None)
    return viewer.roles if viewer else frozenset()
