"""A sign-in ends by itself: half an hour after the person last did something, and after twelve hours anyway.

When it began stands in the session; when the person was last seen stands in a signed cookie, so that looking
at pages writes nothing. What was typed survives: drafts stay in the browser and on the server, and a form
that comes too late gives its texts back (unsent_forms.py).
"""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pmi_portal.audit.trail import record

BEGAN, SEEN_COOKIE = "began_at", "terakhir_aktif"
NOTED_EVERY = 60  # seconds; a cookie is not sent with every answer
ASKS_AGAIN = {"import_detail"}  # pages that htmx reads again and again while a job runs


def note_sign_in(request):
    """The twelve hours begin; the session is written now in any case."""
    request.session[BEGAN] = timezone.now().timestamp()


def end_if_lapsed(request):
    """Whether the person was away too long, so the session is ended now; else note that they are here."""
    now = timezone.now().timestamp()
    began = request.session.setdefault(BEGAN, now)
    seen = _last_seen(request)
    # Without a cookie of this sign-in the person was last seen when it began.
    is_idle = now - (seen or began) > settings.SESSION_IDLE_AGE
    if is_idle or now - began > settings.SESSION_COOKIE_AGE:
        _end(request)
        messages.warning(request, _why_idle() if is_idle else _why_ended())
        return True
    if (seen is None or now - seen >= NOTED_EVERY) and not _is_by_itself(request):
        request.seen_at = now
    return False


def keep_last_seen(request, response):
    """Put what `end_if_lapsed` noted into the cookie; who is not signed in has none."""
    if not request.user.is_authenticated:
        if SEEN_COOKIE in request.COOKIES:
            response.delete_cookie(SEEN_COOKIE, samesite="Lax")
    elif seen := getattr(request, "seen_at", None):
        response.set_signed_cookie(
            SEEN_COOKIE,
            str(seen),
            salt=_salt(request),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def tell_if_ended(request):
    """Say so where the browser holds a session that is over: after twelve hours, or ended from elsewhere."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and not request.session.session_key:
        messages.warning(request, _why_ended())


def _why_ended():
    return _(
        "Anda keluar otomatis. Masuk lagi untuk melanjutkan; isian yang tersimpan "
        "sebagai draf ditawarkan kembali di formulirnya."
    )


def _why_idle():
    return _(
        "Anda keluar otomatis karena tidak ada kegiatan selama %(n)s menit. Masuk lagi "
        "untuk melanjutkan; isian yang tersimpan sebagai draf ditawarkan kembali di "
        "formulirnya."
    ) % {"n": settings.SESSION_IDLE_AGE // 60}


def _last_seen(request):
    """Seconds since the epoch; None without a cookie that was signed for this very sign-in."""
    seen = request.get_signed_cookie(SEEN_COOKIE, default=None, salt=_salt(request))
    return float(seen) if seen else None


def _salt(request):
    """Not the key of the session, which changes with the password."""
    return f"{SEEN_COOKIE} {request.user.pk} {request.session[BEGAN]}"


@transaction.atomic
def _end(request):
    """Several pages of a session may ask at once: the one that finds its row tells the audit log."""
    ended, _by_model = Session.objects.filter(session_key=request.session.session_key).delete()
    if ended:
        record("user.lapsed", about=request.user, by=request.user)
    request.session.flush()
    request.user = AnonymousUser()


def _is_by_itself(request):
    """What a page does by itself is no sign of a person; a draft is, it is sent only after typing."""
    if request.headers.get("X-By-Itself") == "1":
        return True
    return request.resolver_match.url_name in ASKS_AGAIN and request.headers.get("HX-Request") == "true"
