"""Error pages in the portal's words, each with what to do next.

They stand alone, without session, database or path: so they show when those are broken, and the page for a
record of another region is the same, byte for byte, as the page for one that does not exist.
"""

import sys
import uuid

import structlog
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from pmi_portal.accounts.access import Denied
from pmi_portal.files.storage import is_full
from pmi_portal.layout.navigation import chosen_theme
from pmi_portal.running.logs import LINK_KEY

log = structlog.get_logger(__name__)
TRY_AGAIN_AFTER = 30  # seconds
NEVER_SHOWN = ("password", "password1", "password2", "oldpassword", "code")


def page_not_found(request, exception):
    return _page(request, 404)


def permission_denied(request, exception):
    return _page(request, 403, explanation=str(exception) if isinstance(exception, Denied) else "")


def bad_request(request, exception):
    return _page(request, 400)


def too_many_requests(request):
    return _page(request, 429)


def server_error(request):
    """An incident number the person can quote; in the log it shares the request id with the trace."""
    incident, path = uuid.uuid4().hex[:8], LINK_KEY.sub("...", request.path)
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        log.error("database_unavailable", incident=incident, path=path)
        return database_unavailable(request, incident)
    if is_full(sys.exception()):
        log.error("disk_full", incident=incident, path=path)
        return _page(request, 507, incident=incident)
    log.error("server_error", incident=incident, path=path)
    return _page(request, 500, incident=incident)


def secret_unreadable(request, exception):
    """Nothing was done: what the portal keeps contradicts the keys it was given."""
    incident, match = uuid.uuid4().hex[:8], request.resolver_match
    log.error("secret_unreadable", incident=incident, view=match.view_name, exc_info=exception)
    facts = {"reason": exception.message, "incident": incident}
    is_second_factor = match.view_name.startswith("mfa_")
    return _page(request, 409, template="unreadable.html", **facts, is_second_factor=is_second_factor)


def database_unavailable(request, incident):
    """What was typed stays in this page, ready to be sent again; its number keeps it from counting twice."""
    sent = [
        (name, text)
        for name, values in (request.POST.lists() if request.method == "POST" else ())
        for text in values
        if not name.endswith(NEVER_SHOWN)
    ]
    files = [file.name for name in request.FILES for file in request.FILES.getlist(name)] if sent else []
    shown = [text for name, text in sent if len(text.split(maxsplit=1)) > 1]
    facts = {"incident": incident, "sent": sent, "shown": shown, "files": files}
    response = _page(request, 503, address=request.get_full_path(), **facts)
    response.headers["Retry-After"] = str(TRY_AGAIN_AFTER)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def csrf_failure(request, reason=""):
    log.warning("csrf_failure", reason=reason)
    explanation = _("Halaman ini terbuka terlalu lama. Kembali, muat ulang halaman, lalu simpan lagi.")
    return _page(request, 403, explanation=explanation)


def _page(request, status, *, template="", **facts):
    html = render_to_string(template or f"{status}.html", {"theme": chosen_theme(request), **facts})
    return HttpResponse(html, status=status)
