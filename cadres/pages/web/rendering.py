"""Form controls written at once: a template per field cost a fifth of every list."""

from __future__ import annotations

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from cadres.pages.web.bound_fields import PoliteField
from cadres.templatetags.choices import attributes, options, picked_options

WIDGETS = "django/forms/widgets/"
# Django draws all of these with one and the same template.
INPUTS = frozenset(
    f"{WIDGETS}{name}.html"
    for name in ("input", "text", "number", "email", "hidden", "date", "datetime", "time", "search")
)
SELECT = f"{WIDGETS}select.html"


class PlainRenderer(TemplatesSetting):
    """Writes inputs and drop-downs as Django's own templates would; all else is left to those."""

    bound_field_class = PoliteField

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        if template_name in INPUTS:
            return _input(context["widget"])
        if template_name == SELECT:
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _input(widget: dict[str, Any]) -> SafeString:
    value = widget["value"]
    given = "" if value is None else f' value="{conditional_escape(str(value))}"'
    kind, name = conditional_escape(widget["type"]), conditional_escape(widget["name"])
    return SafeString(f'<input type="{kind}" name="{name}"{given}{attributes(widget["attrs"])}>')


def _select(widget: dict[str, Any]) -> SafeString:
    name = conditional_escape(widget["name"])
    groups = widget["optgroups"]
    inside = picked_options(groups) if "data-picker" in widget["attrs"] else options(groups)
    return SafeString(f'<select name="{name}"{attributes(widget["attrs"])}>{inside}</select>')
