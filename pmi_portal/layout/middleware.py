"""Which questions are answered at all, and how an answer travels over a poor line."""

from django.http import HttpResponseNotAllowed
from django.middleware.gzip import GZipMiddleware

from pmi_portal.crypto import WrongKey
from pmi_portal.layout.errors import page_not_found, secret_unreadable
from pmi_portal.words.cleaning import cleaned_query, is_clean

METHODS = ("GET", "HEAD", "POST")
TEXTS = ("text/", "application/json", "application/javascript", "image/svg+xml")


class MethodMiddleware:
    """No door of ours knows another method: a view that does not say so would answer TRACE with a page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)


class CleanTextMiddleware:
    """The one place where text is cleaned on its way to the database, whatever form or filter asks for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_clean(request.path_info):
            return page_not_found(request, None)
        request.GET = cleaned_query(request.GET)
        request.COOKIES = {name: text for name, text in request.COOKIES.items() if is_clean(text)}
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Only now: the guard against forged forms has read what was sent, and refused what is too large."""
        if request.method == "POST":
            request.POST = cleaned_query(request.POST)


class UnreadableMiddleware:
    """Whatever page asks for a stored secret that no key opens says so, and whom to ask."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return secret_unreadable(request, exception) if isinstance(exception, WrongKey) else None


class TextCompressionMiddleware(GZipMiddleware):
    """Texts only: workbooks, PDF and fonts are compressed already. Django pads each answer against BREACH."""

    def process_response(self, request, response):
        is_text = response.get("Content-Type", "").startswith(TEXTS)
        return super().process_response(request, response) if is_text else response
