"""A form that was sent needs its draft no more."""

from urllib.parse import quote, unquote

from django.conf import settings

from pmi_portal.drafts.keeping import forget_draft

COOKIE = "draf_terkirim"
FIVE_MINUTES = 300


class SentDraftMiddleware:
    """Where a view answered a sent form with a redirect, as all do that took it in, its draft is dropped.

    The draft in the browser is dropped by static/js/drafts.js, which reads in a cookie which one it is.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        key = getattr(request, "sent_draft", "")
        if key and response.status_code == 302 and request.user.is_authenticated:
            forget_draft(key=key, by=request.user)
            _tell_browser(request, response, key)
        return response

    def process_view(self, request, view, args, kwargs):
        """Asked last of all guards: who comes here was let in, so a redirect to the login is not meant."""
        if request.method == "POST":
            request.sent_draft = request.POST.get("draft", "")


def _tell_browser(request, response, key):
    sent = [unquote(one) for one in request.COOKIES.get(COOKIE, "").split("|") if one]
    told = "|".join(quote(one, safe="") for one in [*sent[-4:], key])
    response.set_cookie(COOKIE, told, max_age=FIVE_MINUTES, samesite="Lax", secure=settings.PRODUCTION)
