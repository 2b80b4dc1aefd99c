"""Addresses of the office's own work: 双清单."""

from __future__ import annotations

from django.urls import path

from cases.office_work.web import tasks

urlpatterns = [
    path("tasks/", tasks.week, name="task-list"),
    path("tasks.xlsx", tasks.export, name="task-export"),
    path("tasks/print/", tasks.paper, name="task-print"),
    path("tasks/new/", tasks.new, name="task-new"),
    path("tasks/paste/", tasks.paste, name="task-paste"),
    path("tasks/<int:pk>/", tasks.detail, name="task"),
    path("tasks/<int:pk>/<slug:verb>/", tasks.act, name="task-action"),
]
