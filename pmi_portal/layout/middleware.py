"""Which methods are answered at all, and how a page travels over a poor line."""

from django.http import HttpResponseNotAllowed
from django.middleware.gzip import GZipMiddleware

METHODS = ("GET", "HEAD", "POST")
TEXTS = ("text/", "application/json", "application/javascript", "image/svg+xml")


class MethodMiddleware:
    """No door of ours knows another method; a view that forgets to say so must not answer TRACE with a page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)


class TextCompressionMiddleware(GZipMiddleware):
    """Texts only: a workbook, a PDF or a font is compressed already. Django pads each answer against BREACH."""

    def process_response(self, request, response):
        is_text = response.get("Content-Type", "").startswith(TEXTS)
        return super().process_response(request, response) if is_text else response
