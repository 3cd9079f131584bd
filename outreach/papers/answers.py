"""Documents as answers to a request."""

import structlog
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext_lazy

log = structlog.get_logger(__name__)


OTHER_FORMS = gettext_lazy("PDF tidak dapat dibuat. Unduh sebagai Word atau Excel, atau coba lagi nanti.")


def failed(request, failure, back, message=OTHER_FORMS):
    log.error("typesetting_failed", path=request.path, reason=str(failure))
    messages.error(request, message)
    return back


def download(content, content_type, name):
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
