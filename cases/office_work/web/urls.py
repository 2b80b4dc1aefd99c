"""Addresses of the office's own work: 双清单, 日调度, 结果应用, 指标佐证."""

from __future__ import annotations

from django.urls import path

from cases.office_work.web import board, findings, indicator_leads, results, tasks

urlpatterns = [
    path("board/", board.today, name="board"),
    path("board/<slug:kind>/<int:pk>/call/", board.call, name="board-call"),
    path("board/decisions/", board.decision_list, name="decision-list"),
    path("board/decisions/new/", board.decide, name="decision-new"),
    path("board/decisions/<int:pk>/void/", board.void, name="decision-void"),
    path("findings/", findings.register, name="finding-list"),
    path("findings.xlsx", findings.export, name="finding-export"),
    path("findings/new/", findings.new, name="finding-new"),
    path("findings/indicators/", findings.indicators, name="indicators"),
    path("findings/figures/", indicator_leads.figures, name="finding-figures"),
    path("findings/leads/", indicator_leads.register, name="indicator-leads"),
    path("findings/leads/<int:pk>/", indicator_leads.lead, name="indicator-lead"),
    path("findings/<int:pk>/", findings.detail, name="finding"),
    path("findings/<int:pk>/evidence/", findings.evidence, name="finding-evidence"),
    path("findings/<int:pk>/<slug:verb>/", findings.end, name="finding-end"),
    path("evidence/files/<int:pk>/", findings.file, name="evidence-file"),
    path("results/", results.register, name="result-list"),
    path("results.xlsx", results.export, name="result-export"),
    path("results/new/", results.new, name="result-new"),
    path("results/<int:pk>/", results.detail, name="result-use"),
    path("results/<int:pk>/correct/", results.correct, name="result-correct"),
    path("results/<int:pk>/void/", results.void, name="result-void"),
    path("tasks/", tasks.week, name="task-list"),
    path("tasks.xlsx", tasks.export, name="task-export"),
    path("tasks/print/", tasks.paper, name="task-print"),
    path("tasks/new/", tasks.new, name="task-new"),
    path("tasks/paste/", tasks.paste, name="task-paste"),
    path("tasks/<int:pk>/", tasks.detail, name="task"),
    path("tasks/<int:pk>/<slug:verb>/", tasks.act, name="task-action"),
]
