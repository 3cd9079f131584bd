"""What the browser keeps for want of a line: one page that knows nobody, and what it is dressed in."""

import hashlib

from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from pmi_portal.accounts.access import public
from pmi_portal.layout.navigation import chosen_theme

FILES = (
    "img/icon.svg",
    "vendor/bootstrap/bootstrap.cut.css",
    "css/portal.css",
    "vendor/inter/inter-basic.woff2",
    "js/theme.js",
    "js/offline.js",
    "js/disk.js",
)


@public
@require_safe
def offline_shell(request):
    return render(request, "offline/shell.html", {"theme": chosen_theme(request)})


@public
@require_safe
def offline_worker(request):
    """Stands at the root, since a worker serves only what lies below its own address."""
    files = [static(file) for file in FILES]
    version = hashlib.sha256(repr([files, request.LANGUAGE_CODE, chosen_theme(request)]).encode()).hexdigest()
    context = {"shell": reverse("offline_shell"), "files": files, "version": version[:12]}
    response = render(request, "offline/worker.js", context, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response
