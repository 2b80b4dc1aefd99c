"""Contacts: adding, editing, removing, and showing one number."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cadres.pages.web.request_types import Request
from cadres.submissions.selectors import edits
from cadres.submissions.web import once_keys
from cadres.submissions.web.edit_forms import carry, read_of
from enterprises.register.rules import authority
from enterprises.register.selectors import contacts, enterprises
from enterprises.register.services.contacts import (
    add_contact,
    edit_contact,
    remove_contact,
    reveal_phone,
)
from enterprises.register.web.forms import ContactForm
from enterprises.register.web.requests import form_page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: Request, pk: int) -> HttpResponse:
    enterprise = enterprises.fetch(pk, seen_by=request.viewer)
    authority.check_edits_contacts(request.viewer, enterprise)
    form = ContactForm(request.POST or None)

    def action() -> HttpResponse:
        contact = add_contact(enterprise, form.person(), actor=request.viewer)
        messages.success(request, f"联系人{contact.name}已添加。")
        return redirect("enterprises:enterprise-detail", pk)

    context = {"enterprise": enterprise}
    return form_page(request, form, action, "enterprises/register/contacts/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: Request, pk: int) -> HttpResponse:
    contact = contacts.fetch(pk, seen_by=request.viewer)
    authority.check_edits_contacts(request.viewer, contact.enterprise)
    form = ContactForm(request.POST or None, contact=contact)
    carry(form, edits.read(contact, contacts.facts(contact), seen_by=request.viewer))

    def action() -> HttpResponse:
        edit_contact(contact, form.person(), actor=request.viewer, read=read_of(form))
        messages.success(request, "联系人已保存。")
        return redirect("enterprises:enterprise-detail", contact.enterprise_id)

    context = {"contact": contact, "enterprise": contact.enterprise}
    return form_page(request, form, action, "enterprises/register/contacts/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request: Request, pk: int) -> HttpResponse:
    contact = contacts.fetch(pk, seen_by=request.viewer)
    authority.check_edits_contacts(request.viewer, contact.enterprise)
    if request.method == "POST":
        remove_contact(contact, actor=request.viewer)
        messages.success(request, f"联系人{contact.name}和电话已删除。")
        return redirect("enterprises:enterprise-detail", contact.enterprise_id)
    context = {"contact": contact, "enterprise": contact.enterprise}
    return render(request, "enterprises/register/contacts/remove.html", context)


@require_POST
@never_cache
@login_required
@once_keys.every_time
def reveal(request: Request, pk: int) -> HttpResponse:
    """The whole number, once, on the record: in its line, or on a page of its own."""
    viewer = request.viewer
    contact = contacts.fetch(pk, seen_by=viewer)
    phone = reveal_phone(contact, actor=viewer)
    context = {
        "line": contacts.revealed(contact, phone),
        "enterprise": contact.enterprise,
        "may_reveal": True,
        "may_edit_contacts": authority.may_edit_contacts(viewer, contact.enterprise),
    }
    name = "_line" if request.htmx else "revealed"
    return render(request, f"enterprises/register/contacts/{name}.html", context)
