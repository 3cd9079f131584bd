"""Error pages in the portal's words, each with what to do next."""

import uuid

import structlog
from django.shortcuts import render
from django.utils.translation import gettext as _

log = structlog.get_logger(__name__)


def page_not_found(request, exception):
    """The same page for a thing that is not there and for one this person may not know of."""
    return render(request, "404.html", status=404)


def permission_denied(request, exception):
    return render(request, "403.html", status=403)


def bad_request(request, exception):
    return render(request, "400.html", status=400)


def server_error(request):
    """An incident number the person can quote; the same number stands in the log."""
    incident = uuid.uuid4().hex[:8]
    log.error("server_error", incident=incident, path=request.path)
    return render(request, "500.html", {"incident": incident}, status=500)


def csrf_failure(request, reason=""):
    explanation = _("Halaman ini terbuka terlalu lama. Kembali, muat ulang halaman, lalu kirim lagi.")
    return render(request, "403.html", {"explanation": explanation}, status=403)
