"""What gunicorn serves."""

from __future__ import annotations

from django.core.wsgi import get_wsgi_application

from config.celery import app as worker
from config.processes.preloading import preload

worker.set_default()  # a page may wake the worker, and has to find its broker
application = get_wsgi_application()
preload()
