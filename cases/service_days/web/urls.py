"""Addresses of 企业服务日."""

from __future__ import annotations

from django.urls import path

from cases.service_days.web import service_days

urlpatterns = [
    path("service-days/", service_days.table, name="service-day-list"),
    path("service-days/new/", service_days.new, name="service-day-new"),
    path("service-days/<int:pk>/", service_days.detail, name="service-day"),
    path("service-days/<int:pk>/issues/", service_days.issue_list, name="service-day-issues"),
    path("service-days/<int:pk>/change/", service_days.change, name="service-day-change"),
    path("service-days/<int:pk>/call-off/", service_days.call_off, name="service-day-call-off"),
]
