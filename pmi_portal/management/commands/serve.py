"""The web server of the demo."""

import signal
import sys

import waitress
from django.core.management.base import BaseCommand
from django.core.servers.basehttp import get_internal_wsgi_application


class Command(BaseCommand):
    help = "Serve the portal with waitress: for the demo and for Windows; production uses gunicorn."
    requires_system_checks = []  # `prepare_demo` has just run them, and every second counts at the start

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--threads", type=int, default=8)

    def handle(self, *, host, port, threads, **options):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        application = get_internal_wsgi_application()
        waitress.create_server(application, host=host, port=port, threads=threads, ident=None).run()
