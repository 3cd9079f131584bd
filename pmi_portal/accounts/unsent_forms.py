"""A form that came after its sign-in had ended: its texts go back to who typed them, to be copied.

The page is made of this very request and kept nowhere, so it shows nobody what somebody else typed.
"""

from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from pmi_portal.accounts.access import LIBRARY_VIEWS
from pmi_portal.layout.navigation import chosen_theme

# Nothing is shown at these addresses; tests/matrix.csv knows them too, they answer 405 there.
POST_ONLY = {
    "calendar_feed_create",
    "draft_discard",
    "draft_key",
    "draft_save",
    "import_cancel",
    "import_commit",
    "import_recheck",
    "import_redo",
}
NOT_TYPED = ("seen", "password", "password1", "password2")  # last parts of names
MOST_TEXTS, MOST_LETTERS = 200, 100_000  # of one request; who is not signed in must not make big pages


def unsent_page(request):
    """Answers 403 with what was typed: 401 would owe the browser a scheme of HTTP, and a form is none."""
    is_of_account = request.resolver_match.url_name in LIBRARY_VIEWS
    texts, is_cut = ([], False) if is_of_account else _typed(request.POST)
    context = {
        "theme": chosen_theme(request),
        "texts": texts,
        "is_cut": is_cut,
        "files": [file.name for name in request.FILES for file in request.FILES.getlist(name)],
        "login": redirect_to_login(_way_back(request)).url,
    }
    response = render(request, "account/unsent.html", context, status=403)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def texts_of(content):
    """The texts of more than one word in a form, {name: [values]}; each once."""
    told = (
        text.strip()
        for name, values in content.items()
        if name.rpartition("-")[2] not in NOT_TYPED and not name.startswith("initial-")
        for text in values
    )
    return list(dict.fromkeys(text for text in told if len(text.split(maxsplit=1)) > 1))


def _typed(data):
    """([text, ...], whether some of it was too much to show): what is of more than one word.

    Choices, ticks and numbers are quickly made again, and say nothing without their field.
    """
    found = texts_of(dict(data.lists()))
    shown, left = [], MOST_LETTERS
    for text in found[:MOST_TEXTS]:
        if left > 0:
            shown.append(text[:left])
        left -= len(text)
    return shown, left < 0 or len(found) > MOST_TEXTS


def _way_back(request):
    """The page that the form stood on, or the form's own address, or the start page."""
    page = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    parts = urlsplit(page)
    came_from = urlunsplit(("", "", parts.path, parts.query, "")) if is_ours else ""
    return next((path for path in (came_from, request.get_full_path()) if _shows_a_page(path)), "/")


def _shows_a_page(path):
    try:
        return resolve(path.partition("?")[0]).url_name not in POST_ONLY
    except Resolver404:
        return False
