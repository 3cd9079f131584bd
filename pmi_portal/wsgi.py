"""The door for gunicorn and waitress."""

import gc
import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmi_portal.settings")
application = get_wsgi_application()
import_module("pmi_portal.running.key_samples").check_field_keys()  # after set-up: it asks the database

# Every room is entered now, and what is loaded stays: else the collector would go through all of it again and
# again, each time a tenth of a second in the middle of somebody's page.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
