"""Addresses of the notice for the gate."""

from __future__ import annotations

from django.urls import path

from cases.enterprise_side.web import business_notice

urlpatterns = [
    path("enterprises/<int:pk>/notice/", business_notice.page, name="business-notice"),
    path("enterprises/<int:pk>/notice/file/", business_notice.file, name="business-notice-file"),
    path("enterprises/<int:pk>/notice/renew/", business_notice.renew, name="business-notice-renew"),
]
