"""A form that was sent needs its draft no more, and sent again it leads to what it left."""

from urllib.parse import quote, unquote

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pmi_portal.drafts.keeping import forget_draft
from pmi_portal.drafts.submissions import sent_before

COOKIE = "draf_terkirim"
FIVE_MINUTES = 300
REFUSED = (404, 409, 422)


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


class SentBeforeMiddleware:
    """What a form did often makes it wrong the second time: the record has gone on, or is not there any more.

    Asked when the form was refused, and not before it is judged: so whoever clicks twice comes to what the
    first click left even where it was not through yet when the second came in, and no other form waits for a
    question. A part of a page, asked for by htmx, leads nowhere.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_refused = request.method == "POST" and response.status_code in REFUSED
        is_somebodys = request.user.is_authenticated and not request.htmx
        if is_refused and is_somebodys and (url := sent_before(request.POST, request.FILES, by=request.user)):
            messages.info(request, _("Formulir ini sudah Anda kirim sebelumnya dan sudah tercatat."))
            return redirect(url)
        return response


def _tell_browser(request, response, key):
    sent = [unquote(one) for one in request.COOKIES.get(COOKIE, "").split("|") if one]
    told = "|".join(quote(one, safe="") for one in [*sent[-4:], key])
    response.set_cookie(COOKIE, told, max_age=FIVE_MINUTES, samesite="Lax", secure=settings.PRODUCTION)
