"""Language and theme, kept in a cookie."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from pmi_portal.accounts.access import public
from pmi_portal.layout.navigation import THEMES

ONE_YEAR = 365 * 24 * 3600


@public
@require_POST
def language_choose(request):
    return _remember(
        request, settings.LANGUAGE_COOKIE_NAME, request.POST.get("language"), dict(settings.LANGUAGES)
    )


@public
@require_POST
def theme_choose(request):
    return _remember(request, "tema", request.POST.get("theme"), THEMES)


def _remember(request, cookie, value, allowed):
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = redirect(back)
    if value in allowed:
        response.set_cookie(
            cookie, value, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=settings.PRODUCTION
        )
    return response


@public
def health(request):
    """Says that the web process answers; the load balancer and `portal.py demo` ask it."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")
