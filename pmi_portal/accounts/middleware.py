"""Language and clock of the page, and the guard at every door."""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from pmi_portal.accounts.access import Access, declared_access
from pmi_portal.accounts.sign_in_ends import end_if_lapsed, keep_last_seen, tell_if_ended
from pmi_portal.accounts.unsent_forms import unsent_page
from pmi_portal.audit.trail import record

OPEN_WITHOUT_SECOND_FACTOR = {
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "language_choose",
    "theme_choose",
}


class LanguageMiddleware:
    """Bahasa Indonesia unless the person chose English; a browser set to English is no such choice."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            patch_vary_headers(response, ["Cookie"])
            return response


class TimeZoneMiddleware:
    """Moments and “today” are those of the person's own clock."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        zone = request.user.time_zone if request.user.is_authenticated else settings.TIME_ZONE
        with timezone.override(zone):
            return self.get_response(request)


class AccessMiddleware:
    """Default deny: an undeclared view is not found, a declared one opens to whom it names."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        keep_last_seen(request, response)
        signed_out = getattr(request, "signed_out", False)
        if signed_out:
            response.headers["Clear-Site-Data"] = '"cache"'
        if signed_out or request.user.is_authenticated:
            add_never_cache_headers(response)
            response.headers["Cache-Control"] = "no-store, private"
        return response

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        access = declared_access(view=view, url_name=match.url_name, namespaces=match.namespaces)
        access = access(**kwargs) if callable(access) else access
        if access is Access.PUBLIC:
            return None
        if access is None or access is Access.CLOSED:
            raise Http404
        if not request.user.is_authenticated:
            tell_if_ended(request)
            return to_login(request)
        if end_if_lapsed(request):
            return to_login(request)
        if request.user.lacks_second_factor and match.url_name not in OPEN_WITHOUT_SECOND_FACTOR:
            return redirect("mfa_index")
        if access is not Access.SIGNED_IN and not request.user.holds_somewhere(access):
            note_refusal(request)
            raise PermissionDenied
        return None

    def process_exception(self, request, exception):
        """A view may refuse too: the admin does, for screens that only show."""
        if isinstance(exception, PermissionDenied) and request.user.is_authenticated:
            note_refusal(request)


def to_login(request):
    """To the login page and back; a part of a page asked for by htmx sends the whole page there."""
    if request.headers.get("HX-Request") != "true":
        is_form = request.method == "POST"
        return unsent_page(request) if is_form else redirect_to_login(request.get_full_path())
    page = urlsplit(request.headers.get("HX-Current-URL", "/"))
    login = redirect_to_login(urlunsplit(("", "", page.path or "/", page.query, "")))
    return HttpResponse(status=204, headers={"HX-Redirect": login.url})


def note_refusal(request):
    record("access.denied", by=request.user, view=request.resolver_match.view_name, method=request.method)
