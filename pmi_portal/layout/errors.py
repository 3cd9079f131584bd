"""Error pages in the portal's words, each with what to do next.

They stand alone, without session, database or path: so they show when those are broken, and the page for a
record of another region is the same, byte for byte, as the page for one that does not exist.
"""

import uuid

import structlog
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from pmi_portal.layout.navigation import chosen_theme
from pmi_portal.running.logs import LINK_KEY

log = structlog.get_logger(__name__)


def page_not_found(request, exception):
    return _page(request, 404)


def permission_denied(request, exception):
    return _page(request, 403)


def bad_request(request, exception):
    return _page(request, 400)


def too_many_requests(request):
    return _page(request, 429)


def server_error(request):
    """An incident number the person can quote; in the log it shares the request id with the trace."""
    incident = uuid.uuid4().hex[:8]
    log.error("server_error", incident=incident, path=LINK_KEY.sub("...", request.path))
    return _page(request, 500, incident=incident)


def csrf_failure(request, reason=""):
    log.warning("csrf_failure", reason=reason)
    explanation = _("Halaman ini terbuka terlalu lama. Kembali, muat ulang halaman, lalu simpan lagi.")
    return _page(request, 403, explanation=explanation)


def _page(request, status, **facts):
    html = render_to_string(f"{status}.html", {"theme": chosen_theme(request), **facts})
    return HttpResponse(html, status=status)
