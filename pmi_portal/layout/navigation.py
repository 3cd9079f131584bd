"""What the layout of every page needs: the menu of this person's permissions, language and theme."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pmi_portal.layout.menu import menu_of

THEMES = {"auto": _("Ikuti perangkat"), "light": _("Terang"), "dark": _("Gelap")}


def layout(request):
    """Context of templates/base.html."""
    return {
        "menu": _menu(request),
        "theme": chosen_theme(request),
        "themes": THEMES,
        "languages": settings.LANGUAGES,
        "portal_env": settings.PORTAL_ENV,
        "idle_seconds": settings.SESSION_IDLE_AGE,
    }


def chosen_theme(request):
    theme = request.COOKIES.get("tema")
    return theme if theme in THEMES else "auto"


def _menu(request):
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or user.lacks_second_factor:
        return None
    return menu_of(user, getattr(request.resolver_match, "url_name", None) or "")
